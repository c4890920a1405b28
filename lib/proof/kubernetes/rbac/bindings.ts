import type { Value } from "../../facts/value";
import { causeOf, literalValue, member, nameOf, occurrences } from "../../read/values";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import type { KubernetesObject } from "../objects/object";
import type { Right } from "./holder";
import { type Role, type Roles, unreadRole } from "./roles";

/** Who a binding names. */
export interface Subject {
  readonly kind: "ServiceAccount" | "Group" | "User";
  readonly name: string;
  /** Of a service account: its own namespace, which may be another's than the binding's. */
  readonly namespace: string;
}

/** A binding's subject in the graph. */
export function subjectId(cluster: string, { kind, name, namespace }: Subject): string {
  if (kind === "ServiceAccount") return NODE_IDS.serviceAccount(cluster, namespace, name);
  return kind === "Group" ? NODE_IDS.group(cluster, name) : NODE_IDS.user(cluster, name);
}

const USER_OF_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** Without a namespace the provider writes `default`. A user may be named as what a service account is called. */
function readSubject(value: Value): Subject | undefined {
  const kind = literalValue(member(value, "kind"));
  const name = nameOf(member(value, "name"));
  const namespace = nameOf(member(value, "namespace")) ?? "default";
  if (name === undefined || (kind !== "ServiceAccount" && kind !== "Group" && kind !== "User"))
    return undefined;
  const [, of, account] = kind === "User" ? (USER_OF_ACCOUNT.exec(name) ?? []) : [];
  if (of !== undefined && account !== undefined)
    return { kind: "ServiceAccount", name: account, namespace: of };
  return { kind, name, namespace };
}

/** What stands for subjects that cannot be read: everybody who has logged in. */
const ANYBODY: Subject = { kind: "Group", name: "system:authenticated", namespace: "default" };

interface Named {
  readonly subject: Subject;
  readonly cause?: string | undefined;
}

function subjectsOf(object: KubernetesObject): readonly Named[] {
  const { items, open } = occurrences(object.part("subject") ?? object.part("subjects"));
  const named = items.map((item): Named => {
    const subject = readSubject(item);
    if (subject !== undefined) return { subject };
    return { subject: ANYBODY, cause: causeOf(item, "a subject") ?? "a subject cannot be read" };
  });
  return open === undefined ? named : [...named, { subject: ANYBODY, cause: open }];
}

function roleOf(object: KubernetesObject, roles: Roles): Role {
  const ref = object.part("role_ref");
  const name = nameOf(member(ref, "name"));
  const kind = literalValue(member(ref, "kind"));
  if (name === undefined || kind === undefined) return unreadRole("the role that is bound", ref);
  const role = kind === "Role" ? roles.role(object.namespace ?? "", name) : roles.clusterRole(name);
  return role ?? unreadRole(`the ${kind} ${name}`);
}

/**
 * R1: what bindings give. A RoleBinding gives a ClusterRole only in its own namespace.
 */
export function boundRights(
  objects: readonly KubernetesObject[],
  clusters: Clusters,
  cluster: string,
  roles: Roles,
): readonly (Right & { readonly subject: Subject })[] {
  return objects.flatMap((object) => {
    const { kind, resource, namespace } = object;
    const places = clusters.ofObject(resource);
    if (!/^(Cluster)?RoleBinding$/.test(kind) || !places.includes(cluster)) return [];
    const role = roleOf(object, roles);
    const scope = kind === "RoleBinding" ? namespace : undefined;
    const doubts = [
      ...(places.length > 1 ? [`it is not known which cluster ${resource.provenance.address} is in`] : []),
      ...(resource.many ? [`it is not known how many there are of ${resource.provenance.address}`] : []),
      ...(kind === "RoleBinding" && namespace === undefined
        ? [`it is not known in which namespace ${resource.provenance.address} is`]
        : []),
    ];
    return subjectsOf(object).map(({ subject, cause }) => ({
      subject,
      holder: subjectId(cluster, subject),
      cluster,
      namespace: scope,
      rules: role.rules,
      because: `${kind} ${object.name ?? resource.provenance.address}`,
      evidence: [resource.provenance, ...role.evidence],
      causes: [...doubts, ...(cause === undefined ? [] : [`${resource.provenance.address}: ${cause}`])],
    }));
  });
}
