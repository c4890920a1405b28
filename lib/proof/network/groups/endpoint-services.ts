import type { FactResource, Facts } from "../../facts/resource";
import type { GraphNode, Step } from "../../facts/step";
import { textOf } from "../../pattern/token";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, nameOf, truthValue } from "../../read/values";
import { isSameOwner } from "../../graph/crossing";
import { truthOf } from "../../truth";
import { isEmpty, type PortSet, portsOf, shownPorts } from "../ports";
import { namedAt } from "./carried";
import { rulesOf, side } from "./connection";
import { asksGroups, balancersOf, type Forwards } from "./forwards";
import type { SecurityGroup } from "./groups";
import type { Member } from "./members";

/** Who may make endpoints of a service, and what says so. */
interface Admitted {
  readonly principal: string;
  readonly by: FactResource;
}

const ACCEPTED = "each endpoint waits until somebody accepts it";

function admittedTo(service: FactResource, apart: readonly FactResource[]): readonly Admitted[] {
  const own = new References([service], ["id"]);
  const added = apart.filter((each) => own.resolve(attribute(each, "vpc_endpoint_service_id"))?.certain);
  return [
    ...namedAt(service, ["allowed_principals"]).items.map((value) => ({ value, by: service })),
    ...added.flatMap((by) => namedAt(by, ["principal_arn"]).items.map((value) => ({ value, by }))),
  ].map(({ value, by }) => ({ principal: nameOf(value) ?? "somebody", by }));
}

/** True for principals of the service's own account: what they may do is theirs by their policies. */
function isOfAccount(principal: string, service: FactResource): boolean {
  const account = textOf(service.place.account);
  return account !== undefined && principal.split(":")[4] === account;
}

function node({ provenance }: FactResource, principal: string): GraphNode {
  return {
    id: `accounts:${provenance.stack}/${provenance.address}/${principal}`,
    kind: "accounts",
    title: principal === "*" ? "every AWS account" : principal,
    owner: { kind: "world" },
    provenance: undefined,
  };
}

/** What of a load balancer those who come by endpoints reach. */
function enteredAt(
  balancer: Member | undefined,
  resource: FactResource,
  groups: ReadonlyMap<string, SecurityGroup>,
): readonly { readonly balancer: Member; readonly ports: PortSet }[] {
  if (balancer === undefined) return [];
  const rules = rulesOf(balancer, "ingress", groups);
  const isAsked = !balancer.unfiltered && asksGroups(resource);
  const open = isAsked
    ? side(balancer, rules, ({ kind }) => truthOf(kind === "range")).possible
    : portsOf("tcp");
  return isEmpty(open) ? [] : [{ balancer, ports: open }];
}

function othersBehind(balancer: Member, forwards: Forwards): readonly Member[] {
  const behind = forwards.from(balancer).map(({ to }) => to);
  return behind.filter(({ owner }) => !isSameOwner(balancer.owner, owner));
}

/**
 * N8: accounts outside of the plan that may connect to the load balancer behind an endpoint service, by an endpoint in
 * a network of their own. They choose what addresses they have there: whatever range the balancer's groups let in.
 *
 * Source: AWS PrivateLink guide, "Configure an endpoint service", Manage permissions.
 */
export function fromAccounts(
  facts: Facts,
  members: readonly Member[],
  forwards: Forwards,
  groups: ReadonlyMap<string, SecurityGroup>,
): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
  const balancers = new References(resourcesOf(facts, "aws_lb"), ["arn", "id"]);
  const byProvenance = new Map(members.map((member) => [member.provenance, member]));
  const apart = resourcesOf(facts, "aws_vpc_endpoint_service_allowed_principal");
  const found = resourcesOf(facts, "aws_vpc_endpoint_service").flatMap((service) =>
    admittedTo(service, apart)
      .filter(({ principal }) => !isOfAccount(principal, service))
      .flatMap(({ principal, by }) =>
        balancersOf(service, balancers)
          .flatMap((balancer) => enteredAt(byProvenance.get(balancer.provenance), balancer, groups))
          .flatMap(({ balancer, ports }) =>
            [balancer, ...othersBehind(balancer, forwards)].map((to) => ({
              ...{ from: node(service, principal), to, by, service, ports },
            })),
          ),
      ),
  );
  return {
    nodes: found.map(({ from }) => from),
    steps: found.map(({ from, to, by, service, ports }): Step => {
      const isAccepted = truthValue(attribute(service, "acceptance_required")) !== false;
      return {
        ...{ from: from.id, to: to.id, kind: "access", plane: "network", what: shownPorts(ports) },
        certainty: isAccepted ? "may" : "must",
        causes: isAccepted ? [ACCEPTED] : [],
        because: "the endpoint service lets them connect to the load balancer behind it",
        evidence: [by.provenance, service.provenance],
      };
    }),
  };
}
