import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachBySecurityGroups } from "../../../lib/proof/network/groups/reach";
import { closed, cluster, namespace, policy, shownSteps } from "../support/cluster";
import { facts, resource, UNREAD } from "../support/facts";
import { type Attributes, between, fromAToB, group, rule, sg, to, vpc } from "../support/network-parts";

const anywhere = { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };

describe("N8: load balancers and endpoints", () => {
  const balancer = (attributes: Attributes) =>
    resource("b", "aws_lb.b", { name: "b", subnets: ["${aws_subnet.net-a.id}"], ...attributes });
  const all = (added: FactResource) => [...vpc(), group("a"), rule("egress", "a", anywhere), added];

  it("a network load balancer without groups has nothing before it", () => {
    expect(
      between("aws_security_group.a", "aws_lb.b", ...all(balancer({ load_balancer_type: "network" }))),
    ).toEqual(["must: all"]);
  });

  it("one with groups is behind them", () => {
    const lb = balancer({ load_balancer_type: "network", security_groups: [sg("b")] });
    expect(between("aws_security_group.a", "aws_lb.b", ...all(lb), group("b"))).toEqual([]);
  });

  describe("an endpoint leads to the load balancer behind its service", () => {
    const throughEndpoint = (attributes: Attributes, ...added: FactResource[]) =>
      between(
        "aws_vpc_endpoint.e",
        "aws_lb.b",
        ...all(balancer({ load_balancer_type: "network", ...attributes })),
        group("b"),
        resource("b", "aws_vpc_endpoint_service.s", { network_load_balancer_arns: ["${aws_lb.b.arn}"] }),
        resource("a", "aws_vpc_endpoint.e", {
          vpc_endpoint_type: "Interface",
          vpc_id: "${aws_vpc.net.id}",
          service_name: "${aws_vpc_endpoint_service.s.service_name}",
          security_group_ids: [sg("a")],
        }),
        ...added,
      );
    const grouped = { security_groups: [sg("b")] };
    const enforced = "enforce_security_group_inbound_rules_on_private_link_traffic";

    it("where that has no groups", () => {
      expect(throughEndpoint({})).toEqual(["must: all", "must: tcp"]);
    });

    it("where its groups let in addresses of the endpoint's network, and not where they let in others", () => {
      expect(throughEndpoint(grouped, rule("ingress", "b", { cidr_ipv4: "10.0.0.0/8" }))).toContain(
        "must: tcp",
      );
      expect(throughEndpoint(grouped, rule("ingress", "b", { cidr_ipv4: "10.1.0.0/16" }))).toEqual([]);
      expect(throughEndpoint(grouped)).toEqual([]);
    });

    it("where its groups are not asked", () => {
      expect(throughEndpoint({ ...grouped, [enforced]: "off" })).toEqual(["must: tcp"]);
      expect(throughEndpoint({ ...grouped, [enforced]: "on" })).toEqual([]);
    });
  });
});

describe("N8: accounts that an endpoint service admits", () => {
  const service = (attributes: Attributes) =>
    resource("b", "aws_vpc_endpoint_service.s", {
      ...{ acceptance_required: false, network_load_balancer_arns: ["${aws_lb.b.arn}"] },
      ...attributes,
    });
  const bare = resource("b", "aws_lb.b", {
    load_balancer_type: "network",
    subnets: ["${aws_subnet.net-a.id}"],
  });
  const grouped = resource("b", "aws_lb.b", { load_balancer_type: "network", security_groups: [sg("b")] });
  const from = (...added: FactResource[]) =>
    shownSteps(reachBySecurityGroups(facts(...vpc(), group("b"), ...added)), (start) =>
      start.startsWith("accounts:"),
    ).map((step) => step.replace(/^\S+\/(?=[^/]+ ->)/, "").replace("stack/aws_", ""));

  it("come in where nobody has to accept them, and may where somebody has to", () => {
    const allowed = { allowed_principals: ["*"] };
    expect(from(bare, service(allowed))).toEqual(["* -> eni:lb.b must: tcp"]);
    expect(from(bare, service({ ...allowed, acceptance_required: true }))).toEqual([
      "* -> eni:lb.b may: tcp",
    ]);
  });

  it("are those of a permission that stands apart, and none of the own account", () => {
    const apart = (principal_arn: string) =>
      resource("b", "aws_vpc_endpoint_service_allowed_principal.p", {
        ...{ vpc_endpoint_service_id: "${aws_vpc_endpoint_service.s.id}", principal_arn },
      });
    expect(from(bare, service({}), apart("arn:aws:iam::999999999999:root"))).toHaveLength(1);
    expect(from(bare, service({}), apart("arn:aws:iam::123456789012:root"))).toEqual([]);
    expect(from(bare, service({}))).toEqual([]);
  });

  it("get as far as rules for ranges let in, whatever the range: they choose their addresses", () => {
    const all = [grouped, service({ allowed_principals: ["*"] })];
    expect(from(...all)).toEqual([]);
    expect(from(...all, rule("ingress", "b", to("b")))).toEqual([]);
    expect(from(...all, rule("ingress", "b", { cidr_ipv4: "10.0.0.0/24" }))).toEqual([
      "* -> eni:lb.b must: tcp 443",
    ]);
  });
});

