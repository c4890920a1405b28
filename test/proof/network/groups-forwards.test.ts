import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Step } from "../../../lib/proof/facts/step";
import { DeclaredRules } from "../../../lib/proof/network/declared-rules";
import { reachBySecurityGroups } from "../../../lib/proof/network/groups/reach";
import { facts, owner, resource, UNREAD, type Written } from "../support/facts";
import { type Attributes, group, rule, sg, to, vpc } from "../support/network-parts";

const SUBNETS = { subnets: ["${aws_subnet.net-a.id}"] };
const anywhere = { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };
const network = (of: string, attributes: Attributes = {}) =>
  resource(of, "aws_lb.lb", { load_balancer_type: "network", internal: true, ...SUBNETS, ...attributes });
const host = (of: string, name = of) =>
  resource(of, `aws_instance.${name}`, {
    subnet_id: "${aws_subnet.net-b.id}",
    vpc_security_group_ids: [sg(name)],
  });
const targets = (name: string) => [
  resource("platform", "aws_lb_target_group.g", {}),
  resource("platform", "aws_lb_listener.l", {
    ...{ load_balancer_arn: "${aws_lb.lb.arn}" },
    default_action: [{ target_group_arn: "${aws_lb_target_group.g.arn}" }],
  }),
  resource("platform", "aws_lb_target_group_attachment.a", {
    ...{ target_group_arn: "${aws_lb_target_group.g.arn}", target_id: `\${aws_instance.${name}.id}` },
  }),
];

const steps = (...added: FactResource[]): readonly Step[] =>
  reachBySecurityGroups(facts(...vpc(), ...added)).steps;
const short = (id: string) => id.replace(/^(eni|sg):stack\/aws_/, "");
const shown = (found: readonly Step[]) =>
  found.map(({ from, to: end, certainty, what, causes }) =>
    [`${short(from)} -> ${short(end)} ${certainty}: ${what.join()}`, ...causes].join(" | "),
  );
const fromA = (...added: FactResource[]) =>
  shown(
    steps(group("a"), rule("egress", "a", anywhere), ...added).filter(({ from }) =>
      from.endsWith("security_group.a"),
    ),
  );

describe("a load balancer of the platform's", () => {
  const B = [group("b"), host("b"), ...targets("b")];

  it("leads to another's host that lets it in", () => {
    const shared = [
      group("lb", {}, "platform"),
      rule("ingress", "lb", to("a")),
      rule("egress", "lb", to("b")),
    ];
    const balancer = network("platform", { security_groups: [sg("lb")] });
    const open = [...shared, balancer, rule("ingress", "b", to("lb"))];
    expect(fromA(...B, ...open)).toEqual([
      "security_group.a -> lb.lb must: tcp 443",
      "security_group.a -> instance.b must: tcp 443",
    ]);
    expect(fromA(...B, ...shared, balancer)).toEqual(["security_group.a -> lb.lb must: tcp 443"]);
    const [, step] = steps(group("a"), rule("egress", "a", anywhere), ...B, ...open).filter(
      ({ from, to: end }) => from.endsWith("security_group.a") && !end.endsWith("/aws_security_group.b"),
    );
    expect(step?.because).toBe(
      "rules of the security groups of both let it through, to aws_lb.lb, which hands it on",
    );
    expect(step?.evidence.map(({ address }) => address).slice(0, 2)).toEqual([
      ...["aws_lb_listener.l", "aws_lb_target_group_attachment.a"],
    ]);
  });

  it("that has no groups may leave addresses as they are, where the host lets in any", () => {
    const lets = rule("ingress", "b", { cidr_ipv4: "192.168.0.0/16" });
    const doubt = "which addresses the load balancer hands on, and whether the target lets them in";
    expect(fromA(...B, network("platform"), lets)).toEqual([
      "security_group.a -> lb.lb must: all",
      `security_group.a -> instance.b may: all | ${doubt}`,
    ]);
    expect(fromA(...B, network("platform"))).toEqual(["security_group.a -> lb.lb must: all"]);
  });

  it("leads nobody to what is their own", () => {
    const own = [
      host("a"),
      ...targets("a"),
      network("platform"),
      rule("ingress", "a", { cidr_ipv4: "10.0.0.0/8" }),
    ];
    expect(fromA(...own)).toEqual(["security_group.a -> lb.lb must: all"]);
  });
});

