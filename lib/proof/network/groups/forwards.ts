import { push } from "../../../model/lists";
import type { FactResource, Facts, Provenance } from "../../facts/resource";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, literalValue } from "../../read/values";
import { isEmpty, type PortSet } from "../ports";
import { namedAt } from "./carried";
import { groupConnection, names, rulesOf, side } from "./connection";
import type { SecurityGroup } from "./groups";
import type { Member } from "./members";
import { TargetGroups } from "./target-groups";
import type { Topology } from "./topology";

/** Something that hands connections on to something else, in its own name: whoever gets to the one gets to the other. */
export interface Forward {
  readonly from: Member;
  readonly to: Member;
  /** What it takes on the way. */
  readonly evidence: readonly Provenance[];
  /** Why it is not sure that anything arrives. @default - it does */
  readonly doubt?: string | undefined;
}

const PRIVATE_ADDRESSES = "which addresses the load balancer hands on, and whether the target lets them in";

/** N8: what load balancers and endpoints of a plan hand on to things of others. */
export class Forwards {
  private readonly byFrom = new Map<string, Forward[]>();
  private readonly byProvenance: ReadonlyMap<Provenance, Member>;

  constructor(
    private readonly facts: Facts,
    members: readonly Member[],
    private readonly groups: ReadonlyMap<string, SecurityGroup>,
    private readonly topology: Topology,
  ) {
    this.byProvenance = new Map(members.map((member) => [member.provenance, member]));
    for (const each of [...this.toTargets(), ...this.toServices()]) push(this.byFrom, each.from.id, each);
  }

  /** All that is handed on from one thing, over others too; each target once. */
  from(start: Member): readonly Forward[] {
    if (!this.byFrom.has(start.id)) return [];
    const found = new Map<string, Forward>();
    const queue: Forward[] = [...(this.byFrom.get(start.id) ?? [])];
    for (const next of queue) {
      if (next.to.id === start.id || found.has(next.to.id)) continue;
      found.set(next.to.id, next);
      for (const further of this.byFrom.get(next.to.id) ?? [])
        queue.push({
          ...further,
          evidence: [...next.evidence, ...further.evidence],
          doubt: next.doubt ?? further.doubt,
        });
    }
    return [...found.values()];
  }

  private memberOf(resource: FactResource): Member | undefined {
    return this.byProvenance.get(resource.provenance);
  }

  /** Load balancers, by what is registered with them. */
  private toTargets(): readonly Forward[] {
    return new TargetGroups(this.facts).all().flatMap(({ balancer, target, by }): readonly Forward[] => {
      const [from, to] = [this.memberOf(balancer), this.memberOf(target)];
      if (from === undefined || to === undefined) return [];
      const evidence = by.map(({ provenance }) => provenance);
      const { certain, possible } = groupConnection(from, to, this.groups, this.topology);
      if (!isEmpty(certain)) return [{ from, to, evidence }];
      // A network load balancer may leave clients' addresses as they are.
      const letsIn = from.unfiltered && rulesOf(to, "ingress", this.groups).some(isForAddresses);
      return isEmpty(possible) && !letsIn ? [] : [{ from, to, evidence, doubt: PRIVATE_ADDRESSES }];
    });
  }

  /** An endpoint of a service of the plan leads to the load balancers behind it, whichever VPC they are in. */
  private toServices(): readonly Forward[] {
    const services = new References(resourcesOf(this.facts, "aws_vpc_endpoint_service"), ["service_name"]);
    const balancers = new References(resourcesOf(this.facts, "aws_lb", "aws_alb"), ["arn", "id"]);
    return resourcesOf(this.facts, "aws_vpc_endpoint").flatMap((endpoint) => {
      const service = services.resolve(attribute(endpoint, "service_name"));
      const from = this.memberOf(endpoint);
      if (from === undefined || service?.certain !== true) return [];
      return service.resources.flatMap((each) =>
        balancersOf(each, balancers).flatMap((balancer): readonly Forward[] => {
          const to = this.memberOf(balancer);
          const evidence = [endpoint, each, balancer].map(({ provenance }) => provenance);
          const open = to && this.throughEndpoint(from, to, balancer);
          if (to === undefined || open === undefined || isEmpty(open.possible)) return [];
          const doubt = isEmpty(open.certain) ? (open.causes[0] ?? PRIVATE_ADDRESSES) : undefined;
          return [{ from, to, evidence, doubt }];
        }),
      );
    });
  }

  /** A load balancer's groups are asked about those who come by an endpoint, too, unless it says otherwise. */
  private throughEndpoint(
    endpoint: Member,
    to: Member,
    balancer: FactResource,
  ): { readonly certain: PortSet; readonly possible: PortSet; readonly causes: readonly string[] } {
    if (!asksGroups(balancer)) return side({ ...to, unfiltered: true }, [], () => "yes");
    const anybody = { ...endpoint, kind: "security-group", groups: [], subnets: undefined, cause: undefined };
    return side(to, rulesOf(to, "ingress", this.groups), (source) => names(source, anybody));
  }
}

/** True if a load balancer's groups are asked about those who come by an endpoint, as they are without a word. */
export function asksGroups(balancer: FactResource): boolean {
  const said = attribute(balancer, "enforce_security_group_inbound_rules_on_private_link_traffic");
  return literalValue(said) !== "off";
}

/** The load balancers behind an endpoint service. */
export function balancersOf(service: FactResource, balancers: References): readonly FactResource[] {
  return namedAt(service, ["network_load_balancer_arns"]).items.flatMap(
    (arn) => balancers.resolve(arn)?.resources ?? [],
  );
}

function isForAddresses({ source }: { readonly source: { readonly kind: string } }): boolean {
  return source.kind === "range" || source.kind === "list";
}