describe("N10: other networks", () => {
  const other = [...vpc("far", "10.9"), group("b", { vpc_id: "${aws_vpc.far.id}" })];
  const base = [...vpc(), group("a"), ...other, rule("egress", "a", anywhere)];
  const from = (...added: FactResource[]) =>
    between(
      "aws_security_group.a",
      "aws_security_group.b",
      ...base,
      rule("ingress", "b", anywhere),
      ...added,
    );
  const peering = resource("platform", "aws_vpc_peering_connection.p", {
    vpc_id: "${aws_vpc.net.id}",
    peer_vpc_id: "${aws_vpc.far.id}",
  });
  const route = (from: string, to: string) =>
    resource("platform", `aws_route.${from}-${to}`, {
      route_table_id: `\${aws_route_table.${from}-a.id}`,
      destination_cidr_block: to === "far" ? "10.9.0.0/16" : "10.0.0.0/16",
      vpc_peering_connection_id: "${aws_vpc_peering_connection.p.id}",
    });

  it("are apart where nothing joins them", () => {
    expect(from()).toEqual([]);
  });

  it("are one by a peering with routes of both sides, and may be by one without", () => {
    expect(from(peering, route("net", "far"), route("far", "net"))).toEqual(["must: all"]);
    expect(from(peering, route("net", "far"))).toEqual(["may: all"]);
    expect(from(peering, route("net", "far"), route("net", "net"))).toEqual(["may: all"]);
  });

  it("may be one by a transit gateway", () => {
    const attachment = (name: string, gateway: string) =>
      resource("platform", `aws_ec2_transit_gateway_vpc_attachment.${name}`, {
        vpc_id: `\${aws_vpc.${name}.id}`,
        transit_gateway_id: gateway,
      });
    expect(from(attachment("net", "tgw-1"), attachment("far", "tgw-1"))).toEqual(["may: all"]);
    expect(from(attachment("net", "tgw-1"), attachment("far", "tgw-2"))).toEqual([]);
  });

  describe("that the plan only names", () => {
    const named = (a: string, b: string, source: Attributes) =>
      between(
        "aws_security_group.a",
        "aws_security_group.b",
        ...[...vpc(), group("a", { vpc_id: a }), group("b", { vpc_id: b })],
        ...[rule("egress", "a", anywhere), rule("ingress", "b", source)],
      );
    const [one, two] = ["${data.aws_vpc.one.id}", "${data.aws_vpc.two.id}"] as const;

    it("may be one and the same, or that of the plan", () => {
      expect(named(one, two, anywhere)).toEqual(["may: all"]);
      expect(named(one, "${aws_vpc.net.id}", anywhere)).toEqual(["may: all"]);
      expect(named(one, "vpc-1", anywhere)).toEqual(["may: all"]);
      expect(named("vpc-1", "${aws_vpc.net.id}", anywhere)).toEqual(["may: all"]);
    });

    it("are two by two ids", () => {
      expect(named("vpc-1", "vpc-2", anywhere)).toEqual([]);
    });

    it("are one where a rule of the one names a group of the other", () => {
      expect(named(one, two, to("a"))).toEqual(["must: tcp 443"]);
      expect(named("vpc-1", "vpc-2", to("a"))).toEqual([]);
    });
  });

  it("may be any where it is not known which VPC a group is in", () => {
    const lost = resource("b", "aws_security_group.b", { name: "b" });
    const all = [...vpc(), group("a"), rule("egress", "a", anywhere), lost, rule("ingress", "b", to("a"))];
    expect(between("aws_security_group.a", "aws_security_group.b", ...all)).toEqual(["may: tcp 443"]);
  });
});

