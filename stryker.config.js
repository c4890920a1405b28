const rooms = require("./test/mutation/rooms.js");

const room = process.env.MUTATION_ROOM;
const { mutate } = rooms[room ?? ""] ?? { mutate: Object.values(rooms).flatMap((each) => each.mutate) };

/** Run by `npm run mutation`, room by room. What lives on is explained in docs/MUTATION.md. */
module.exports = {
  mutate,
  testRunner: "jest",
  jest: { configFile: "jest.mutation.config.js", enableFindRelatedTests: true },
  coverageAnalysis: "perTest",
  concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
  timeoutMS: 3_000,
  incremental: true,
  incrementalFile: `reports/mutation/${room}.incremental.json`,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: `reports/mutation/${room}.json` },
  ignorePatterns: ["/dist", "/docs", "/examples", "/scan", "/bench", "/test/real", "/cdktf.out", "/.github"],
  tempDirName: ".stryker-tmp",
};
