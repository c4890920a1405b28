const base = require("./jest.config.js");
const rooms = require("./test/mutation/rooms.js");

const { tests } = rooms[process.env.MUTATION_ROOM ?? ""] ?? { tests: Object.keys(rooms) };

/** The tests that mutants of one room are tried with: few runs of each property, the same ones every time. */
module.exports = {
  ...base,
  roots: tests.map((room) => `<rootDir>/test/proof/${room}`),
  // Asks another process 2,000 times, about what the brute force in this one knows as well.
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, "<rootDir>/test/proof/iam/oracle"],
  setupFiles: ["<rootDir>/test/mutation/few-runs.js"],
};
