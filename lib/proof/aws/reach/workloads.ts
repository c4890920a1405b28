import type { Provenance } from "../../facts/resource";
import type { Step } from "../../facts/step";
import type { Pattern } from "../../pattern/token";
import type { AwsModel, Found } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";

/** The texts behind a path into blocks. */
export function textsAt(attributes: Attributes, path: string): readonly Pattern[] {
  const [first = "", ...rest] = path.split("/");
  if (rest.length > 0) return attributes.blocks(first).flatMap((block) => textsAt(block, rest.join("/")));
  const text = attributes.text(first);
  return text === undefined ? [] : [text];
}

/** Attributes that name a profile, which instances take, and not a role. */
const NAMES_PROFILE = /instance_profile|^setting\//;

/** Whoever controls what runs in a role has the role. */
export function runsAs(model: AwsModel, node: AwsNode): readonly Step[] {
  const own = (node.kind.runs ?? []).flatMap((path) =>
    textsAt(node.attributes, path).flatMap((text) => {
      const found = model.find(node.attributes, text, NAMES_PROFILE.test(path) ? "instance-profile" : "role");
      return found.nodes.map((to) => runStep(node, to, path, found.certain));
    }),
  );
  return [...own, ...rolesInText(model, node)];
}

/** A job of Batch says in a text which role its container has. */
function rolesInText(model: AwsModel, node: AwsNode): readonly Step[] {
  if (node.kind.kind !== "batch-job") return [];
  const path = "container_properties";
  const text = node.attributes.text(path) ?? [];
  return model
    .ofKind("role")
    .filter(({ arn }) => holdsText(text, arn))
    .map((role) => runStep(node, role, path, true));
}

/** True if the text has the other in it. */
export function holdsText(text: Pattern, other: Pattern): boolean {
  if (other.length === 0) return false;
  const last = text.length - other.length;
  for (let start = 0; start <= last; start += 1)
    if (other.every((token, at) => text[start + at] === token)) return true;
  return false;
}

/** What is set going by another: who controls that one controls it. */
interface Driven {
  /** A path into blocks, and the kinds of what it names. */
  readonly by: readonly [path: string, ...kinds: readonly string[]];
  /** An attribute that has to be true for it. @default - none */
  readonly onlyIf?: string | undefined;
}

const DRIVEN: Readonly<Record<string, readonly Driven[]>> = {
  // Commands are run in the containers of services that let them in.
  aws_ecs_service: [{ by: ["cluster", "ecs-cluster"], onlyIf: "enable_execute_command" }],
  aws_sagemaker_notebook_instance: [{ by: ["lifecycle_config_name", "notebook-start"] }],
  aws_sagemaker_user_profile: [{ by: ["domain_id", "studio-domain"] }],
};

/** Steps from what drives others, and from services to the tasks that they keep running. */
export function drivenBy(model: AwsModel): readonly Step[] {
  return model.nodes.flatMap((node) => {
    const { attributes } = node;
    const driven = (DRIVEN[attributes.resource.type] ?? [])
      .filter(({ onlyIf }) => onlyIf === undefined || attributes.truth(onlyIf) === true)
      .flatMap(({ by: [path, ...kinds] }) =>
        textsAt(attributes, path).flatMap((text) => {
          const found = model.find(attributes, text, ...kinds);
          return found.nodes.map((driver) =>
            runStep(driver, node, path, found.certain, node.node.provenance),
          );
        }),
      );
    return node.kind.kind === "ecs-service" ? [...driven, ...tasksOf(model, node)] : driven;
  });
}

function tasksOf(model: AwsModel, service: AwsNode): readonly Step[] {
  const path = "task_definition";
  const found = model.find(service.attributes, service.attributes.text(path), "task-definition");
  return found.nodes.map((task) => runStep(service, task, path, found.certain));
}

/** A rule's targets are resources of their own: it calls each of them in the role that is given there. */
export function targetRoles(model: AwsModel): readonly Step[] {
  return model.facts.resources.flatMap((resource) => {
    if (resource.type !== "aws_cloudwatch_event_target") return [];
    const attributes = model.attributesOf(resource);
    const rules = model.find(attributes, attributes.text("rule"), "event-rule");
    const roles = model.find(attributes, attributes.text("role_arn"), "role");
    return pairs(rules, roles, "role_arn", resource.provenance);
  });
}

function pairs(from: Found, to: Found, path: string, provenance: Provenance): readonly Step[] {
  const certain = from.certain && to.certain;
  return from.nodes.flatMap((one) => to.nodes.map((other) => runStep(one, other, path, certain, provenance)));
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
