import type { Step } from "../../facts/step";
import type { Pattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";

/** The texts behind a path into blocks. */
function textsAt(attributes: Attributes, path: string): readonly Pattern[] {
  const [first = "", ...rest] = path.split("/");
  if (rest.length > 0) return attributes.blocks(first).flatMap((block) => textsAt(block, rest.join("/")));
  const text = attributes.text(first);
  return text === undefined ? [] : [text];
}

/** Whoever controls what runs in a role has the role. */
export function runsAs(model: AwsModel, node: AwsNode): readonly Step[] {
  return (node.kind.runs ?? []).flatMap((path) =>
    textsAt(node.attributes, path).flatMap((text) => {
      const found = model.find(node.attributes, text, "role", "instance-profile");
      return found.nodes.map((to) => runStep(node, to, path, found.certain));
    }),
  );
}

function runStep({ node }: AwsNode, to: AwsNode, path: string, certain: boolean): Step {
  const { provenance } = node;
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
