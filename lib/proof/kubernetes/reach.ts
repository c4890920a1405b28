import { push } from "../../model/lists";
import type { FactResource, Facts, Owner } from "../facts/resource";
import type { GraphNode, Reached, Step } from "../facts/step";
import { attribute, member, truthValue } from "../read/values";
import { clusterPolicies, type ClusterPolicies } from "../network/policies/surroundings";
import { namespaceNode } from "../network/policies/steps";
import { accountSteps, hostSteps } from "./admission";
import { awsAuth, readsAwsAuth } from "./bridges/aws-auth";
import { iamAccess } from "./bridges/access-entries";
import { defaultUserSteps, type NamedEntry } from "./bridges/default-users";
import { nodeRoles } from "./bridges/node-roles";
import { podRoles } from "./bridges/pod-roles";
import { IamPrincipals } from "./bridges/roles";
import { type ClusterOf, Clusters } from "./clusters";
import { NODE_IDS } from "./ids";
import type { Namespace } from "./namespaces";
import { kubernetesObjects, type KubernetesObject } from "./objects/object";
import { bindableRights } from "./rbac/bindable";
import { boundRights, type Subject } from "./rbac/bindings";
import type { Right } from "./rbac/holder";
import { type Identity, identityNode, wideGroups } from "./rbac/identities";
import { impersonationSteps } from "./rbac/impersonation";
import { Roles } from "./rbac/roles";
import { rightSteps } from "./rbac/steps";
import { clusterNodes, type ClusterScene, kubernetesStep } from "./rbac/targets";
import { podTemplate } from "./workloads/pod-template";
import { tokenAccount, tokenSteps } from "./workloads/tokens";
import { type WorkloadScene, workloadSteps } from "./workloads/workloads";

type BoundRight = Right & { readonly subject?: Subject };

/** Everything that is read once for all clusters. */
interface Read {
  readonly facts: Facts;
  readonly objects: readonly KubernetesObject[];
  readonly clusters: Clusters;
  readonly namespaces: readonly Namespace[];
  readonly bridges: Reached;
  readonly iamRights: readonly Right[];
  readonly entries: readonly NamedEntry[];
  /** Service accounts that AWS names. */
  readonly accounts: readonly (readonly [cluster: string, namespace: string, account: string])[];
}

function read(facts: Facts, clusterOf: ClusterOf | undefined, places: readonly ClusterPolicies[]): Read {
  const clusters = new Clusters(facts, clusterOf);
  const objects = kubernetesObjects(facts);
  const namespaces = places.flatMap((place) => place.namespaces);
  const principals = new IamPrincipals(facts);
  const access = iamAccess(facts, clusters, principals, namespaces);
  const pods = podRoles(facts, objects, clusters, principals);
  const nodes = nodeRoles(facts, clusters, principals, places);
  const parts = [access, pods, nodes, awsAuth(objects, clusters, principals)];
  const bridges = { nodes: parts.flatMap((part) => part.nodes), steps: parts.flatMap((part) => part.steps) };
  return {
    facts,
    objects,
    clusters,
    namespaces,
    bridges,
    iamRights: access.rights,
    entries: access.entries,
    accounts: pods.accounts,
  };
}

