import type { Patch, Shown } from "../../case";
import { all, resource } from "../../parts";

const RBAC = "rbac.authorization.k8s.io";

/** acme's pods, as the cluster calls them, and its developers. */
export const APP = { kind: "ServiceAccount", name: "app", namespace: "acme" } as const;
export const DEVELOPERS = { api_group: RBAC, kind: "Group", name: "acme-dev" } as const;

export type Subject = { readonly kind: string; readonly name: string; readonly namespace?: string };
type Body = { readonly [key: string]: Patch[string] };

export const group = (name: string): Subject => ({ ...DEVELOPERS, name });

/** `get,list` on `pods,secrets` of an API group, perhaps of these names alone. */
export function rule(verbs: string, resources: string, api = "", names: readonly string[] = []) {
  return {
    ...{ verbs: verbs.split(","), resources: resources.split(","), api_groups: [api] },
    ...(names.length > 0 && { resource_names: names }),
  };
}

export type Rule = ReturnType<typeof rule>;

/** A binding in a namespace. */
export function bound(
  namespace: string,
  role: readonly [kind: "Role" | "ClusterRole", name: string],
  subject: Subject = APP,
  name = `${namespace}_added`,
): Patch {
  const [kind, called] = role;
  return resource("kubernetes_role_binding_v1", name, {
    metadata: { name: "added", namespace },
    role_ref: { api_group: RBAC, kind, name: called },
    subject: [subject],
  });
}

/** A role of a namespace with these rules, and somebody who has it: acme's pods. */
export function inNamespace(namespace: string, rules: readonly Rule[], subject: Subject = APP): Patch {
  return all(
    resource("kubernetes_role_v1", `${namespace}_added`, {
      metadata: { name: "added", namespace },
      rule: rules,
    }),
    bound(namespace, ["Role", "added"], subject),
  );
}

export function inGlobex(...rules: readonly Rule[]): Patch {
  return inNamespace("globex", rules);
}

/** A role of the whole cluster that nobody has. */
export function clusterRole(name: string, rules: readonly Rule[], more: Body = {}): Patch {
  return resource("kubernetes_cluster_role_v1", name.replace("-", "_"), {
    ...{ metadata: { name }, rule: rules },
    ...more,
  });
}

export function boundEverywhere(name: string, subject: Subject = APP): Patch {
  return resource("kubernetes_cluster_role_binding_v1", "added", {
    metadata: { name: "added" },
    role_ref: { api_group: RBAC, kind: "ClusterRole", name },
    subject: [subject],
  });
}

/** A role of the whole cluster with these rules, which acme's pods have. */
export function everywhere(...rules: readonly Rule[]): Patch {
  return all(clusterRole("added", rules), boundEverywhere("added"));
}

/** acme has something in globex's namespace, and what follows from that in AWS. */
export const IN_GLOBEX = "acme > globex kubernetes open";
export const BY_GLOBEX = "acme > globex identity open";
/** Whether it follows, nobody can tell. */
export const PERHAPS_BY_GLOBEX = "acme > globex identity unknown";
/** acme has the namespace, and so its service account and the role of that. */
export const GLOBEX = [BY_GLOBEX, IN_GLOBEX] as const;

const OTHERS = ["acme-eu", "globex"] as const;
/** acme has the cluster or its nodes, and so everybody in it. */
export const CLUSTER = [
  ...OTHERS.flatMap((name) => [`acme > ${name} identity open`, `acme > ${name} kubernetes open`]),
  "acme > platform identity open",
  "acme > platform kubernetes open",
].sort();

/** The same cells where nobody can tell. */
export function perhaps(cells: readonly string[]): readonly string[] {
  return cells.map((cell) => cell.replace(/open$/, "unknown"));
}

/** What the finding shows that somebody has the namespace globex. */
export function namespaceShown(what: string, at = "globex_added", cell: string = IN_GLOBEX): Shown {
  return { cell, what, on: "namespace globex", at };
}

/** What the finding shows that somebody has what is the platform's. */
export function platformShown(what: string, on: string, at = "cluster_role_binding_v1.added"): Shown {
  return { cell: "acme > platform kubernetes open", what, on, at };
}
