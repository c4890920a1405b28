const rooms = require("./test/mutation/rooms.json");

const room = process.env.MUTATION_ROOM ?? "";
const reports = process.env.MUTATION_REPORTS ?? "reports/mutation";

/** Run by `npm run mutation`, room by room. What lives on is explained in test/MUTATION.md. */
module.exports = {
  mutate: rooms[room]?.mutate ?? [],
  testRunner: "fresh",
  plugins: ["./test/mutation/runner.mjs"],
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 15_000,
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `${reports}/${room}.json` },
  // What the tests of these rooms do not read.
  ignorePatterns: ["/dist", "/docs", "/examples", "/scan", "/bench", "/test/real", "/cdktf.out", "/.github"],
};
