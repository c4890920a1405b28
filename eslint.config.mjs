import js from "@eslint/js";
import tseslint from "typescript-eslint";

const barrels = {
  regex: "^@cdk(tf|tn)/provider-(aws|kubernetes)$",
  message: "Import the sub-path, for example '@cdktf/provider-aws/lib/vpc': the barrel costs 5 s and 0.9 GB.",
};

export default tseslint.config(
  { ignores: ["dist", "coverage", "reports", "**/cdktf.out", "**/node_modules", "**/.stryker-tmp"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-imports": ["error", { patterns: [barrels] }],
      "no-empty": ["error", { allowEmptyCatch: false }],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"] }],
      eqeqeq: "error",
      "max-lines": ["error", 400],
    },
  },
  {
    files: ["lib/**/*.ts"],
    ignores: ["lib/cli/**"],
    rules: { "no-console": "error" },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: { module: "writable", require: "readonly", process: "readonly", console: "readonly" },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
