import type { Provenance } from "../../facts/resource";
import type { Step } from "../../facts/step";
import type { Pattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";

/** The texts behind a path into blocks. */
export function textsAt(attributes: Attributes, path: string): readonly Pattern[] {
  const [first = "", ...rest] = path.split("/");
  if (rest.length > 0) return attributes.blocks(first).flatMap((block) => textsAt(block, rest.join("/")));
  const text = attributes.text(first);
  return text === undefined ? [] : [text];
}

/** Whoever controls what runs in a role has the role. */
export function runsAs(model: AwsModel, node: AwsNode): readonly Step[] {
  return (node.kind.runs ?? []).flatMap((path) =>
    textsAt(node.attributes, path).flatMap((text) => {
      const isProfile = path.startsWith("iam_instance_profile");
      const found = model.find(node.attributes, text, isProfile ? "instance-profile" : "role");
      return found.nodes.map((to) => runStep(node, to, path, found.certain));
    }),
  );
}

/** A rule's targets are resources of their own: it calls each of them in the role that is given there. */
export function targetRoles(model: AwsModel): readonly Step[] {
  return model.facts.resources.flatMap((resource) => {
    if (resource.type !== "aws_cloudwatch_event_target") return [];
    const attributes = model.attributesOf(resource);
    const rules = model.find(attributes, attributes.text("rule"), "event-rule");
    const roles = model.find(attributes, attributes.text("role_arn"), "role");
    return rules.nodes.flatMap((rule) =>
      roles.nodes.map((role) =>
        runStep(rule, role, "role_arn", rules.certain && roles.certain, resource.provenance),
      ),
    );
  });
}

function runStep(
  { node }: AwsNode,
  to: AwsNode,
  path: string,
  certain: boolean,
  provenance: Provenance | undefined = node.provenance,
): Step {
  const pointer = path.split("/").join("/0/");
  const evidence =
    provenance === undefined ? [] : [{ ...provenance, pointer: `${provenance.pointer}/${pointer}` }];
  return {
    from: node.id,
    to: to.node.id,
    kind: "control",
    plane: "identity",
    what: ["runs as"],
    certainty: certain ? "must" : "may",
    causes: certain ? [] : [`it is not known which role ${node.title} runs in`],
    because: `${path} of ${provenance?.address ?? node.title} names it`,
    evidence,
  };
}
