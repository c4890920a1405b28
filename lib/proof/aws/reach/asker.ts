import type { KeyState } from "../../condition/context";
import { known } from "../../condition/context";
import type { GraphNode, ReplayableRequest } from "../../facts/step";
import { type KeyKind, kindOfKey } from "../../iam/key-kinds";
import { type Principal, rolePrincipal, userPrincipal } from "../../iam/principal";
import { literal, type Pattern, textOf } from "../../pattern/token";
import { mayName } from "../../policy/action-list";
import type { PolicyDocument, Statement } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import { keysAskedBy } from "../../policy/statement-keys";
import { type AwsNode, rightsOf, type Rights, tagKeys } from "../model/node";

/** Somebody who may ask AWS for something: a role, a user, an outsider, a service on somebody's behalf. */
export interface Asker {
  readonly node: GraphNode;
  readonly principal: Principal;
  readonly rights: Rights;
  /** What is known of the context of its requests. */
  readonly keys: ReadonlyMap<string, KeyState>;
  readonly kindOf: (key: string) => KeyKind;
  /** The ARN that a request is replayed with. */
  readonly arn: Pattern;
  /** The request without which it has not these rights. @default - it has them */
  readonly after?: ReplayableRequest | undefined;
}

const TAG = "aws:principaltag/";
/** Session tags that EKS Pod Identity sets (EKS user guide, "Grant Pods access based on tags"). */
const POD_TAGS = new Set(
  ["eks-cluster-arn", "eks-cluster-name", "kubernetes-namespace", "kubernetes-service-account"]
    .concat(["kubernetes-pod-name", "kubernetes-pod-uid"])
    .map((tag) => TAG + tag),
);
const PODS = "pods.eks.amazonaws.com";

/** All keys of a document that ask for a tag of the principal. */
export function principalTagKeys(documents: readonly PolicyDocument[]): readonly string[] {
  return [...keysAskedBy(documents)].filter((key) => key.startsWith(TAG));
}

const TAG_SESSION = literal("sts:TagSession");

/** Statements of a role's trust policy that let a session be tagged (I9). */
function taggingStatements({ policies }: AwsNode): readonly Statement[] {
  return policies.flatMap(({ statements }) =>
    statements.filter(({ effect, actions }) => effect === "Allow" && mayName(actions, TAG_SESSION)),
  );
}

function isByPods({ principals }: Statement): boolean {
  return (
    principals?.negated === false &&
    principals.entries.every((entry) => entry.type === "service" && textOf(entry.name) === PODS)
  );
}

/** The only value of a tag that a statement lets a session have. */
function pinned({ conditions }: Statement, tag: string): string | undefined {
  const key = tag.replace(TAG, "aws:requesttag/");
  const found = conditions.find(
    (condition) => condition.key === key && condition.operator.base === "StringEquals",
  );
  const plain = found?.operator.ifExists === false && found.operator.set === undefined ? found.values : [];
  const [only, ...more] = plain.map((value) =>
    value.every(({ kind }) => kind === "char") ? value : undefined,
  );
  return only === undefined || more.length > 0 ? undefined : textOf(only as Pattern);
}

interface TagState {
  readonly key: string;
  readonly state: KeyState | "chosen";
}

/** What a tag of a role's session is, or that whoever takes the role chooses it. */
function tagState(node: AwsNode, key: string, tagging: readonly Statement[]): TagState {
  const tags = node.tags();
  const own = tags === undefined ? undefined : tagKeys("aws:principaltag", tags);
  const fixed: KeyState = own === undefined ? { state: "unknown" } : (own.get(key) ?? { state: "absent" });
  const values = tagging.map((statement) => pinned(statement, key));
  const [value] = values;
  if (value !== undefined && values.every((each) => each === value)) return { key, state: known(value) };
  if (tagging.some((statement) => !isByPods(statement) && pinned(statement, key) === undefined))
    return { key, state: "chosen" };
  return { key, state: tagging.length > 0 && POD_TAGS.has(key) ? { state: "unknown" } : fixed };
}

/**
 * A role or a user of the plan as somebody who asks. `tags` are the tags of principals that any policy asks
 * for; `free` says that it can change its own.
 */
export function askerOf(
  node: AwsNode,
  tags: readonly string[],
  free: boolean,
  rights: Rights = rightsOf(node),
): Asker {
  const hasBoundary = rights.boundary !== undefined;
  const isRole = node.kind.kind === "role";
  const tagging = isRole ? taggingStatements(node) : [];
  const states = tags.map((key) => (free ? { key, state: "chosen" as const } : tagState(node, key, tagging)));
  const chosen = new Set(states.flatMap(({ key, state }) => (state === "chosen" ? [key] : [])));
  const keys = states.flatMap(({ key, state }) => (state === "chosen" ? [] : [[key, state] as const]));
  return {
    node: node.node,
    principal: isRole ? rolePrincipal(node.arn, hasBoundary) : userPrincipal(node.arn, hasBoundary),
    rights,
    keys: new Map(keys),
    kindOf: (key) => (chosen.has(key) ? "chosen" : kindOfKey(key)),
    arn: node.arn,
  };
}

/** Everything: what an account that is not ours can give to its own people. */
export const EVERYTHING: PolicyDocument = parsePolicy(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "identity",
  "any policy",
);

/** Somebody outside of the plan, who has whatever rights the outside gives. */
export function outsider(
  node: GraphNode,
  principal: Principal,
  keys: ReadonlyMap<string, KeyState> = new Map(),
): Asker {
  return { node, principal, rights: { identity: [EVERYTHING] }, keys, kindOf: kindOfKey, arn: principal.arn };
}
