import type { GraphNode, Step } from "../../facts/step";
import { ownerKey, ownerRef } from "../../graph/crossing";
import { shownPattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";

/** The account itself: whoever controls it has everything in it. */
export function accountNode(node: AwsNode): GraphNode {
  const account = shownPattern(node.account);
  return {
    id: `account:${account}`,
    kind: "account",
    title: `the AWS account ${account}`,
    owner: { kind: "platform" },
    provenance: undefined,
  };
}

/** From the account to one node of each owner in it: everything of it is meant. */
export function accountSteps(model: AwsModel, account: GraphNode): readonly Step[] {
  const first = new Map<string, AwsNode>();
  for (const node of model.nodes) {
    const key = ownerKey(ownerRef(node.node));
    if (accountNode(node).id === account.id && key !== "platform" && !first.has(key)) first.set(key, node);
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
