import type { Step } from "../../facts/step";
import type { Reach } from "../../iam/reach";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { serviceReach } from "./services";
import { evidenceOf, reasonOf } from "./words";

const SERVICE = "rolesanywhere.amazonaws.com";

/**
 * Whoever has a certificate of an authority that a trust anchor names takes the roles which let the anchor in, by a
 * profile that lists them (IAM Roles Anywhere user guide, "The trust model").
 */
export function rolesAnywhere(model: AwsModel): readonly Step[] {
  const anchors = model.ofKind("trust-anchor");
  if (anchors.length === 0) return [];
  const listed = new Set(model.ofKind("anywhere-profile").flatMap((profile) => rolesOf(model, profile)));
  return anchors.flatMap((anchor) =>
    model.ofKind("role").flatMap((role) => step(model, anchor, role, listed.has(role)) ?? []),
  );
}

function rolesOf(model: AwsModel, { attributes }: AwsNode): readonly AwsNode[] {
  if (attributes.truth("enabled") === false) return [];
  const { items } = attributes.texts("role_arns");
  return items.flatMap((arn) => model.find(attributes, arn, "role").nodes);
}

function step(model: AwsModel, anchor: AwsNode, role: AwsNode, isListed: boolean): Step | undefined {
  const source = { arn: anchor.arn, account: anchor.account };
  const trust: Reach = serviceReach(SERVICE, source, "sts:AssumeRole", role);
  if (!trust.over) return undefined;
  const causes = isListed ? trust.causes : [...trust.causes, `whether a profile lists ${role.node.title}`];
  return {
    from: anchor.node.id,
    to: role.node.id,
    kind: "control",
    plane: "identity",
    what: ["sts:AssumeRole"],
    certainty: trust.under && isListed ? "must" : "may",
    causes,
    because: `${reasonOf(model, trust)}, and it takes the word of ${anchor.node.title}`,
    evidence: evidenceOf(model, trust, role.node.provenance),
  };
}
