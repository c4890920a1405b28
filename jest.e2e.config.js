const base = require("./jest.config.js");

// The AWS clients announce on every run which Node they will need one day.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** End to end: real Terraform, real providers, a local AWS and real Kubernetes API servers (test/real/README.md). */
module.exports = {
  ...base,
  roots: ["<rootDir>/test/real"],
  testMatch: ["**/*.e2e.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testEnvironment: "<rootDir>/test/real/jest/environment.ts",
  globalSetup: "<rootDir>/test/real/jest/global-setup.ts",
  globalTeardown: "<rootDir>/test/real/jest/global-teardown.ts",
  testTimeout: 20 * 60 * 1000,
  // A lab for each worker. Clusters that are given exist once: then one file runs after the other.
  maxWorkers: process.env.KUBECONFIG ? 1 : 3,
  testSequencer: "<rootDir>/test/real/jest/longest-first.js",
  verbose: true,
};
