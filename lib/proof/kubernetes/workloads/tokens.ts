import type { Reached } from "../../facts/step";
import { isSameOwner } from "../../graph/crossing";
import { literalValue, member, nameOf } from "../../read/values";
import { NODE_IDS } from "../ids";
import type { KubernetesObject } from "../objects/object";
import { kubernetesStep } from "../rbac/targets";
import type { WorkloadScene } from "./workloads";

const TOKEN_TYPE = "kubernetes.io/service-account-token";
const ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

/** The service account of which an object is a token; undefined for what is no token. */
export function tokenAccount({ kind, name, metadata, part }: KubernetesObject): string | undefined {
  if (kind === "TokenRequest") return name;
  if (kind !== "Secret" || literalValue(part("type")) !== TOKEN_TYPE) return undefined;
  return nameOf(member(member(metadata, "annotations"), ACCOUNT_ANNOTATION));
}

/**
 * Tokens of service accounts that a plan makes: whoever has the state that they stand in logs in as the account.
 *
 * Source: Kubernetes documentation, "Managing Service Accounts".
 */
export function tokenSteps(scene: WorkloadScene, objects: readonly KubernetesObject[]): Reached {
  const found = objects.flatMap((object) => {
    const { resource, namespace } = object;
    const name = tokenAccount(object);
    const places = name === undefined ? [] : scene.clusters.ofObject(resource);
    if (name === undefined || namespace === undefined || !places.includes(scene.cluster)) return [];
    const account = NODE_IDS.serviceAccount(scene.cluster, namespace, name);
    if (isSameOwner(resource.owner, scene.ownerOf(account))) return [];
    const { stack, address } = resource.provenance;
    const node = {
      id: `k8s:token:${scene.cluster}/${stack}/${address}`,
      kind: "credentials",
      title: `token ${address}`,
      owner: resource.owner,
      provenance: resource.provenance,
    };
    const step = kubernetesStep(node.id, account, "control", {
      what: [`log in as service account ${name}`],
      causes: places.length > 1 ? [`it is not known which cluster ${address} is in`] : [],
      because: `${address} holds a token of service account ${namespace}/${name}`,
      evidence: [resource.provenance],
    });
    return [{ node, step }];
  });
  return { nodes: found.map(({ node }) => node), steps: found.map(({ step }) => step) };
}
