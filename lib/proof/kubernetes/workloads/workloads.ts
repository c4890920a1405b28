import type { GraphNode, Reached, Step } from "../../facts/step";
import { isSameOwner } from "../../graph/crossing";
import { hostCertainty } from "../admission";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import type { Namespace } from "../namespaces";
import type { KubernetesObject } from "../objects/object";
import { kubernetesStep, type StepParts } from "../rbac/targets";
import { type PodTemplate, podTemplate } from "./pod-template";

/** What workloads of a cluster are looked at with. */
export interface WorkloadScene {
  readonly cluster: string;
  readonly clusters: Clusters;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** The service accounts of a namespace. */
  accountsIn(namespace: string): readonly string[];
  /** Whose a service account is. */
  ownerOf(account: string): GraphNode["owner"];
  /** The steps by which the pods of a service account take roles of IAM. */
  rolesOf(account: string): readonly Step[];
}

/** One workload, in the namespace where its pods run. */
interface Placed {
  readonly id: string;
  readonly object: KubernetesObject;
  readonly template: PodTemplate;
  readonly namespace: Namespace;
  /** Why it may not be there. */
  readonly causes: readonly string[];
}

function parts({ object, causes }: Placed, what: string, because: string, doubts: readonly string[] = []) {
  return {
    what: [what],
    causes: [...causes, ...doubts],
    because: `${object.kind} ${object.name ?? ""} ${because}`,
    evidence: [object.resource.provenance],
  } satisfies StepParts;
}

/** As which service accounts the pods run, and which roles they have by them. */
function accountSteps(scene: WorkloadScene, placed: Placed): readonly Step[] {
  const { id, template, namespace } = placed;
  const named = template.account;
  const doubt = named === undefined ? ["it is not known which service account its pods run as"] : [];
  const token =
    template.hasToken === "unknown" ? ["it is not known whether its pods are given the token"] : [];
  return (named === undefined ? scene.accountsIn(namespace.name) : [named]).flatMap((name) => {
    const account = NODE_IDS.serviceAccount(scene.cluster, namespace.name, name);
    const runs = parts(placed, `run as service account ${name}`, "names it", [...doubt, ...token]);
    const at = placed.object.resource.provenance;
    const roles = scene
      .rolesOf(account)
      .map((step) => ({ ...step, from: id, evidence: [at, ...step.evidence] }));
    const asRoles = doubt.length === 0 ? roles : roles.map((step) => doubtful(step, doubt));
    if (template.hasToken === "no") return asRoles;
    const whole = kubernetesStep(id, account, "control", runs);
    return template.hasToken === "yes" ? [whole] : [whole, ...asRoles];
  });
}

function doubtful(step: Step, causes: readonly string[]): Step {
  return { ...step, certainty: "may", causes: [...new Set([...step.causes, ...causes])].sort() };
}

const ANY_POD = "pods of a namespace are not told apart in what they may connect to";

/** Somebody's pods among another's: they run there, and whoever has the namespace has them. */
function foreignSteps(scene: WorkloadScene, placed: Placed): readonly Step[] {
  const { id, namespace, object } = placed;
  if (isSameOwner(object.resource.owner, namespace.owner)) return [];
  const pods = NODE_IDS.namespace(scene.cluster, namespace.name);
  const where = `is written into the namespace ${namespace.name}`;
  const back = parts(placed, "take over what runs in the namespace", where);
  const isTheirs = object.resource.owner.kind !== "platform";
  return [
    kubernetesStep(id, pods, "access", parts(placed, "run pods", where)),
    kubernetesStep(id, pods, "control", parts(placed, "be one of its pods", where, [ANY_POD])),
    ...(isTheirs ? [kubernetesStep(pods, id, "control", back)] : []),
  ];
}

/** P7: pods that leave their container have the node, if the namespace admits them. */
function hostSteps(scene: WorkloadScene, placed: Placed): readonly Step[] {
  const { id, template, namespace } = placed;
  const admitted = hostCertainty(namespace);
  if (template.asksHost === "no" || admitted === undefined) return [];
  const unread = template.asksHost === "unknown" ? ["it is not known what its pods ask of their node"] : [];
  const asked = `asks for ${template.host.join(", ")}`;
  const host = parts(placed, "take over the node", asked, [...admitted, ...unread]);
  return [kubernetesStep(id, NODE_IDS.nodes(scene.cluster), "control", host)];
}

function placedIn(scene: WorkloadScene, object: KubernetesObject): readonly Placed[] {
  const template = podTemplate(object);
  const places = template === undefined ? [] : scene.clusters.ofObject(object.resource);
  if (template === undefined || !places.includes(scene.cluster)) return [];
  const { resource, kind, name, namespace } = object;
  const within = namespace === undefined ? undefined : scene.namespaces.get(namespace);
  const found = within === undefined ? [...scene.namespaces.values()] : [within];
  const causes = [
    ...(places.length > 1 ? [`it is not known which cluster ${resource.provenance.address} is in`] : []),
    ...(resource.many ? [`it is not known how many there are of ${resource.provenance.address}`] : []),
    ...(within === undefined ? [`it is not known in which namespace ${resource.provenance.address} is`] : []),
  ];
  const called = `${kind} ${name ?? resource.provenance.address}`;
  return found.map((place) => ({
    ...{ object, template, causes, namespace: place },
    id: NODE_IDS.workload(scene.cluster, place.name, called),
  }));
}

/** True if a workload has anything of another's. */
function matters(scene: WorkloadScene, { template, namespace, object }: Placed): boolean {
  const own = (account: string) =>
    isSameOwner(
      object.resource.owner,
      scene.ownerOf(NODE_IDS.serviceAccount(scene.cluster, namespace.name, account)),
    );
  const isOwn = isSameOwner(object.resource.owner, namespace.owner) && template.account !== undefined;
  return !isOwn || !own(template.account) || template.asksHost !== "no";
}

/**
 * The workloads of a plan that run among others' or on the node itself: as whom their pods run, where, and what of the
 * node they ask for. Those of an owner in a namespace of its own are what the namespace stands for anyway.
 */
export function workloadSteps(scene: WorkloadScene, objects: readonly KubernetesObject[]): Reached {
  const placed = objects.flatMap((object) => placedIn(scene, object)).filter((each) => matters(scene, each));
  return {
    nodes: placed.map(({ id, object, namespace }) => ({
      id,
      kind: "workload",
      title: `${object.kind} ${namespace.name}/${object.name ?? object.resource.provenance.address}`,
      owner: object.resource.owner,
      provenance: object.resource.provenance,
    })),
    steps: placed.flatMap((each) => [
      ...accountSteps(scene, each),
      ...foreignSteps(scene, each),
      ...hostSteps(scene, each),
    ]),
  };
}
