import type { FactResource } from "../../../lib/proof/facts/resource";
import { Forwards } from "../../../lib/proof/network/groups/forwards";
import { readGroups } from "../../../lib/proof/network/groups/groups";
import { Members } from "../../../lib/proof/network/groups/members";
import { Topology } from "../../../lib/proof/network/groups/topology";
import { facts, resource } from "../support/facts";
import { type Attributes, group, rule, sg, to, vpc } from "../support/network-parts";

const PRIVATE = "which addresses the load balancer hands on, and whether the target lets them in";
const inNet = (name: string): Attributes => ({
  ...{ internal: true, subnets: ["${aws_subnet.net-a.id}"], security_groups: [sg(name)] },
});
const host = resource("b", "aws_instance.host", {
  ...{ subnet_id: "${aws_subnet.net-b.id}", vpc_security_group_ids: [sg("host")] },
});

/** What is registered with a load balancer. */
function registered(name: string, ...targets: string[]): readonly FactResource[] {
  const arn = `\${aws_lb_target_group.${name}.arn}`;
  return [
    resource("platform", `aws_lb_target_group.${name}`, { name }),
    resource("platform", `aws_lb_listener.${name}`, {
      ...{ load_balancer_arn: `\${aws_lb.${name}.arn}`, default_action: [{ target_group_arn: arn }] },
    }),
    ...targets.map((target_id, n) =>
      resource("platform", `aws_lb_target_group_attachment.${name}-${n}`, {
        target_group_arn: arn,
        target_id,
      }),
    ),
  ];
}

/** What one thing hands on to others: to what, by what, and why it is not sure. */
function handedOn(from: string, ...resources: readonly FactResource[]) {
  const all = facts(...vpc(), ...resources);
  const [groups, topology] = [readGroups(all), new Topology(all)];
  const members = new Members(all, groups, topology).all();
  const start = members.find(({ id }) => id === `eni:stack/${from}`);
  const forwards = new Forwards(all, members, groups.byId, topology);
  return (start === undefined ? [] : forwards.from(start)).map(({ to: end, evidence, doubt }) => ({
    ...{ to: end.provenance.address, doubt },
    by: evidence.map(({ address }) => address.replace("aws_lb_", "")).join(" "),
  }));
}

