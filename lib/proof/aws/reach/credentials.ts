import type { GraphNode, Step } from "../../facts/step";
import type { AwsModel } from "../model/model";
import type { Found } from "./token-holders";

const TYPES = new Set(["aws_iam_access_key", "aws_iam_user_login_profile"]);

/** Credentials of a user that stand elsewhere than the user: whoever has their Terraform state has the user. */
export function credentials(model: AwsModel): Found {
  const found = model.facts.resources
    .filter(({ type }) => TYPES.has(type))
    .flatMap((resource) => {
      const attributes = model.attributesOf(resource);
      const { provenance, owner } = resource;
      const users = model.find(attributes, attributes.text("user"), "user");
      const node: GraphNode = {
        id: `credentials:${provenance.stack}/${provenance.address}`,
        kind: "credentials",
        title: `credentials ${provenance.address}`,
        owner,
        provenance,
      };
      return users.nodes.map((user): { node: GraphNode; step: Step } => ({
        node,
        step: {
          from: node.id,
          to: user.node.id,
          kind: "control",
          plane: "identity",
          what: ["signs in as"],
          certainty: users.certain ? "must" : "may",
          causes: users.certain ? [] : [`it is not known which user ${provenance.address} is for`],
          because: `${provenance.address} holds credentials of ${user.node.title}`,
          evidence: [provenance],
        },
      }));
    });
  return { nodes: found.map(({ node }) => node), steps: found.map(({ step }) => step) };
}
