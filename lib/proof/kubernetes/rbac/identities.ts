import type { Facts, Owner } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { ownerKey } from "../../graph/crossing";
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

/** A login as which several owners come is none of theirs alone: it has what is bound to it, for each of them. */
function sharedOwner(owners: readonly Owner[]): Owner {
  const [first, ...others] = owners;
  const isOfOne = first !== undefined && others.every((owner) => ownerKey(owner) === ownerKey(first));
  return isOfOne ? first : { kind: "platform" };
}

/** A group or user as a node. */
export function identityNode({ id, kind, name, named }: Identity, cluster: string, facts: Facts): GraphNode {
  const system: Owner | undefined = name.startsWith("system:") ? { kind: "platform" } : undefined;
  const owner = system ?? tenantOf(name, cluster, facts) ?? sharedOwner(named);
  return { id, kind, title: `${kind} ${name}`, owner, provenance: undefined };
}

/** What wide groups are about in one cluster. */
export interface WideScene {
  readonly cluster: string;
  /** Whom anything is bound to. */
  readonly bound: ReadonlySet<string>;
  readonly namespaces: readonly Namespace[];
  /** The groups and users as which somebody may come. */
  readonly logins: readonly string[];
  /** False where the API server answers within its network alone. */
  readonly isPublic: boolean;
}

/** Groups that are asked for no rights, or that a node is in. */
function powerfulGroups({ cluster, logins }: WideScene): readonly Step[] {
  const [masters, nodes] = ["system:masters", "system:nodes"].map((name) => NODE_IDS.group(cluster, name));
  const parts = { causes: [], evidence: [] };
  const all = { ...parts, what: ["do anything"], because: "the group is asked for no rights" };
  const node = { ...parts, what: ["log in as a node"], because: "nodes are in the group" };
  return logins.flatMap((id) => {
    if (id === masters) return [kubernetesStep(id, NODE_IDS.cluster(cluster), "control", all)];
    return id === nodes ? [kubernetesStep(id, NODE_IDS.nodes(cluster), "control", node)] : [];
  });
}

/** The steps into groups that are wider than anybody's own, as far as something is bound to them. */
export function wideGroups(scene: WideScene): readonly Step[] {
  const { cluster, bound, namespaces, logins, isPublic } = scene;
  const into = (from: string, to: string, name: string, because: string): Step =>
    kubernetesStep(from, to, "control", { causes: [], evidence: [], because, what: [`be in ${name}`] });
  const pods = namespaces.map(({ name }) => NODE_IDS.namespace(cluster, name));
  const group = (name: string, members: readonly string[], because = LOGGED_IN): readonly Step[] => {
    const id = NODE_IDS.group(cluster, name);
    return bound.has(id)
      ? members.filter((each) => each !== id).map((each) => into(each, id, name, because))
      : [];
  };
  const anybody = [...pods, ...(isPublic ? ["world"] : [])];
  const nobody = NODE_IDS.user(cluster, "system:anonymous");
  return [
    ...group("system:authenticated", [...pods, ...logins]),
    ...group("system:serviceaccounts", pods),
    ...namespaces.flatMap(({ name }) =>
      group(`system:serviceaccounts:${name}`, [NODE_IDS.namespace(cluster, name)]),
    ),
    ...group("system:unauthenticated", anybody, NOT_LOGGED_IN),
    ...(bound.has(nobody)
      ? anybody.map((each) => into(each, nobody, "system:anonymous", NOT_LOGGED_IN))
      : []),
    ...powerfulGroups(scene),
  ];
}

const LOGGED_IN = "the API server puts everybody who logs in into it";
const NOT_LOGGED_IN = "the API server takes everybody for it who does not log in";