describe("an endpoint service", () => {
  const service = (attributes: Attributes = {}) =>
    resource("b", "aws_vpc_endpoint_service.s", {
      ...{ network_load_balancer_arns: ["${aws_lb.lb.arn}"], acceptance_required: false, ...attributes },
    });
  const accounts = (...added: FactResource[]) =>
    shown(steps(...added).filter(({ from }) => from.startsWith("accounts:"))).map((each) =>
      each.replace("accounts:stack/aws_vpc_endpoint_service.s/", ""),
    );
  const ELSE = "arn:aws:iam::999999999999:root";

  it("lets in the accounts that it names, but for its own", () => {
    const named = service({ allowed_principals: [ELSE, "arn:aws:iam::123456789012:root", "*"] });
    expect(accounts(network("b"), named)).toEqual([`${ELSE} -> lb.lb must: tcp`, "* -> lb.lb must: tcp"]);
    expect(accounts(network("b"), service())).toEqual([]);
    const { nodes } = reachBySecurityGroups(facts(...vpc(), network("b"), named));
    const world = { kind: "accounts", owner: { kind: "world" }, provenance: undefined };
    expect(nodes.filter(({ kind }) => kind === "accounts")).toEqual([
      { ...world, id: `accounts:stack/aws_vpc_endpoint_service.s/${ELSE}`, title: ELSE },
      { ...world, id: "accounts:stack/aws_vpc_endpoint_service.s/*", title: "every AWS account" },
    ]);
  });

  it("lets in those whom something apart names, and says by what", () => {
    const apart = (vpc_endpoint_service_id: string) =>
      resource("b", "aws_vpc_endpoint_service_allowed_principal.p", {
        vpc_endpoint_service_id,
        principal_arn: ELSE,
      });
    const own = apart("${aws_vpc_endpoint_service.s.id}");
    expect(accounts(network("b"), service(), own)).toEqual([`${ELSE} -> lb.lb must: tcp`]);
    expect(accounts(network("b"), service(), apart("vpce-svc-1"))).toEqual([]);
    const [step] = steps(network("b"), service(), own).filter(({ from }) => from.startsWith("accounts:"));
    expect(step).toMatchObject({
      ...{ kind: "access", plane: "network", causes: [] },
      because: "the endpoint service lets them connect to the load balancer behind it",
      evidence: [
        { address: "aws_vpc_endpoint_service_allowed_principal.p" },
        { address: "aws_vpc_endpoint_service.s" },
      ],
    });
  });

  it.each<[string, Attributes]>([
    ["it says so", { acceptance_required: true }],
    ["it does not say", { acceptance_required: null }],
    ["nobody knows", { acceptance_required: UNREAD }],
  ])("may let them in where somebody has to accept each: %s", (_, attributes) => {
    expect(accounts(network("b"), service({ allowed_principals: ["*"], ...attributes }))).toEqual([
      "* -> lb.lb may: tcp | each endpoint waits until somebody accepts it",
    ]);
  });

  it("asks the load balancer's groups, where these are asked, for ranges of any address", () => {
    const grouped = (attributes: Attributes, ...added: FactResource[]) =>
      accounts(
        network("b", { security_groups: [sg("b")], ...attributes }),
        group("b"),
        ...added,
        service({ allowed_principals: ["*"] }),
      );
    const enforced = "enforce_security_group_inbound_rules_on_private_link_traffic";
    expect(grouped({})).toEqual([]);
    expect(grouped({}, group("c"), rule("ingress", "b", to("c")))).toEqual([]);
    expect(grouped({}, rule("ingress", "b", { cidr_ipv4: "192.168.0.0/16" }))).toEqual([
      "* -> lb.lb must: tcp 443",
    ]);
    expect(grouped({ [enforced]: "off" })).toEqual(["* -> lb.lb must: tcp"]);
    expect(grouped({ [enforced]: "on" })).toEqual([]);
  });

  it("leads on to what stands behind the load balancer, if it is another's", () => {
    const behind = (of: string) => {
      const parts = [group("t", {}, of), host(of, "t"), rule("ingress", "t", { cidr_ipv4: "10.0.0.0/8" })];
      return accounts(network("b"), service({ allowed_principals: ["*"] }), ...parts, ...targets("t"));
    };
    expect(behind("t")).toEqual(["* -> lb.lb must: tcp", "* -> instance.t must: tcp"]);
    expect(behind("b")).toEqual(["* -> lb.lb must: tcp"]);
  });
});

