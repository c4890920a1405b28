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

function allows(rule: RbacRule, verb: string, resource: string, name: string): boolean {
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

/** Users and groups are in no namespace: only rights in the whole cluster let somebody be one. */
function usersAndGroups(scene: ClusterScene, rule: RbacRule, known: readonly string[]): readonly Assumed[] {
  const { cluster } = scene;
  const kinds = [
    ["users", NODE_IDS.user(cluster, "")],
    ["groups", NODE_IDS.group(cluster, "")],
  ] as const;
  return kinds.flatMap(([resource, prefix]) => {
    const named = rule.names.filter((name) => allows(rule, "impersonate", resource, name));
    const anybody = rule.names.length === 0 && allows(rule, "impersonate", resource, "");
    const all = anybody ? known.filter((id) => id.startsWith(prefix)) : [];
    const targets = [...named.map((name) => `${prefix}${name}`), ...all];
    // Every cluster has the group that may do everything.
    if (anybody && resource === "groups") targets.push(NODE_IDS.cluster(cluster));
    return targets.map((target) => ({ what: `impersonate ${resource}`, target }));
  });
}

function assumed(scene: ClusterScene, right: Right, known: readonly string[]): readonly Assumed[] {
  return right.rules.flatMap((rule) => {
    if (right.namespace !== undefined) return accountsIn(scene, rule, right.namespace);
    const accounts = scene.namespaces.flatMap(({ name }) => accountsIn(scene, rule, name));
    return [...accounts, ...usersAndGroups(scene, rule, known)];
  });
}

/** Whom rights let somebody be, by name. Being any service account of a namespace is having the namespace. */
export function impersonationSteps(
  scene: ClusterScene,
  rights: readonly Right[],
  known: readonly string[],
): readonly Step[] {
  return rights.flatMap((right) =>
    assumed(scene, right, known)
      .filter(({ target }) => target !== right.holder)
      .map(({ what, target }) =>
        kubernetesStep(right.holder, target, "control", {
          what: [what],
          causes: right.causes,
          because: right.because,
          evidence: right.evidence,
        }),
      ),
  );
}
