import { push } from "../../../model/lists";
import type { Step } from "../../facts/step";
import { NODE_IDS } from "../ids";
import type { Right } from "./holder";
import { allowsAttempt, type RbacRule } from "./rule";
import { type ClusterScene, kubernetesStep } from "./targets";

/** Whom a rule lets somebody be. */
interface Assumed {
  readonly what: string;
  readonly target: string;
}

function allows(rule: RbacRule, verb: string, resource: string, name?: string): boolean {
  return allowsAttempt(rule, { verb, group: "", resource, name }) === "yes";
}

function accountsIn(scene: ClusterScene, rule: RbacRule, namespace: string): readonly Assumed[] {
  const ways = [
    ["impersonate", "serviceaccounts"],
    ["create", "serviceaccounts/token"],
  ] as const;
  return rule.names.flatMap((name) =>
    ways
      .filter(([verb, resource]) => allows(rule, verb, resource, name))
      .map(([verb, resource]) => ({
        what: `${verb} ${resource} ${name}`,
        target: NODE_IDS.serviceAccount(scene.cluster, namespace, name),
      })),
  );
}

/**
 * Users that every cluster binds to roles with the tokens of all service accounts.
 *
 * Source: Kubernetes documentation, "Using RBAC Authorization", core component roles.
 */
const POWERFUL_USER = "system:kube-controller-manager";

/** Users are in no namespace: only rights in the whole cluster let somebody be one. */
function users(scene: ClusterScene, rule: RbacRule, known: readonly string[]): readonly Assumed[] {
  const what = "impersonate users";
  const prefix = NODE_IDS.user(scene.cluster, "");
  const cluster = { what, target: NODE_IDS.cluster(scene.cluster) };
  const named = rule.names.filter((name) => allows(rule, "impersonate", "users", name));
  const some = named.map((name) => ({ what, target: `${prefix}${name}` }));
  if (named.includes(POWERFUL_USER)) return [...some, cluster];
  if (rule.names.length > 0 || !allows(rule, "impersonate", "users")) return some;
  return [...known.filter((id) => id.startsWith(prefix)).map((target) => ({ what, target })), cluster];
}

/** Groups are put on top of a user or a service account: a request without one is refused. */
function groups(scene: ClusterScene, rule: RbacRule, known: readonly string[]): readonly Assumed[] {
  const what = "impersonate groups";
  const prefix = NODE_IDS.group(scene.cluster, "");
  const named = rule.names.filter((name) => allows(rule, "impersonate", "groups", name));
  const some = named.map((name) => ({ what, target: `${prefix}${name}` }));
  if (rule.names.length > 0 || !allows(rule, "impersonate", "groups")) return some;
  // Every cluster has the group that may do everything.
  const all = known.filter((id) => id.startsWith(prefix)).map((target) => ({ what, target }));
  return [...all, { what, target: NODE_IDS.cluster(scene.cluster) }];
}

/** May somebody with these rights be any other at all? */
function isSomebody(rights: readonly Right[]): boolean {
  const asAccount = (rule: RbacRule) => allows(rule, "impersonate", "serviceaccounts");
  const asUser = (rule: RbacRule) => allows(rule, "impersonate", "users");
  return rights.some(({ namespace, rules }) =>
    rules.some((rule) => asAccount(rule) || (namespace === undefined && asUser(rule))),
  );
}

function assumed(
  scene: ClusterScene,
  right: Right,
  known: readonly string[],
  withGroups: boolean,
): readonly Assumed[] {
  return right.rules.flatMap((rule) => {
    if (right.namespace !== undefined) return accountsIn(scene, rule, right.namespace);
    const accounts = scene.namespaces.flatMap(({ name }) => accountsIn(scene, rule, name));
    const further = withGroups ? groups(scene, rule, known) : [];
    return [...accounts, ...users(scene, rule, known), ...further];
  });
}

/**
 * Whom rights let somebody be, by name. Being any service account of a namespace is having the namespace.
 *
 * @param known the logins of the cluster
 */
export function impersonationSteps(
  scene: ClusterScene,
  rights: readonly Right[],
  known: readonly string[],
): readonly Step[] {
  const byHolder = new Map<string, Right[]>();
  for (const right of rights) push(byHolder, right.holder, right);
  return [...byHolder].flatMap(([holder, own]) => {
    const withGroups = isSomebody(own);
    return own.flatMap((right) =>
      assumed(scene, right, known, withGroups)
        .filter(({ target }) => target !== holder)
        .map(({ what, target }) =>
          kubernetesStep(holder, target, "control", {
            what: [what],
            causes: right.causes,
            because: right.because,
            evidence: right.evidence,
          }),
        ),
    );
  });
}