describe("an endpoint of a service of the plan", () => {
  const parts = (balancer: FactResource, owner_ = "a") => [
    ...[balancer, group("a"), group("b")],
    resource("b", "aws_vpc_endpoint_service.s", { network_load_balancer_arns: ["${aws_lb.lb.arn}"] }),
    resource(owner_, "aws_vpc_endpoint.e", {
      ...{ vpc_endpoint_type: "Interface", vpc_id: "${aws_vpc.net.id}", security_group_ids: [sg("a")] },
      service_name: "${aws_vpc_endpoint_service.s.service_name}",
    }),
  ];
  const through = (...added: FactResource[]) =>
    steps(...added).filter(({ from }) => from.endsWith("endpoint.e"));

  it("leads to what stands behind it, and says by what", () => {
    expect(through(...parts(network("b")))).toEqual([
      {
        ...{
          from: "eni:stack/aws_vpc_endpoint.e",
          to: "eni:stack/aws_lb.lb",
          kind: "access",
          plane: "network",
        },
        ...{ what: ["tcp"], certainty: "must", causes: [] },
        because: "the endpoint leads to the service, and this to the load balancer",
        evidence: ["aws_vpc_endpoint.e", "aws_vpc_endpoint_service.s", "aws_lb.lb"].map(
          (address) => expect.objectContaining({ address }) as unknown,
        ),
      },
    ]);
    expect(through(...parts(network("b"), "b"))).toEqual([]);
  });

  it("may lead there where it is not sure that its addresses are let in", () => {
    const grouped = network("b", { security_groups: [sg("b")] });
    const [step] = through(...parts(grouped), rule("ingress", "b", { cidr_ipv4: UNREAD }));
    expect([step?.certainty, step?.causes]).toEqual([
      "may",
      [expect.stringContaining("it is only known after")],
    ]);
  });
});

describe("what security groups open", () => {
  it("to a service that the platform asks for itself is no way in from outside", () => {
    const endpoint = (of: string) =>
      resource(of, "aws_vpc_endpoint.e", {
        ...{ vpc_endpoint_type: "Interface", vpc_id: "${aws_vpc.net.id}", security_group_ids: [sg("e")] },
        service_name: "com.amazonaws.eu-west-1.sqs",
      });
    const from = (of: string) =>
      steps(group("e", {}, "platform"), rule("ingress", "e", { cidr_ipv4: "192.168.0.0/16" }), endpoint(of))
        .filter(({ to: end }) => end.endsWith("endpoint.e"))
        .map(({ from: start }) => start);
    expect([from("platform"), from("b")]).toEqual([[], ["cidr:192.168.0.0/16"]]);
  });

  it("is held against what was declared", () => {
    const rules = new DeclaredRules([
      {
        ...{ name: "r", from: { kind: "tenant", tenant: "a" }, to: "b", protocol: "tcp", expose: "hosts" },
        ports: { from: 443, to: 443 },
      },
    ]);
    const all = facts(
      ...vpc(),
      group("a"),
      group("b"),
      rule("egress", "a", anywhere),
      rule("ingress", "b", to("a")),
    );
    const declaredBy = (openings?: DeclaredRules) =>
      reachBySecurityGroups(all, undefined, openings)
        .steps.filter(({ from }) => from.endsWith("security_group.a"))
        .map((step) => ("declaredBy" in step ? step.declaredBy : "nobody"));
    expect([declaredBy(rules), declaredBy()]).toEqual([[["r"]], ["nobody"]]);
  });

  it("to a function is nothing: nobody connects to it", () => {
    const vpc_config: Written = [{ security_group_ids: [sg("b")], subnet_ids: ["${aws_subnet.net-b.id}"] }];
    const parts = [group("b"), rule("ingress", "b", to("a"))];
    expect(fromA(...parts, resource("b", "aws_lambda_function.f", { vpc_config }))).toEqual([
      "security_group.a -> security_group.b must: tcp 443",
    ]);
  });

  it("is a step with the rules of both, and a node for each member", () => {
    const rules = [rule("egress", "a", anywhere), rule("ingress", "b", to("a"))];
    const reached = reachBySecurityGroups(facts(...vpc(), group("a"), group("b"), ...rules));
    const [step] = reached.steps.filter(({ from }) => from.endsWith("security_group.a"));
    expect(step).toEqual({
      ...{ from: "sg:stack/aws_security_group.a", to: "sg:stack/aws_security_group.b" },
      ...{ kind: "access", plane: "network", what: ["tcp 443"], certainty: "must", causes: [] },
      because: "rules of the security groups of both let it through",
      evidence: [rules[1]?.provenance, rules[0]?.provenance],
    });
    expect(reached.nodes.find(({ id }) => id === "sg:stack/aws_security_group.b")).toEqual({
      ...{ id: "sg:stack/aws_security_group.b", kind: "security-group", title: "hosts with the group b" },
      ...{ owner: owner("b"), provenance: group("b").provenance },
    });
  });

  it("may be more than is certain, and says why or that nobody knows", () => {
    const part = (cidr_ipv4: string) => [group("b"), rule("ingress", "b", { cidr_ipv4 }), host("a")];
    const found = shown(
      steps(group("a"), rule("egress", "a", anywhere), ...part("10.0.1.0/25")).filter(({ from }) =>
        from.startsWith("eni:"),
      ),
    );
    expect(found).toEqual([
      expect.stringMatching(
        /^instance\.a -> security_group\.b may: tcp 443 \| .*: which addresses or groups the other side has/,
      ),
    ]);
  });
});