describe("N10: the internet", () => {
  const fromWorld = (internet: boolean, source: Attributes, ...added: FactResource[]) =>
    shownSteps(
      reachBySecurityGroups(
        facts(...vpc("net", "10.0", internet), group("b"), rule("ingress", "b", source), ...added),
      ),
      (from) => from.startsWith("cidr:"),
    ).map((step) => step.replace("stack/aws_", ""));

  it("comes in by a rule for everybody where there is a gateway, and not without", () => {
    expect(fromWorld(true, { cidr_ipv4: "0.0.0.0/0" })).toEqual([
      "cidr:0.0.0.0/0 -> sg:security_group.b must: tcp 443",
    ]);
    expect(fromWorld(false, { cidr_ipv4: "0.0.0.0/0" })).toEqual([]);
  });

  it("does not come in by a rule for the VPC", () => {
    expect(fromWorld(true, { cidr_ipv4: "10.0.0.0/16" })).toEqual([]);
  });

  it("may come in from private ranges of other networks", () => {
    expect(fromWorld(false, { cidr_ipv4: "192.168.0.0/16" })).toEqual([
      "cidr:192.168.0.0/16 -> sg:security_group.b may: tcp 443",
    ]);
  });

  it("may come in where a rule cannot be read, by either family that there is", () => {
    expect(fromWorld(true, { cidr_ipv4: UNREAD })).toEqual([
      "cidr:0.0.0.0/0 -> sg:security_group.b may: tcp 443",
    ]);
    expect(fromWorld(false, { cidr_ipv4: UNREAD })).toEqual([]);
    expect(fromWorld(true, { referenced_security_group_id: UNREAD })).toEqual([]);
  });

  it("gets to what nothing stands before, if that is public", () => {
    const bare = (internal: boolean) =>
      resource("b", "aws_lb.b", {
        ...{ internal, load_balancer_type: "network", subnets: ["${aws_subnet.net-a.id}"] },
      });
    const nobody = { cidr_ipv4: "10.0.0.0/16" };
    expect(fromWorld(true, nobody, bare(false))).toEqual(["cidr:0.0.0.0/0 -> eni:lb.b must: all"]);
    expect(fromWorld(true, nobody, bare(true))).toEqual([]);
  });

  it("does not get to what stands in private subnets alone", () => {
    const database = (subnet: string) =>
      resource("b", "aws_lb.b", { subnets: [`\${aws_subnet.net-${subnet}.id}`], security_groups: [sg("b")] });
    const everybody = { cidr_ipv4: "0.0.0.0/0" };
    const isBalancer = (step: string) => step.includes("aws_lb.b") || step.includes("lb.b");
    expect(fromWorld(true, everybody, database("a")).filter(isBalancer)).toHaveLength(1);
    expect(fromWorld(true, everybody, database("b")).filter(isBalancer)).toEqual([]);
  });
});

describe("N9: pods have the groups of their nodes", () => {
  const nodes = [
    resource("platform", "aws_eks_node_group.n", {
      cluster_name: "${aws_eks_cluster.main.name}",
      subnet_ids: ["${aws_subnet.a.id}"],
    }),
    group("db"),
    rule("ingress", "db", {
      referenced_security_group_id: "${aws_eks_cluster.main.vpc_config[0].cluster_security_group_id}",
    }),
  ];
  const out = (cidr: string) =>
    policy("a", {
      pod_selector: [{}],
      policy_types: ["Egress"],
      egress: [{ to: [{ ip_block: [{ cidr }] }] }],
    });
  const fromA = (...added: FactResource[]) =>
    shownSteps(
      reachBySecurityGroups(facts(...cluster(), namespace("a"), closed("a"), ...nodes, ...added)),
      (from) => from === "k8s:ns:main/a",
    );

  it("where a policy lets them out to the VPC", () => {
    expect(fromA(out("10.0.0.0/16"))).toEqual([
      "a -> eni:stack/aws_eks_node_group.n must: connect with the security groups of the nodes",
    ]);
  });

  it("and not where none does", () => {
    expect(fromA()).toEqual([]);
    expect(fromA(out("192.168.0.0/16"))).toEqual([]);
  });

  it("so that hosts that reach the nodes reach what policies let in from the VPC", () => {
    const host = [
      group("h"),
      rule("egress", "h", anywhere),
      rule("ingress", "n", {
        ...to("h"),
        security_group_id: "${aws_eks_cluster.main.cluster_security_group_id}",
      }),
    ];
    const steps = reachBySecurityGroups(facts(...cluster(), namespace("a"), ...nodes, ...host)).steps;
    expect(steps).toContainEqual(
      expect.objectContaining({
        from: "sg:stack/aws_security_group.h",
        to: "k8s:vpc-address:main",
        kind: "control",
      }),
    );
  });
});

it("what cannot be read may be anything", () => {
  const ignored = resource(
    "b",
    "aws_security_group.b",
    { name: "b", vpc_id: "${aws_vpc.net.id}" },
    { ignored: ["ingress"] },
  );
  const all = [...vpc(), group("a"), rule("egress", "a", anywhere), ignored];
  expect(between("aws_security_group.a", "aws_security_group.b", ...all)).toEqual(["may: all"]);
  expect(fromAToB(rule("ingress", "b", { ...to("a"), ip_protocol: "${x.y.z}" }))).toEqual(["may: all"]);
});
