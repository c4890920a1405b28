import { byText } from "../../../model/intent";
import { type KeyState, known } from "../../condition/context";
import type { GraphNode, Step } from "../../facts/step";
import { userPrincipal } from "../../iam/principal";
import { relate } from "../../pattern/includes";
import { arnParts } from "../../pattern/arn";
import { keyOf, literal, type Pattern, shownPattern, textOf } from "../../pattern/token";
import type { PrincipalEntry, Statement } from "../../policy/document";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { type Asker, outsider } from "./asker";
import type { Edges } from "./edges";
import { ANY_ACTION } from "./outcome";
import { isAboutSource, SENDING_SERVICES, strangersArn } from "./sources";

/** Everybody. */
export const WORLD: GraphNode = {
  id: "world",
  kind: "world",
  title: "everybody",
  owner: { kind: "world" },
  provenance: undefined,
};

/** An account of somebody who has nothing to do with this plan. */
const STRANGER = "999999999999";

function accountNode(account: string): GraphNode {
  return {
    ...WORLD,
    id: `account:${account}`,
    kind: "external-account",
    title: `the AWS account ${account}`,
  };
}

function allowing(node: AwsNode): readonly Statement[] {
  return node.policies.flatMap(({ statements }) => statements.filter(({ effect }) => effect === "Allow"));
}

function entriesOf(node: AwsNode): readonly PrincipalEntry[] {
  return allowing(node).flatMap(({ principals }) => {
    if (principals === undefined) return [];
    // Everybody but those who are listed: outsiders are not.
    return principals.negated ? [{ type: "everyone" as const }] : principals.entries;
  });
}

/** Whom the policies of a resource let in from outside of the plan: everybody, other accounts, services. */
export class Outsiders {
  private readonly accounts: readonly Pattern[];

  constructor(
    private readonly model: AwsModel,
    private readonly edges: Edges,
  ) {
    const own = new Set(model.facts.resources.map(({ place }) => place.account));
    this.accounts = [...new Map([...own].map((account) => [keyOf(account), account])).values()];
  }

  /** Everything that outsiders can do. */
  all(): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
    const found = this.model.nodes.flatMap((node) => this.askers(node).map((asker) => ({ node, asker })));
    const steps = found.flatMap(({ node, asker }) => {
      const outcomes = this.edges.outcomes(asker, node, ANY_ACTION);
      return this.edges.steps(asker, node, outcomes);
    });
    const nodes = new Map(found.map(({ asker }) => [asker.node.id, asker.node]));
    return { nodes: [...nodes.values()], steps: withoutRepeats(steps) };
  }

  private askers(node: AwsNode): readonly Asker[] {
    if (node.policies.length === 0) return [];
    const entries = entriesOf(node);
    const unreadable = node.policies.some((document) => document.unreadable.length > 0);
    // What only the apply knows may be everyone, too.
    const everyone = unreadable || entries.some(({ type }) => type === "everyone" || type === "opaque");
    const named = entries.flatMap((entry) => this.external(entry) ?? []);
    const unique = new Map(named.map((asker) => [keyOf(asker.arn), asker]));
    return [
      ...(everyone && (node.publicAcl || !node.publicBlocked) ? [anonymous(), stranger()] : []),
      ...unique.values(),
      // A role is passed to a service only by who may pass it, within the account.
      ...(node.kind.target === "role" ? [] : services(allowing(node))),
    ];
  }

  /** An account that is not one of the plan's, or somebody in it. */
  private external(entry: PrincipalEntry): Asker | undefined {
    const account =
      entry.type === "account" ? entry.account : entry.type === "arn" ? arnParts(entry.arn)[4] : undefined;
    if (account === undefined || account.length === 0) return undefined;
    if (this.accounts.some((own) => relate(own, account) !== "no")) return undefined;
    const arn =
      entry.type === "arn" ? entry.arn : [...literal("arn:aws:iam::"), ...account, ...literal(":user/any")];
    return outsider(accountNode(shownPattern(account)), userPrincipal(arn, false));
  }
}

/** Whoever signs nothing has no name, no account and no organization. */
const NAMELESS: ReadonlyMap<string, KeyState> = new Map(
  ["aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:userid", "aws:username"].map(
    (key) => [key, { state: "absent" }],
  ),
);

function anonymous(): Asker {
  return outsider(WORLD, { kind: "anonymous", arn: [], hasBoundary: false }, NAMELESS);
}

/** The organization is another one; tags a stranger chooses, since they are in an account of its own. */
const OF_STRANGERS: ReadonlyMap<string, KeyState> = new Map([
  ["aws:principalorgid", known("o-stranger")],
  ["aws:principalorgpaths", known("o-stranger/r-0/ou-0/")],
]);

function stranger(): Asker {
  const principal = userPrincipal(literal(`arn:aws:iam::${STRANGER}:user/stranger`), false);
  const asker = outsider(WORLD, principal, OF_STRANGERS);
  return {
    ...asker,
    kindOf: (key) => (key.startsWith("aws:principaltag/") ? "chosen" : asker.kindOf(key)),
  };
}

/** I15: services that act for whoever asks them to, unless the policy says for whom. */
const DRIVEN = new Set(
  ["s3", "sns", "sqs", "events", "lambda", "logs", "cloudwatch", "scheduler", "states", "apigateway", "ses"]
    .concat([
      "codebuild",
      "cloudformation",
      "cloudtrail",
      "config",
      "delivery.logs",
      "ssm",
      "iot",
      "pipes",
      "firehose",
    ])
    .map((name) => `${name}.amazonaws.com`),
);

function services(statements: readonly Statement[]): readonly Asker[] {
  const names = new Map<string, Statement[]>();
  for (const statement of statements)
    for (const entry of statement.principals?.entries ?? []) {
      const named = entry.type === "service" ? [textOf(entry.name) ?? ""] : [];
      const all = entry.type === "everyone" && isAboutSource(statement) ? SENDING_SERVICES : named;
      all.forEach((name) => names.set(name, [...(names.get(name) ?? []), statement]));
    }
  return [...names]
    .filter(([name]) => DRIVEN.has(name))
    .sort(byText(([name]) => name))
    .map(([name, letIn]) => serviceForStrangers(name, letIn));
}

/** A service, at work for something of a stranger, which is called so that a policy lets it in where that is possible. */
function serviceForStrangers(name: string, statements: readonly Statement[]): Asker {
  const service = name.replace(/\..*$/, "");
  const arn =
    strangersArn(statements, service, STRANGER) ?? `arn:aws:${service}:eu-central-1:${STRANGER}:any`;
  const keys = new Map<string, KeyState>([
    ["aws:sourceaccount", known(STRANGER)],
    ["aws:sourceowner", known(STRANGER)],
    ["aws:sourcearn", known(arn)],
    ["aws:sourceorgid", known("o-stranger")],
    ["aws:principalisawsservice", known("true")],
    ["aws:principalarn", { state: "absent" }],
    ["aws:principalorgid", { state: "absent" }],
  ]);
  return outsider(WORLD, { kind: "service", arn: literal(name), hasBoundary: false }, keys);
}

/** The caller without credentials and the one of another account often find the same. */
function withoutRepeats(steps: readonly Step[]): readonly Step[] {
  const unique = new Map<string, Step>();
  for (const step of steps) {
    const key = [step.from, step.to, step.certainty, ...step.what].join("\u0001");
    if (!unique.has(key)) unique.set(key, step);
  }
  return [...unique.values()];
}
