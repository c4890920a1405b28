import type { Owner, Provenance } from "../../../lib/proof/facts/resource";
import type { GraphNode, Step } from "../../../lib/proof/facts/step";
import type { Namespace } from "../../../lib/proof/kubernetes/namespaces";
import type { Right } from "../../../lib/proof/kubernetes/rbac/holder";
import type { RbacRule } from "../../../lib/proof/kubernetes/rbac/rule";
import type { ClusterScene } from "../../../lib/proof/kubernetes/rbac/targets";
import { short } from "./cluster";
import { owner } from "./facts";

export const CI = "k8s:sa:main/a/ci";

export const at = (address: string): Provenance => ({ stack: "stack", address, pointer: `/${address}` });

export function named(name: string, of: Owner = owner(name)): Namespace {
  const labels = { known: new Map(), open: false };
  return { cluster: "main", name, owner: of, labels, provenance: undefined };
}

/** The cluster `main`: namespaces of tenants of the same names, and whose a holder is. */
export function scene(
  names: readonly string[],
  holder: GraphNode["owner"] = owner("a"),
  more: Partial<ClusterScene> = {},
): ClusterScene {
  const namespaces = names.map((name) =>
    named(name, name === "kube-system" ? owner("platform") : owner(name)),
  );
  return { cluster: "main", namespaces, readsAwsAuth: false, ownerOf: () => holder, ...more };
}

/** `get,list pods.apps`: one rule of a role, complete. */
export function can(verbs: string, resources: string, names: readonly string[] = []): RbacRule {
  const [list = "", ...group] = resources.split(".");
  return { verbs: verbs.split(","), groups: [group.join(".")], resources: list.split(","), names };
}

/** A rule that cannot be read. */
export const unread = (cause: string): RbacRule => ({
  ...{ verbs: [], groups: [], resources: [], names: [], cause },
});

/** Rights of the service account `ci` of tenant `a`. */
export function right(
  namespace: string | undefined,
  rules: readonly RbacRule[],
  more: Partial<Right> = {},
): Right {
  const because = namespace === undefined ? "ClusterRoleBinding all" : `RoleBinding ${namespace}`;
  return { holder: CI, cluster: "main", namespace, rules, because, evidence: [], causes: [], ...more };
}

/** `access b must: get pods`, in the order in which they were found. */
export function shown(steps: readonly Step[]): string[] {
  return steps.map(
    ({ kind, to, certainty, what }) => `${kind} ${short(to)} ${certainty}: ${what.join(", ")}`,
  );
}
