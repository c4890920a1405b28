/**
 * The rooms whose mutants are tried, and the tests that have to notice each mutant. What a room's own tests let pass
 * is not excused by tests further up, but for rooms that only say something together with others.
 */
module.exports = {
  pattern: { mutate: ["lib/proof/pattern/**/*.ts"], tests: ["pattern"] },
  condition: { mutate: ["lib/proof/condition/**/*.ts", "lib/proof/truth.ts"], tests: ["condition", "iam"] },
  policy: { mutate: ["lib/proof/policy/**/*.ts"], tests: ["policy", "iam"] },
  iam: { mutate: ["lib/proof/iam/**/*.ts"], tests: ["iam"] },
  graph: { mutate: ["lib/proof/graph/**/*.ts"], tests: ["graph", "verdict"] },
  verdict: { mutate: ["lib/proof/verdict/**/*.ts"], tests: ["verdict"] },
};
