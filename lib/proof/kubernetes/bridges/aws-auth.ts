import { parse } from "yaml";
import type { FactResource } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { piecesOf } from "../../facts/text";
import type { Value } from "../../facts/value";
import { parseWithSymbols } from "../../load/functions/encoding";
import {
  attribute,
  causeOf,
  type Listed,
  literals,
  literalValue,
  member,
  nameOf,
  occurrences,
} from "../../read/values";
import type { Clusters } from "../clusters";
import { NODE_IDS } from "../ids";
import type { KubernetesObject } from "../objects/object";
import { kubernetesStep } from "../rbac/targets";
import { type IamPrincipals, principalNode } from "./roles";

/** Does a cluster read the ConfigMap `aws-auth`? By default it does. */
export function readsAwsAuth(clusters: Clusters, cluster: string): boolean {
  const resource = clusters.resource(cluster);
  const mode = resource && member(attribute(resource, "access_config"), "authentication_mode");
  return literalValue(mode) !== "API";
}

const SECTIONS = [
  ["mapRoles", "rolearn"],
  ["mapUsers", "userarn"],
] as const;

/** A login in a cluster, and what the step there is called. */
type Login = readonly [id: string, what: string];

/** Whom an entry takes for whom. */
interface Mapping {
  readonly resource: FactResource;
  readonly arn: Value;
  logins(cluster: string): readonly Login[];
  /** Why it may be otherwise. @default - it is read */
  readonly cause?: string | undefined;
}

/** The entries of a section, which is YAML. */
function entriesOf(section: Value | undefined): Listed<Value> {
  if (section === undefined) return { items: [] };
  const read = section.kind === "text" ? parseWithSymbols(piecesOf(section), parse) : undefined;
  const isList = read?.kind === "list" && read.items.every(({ kind }) => kind === "fields");
  if (isList || literalValue(section) === "") return occurrences(read);
  return { items: [], open: causeOf(section, "aws-auth") ?? UNREAD };
}

const UNREAD = "the ConfigMap aws-auth cannot be read";

function loginsOf(entry: Value, cluster: string): readonly Login[] {
  const groups = literals(member(entry, "groups")).items;
  const user = nameOf(member(entry, "username"));
  return [
    ...groups.map((group): Login => [NODE_IDS.group(cluster, group), `log in as group ${group}`]),
    ...(user === undefined ? [] : [[NODE_IDS.user(cluster, user), `log in as user ${user}`] as const]),
  ];
}

function mappingsOf({ resource, part }: KubernetesObject): readonly Mapping[] {
  return SECTIONS.flatMap(([section, key]): readonly Mapping[] => {
    const { items, open } = entriesOf(member(part("data"), section));
    const read = items.flatMap((entry): readonly Mapping[] => {
      const arn = member(entry, key);
      return arn === undefined ? [] : [{ resource, arn, logins: (cluster) => loginsOf(entry, cluster) }];
    });
    if (open === undefined) return read;
    const anybody = (cluster: string): readonly Login[] => [
      [NODE_IDS.cluster(cluster), "log in as somebody"],
    ];
    return [...read, { resource, arn: { kind: "unknown", cause: open }, logins: anybody, cause: open }];
  });
}

/** Whom a cluster takes IAM principals for by its ConfigMap, where it still reads that. */
export function awsAuth(
  objects: readonly KubernetesObject[],
  clusters: Clusters,
  principals: IamPrincipals,
): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
  const maps = objects.filter(
    ({ kind, name, namespace }) => kind === "ConfigMap" && name === "aws-auth" && namespace === "kube-system",
  );
  const found = maps.flatMap(mappingsOf).flatMap(({ resource, arn, logins, cause }) => {
    const principal = principals.findWithoutPath(arn, resource);
    if (principal === undefined) return [];
    const reading = clusters.ofObject(resource).filter((name) => readsAwsAuth(clusters, name));
    const steps = reading.flatMap(logins).map(([to, what]) =>
      kubernetesStep(principal.id, to, "control", {
        what: [what],
        causes: cause === undefined ? [] : [cause],
        because: "the ConfigMap aws-auth says so",
        evidence: [resource.provenance],
      }),
    );
    return [{ node: principalNode(principal, resource.owner), steps }];
  });
  return { nodes: found.map(({ node }) => node), steps: found.flatMap(({ steps }) => steps) };
}
