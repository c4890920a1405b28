import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachBySecurityGroups } from "../../../lib/proof/network/groups/reach";
import { shownSteps } from "../support/cluster";
import { facts, resource } from "../support/facts";
import { type Attributes, group, rule, sg, to, vpc } from "../support/network-parts";

const SUBNETS = { subnets: ["${aws_subnet.net-a.id}"] };
const lb = (of: string, attributes: Attributes = {}) =>
  resource(of, "aws_lb.front", { internal: true, security_groups: [sg("front")], ...SUBNETS, ...attributes });
const host = resource("b", "aws_instance.host", {
  subnet_id: "${aws_subnet.net-b.id}",
  vpc_security_group_ids: [sg("b")],
});
const listener = (attributes: Attributes) =>
  resource("platform", "aws_lb_listener.web", { load_balancer_arn: "${aws_lb.front.arn}", ...attributes });
const FORWARDING = { default_action: [{ target_group_arn: "${aws_lb_target_group.web.arn}" }] };
const target = resource("platform", "aws_lb_target_group.web", { name: "web" });
const attached = resource("platform", "aws_lb_target_group_attachment.web", {
  target_group_arn: "${aws_lb_target_group.web.arn}",
  target_id: "${aws_instance.host.id}",
});
const everything = { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };

const BASE = [
  ...[...vpc(), group("a"), group("b"), group("front", {}, "platform"), host, target],
  ...[rule("egress", "a", { cidr_ipv4: "0.0.0.0/0" }), rule("egress", "front", everything)],
  rule("ingress", "front", to("a")),
];
const LET_IN = rule("ingress", "b", { ...to("front"), from_port: 8080, to_port: 8080 });

/** What of the plan gets to the host, and by which steps. */
function toHost(...added: readonly FactResource[]): string[] {
  return shownSteps(
    reachBySecurityGroups(facts(...BASE, ...added)),
    (from, end) => end.endsWith("aws_instance.host") && !from.includes("#"),
  ).map((step) => step.replaceAll("stack/aws_", ""));
}
const FROM_A = "sg:security_group.a -> eni:instance.host must: tcp 443";

describe("a load balancer of somebody else's hands on", () => {
  it.each<[string, FactResource[]]>([
    ["what its listener forwards", [listener(FORWARDING), attached]],
    [
      "what a listener forwards by weight",
      [
        listener({
          default_action: [{ forward: [{ target_group: [{ arn: "${aws_lb_target_group.web.arn}" }] }] }],
        }),
        attached,
      ],
    ],
    [
      "what a rule of its listener forwards",
      [
        listener({ default_action: [{ type: "redirect" }] }),
        resource("platform", "aws_lb_listener_rule.web", {
          listener_arn: "${aws_lb_listener.web.arn}",
          action: [{ target_group_arn: "${aws_lb_target_group.web.arn}" }],
        }),
        attached,
      ],
    ],
  ])("%s", (_, added) => {
    expect(toHost(lb("platform"), LET_IN, ...added)).toContain(FROM_A);
  });

  it.each<[string, FactResource[]]>([
    ["nothing is registered with what it forwards to", [listener(FORWARDING), LET_IN]],
    ["it forwards nothing", [listener({ default_action: [{ type: "redirect" }] }), attached, LET_IN]],
    ["the target does not let it in", [listener(FORWARDING), attached]],
  ])("nothing where %s", (_, added) => {
    expect(toHost(lb("platform"), ...added).filter((step) => step.startsWith("sg:security_group.a"))).toEqual(
      [],
    );
  });

  it("and nothing more is said of one's own", () => {
    expect(toHost(lb("b"), LET_IN, listener(FORWARDING), attached)).toEqual([]);
  });

  it("perhaps, where it has no groups and the target lets in clients' addresses", () => {
    const bare = resource("platform", "aws_lb.front", { ...SUBNETS, load_balancer_type: "network" });
    const office = rule("ingress", "b", { cidr_ipv4: "192.0.2.0/24" });
    expect(toHost(bare, office, listener(FORWARDING), attached)).toEqual([
      "sg:security_group.a -> eni:instance.host may: tcp 443",
    ]);
    expect(toHost(bare, LET_IN, listener(FORWARDING), attached)).toEqual([]);
  });

  it("to those outside that it lets in", () => {
    const [, ...inside] = BASE;
    const web = rule("ingress", "front", { cidr_ipv4: "0.0.0.0/0" });
    const parts = [...vpc("net", "10.0", true), ...inside.filter(({ type }) => type !== "aws_vpc")];
    const all = [...parts, lb("platform", { internal: false }), web, LET_IN, listener(FORWARDING), attached];
    const steps = shownSteps(
      reachBySecurityGroups(facts(...new Map(all.map((each) => [each.provenance.address, each])).values())),
      (from, end) => from.startsWith("cidr:") && end.endsWith("aws_instance.host"),
    );
    expect(steps).toEqual(["cidr:0.0.0.0/0 -> eni:stack/aws_instance.host must: tcp 443"]);
  });
});

describe("a classic load balancer hands on", () => {
  const classic = (attributes: Attributes = {}) =>
    resource("platform", "aws_elb.front", {
      ...{ name: "front", internal: true, security_groups: [sg("front")], ...SUBNETS },
      ...attributes,
    });

  it.each<[string, FactResource[]]>([
    ["to hosts that it names", [classic({ instances: ["${aws_instance.host.id}"] })]],
    [
      "to hosts that are attached to it",
      [
        classic(),
        resource("platform", "aws_elb_attachment.x", {
          elb: "${aws_elb.front.id}",
          instance: "${aws_instance.host.id}",
        }),
      ],
    ],
  ])("%s", (_, added) => {
    expect(toHost(LET_IN, ...added)).toContain(FROM_A);
  });
});

describe("scaled hosts and services stand behind a load balancer", () => {
  const GROUPED = { vpc_security_group_ids: [sg("b")] };
  const template = resource("b", "aws_launch_template.t", GROUPED);
  const scaled = (attributes: Attributes = {}) =>
    resource("b", "aws_autoscaling_group.host", {
      ...{ name: "host", launch_template: [{ id: "${aws_launch_template.t.id}" }] },
      ...attributes,
    });
  const tasks = resource("b", "aws_ecs_service.host", {
    network_configuration: [{ security_groups: [sg("b")] }],
    load_balancer: [{ target_group_arn: "${aws_lb_target_group.web.arn}" }],
  });

  it.each<[string, FactResource[]]>([
    ["by their own word", [scaled({ target_group_arns: ["${aws_lb_target_group.web.arn}"] })]],
    [
      "by an attachment",
      [
        scaled(),
        resource("platform", "aws_autoscaling_attachment.x", {
          autoscaling_group_name: "${aws_autoscaling_group.host.name}",
          lb_target_group_arn: "${aws_lb_target_group.web.arn}",
        }),
      ],
    ],
    ["as tasks", [tasks]],
  ])("%s", (_, added) => {
    const steps = shownSteps(
      reachBySecurityGroups(facts(...BASE, lb("platform"), listener(FORWARDING), LET_IN, template, ...added)),
      (from, end) =>
        from.endsWith("aws_security_group.a") && /(autoscaling_group|ecs_service)\.host$/.test(end),
    );
    expect(steps).toHaveLength(1);
  });
});
