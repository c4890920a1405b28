/**
 * How many tests of a jest run passed and how many failed, from what `--json --outputFile` wrote.
 * Usage: node .ci/count.js <results.json> <exit code of jest>; prints "<passed> <failed>".
 */
const { readFileSync } = require("node:fs");

/** What did not run has failed: a file that could not be loaded, an unfinished run, a run without any test. */
function counts(results, exitCode) {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numTotalTests } = results;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  const unexplained = failed === 0 && (exitCode !== 0 || results.wasInterrupted || numTotalTests === 0);
  return { passed: numPassedTests, failed: failed + (unexplained ? 1 : 0) };
}

module.exports = { counts };

if (require.main === module) {
  const [path, exitCode] = process.argv.slice(2);
  const { passed, failed } = counts(JSON.parse(readFileSync(path, "utf8")), Number(exitCode));
  console.log(`${passed} ${failed}`);
}
