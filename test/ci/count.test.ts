import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { someFolder } from "../support/plan-folder";
import { ROOT } from "../support/source";

const CLEAN = {
  numPassedTests: 5,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numTotalTests: 5,
  wasInterrupted: false,
};

test.each([
  ["a clean run", {}, 0, "5 0"],
  ["failed tests", { numFailedTests: 2 }, 1, "5 2"],
  ["files that could not be loaded", { numRuntimeErrorTestSuites: 3 }, 1, "5 3"],
  ["a run without tests", { numPassedTests: 0, numTotalTests: 0 }, 0, "0 1"],
  ["an interrupted run", { wasInterrupted: true }, 0, "5 1"],
  ["an exit code that no test explains", {}, 1, "5 1"],
])("%s: what did not run counts as failed", (_, changes, exitCode, expected) => {
  const path = join(someFolder(), "results.json");
  writeFileSync(path, JSON.stringify({ ...CLEAN, ...changes }));
  const said = execFileSync(process.execPath, [join(ROOT, ".ci", "count.js"), path, String(exitCode)]);
  expect(said.toString()).toBe(`${expected}\n`);
});

test("a run that left no results is an error, which .ci/run takes for a failure", () => {
  const { status } = spawnSync(process.execPath, [join(ROOT, ".ci", "count.js"), "nowhere.json", "1"]);
  expect(status).toBe(1);
});