const open = (name: string) => rule("egress", name, { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" });
const [HOST, FRONT, INNER] = ["${aws_instance.host.id}", "${aws_lb.front.arn}", "${aws_lb.inner.arn}"];

describe("load balancers one behind the other", () => {
  const front = (attributes: Attributes = inNet("front")) => resource("platform", "aws_lb.front", attributes);
  const parts = [
    ...[group("front"), group("inner"), group("host"), open("front"), open("inner"), host],
    resource("platform", "aws_lb.inner", inNet("inner")),
    rule("ingress", "host", to("inner")),
  ];
  const both = [...registered("front", INNER), ...registered("inner", HOST, FRONT)];
  const chain = [
    ...parts,
    ...both,
    rule("ingress", "inner", to("front")),
    rule("ingress", "front", to("inner")),
  ];
  const [first, second] = ["listener.front target_group_attachment.front-0", "listener.inner"];

  it("hand on to what stands behind the last, by all that is on the way, and not back to themselves", () => {
    expect(handedOn("aws_lb.front", front(), ...chain)).toEqual([
      { to: "aws_lb.inner", by: first, doubt: undefined },
      { to: "aws_instance.host", by: `${first} ${second} target_group_attachment.inner-0`, doubt: undefined },
    ]);
    expect(handedOn("aws_lb.inner", front(), ...chain).map((each) => each.to)).toEqual([
      ...["aws_instance.host", "aws_lb.front"],
    ]);
    expect(handedOn("aws_instance.host", front(), ...chain)).toEqual([]);
  });

  it("are as unsure as any of them, and say why", () => {
    const network = front({ ...inNet("front"), security_groups: [], load_balancer_type: "network" });
    const letIn = rule("ingress", "inner", { cidr_ipv4: "192.168.0.0/16" });
    const doubts = handedOn("aws_lb.front", network, ...parts, ...both, letIn).map((each) => each.doubt);
    expect(doubts).toEqual([PRIVATE, PRIVATE]);
    const turned = [
      ...[front(), group("front"), group("inner"), group("host"), open("front"), host],
      resource("platform", "aws_lb.inner", {
        ...inNet("inner"),
        security_groups: [],
        load_balancer_type: "network",
      }),
      ...[rule("ingress", "host", { cidr_ipv4: "192.168.0.0/16" }), ...registered("front", INNER)],
      ...registered("inner", HOST),
    ];
    expect(handedOn("aws_lb.front", ...turned).map((each) => each.doubt)).toEqual([undefined, PRIVATE]);
  });
});

describe("a network load balancer without groups", () => {
  const network = resource("platform", "aws_lb.front", {
    ...{ ...inNet("front"), security_groups: [], load_balancer_type: "network" },
  });
  const toHost = (...rules: readonly FactResource[]) =>
    handedOn(
      "aws_lb.front",
      network,
      group("host"),
      group("other"),
      host,
      ...registered("front", HOST),
      ...rules,
    );

  it("may hand on to what lets in ranges or lists of addresses, and not to what lets in groups alone", () => {
    expect(toHost(rule("ingress", "host", { cidr_ipv4: "192.168.0.0/16" }))).toMatchObject([
      { doubt: PRIVATE },
    ]);
    expect(
      toHost(rule("ingress", "host", { prefix_list_id: "com.amazonaws.global.cloudfront.origin-facing" })),
    ).toMatchObject([{ doubt: PRIVATE }]);
    expect(toHost(rule("ingress", "host", to("other")))).toEqual([]);
    expect(toHost()).toEqual([]);
  });

  it("hands nothing on to what has no interfaces", () => {
    const lambda = resource("b", "aws_lambda_function.f", { function_name: "f" });
    expect(
      handedOn("aws_lb.front", network, lambda, ...registered("front", "${aws_lambda_function.f.arn}")),
    ).toEqual([]);
  });
});

describe("a load balancer, its listener and its targets", () => {
  const parts = (prefix: string, attribute: string) => {
    const at = (kind: string) => `\${${prefix}${kind}.x.${attribute}}`;
    const action = [{ target_group_arn: at("_target_group") }];
    return [
      ...[group("front"), group("host"), open("front"), rule("ingress", "host", to("front")), host],
      resource("platform", `${prefix}.x`, inNet("front")),
      resource("platform", `${prefix}_target_group.x`, {}),
      resource("platform", `${prefix}_listener.x`, { load_balancer_arn: at("") }),
      resource("platform", `${prefix}_listener_rule.x`, { listener_arn: at("_listener"), action }),
      resource("platform", `${prefix}_target_group_attachment.x`, {
        ...{ target_group_arn: at("_target_group"), target_id: HOST },
      }),
    ];
  };

  it.each([
    ["aws_lb", "arn"],
    ["aws_lb", "id"],
    ["aws_alb", "arn"],
    ["aws_alb", "id"],
  ])("are found by each name that they have: %s by its %s", (prefix, attribute) => {
    expect(handedOn(`${prefix}.x`, ...parts(prefix, attribute)).map((each) => each.to)).toEqual([
      "aws_instance.host",
    ]);
  });
});

describe("an endpoint", () => {
  const endpoint = (service_name: string) =>
    resource("a", "aws_vpc_endpoint.e", {
      ...{ vpc_endpoint_type: "Interface", vpc_id: "${aws_vpc.net.id}", service_name },
    });
  const parts = (type: string, attribute: string) => [
    resource("b", `${type}.lb`, { load_balancer_type: "network", subnets: ["${aws_subnet.net-a.id}"] }),
    resource("b", "aws_vpc_endpoint_service.s", {
      network_load_balancer_arns: [`\${${type}.lb.${attribute}}`],
    }),
  ];
  const OF_PLAN = "${aws_vpc_endpoint_service.s.service_name}";

  it.each([
    ["aws_lb", "arn"],
    ["aws_lb", "id"],
    ["aws_alb", "arn"],
    ["aws_alb", "id"],
  ])("leads to the load balancer that its service names: %s by its %s", (type, attribute) => {
    const found = handedOn("aws_vpc_endpoint.e", endpoint(OF_PLAN), ...parts(type, attribute));
    expect(found.map((each) => each.to)).toEqual([`${type}.lb`]);
  });

  it("leads to nothing of the plan by a service that only its name is known of", () => {
    const found = handedOn(
      "aws_vpc_endpoint.e",
      endpoint("com.amazonaws.vpce.x.vpce-svc-1"),
      ...parts("aws_lb", "arn"),
    );
    expect(found).toEqual([]);
  });
});
