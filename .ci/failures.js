/**
 * The failed tests of a jest run, each with what it said, from what `--json --outputFile` wrote.
 * Usage: node .ci/failures.js <results.json>; prints nothing if none failed.
 */
const { readFileSync } = require("node:fs");

const SHOWN_TESTS = 10;
const SHOWN_LINES = 30;
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** One text for each failed test, and for each file that could not be run. */
function failures({ testResults }) {
  return testResults.flatMap(({ assertionResults, message, name, status }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (failed.length === 0) return status === "failed" ? [text(name, message)] : [];
    return failed.map(({ fullName, failureMessages }) => text(fullName, failureMessages.join("\n")));
  });
}

function text(title, message) {
  const lines = message.replace(COLOURS, "").trim().split("\n");
  const more = lines.length > SHOWN_LINES ? [`… and ${lines.length - SHOWN_LINES} lines more`] : [];
  return [`✕ ${title}`, ...[...lines.slice(0, SHOWN_LINES), ...more].map((line) => `    ${line}`)].join("\n");
}

module.exports = { failures };

if (require.main === module) {
  const found = failures(JSON.parse(readFileSync(process.argv[2], "utf8")));
  const left = found.length - SHOWN_TESTS;
  found.slice(0, SHOWN_TESTS).forEach((one) => console.log(`\n${one}`));
  if (left > 0) console.log(`\n… and ${left} failed tests more`);
}
