import type { GraphNode, Step } from "../../facts/step";
import { NODE_IDS } from "../../kubernetes/ids";
import { shownPattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { Found } from "./token-holders";

/**
 * Whoever controls a cluster as a resource of AWS lets itself in: from its ARN to its inside, as the Kubernetes plane
 * calls it. Who is let in by access entries is that plane's to say.
 */
export function clusterDoors(model: AwsModel): Found {
  const doors = model.ofKind("cluster").map(({ node, name }) => {
    const inside: GraphNode = {
      id: NODE_IDS.cluster(shownPattern(name)),
      kind: "cluster",
      title: `cluster ${shownPattern(name)}`,
      owner: node.owner,
      provenance: node.provenance,
    };
    const step: Step = {
      from: node.id,
      to: inside.id,
      kind: "control",
      plane: "identity",
      what: ["access entries"],
      certainty: "must",
      causes: [],
      because: `whoever controls ${node.title} decides who gets into it`,
      evidence: node.provenance === undefined ? [] : [node.provenance],
    };
    return { inside, step };
  });
  return { nodes: doors.map(({ inside }) => inside), steps: doors.map(({ step }) => step) };
}
