import type { Facts } from "../../facts/resource";
import type { GraphNode, Reached, Step } from "../../facts/step";
import { isSameOwner } from "../../graph/crossing";
import type { ClusterOf } from "../../kubernetes/clusters";
import { attribute } from "../../read/values";
import { References } from "../../read/references";
import { type DeclaredRules, heldAndLeft, NOTHING_DECLARED, type OpeningPart } from "../declared-rules";
import { isWithin, shownPorts, without } from "../ports";
import { groupCandidates } from "./candidates";
import { type GroupOpening, groupConnection } from "./connection";
import { readGroups } from "./groups";
import { type Member, Members } from "./members";
import { clusterPolicies, type ClusterPolicies } from "../policies/surroundings";
import { podSteps } from "./pods";
import { itemsOf, Topology } from "./topology";
import { fromOutside } from "./world";

function nodeOf({ id, kind, title, owner, provenance }: Member): GraphNode {
  return { id, kind, title, owner, provenance };
}

function crosses(from: Member, to: Member): boolean {
  return !isSameOwner(from.owner, to.owner);
}

function step(
  from: Member,
  to: Member,
  found: GroupOpening,
  { ports, declaredBy }: OpeningPart,
  certain: boolean,
): Step {
  const causes = found.causes.length > 0 ? found.causes : ["which addresses they have is not in the plan"];
  return {
    from: from.id,
    to: to.id,
    kind: "access",
    plane: "network",
    what: shownPorts(ports),
    certainty: certain ? "must" : "may",
    causes: certain ? [] : causes,
    because: to.unfiltered
      ? "no security group stands before it"
      : "rules of the security groups of both let it through",
    evidence: [...new Set(found.rules.map(({ provenance }) => provenance))],
    ...(declaredBy !== undefined && { declaredBy }),
  };
}

function stepsOf(from: Member, to: Member, found: GroupOpening, rules: DeclaredRules): readonly Step[] {
  const { certain, possible } = found;
  const declared = rules.between(from.owner, to.owner, to.exposed);
  const sure = heldAndLeft(certain, declared).map((part) => step(from, to, found, part, true));
  if (isWithin(possible, certain)) return sure;
  const further = heldAndLeft(without(possible, certain), declared);
  return [...sure, ...further.map((part) => step(from, to, found, part, false))];
}

/** N8: an endpoint of a service of the plan leads to the load balancer behind it, whichever VPC that is in. */
function privateLinks(facts: Facts, members: readonly Member[]): readonly Step[] {
  const services = facts.resources.filter(({ type }) => type === "aws_vpc_endpoint_service");
  const byService = new References(services, ["service_name"]);
  const balancers = new References(
    facts.resources.filter(({ type }) => type === "aws_lb"),
    ["arn", "id"],
  );
  const byProvenance = new Map(members.map((member) => [member.provenance, member]));
  const endpoints = facts.resources.filter(({ type }) => type === "aws_vpc_endpoint");
  return endpoints.flatMap((endpoint) => {
    const service = byService.resolve(attribute(endpoint, "service_name"));
    const from = byProvenance.get(endpoint.provenance);
    if (from === undefined || service?.certain !== true) return [];
    return service.resources.flatMap((each) =>
      itemsOf(attribute(each, "network_load_balancer_arns"))
        .flatMap((arn) => balancers.resolve(arn)?.resources ?? [])
        .flatMap((balancer): readonly Step[] => {
          const to = byProvenance.get(balancer.provenance);
          if (to === undefined || !crosses(from, to)) return [];
          const evidence = [endpoint.provenance, each.provenance, balancer.provenance];
          const because = "the endpoint leads to the service, and this to the load balancer";
          const ends = { from: from.id, to: to.id, kind: "access", plane: "network" } as const;
          return [{ ...ends, what: ["tcp"], certainty: "must", causes: [], because, evidence }];
        }),
    );
  });
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
  const members = new Members(facts, groups, topology).all();
  const between = groupCandidates(members, groups.byId)
    .filter(([from, to]) => crosses(from, to))
    .flatMap(([from, to]) => stepsOf(from, to, groupConnection(from, to, groups.byId, topology), rules));
  const outside = members
    .filter(({ owner, kind }) => owner.kind !== "platform" || kind !== "platform-service")
    .map((member) => fromOutside(member, groups.byId, topology, rules));
  const own = [...between, ...privateLinks(facts, members)];
  const nodes = [...members.map(nodeOf), ...outside.flatMap((each) => each.nodes)];
  return {
    nodes: [...new Map(nodes.map((node) => [node.id, node])).values()],
    steps: [
      ...own,
      ...outside.flatMap((each) => each.steps),
      ...podSteps(facts, members, own, places, clusterOf),
    ],
  };
}
