import type { GraphNode, Step } from "../../facts/step";
import { ownerKey, ownerRef } from "../../graph/crossing";
import { shownPattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";

function idOf({ account }: AwsNode): string {
  return `account:${shownPattern(account)}`;
}

/** Whose an account is: one tenant's, if nothing in it is anybody else's. */
function ownerOf(model: AwsModel, id: string): GraphNode["owner"] {
  const owners = new Map<string, GraphNode["owner"]>();
  for (const node of model.nodes)
    if (idOf(node) === id) owners.set(ownerKey(ownerRef(node.node)), node.node.owner);
  const [only, ...others] = owners.values();
  return only?.kind === "tenant" && others.length === 0 ? only : { kind: "platform" };
}

const made = new WeakMap<AwsModel, Map<string, GraphNode>>();

/** The account itself: whoever controls it has everything in it. */
export function accountNode(model: AwsModel, node: AwsNode): GraphNode {
  const id = idOf(node);
  const accounts = made.get(model) ?? new Map<string, GraphNode>();
  made.set(model, accounts);
  const title = `the AWS account ${shownPattern(node.account)}`;
  const account = accounts.get(id) ?? {
    ...{ id, kind: "account", title, owner: ownerOf(model, id), provenance: undefined },
  };
  accounts.set(id, account);
  return account;
}

/** From the account to one node of each owner in it: everything of it is meant. */
export function accountSteps(model: AwsModel, account: GraphNode): readonly Step[] {
  const first = new Map<string, AwsNode>();
  for (const node of model.nodes) {
    const key = ownerKey(ownerRef(node.node));
    if (idOf(node) === account.id && key !== "platform" && !first.has(key)) first.set(key, node);
  }
  return [...first.values()].map((node) => ({
    from: account.id,
    to: node.node.id,
    kind: "control",
    plane: "identity",
    what: ["*"],
    certainty: "must",
    causes: [],
    because: "whoever administers the account can do everything in it",
    evidence: node.node.provenance === undefined ? [] : [node.node.provenance],
  }));
}