/** The service accounts of each namespace: `default`, those of the plan, and those that anything names. */
function accountsOf(
  { objects, clusters, accounts }: Read,
  cluster: string,
  namespaces: readonly Namespace[],
  rights: readonly BoundRight[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map(namespaces.map(({ name }) => [name, new Set(["default"])]));
  const add = (namespace: string | undefined, name: string | undefined) => {
    if (name !== undefined) found.get(namespace ?? "")?.add(name);
  };
  for (const { kind, name, namespace, resource } of objects)
    if (kind === "ServiceAccount" && clusters.ofObject(resource).includes(cluster)) add(namespace, name);
  for (const [of, namespace, name] of accounts) if (of === cluster) add(namespace, name);
  for (const object of objects)
    if (clusters.ofObject(object.resource).includes(cluster))
      add(object.namespace, podTemplate(object)?.account ?? tokenAccount(object));
  for (const { subject } of rights)
    if (subject?.kind === "ServiceAccount") add(subject.namespace, subject.name);
  return new Map([...found].map(([namespace, names]) => [namespace, [...names].sort()]));
}

/** A login as which somebody may come, with what it is bound to or who comes as it. */
function identities(cluster: string, rights: readonly BoundRight[], bridges: Reached): readonly Identity[] {
  const owners = new Map(bridges.nodes.map(({ id, owner }) => [id, owner]));
  const found = new Map<string, Owner[]>();
  const name = (id: string, owner: GraphNode["owner"] | undefined) => {
    const list = found.get(id) ?? [];
    found.set(id, list);
    if (owner !== undefined && owner.kind !== "world") list.push(owner);
  };
  for (const { from, to } of bridges.steps) name(to, owners.get(from));
  for (const { holder } of rights) name(holder, undefined);
  name(NODE_IDS.group(cluster, "system:masters"), undefined);
  const kinds = [
    ["group", NODE_IDS.group(cluster, "")],
    ["user", NODE_IDS.user(cluster, "")],
  ] as const;
  return kinds.flatMap(([kind, prefix]) =>
    [...found]
      .filter(([id]) => id.startsWith(prefix))
      .map(([id, named]) => ({ id, kind, name: id.slice(prefix.length), named })),
  );
}

/** The service accounts of a cluster that are objects of the plan, by their ids. */
function writtenAccounts({ objects, clusters }: Read, cluster: string): ReadonlyMap<string, FactResource> {
  return new Map(
    objects.flatMap(({ kind, namespace, name, resource }) =>
      kind === "ServiceAccount" && clusters.ofObject(resource).includes(cluster)
        ? [[NODE_IDS.serviceAccount(cluster, namespace ?? "", name ?? ""), resource] as const]
        : [],
    ),
  );
}

/** A service account is whose object it is: in a namespace that several share, each has its own. */
function accountNodes(
  cluster: string,
  namespaces: readonly Namespace[],
  accounts: ReadonlyMap<string, readonly string[]>,
  written: ReadonlyMap<string, FactResource>,
): readonly GraphNode[] {
  return namespaces.flatMap(({ name: namespace, owner, provenance }) =>
    (accounts.get(namespace) ?? []).map((name) => {
      const id = NODE_IDS.serviceAccount(cluster, namespace, name);
      const own = written.get(id);
      return {
        ...{ id, kind: "service-account", title: `service account ${namespace}/${name}` },
        owner: own?.owner.kind === "tenant" ? own.owner : owner,
        provenance: own?.provenance ?? provenance,
      };
    }),
  );
}

/** What workloads and tokens of the plan come to, where they are not their owner's own business. */
function written(
  { objects, clusters, bridges }: Read,
  cluster: string,
  namespaces: readonly Namespace[],
  accounts: ReadonlyMap<string, readonly string[]>,
  owners: ReadonlyMap<string, GraphNode["owner"]>,
): Reached {
  const roles = new Map<string, Step[]>();
  for (const step of bridges.steps) if (step.plane === "identity") push(roles, step.from, step);
  const scene: WorkloadScene = {
    ...{ cluster, clusters },
    namespaces: new Map(namespaces.map((namespace) => [namespace.name, namespace])),
    accountsIn: (namespace) => accounts.get(namespace) ?? [],
    ownerOf: (account) => owners.get(account) ?? NOBODY,
    rolesOf: (account) => roles.get(account) ?? [],
  };
  const parts = [workloadSteps(scene, objects), tokenSteps(scene, objects)];
  return { nodes: parts.flatMap(({ nodes }) => nodes), steps: parts.flatMap(({ steps }) => steps) };
}

const NOBODY: GraphNode["owner"] = { kind: "unknown", cause: "nobody says whose it is" };

function inCluster(all: Read, cluster: string, namespaces: readonly Namespace[]): Reached {
  const { facts, objects, clusters, bridges } = all;
  const roles = new Roles(objects, clusters, cluster);
  const given: readonly BoundRight[] = [
    ...boundRights(objects, clusters, cluster, roles),
    ...all.iamRights.filter((right) => right.cluster === cluster),
  ];
  const names = namespaces.map(({ name }) => name);
  const rights: readonly BoundRight[] = [...given, ...bindableRights(given, names, roles)];
  const accounts = accountsOf(all, cluster, namespaces, rights);
  const writtenAt = writtenAccounts(all, cluster);
  const bound = new Set(given.map(({ holder }) => holder));
  const here = all.entries.filter((entry) => entry.cluster === cluster);
  const byName = defaultUserSteps(cluster, here, bound);
  const entering = { nodes: bridges.nodes, steps: [...bridges.steps, ...byName] };
  const logins = identities(cluster, rights, entering).map((each) => identityNode(each, cluster, facts));
  const nodes = [
    ...clusterNodes(cluster),
    ...namespaces.map(namespaceNode),
    ...accountNodes(cluster, namespaces, accounts, writtenAt),
    ...logins,
  ];
  const owners = new Map([...bridges.nodes, ...nodes].map(({ id, owner }) => [id, owner]));
  const provenances = new Map(nodes.map(({ id, provenance }) => [id, provenance]));
  const scene: ClusterScene = {
    cluster,
    namespaces,
    readsAwsAuth: readsAwsAuth(clusters, cluster),
    ownerOf: (holder) => owners.get(holder) ?? NOBODY,
  };
  const known = logins.map(({ id }) => id);
  const steps: readonly Step[] = [
    clusterStep(clusters, cluster),
    ...byName,
    ...hostSteps(namespaces),
    ...accountSteps(cluster, accounts, (id) => provenances.get(id)),
    ...wideGroups({
      ...{ cluster, namespaces, bound, logins: known, isPublic: isPublic(clusters, cluster) },
    }),
    ...rightSteps(scene, rights),
    ...impersonationSteps(scene, rights, known),
  ];
  const further = written(all, cluster, namespaces, accounts, owners);
  const world = steps.some(({ from }) => from === WORLD.id) ? [WORLD] : [];
  return { nodes: [...nodes, ...world, ...further.nodes], steps: [...steps, ...further.steps] };
}

const WORLD: GraphNode = {
  id: "world",
  kind: "world",
  title: "everybody",
  owner: { kind: "world" },
  provenance: undefined,
};

/** By default the API server has an address on the internet. Source: EKS user guide, "Cluster API server endpoint". */
function isPublic(clusters: Clusters, cluster: string): boolean {
  const resource = clusters.resource(cluster);
  const config = resource && attribute(resource, "vpc_config");
  return truthValue(member(config, "endpoint_public_access")) !== false;
}

function clusterStep(clusters: Clusters, cluster: string): Step {
  const resource = clusters.resource(cluster);
  return kubernetesStep(NODE_IDS.cluster(cluster), NODE_IDS.nodes(cluster), "control", {
    what: ["run anything on the nodes"],
    causes: [],
    because: "whoever has the cluster has its nodes",
    evidence: resource === undefined ? [] : [resource.provenance],
  });
}

/**
 * Who may do what in the clusters of a plan, and what that is as good as: rights by roles and access
 * policies, the known ways from rights to more, the roles that pods and nodes take, and whom IAM principals
 * are in a cluster. A namespace stands for all pods that may run in it.
 *
 * @param clusterOf which cluster an object is in, where several are in the plan. @default - the only one, or
 * that of the same stack; else it counts for every one
 * @param places the policies of the clusters. @default - they are read
 */
export function reachInKubernetes(
  facts: Facts,
  clusterOf?: ClusterOf,
  places: readonly ClusterPolicies[] = clusterPolicies(facts, clusterOf),
): Reached {
  const all = read(facts, clusterOf, places);
  const parts = [
    all.bridges,
    ...all.clusters.names.map((cluster) =>
      inCluster(
        all,
        cluster,
        all.namespaces.filter((each) => each.cluster === cluster),
      ),
    ),
  ];
  const nodes = new Map(parts.flatMap((part) => part.nodes).map((node) => [node.id, node]));
  return { nodes: [...nodes.values()], steps: parts.flatMap(({ steps }) => steps) };
}
