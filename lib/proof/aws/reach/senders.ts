import { type KeyState, known } from "../../condition/context";
import type { GraphNode, Step } from "../../facts/step";
import { isSameOwner } from "../../graph/crossing";
import { literal, type Pattern, textOf } from "../../pattern/token";
import type { Statement } from "../../policy/document";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { type Asker, outsider } from "./asker";
import type { CandidateIndex } from "./candidate-index";
import type { Edges } from "./edges";
import { ANY_ACTION } from "./outcome";
import { isAboutSource, SENDING_KINDS, sourcesPinned } from "./sources";

/** I15: what has a service act in its name: a topic sends, a bucket notifies, a rule calls. */
export class Senders {
  constructor(
    private readonly model: AwsModel,
    private readonly edges: Edges,
    private readonly index: CandidateIndex,
  ) {}

  /** What resources of tenants can have services do to what others own. */
  all(): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
    const found = this.model.nodes.flatMap((node) => this.senders(node).map((sender) => ({ node, sender })));
    const steps = found.flatMap(({ node, sender: { from, asker } }) => {
      const because = `, and a service acts for ${from.node.title}`;
      return this.edges.steps(asker, node, this.edges.outcomes(asker, node, ANY_ACTION), because);
    });
    return { nodes: found.map(({ sender }) => sender.from.node), steps };
  }

  /** Roles are given to services by who passes them, keys are of no use without what they encrypt. */
  private senders(node: AwsNode): readonly { readonly from: AwsNode; readonly asker: Asker }[] {
    if (node.policies.length === 0) return [];
    if (node.kind.target !== undefined && node.kind.target !== "other") return [];
    return [...servicesLetIn(node)].flatMap(([service, kind]) =>
      [...this.sourcesLetIn(node, service, kind)]
        .filter(({ node: { owner } }) => owner.kind === "tenant" && !isSameOwner(owner, node.node.owner))
        .map((from) => ({ from, asker: serviceFor(service, from) })),
    );
  }

  private sourcesLetIn(node: AwsNode, service: string, kind: string): ReadonlySet<AwsNode> {
    const found = new Set<AwsNode>();
    for (const { statements } of node.policies)
      for (const statement of statements) {
        if (!letsServiceIn(statement, service)) continue;
        const pinned = sourcesPinned(statement);
        const possible =
          pinned === undefined
            ? this.model.ofKind(kind)
            : pinned.flatMap((pattern) => [...this.index.find(pattern, new Set([kind]))]);
        possible.forEach((each) => found.add(each));
      }
    return found;
  }
}

const REGION = /\.[a-z]{2}(?:-[a-z]+)+-\d(?=\.amazonaws\.com)/;

/** The services that send, and those of them which are named with their region. */
function servicesLetIn({ policies }: AwsNode): ReadonlyMap<string, string> {
  const entries = policies.flatMap(({ statements }) =>
    statements.flatMap(({ principals }) => principals?.entries ?? []),
  );
  const named = entries.flatMap((entry) => {
    const name = entry.type === "service" ? (textOf(entry.name) ?? "") : "";
    const kind = SENDING_KINDS.get(name.replace(REGION, ""));
    return kind === undefined ? [] : [[name, kind] as const];
  });
  return new Map([...SENDING_KINDS, ...named]);
}

/** By name; or everybody, where the statement asks for what only services say. */
function letsServiceIn(statement: Statement, service: string): boolean {
  const { effect, principals } = statement;
  if (effect !== "Allow" || principals === undefined) return false;
  if (principals.negated) return isAboutSource(statement);
  return principals.entries.some((entry) => {
    if (entry.type === "service") return textOf(entry.name) === service;
    return entry.type === "everyone" && isAboutSource(statement);
  });
}

function serviceFor(service: string, from: AwsNode): Asker {
  const one = (value: Pattern): KeyState => ({ state: "values", values: [value] });
  const keys = new Map<string, KeyState>([
    ["aws:sourcearn", one(from.arn)],
    ["aws:sourceaccount", one(from.account)],
    // Which services still send it is not documented; these say `aws:SourceAccount`.
    ["aws:sourceowner", { state: "absent" }],
    ["aws:principalisawsservice", known("true")],
    ["aws:principalarn", { state: "absent" }],
    ["aws:principalorgid", { state: "absent" }],
  ]);
  return outsider(from.node, { kind: "service", arn: literal(service), hasBoundary: false }, keys);
}
