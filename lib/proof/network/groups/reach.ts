import type { Facts } from "../../facts/resource";
import type { GraphNode, Reached, Step } from "../../facts/step";
import { isSameOwner } from "../../graph/crossing";
import type { ClusterOf } from "../../kubernetes/clusters";
import { type DeclaredRules, heldAndLeft, NOTHING_DECLARED, type OpeningPart } from "../declared-rules";
import { isWithin, NO_PORTS, shownPorts, without } from "../ports";
import { groupCandidates } from "./candidates";
import { type GroupOpening, groupConnection } from "./connection";
import { fromAccounts } from "./endpoint-services";
import { type Forward, Forwards } from "./forwards";
import { readGroups } from "./groups";
import { type Member, Members } from "./members";
import { clusterPolicies, type ClusterPolicies } from "../policies/surroundings";
import { groupedPods } from "./pod-groups";
import { podSteps, withoutClosed } from "./pods";
import { Topology } from "./topology";
import { fromOutside } from "./world";

function nodeOf({ id, kind, title, owner, provenance }: Member): GraphNode {
  return { id, kind, title, owner, provenance };
}

function crosses(from: Member, to: Member): boolean {
  return !isSameOwner(from.owner, to.owner);
}

/** Functions go out by their interfaces; nobody connects to them there. Source: AWS Lambda guide, "Networking". */
const FUNCTION = "lambda-function";

/** What is opened to somebody, and what hands the connections on to it, if anything does. */
interface Opened {
  readonly found: GroupOpening;
  readonly via?: Forward | undefined;
}

function step(
  from: Member,
  to: Member,
  { found, via }: Opened,
  { ports, declaredBy }: OpeningPart,
  certain: boolean,
): Step {
  const target = via?.to ?? to;
  const causes = [...found.causes, ...(via?.doubt === undefined ? [] : [via.doubt])];
  const because = to.unfiltered
    ? "no security group stands before it"
    : "rules of the security groups of both let it through";
  const evidence = [
    ...(via?.evidence ?? []),
    ...(to.unfiltered ? [to.provenance] : []),
    ...found.rules.map(({ provenance }) => provenance),
  ];
  return {
    from: from.id,
    to: target.id,
    kind: "access",
    plane: "network",
    what: shownPorts(ports),
    certainty: certain ? "must" : "may",
    causes: certain ? [] : causes.length > 0 ? causes : ["which addresses they have is not in the plan"],
    because: via === undefined ? because : `${because}, to ${to.title}, which hands it on`,
    evidence: [...new Set(evidence)],
    ...(declaredBy !== undefined && { declaredBy }),
  };
}

function stepsOf(from: Member, to: Member, opened: Opened, rules: DeclaredRules): readonly Step[] {
  const { possible } = opened.found;
  const certain = opened.via?.doubt === undefined ? opened.found.certain : NO_PORTS;
  const target = opened.via?.to ?? to;
  const declared = rules.between(from.owner, target.owner, target.exposed);
  const sure = heldAndLeft(certain, declared).map((part) => step(from, to, opened, part, true));
  if (isWithin(possible, certain)) return sure;
  const further = heldAndLeft(without(possible, certain), declared);
  return [...sure, ...further.map((part) => step(from, to, opened, part, false))];
}

/** What one may open to another, and to whatever that hands it on to. */
function stepsBetween(
  [from, to]: readonly [Member, Member],
  forwards: Forwards,
  connect: (from: Member, to: Member) => GroupOpening,
  rules: DeclaredRules,
): readonly Step[] {
  const further = forwards.from(to).filter((via) => crosses(from, via.to) && crosses(to, via.to));
  if (!crosses(from, to) && further.length === 0) return [];
  if (to.kind === FUNCTION) return [];
  const found = connect(from, to);
  const direct = crosses(from, to) ? stepsOf(from, to, { found }, rules) : [];
  return [...direct, ...further.flatMap((via) => stepsOf(from, to, { found, via }, rules))];
}

/** N8: whoever has an endpoint of a service of the plan has the way to what stands behind it. */
function throughEndpoints(members: readonly Member[], forwards: Forwards): readonly Step[] {
  return members
    .filter(({ kind }) => kind === "vpc-endpoint")
    .flatMap((from) =>
      forwards
        .from(from)
        .filter(({ to }) => crosses(from, to))
        .map(({ to, evidence, doubt }): Step => ({
          ...{ from: from.id, to: to.id, kind: "access", plane: "network", what: ["tcp"] },
          certainty: doubt === undefined ? "must" : "may",
          causes: doubt === undefined ? [] : [doubt],
          because: "the endpoint leads to the service, and this to the load balancer",
          evidence,
        })),
    );
}

/**
 * What security groups let the hosts and resources of one owner open to those of another, and to addresses
 * outside the VPC. A group of a tenant stands for every host that may be made with it. Network ACLs, which
 * can only restrict and not within a subnet, are left out; so are routes within a VPC.
 *
 * @param clusterOf which cluster an object of Kubernetes is in, where several are in the plan.
 * @default - the only one, or that of the same stack; else it counts for every one
 * @param rules what was declared to be open. @default - nothing
 * @param places the policies of the clusters. @default - they are read
 */
export function reachBySecurityGroups(
  facts: Facts,
  clusterOf?: ClusterOf,
  rules: DeclaredRules = NOTHING_DECLARED,
  places: readonly ClusterPolicies[] = clusterPolicies(facts, clusterOf),
): Reached {
  const groups = readGroups(facts);
  const topology = new Topology(facts);
  const grouped = groupedPods(facts, places, groups, topology, clusterOf);
  const members = [...new Members(facts, groups, topology).all(), ...grouped.map(({ member }) => member)];
  const forwards = new Forwards(facts, members, groups.byId, topology);
  const connect = (from: Member, to: Member) => groupConnection(from, to, groups.byId, topology);
  const between = groupCandidates(members, groups.byId).flatMap((pair) =>
    stepsBetween(pair, forwards, connect, rules),
  );
  const outside = [
    ...members
      .filter(({ owner, kind }) => owner.kind !== "platform" || kind !== "platform-service")
      .map((member) => fromOutside(member, groups.byId, { topology, forwards, openings: rules })),
    fromAccounts(facts, members, forwards, groups.byId),
  ];
  const own = withoutClosed([...between, ...throughEndpoints(members, forwards)], grouped);
  const nodes = [...members.map(nodeOf), ...outside.flatMap((each) => each.nodes)];
  return {
    nodes: [...new Map(nodes.map((node) => [node.id, node])).values()],
    steps: [
      ...own,
      ...outside.flatMap((each) => each.steps),
      ...podSteps(facts, members, own, places, grouped, clusterOf),
    ],
  };
}
