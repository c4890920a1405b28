import type { Principal } from "../../iam/principal";
import { intersects } from "../../pattern/intersects";
import { keyOf, type Pattern } from "../../pattern/token";
import type { PrincipalEntry, Statement } from "../../policy/document";
import { render } from "../../policy/template";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";

/** Resources by the principals that their policies let in, so that a principal finds those that name it. */
export class NamedPrincipals {
  private readonly exact = new Map<string, Set<AwsNode>>();
  /** Named in some other way: asked one by one. */
  private readonly patterns: { readonly pattern: Pattern; readonly node: AwsNode }[] = [];
  private readonly everyone = new Set<AwsNode>();

  constructor(model: AwsModel) {
    for (const node of model.nodes)
      for (const { statements, unreadable } of node.policies) {
        if (unreadable.some(({ effect }) => effect !== "Deny")) this.everyone.add(node);
        statements
          .filter(({ effect }) => effect === "Allow")
          .forEach((statement) => this.add(statement, node));
      }
  }

  /** The resources whose own policies may let the principal in. */
  naming(principal: Principal): ReadonlySet<AwsNode> {
    const found = new Set(this.everyone);
    const names = [principal.arn, ...(principal.parents ?? [])];
    for (const name of names) this.exact.get(keyOf(name))?.forEach((node) => found.add(node));
    for (const { pattern, node } of this.patterns)
      if (names.some((name) => intersects(pattern, name))) found.add(node);
    return found;
  }

  private add(statement: Statement, node: AwsNode): void {
    const { principals } = statement;
    if (principals === undefined || principals.negated) this.everyone.add(node);
    else principals.entries.forEach((entry) => this.addEntry(entry, statement, node));
  }

  private addEntry(entry: PrincipalEntry, statement: Statement, node: AwsNode): void {
    // An account only delegates: whoever it is needs a policy of its own, by which the resource is found.
    if (entry.type === "account" || entry.type === "service" || entry.type === "federated") return;
    if (entry.type === "arn") return this.addName(entry.arn, node);
    const pinned = entry.type === "everyone" ? pinnedArns(statement) : undefined;
    if (pinned === undefined) this.everyone.add(node);
    else pinned.forEach((pattern) => this.addName(pattern, node));
  }

  private addName(arn: Pattern, node: AwsNode): void {
    if (arn.some(({ kind }) => kind !== "char" && kind !== "symbol") || isSession(arn))
      this.patterns.push({ pattern: arn, node });
    else {
      const key = keyOf(arn);
      this.exact.set(key, (this.exact.get(key) ?? new Set<AwsNode>()).add(node));
      if (arn.some(({ kind }) => kind === "symbol")) this.patterns.push({ pattern: arn, node });
    }
  }
}

/** The ARN of a session is one of many of its role. */
function isSession(arn: Pattern): boolean {
  return /^arn:[^:]*:sts:/.test(keyOf(arn));
}

const POSITIVE = new Set(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]);

/** The ARNs to which a condition limits everyone. */
function pinnedArns({ conditions }: Statement): readonly Pattern[] | undefined {
  const found = conditions.find(
    ({ key, operator }) =>
      key === "aws:principalarn" &&
      POSITIVE.has(operator.base) &&
      !operator.ifExists &&
      operator.set !== "ForAllValues",
  );
  const wildcards = found?.operator.base !== "StringEquals";
  return found?.values.map((value) => render(value, wildcards, () => ({ state: "unknown" })) ?? []);
}
