import { push } from "../../../model/lists";
import type { Right } from "./holder";
import type { Roles } from "./roles";
import { allowsAttempt } from "./rule";

const RBAC = "rbac.authorization.k8s.io";
const CHANGE = ["create", "update", "patch"];

const KINDS = [
  ["clusterroles", "ClusterRole"],
  ["roles", "Role"],
] as const;

/** A role that somebody may bind by its name. */
interface Named {
  readonly kind: "ClusterRole" | "Role";
  readonly name: string;
}

/** The roles that rights name which may be bound; where it may be any role is an escalation of its own. */
function named(rights: readonly Right[]): readonly Named[] {
  return rights.flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      KINDS.flatMap(([resource, kind]) =>
        rule.names
          .filter((name) => allowsAttempt(rule, { verb: "bind", group: RBAC, resource, name }) === "yes")
          .map((name) => ({ kind, name })),
      ),
    ),
  );
}

function mayChange(rights: readonly Right[], resource: string): boolean {
  const attempts = CHANGE.map((verb) => ({ verb, group: RBAC, resource }));
  return rights.some(({ rules }) =>
    rules.some((rule) => attempts.some((attempt) => allowsAttempt(rule, attempt) === "yes")),
  );
}

/** What somebody with these rights in a place gets there by binding a role, if they may. */
function rightOf(
  { kind, name }: Named,
  namespace: string | undefined,
  here: readonly Right[],
  roles: Roles,
): readonly Right[] {
  const [first] = here;
  const role = kind === "Role" ? roles.role(namespace ?? "", name) : roles.clusterRole(name);
  if (first === undefined || role === undefined) return [];
  const by = [...new Set(here.map(({ because }) => because))].sort().join(", ");
  return [
    {
      ...{ holder: first.holder, cluster: first.cluster, namespace, rules: role.rules },
      because: `${kind} ${name}, which may be bound by ${by}`,
      evidence: [...new Set([...here.flatMap(({ evidence }) => evidence), ...role.evidence])],
      causes: [...new Set(here.flatMap(({ causes }) => causes))].sort(),
    },
  ];
}

/** What one holder may give itself, and by that further; each role in each place once. */
function givenToSelf(own: readonly Right[], namespaces: readonly string[], roles: Roles): readonly Right[] {
  const found = new Map<string, readonly Right[]>();
  for (let before = -1; before < found.size;) {
    before = found.size;
    const held = [...own, ...[...found.values()].flat()];
    for (const namespace of [undefined, ...namespaces]) {
      const here = held.filter((right) => right.namespace === undefined || right.namespace === namespace);
      if (!mayChange(here, namespace === undefined ? "clusterrolebindings" : "rolebindings")) continue;
      for (const each of named(here)) {
        const key = [each.kind, each.name, namespace].join("\n");
        if (!found.has(key)) found.set(key, rightOf(each, namespace, here, roles));
      }
    }
  }
  return [...found.values()].flat();
}

/**
 * Rights that somebody does not have, and may give themselves by binding roles that their rules name. Bindings of roles
 * all of whose rights somebody has already are no gain.
 *
 * Source: Kubernetes documentation, "Using RBAC Authorization", restrictions on role binding creation.
 */
export function bindableRights(
  rights: readonly Right[],
  namespaces: readonly string[],
  roles: Roles,
): readonly Right[] {
  const byHolder = new Map<string, Right[]>();
  for (const right of rights) push(byHolder, right.holder, right);
  return [...byHolder.values()].flatMap((own) =>
    named(own).length === 0 ? [] : givenToSelf(own, namespaces, roles),
  );
}
