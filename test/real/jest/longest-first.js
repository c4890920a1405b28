const { sep } = require("node:path");
const Sequencer = require("@jest/test-sequencer").default;

/** The suites that take minutes, the longest first: what is begun last must not be what all the others wait for. */
const LONGEST = [
  "saas/saas",
  "sharing/sharing",
  "kinds/kinds",
  "rules/rules",
  "replay/replay",
  "resources/tenant-resources",
];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};

function rank({ path }) {
  const found = LONGEST.findIndex((suite) => path.endsWith(`${sep}${suite.replace("/", sep)}.e2e.ts`));
  return found === -1 ? LONGEST.length : found;
}
