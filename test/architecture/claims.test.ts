import ts from "typescript";
import type { Source } from "../support/source";
import { nodes, source, sources, spotOf } from "../support/source";

/** What speaks of who can reach whom. */
const SAFETY = /\b(isolat|safe|secur|reach|denie|deny|closed|open|outsid|nobody|other tenant|allow)/i;
/** cdktf's own: they pass for a misspelt key, and for a list that only holds more. */
const CDKTF_MATCHERS =
  /^to(Have(Resource|DataSource|Provider)(WithProperties)?|BeValidTerraform|PlanSuccessfully)$/;
const TITLED = new Set(["test", "it", "describe"]);

const tests = sources("test").filter(({ path }) => /\.(test|e2e)\.ts$/.test(path));

/** `x.not.toHaveResource` of `expect(x).not.toHaveResource(…)`, with its name. */
function negatives(file: Source): { readonly node: ts.Node; readonly matcher: string }[] {
  return nodes(file.tree).flatMap((node) =>
    ts.isPropertyAccessExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "not"
      ? [{ node, matcher: node.name.text }]
      : [],
  );
}

/** The file's name and the titles around a node: what its assertion claims. */
function claimOf(file: Source, node: ts.Node): string {
  const titles = [file.path.slice("test/".length)];
  for (let at = node.parent as ts.Node | undefined; at !== undefined; at = at.parent) {
    if (ts.isCallExpression(at) && TITLED.has(at.expression.getText().split(".")[0] ?? "")) {
      titles.push(at.arguments[0]?.getText() ?? "");
    }
  }
  return titles.join(" ");
}

test("cdktf's matchers are never negated: they would pass for what is only written differently", () => {
  const found = tests.flatMap((file) =>
    negatives(file)
      .filter(({ matcher }) => CDKTF_MATCHERS.test(matcher))
      .map(({ node }) => spotOf(file, node)),
  );
  expect(found).toEqual([]);
});

test("what is claimed about who reaches whom is stated, not the absence of its opposite", () => {
  const found = tests.flatMap((file) =>
    negatives(file)
      .filter(({ node }) => SAFETY.test(claimOf(file, node)))
      .map(({ node }) => spotOf(file, node)),
  );
  expect(found).toEqual([]);
});

test("apps are synthesized as in production: cdktf's Testing, which skips validations, is imported nowhere", () => {
  const found = [...sources("test"), ...sources("lib")].filter((file) =>
    nodes(file.tree).some(
      (node) =>
        ts.isImportSpecifier(node) &&
        node.name.text === "Testing" &&
        /["']cdk(tf|tn)["']/.test(node.parent.parent.parent.getText()),
    ),
  );
  expect(found.map((file) => file.path)).toEqual([]);
});

test("these checks find what they look for", () => {
  const file: Source = { ...source("test/architecture/claims.test.ts"), path: "test/example.test.ts" };
  const text = 'describe("isolation", () => { test("x", () => { expect(a).not.toHaveResource(b); }); });';
  const tree = ts.createSourceFile(file.path, text, ts.ScriptTarget.ES2022, true);
  const [found] = negatives({ ...file, tree });
  expect(found?.matcher).toMatch(CDKTF_MATCHERS);
  expect(found && claimOf({ ...file, tree }, found.node)).toMatch(SAFETY);
});
