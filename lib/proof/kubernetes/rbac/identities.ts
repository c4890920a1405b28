import type { Facts, Owner } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { NODE_IDS } from "../ids";
import type { Namespace } from "../namespaces";
import { kubernetesStep } from "./targets";

/** Who is a holder, and whose. */
export interface Identity {
  readonly id: string;
  readonly kind: "group" | "user";
  readonly name: string;
  /** What names it: its owner is a guess where the name says nothing. */
  readonly named: readonly Owner[];
}

const TENANT_GROUP = /^tenant:([^:]+):/;

/** The tenant of a group `tenant:<id>:<role>`, where one tenant of that name is all there is. */
function tenantOf(name: string, cluster: string, facts: Facts): Owner | undefined {
  const [, id] = TENANT_GROUP.exec(name) ?? [];
  if (id === undefined) return undefined;
  const found = facts.tenants.filter((tenant) => tenant === id || tenant.endsWith(`/${id}`));
  const here = found.filter((tenant) => tenant === `${cluster}/${id}`);
  const [only, ...others] = found.length > 1 ? here : found;
  return only === undefined || others.length > 0 ? undefined : { kind: "tenant", tenant: only };
}

function sharedOwner(owners: readonly Owner[]): Owner {
  const [first, ...others] = owners;
  const key = (owner: Owner) => (owner.kind === "tenant" ? owner.tenant : owner.kind);
  if (first === undefined) return { kind: "platform" };
  if (others.every((owner) => key(owner) === key(first))) return first;
  return { kind: "unknown", cause: "several owners name it" };
}

/** A group or user as a node. */
export function identityNode({ id, kind, name, named }: Identity, cluster: string, facts: Facts): GraphNode {
  const system: Owner | undefined = name.startsWith("system:") ? { kind: "platform" } : undefined;
  const owner = system ?? tenantOf(name, cluster, facts) ?? sharedOwner(named);
  return { id, kind, title: `${kind} ${name}`, owner, provenance: undefined };
}

/** The steps into groups that are wider than anybody's own, as far as something is bound to them. */
export function wideGroups(
  cluster: string,
  bound: ReadonlySet<string>,
  namespaces: readonly Namespace[],
  logins: readonly string[],
): readonly Step[] {
  const parts = { causes: [], evidence: [], because: "the API server puts everybody who logs in into it" };
  const into = (from: string, group: string): Step =>
    kubernetesStep(from, NODE_IDS.group(cluster, group), "control", { ...parts, what: [`be in ${group}`] });
  const accounts = (group: string) =>
    namespaces.map(({ name }) => into(NODE_IDS.namespace(cluster, name), group));
  const steps: Step[] = [];
  if (bound.has("system:authenticated")) {
    steps.push(...accounts("system:authenticated"));
    const others = logins.filter((id) => id !== NODE_IDS.group(cluster, "system:authenticated"));
    steps.push(...others.map((id) => into(id, "system:authenticated")));
  }
  if (bound.has("system:serviceaccounts")) steps.push(...accounts("system:serviceaccounts"));
  for (const { name } of namespaces) {
    const group = `system:serviceaccounts:${name}`;
    if (bound.has(group)) steps.push(into(NODE_IDS.namespace(cluster, name), group));
  }
  if (bound.has("system:unauthenticated")) {
    steps.push(...accounts("system:unauthenticated"), into("world", "system:unauthenticated"));
  }
  if (bound.has("system:masters")) {
    const all = { ...parts, what: ["do anything"], because: "the group is asked for no rights" };
    steps.push(
      kubernetesStep(NODE_IDS.group(cluster, "system:masters"), NODE_IDS.cluster(cluster), "control", all),
    );
  }
  return steps;
}
