import type { FactResource } from "../../../lib/proof/facts/resource";
import { TargetGroups } from "../../../lib/proof/network/groups/target-groups";
import { facts } from "../support/facts";
import type { Attributes } from "../support/network-parts";
import { of } from "../support/network-topology";

const arn = (type: string, name: string) => `\${${type}.${name}.arn}`;
const id = (type: string, name: string) => `\${${type}.${name}.id}`;

/** `aws_lb.b > aws_instance.i by …`, for all that stands behind load balancers. */
function behind(...resources: FactResource[]): string[] {
  return new TargetGroups(facts(...resources)).all().map(({ balancer, target, by }) => {
    const [from, to, ...steps] = [balancer, target, ...by].map(({ provenance }) => provenance.address);
    return `${from} > ${to} by ${steps.join(", ")}`;
  });
}

const GROUP = of("aws_lb_target_group", "g");
const HOST = of("aws_instance", "i");
const listener = (action: Attributes, type = "aws_lb_listener", of_ = "aws_lb") =>
  of(type, "l", { load_balancer_arn: arn(of_, "b"), default_action: [action] });
const TO_GROUP = { target_group_arn: arn("aws_lb_target_group", "g") };
const attachment = (target_id: string, type = "aws_lb_target_group_attachment") =>
  of(type, "a", { ...TO_GROUP, target_id });
const BASE = [of("aws_lb", "b"), GROUP, HOST];
const ATTACHED = attachment(id("aws_instance", "i"));

describe("what a listener forwards to", () => {
  const expected = ["aws_lb.b > aws_instance.i by aws_lb_listener.l, aws_lb_target_group_attachment.a"];

  it("is who is registered with its target group", () => {
    expect(behind(...BASE, listener(TO_GROUP), ATTACHED)).toEqual(expected);
    expect(
      behind(
        ...BASE,
        listener({ forward: [{ target_group: [{ arn: TO_GROUP.target_group_arn }] }] }),
        ATTACHED,
      ),
    ).toEqual(expected);
  });

  it("is nobody without a listener, without a registration, or by another group", () => {
    expect(behind(...BASE, ATTACHED)).toEqual([]);
    expect(behind(...BASE, listener(TO_GROUP))).toEqual([]);
    const other = of("aws_lb_target_group", "other");
    const elsewhere = listener({ target_group_arn: arn("aws_lb_target_group", "other") });
    expect(behind(...BASE, other, elsewhere, ATTACHED)).toEqual([]);
    expect(behind(...BASE, listener({ type: "fixed-response" }), ATTACHED)).toEqual([]);
    expect(behind(...BASE, listener({ target_group_arn: "arn:aws:x" }), ATTACHED)).toEqual([]);
  });

  it("is the same by the older names of all of them", () => {
    const resources = [
      ...[of("aws_alb", "b"), of("aws_alb_target_group", "g"), HOST],
      of("aws_alb_listener", "l", {
        ...{ load_balancer_arn: arn("aws_alb", "b") },
        default_action: [{ target_group_arn: arn("aws_alb_target_group", "g") }],
      }),
      of("aws_alb_target_group_attachment", "a", {
        ...{ target_group_arn: arn("aws_alb_target_group", "g"), target_id: id("aws_instance", "i") },
      }),
    ];
    expect(behind(...resources)).toEqual([
      "aws_alb.b > aws_instance.i by aws_alb_listener.l, aws_alb_target_group_attachment.a",
    ]);
  });

  it.each(["aws_lb_listener_rule", "aws_alb_listener_rule"])(
    "is what a rule of it forwards to: %s",
    (type) => {
      const nothing = listener({ type: "fixed-response" });
      const of_ = (action: Attributes, listener_arn: string) =>
        of(type, "r", { listener_arn, action: [action] });
      const LISTENER = arn("aws_lb_listener", "l");
      const by = [`aws_lb.b > aws_instance.i by ${type}.r, aws_lb_target_group_attachment.a`];
      expect(behind(...BASE, nothing, of_(TO_GROUP, LISTENER), ATTACHED)).toEqual(by);
      const forward = { forward: [{ target_group: [{ arn: TO_GROUP.target_group_arn }] }] };
      expect(behind(...BASE, nothing, of_(forward, LISTENER), ATTACHED)).toEqual(by);
      expect(behind(...BASE, nothing, of_(TO_GROUP, "arn:aws:x"), ATTACHED)).toEqual([]);
    },
  );
});

describe("what is registered with a target group", () => {
  const by = (...more: FactResource[]) =>
    behind(...BASE, listener(TO_GROUP), ...more).map((each) => each.replace("by aws_lb_listener.l, ", "by "));

  it.each<[string, string, FactResource[]]>([
    ["a host by its id", "aws_instance.i", []],
    ["a host by its address", "aws_instance.i", []],
    ["a load balancer", "aws_lb.t", [of("aws_lb", "t")]],
    ["an older load balancer", "aws_alb.t", [of("aws_alb", "t")]],
    ["a function", "aws_lambda_function.f", [of("aws_lambda_function", "f")]],
  ])("is %s", (name, target, more) => {
    const attribute = name.endsWith("address") ? "private_ip" : name.endsWith("id") ? "id" : "arn";
    expect(by(...more, attachment(`\${${target}.${attribute}}`))).toEqual([
      `aws_lb.b > ${target} by aws_lb_target_group_attachment.a`,
    ]);
  });

  it("is a group of hosts, or a service, that names it", () => {
    const scaled = of("aws_autoscaling_group", "s", { target_group_arns: [TO_GROUP.target_group_arn] });
    expect(by(scaled)).toEqual(["aws_lb.b > aws_autoscaling_group.s by aws_autoscaling_group.s"]);
    const service = of("aws_ecs_service", "s", { load_balancer: [TO_GROUP] });
    expect(by(service)).toEqual(["aws_lb.b > aws_ecs_service.s by aws_ecs_service.s"]);
  });

  it.each(["lb_target_group_arn", "alb_target_group_arn"])(
    "is a group of hosts that is attached by %s",
    (name) => {
      const attached = of("aws_autoscaling_attachment", "a", {
        ...{ [name]: TO_GROUP.target_group_arn, autoscaling_group_name: id("aws_autoscaling_group", "s") },
      });
      expect(by(of("aws_autoscaling_group", "s"), attached)).toEqual([
        "aws_lb.b > aws_autoscaling_group.s by aws_autoscaling_attachment.a",
      ]);
    },
  );
});

describe("what stands behind a classic load balancer", () => {
  const CLASSIC = of("aws_elb", "c");
  const scaled = (attributes: Attributes = {}) => of("aws_autoscaling_group", "s", attributes);
  const NAME = "${aws_elb.c.name}";

  it.each<[string, FactResource[], string]>([
    [
      "hosts that it names",
      [of("aws_elb", "c", { instances: [id("aws_instance", "i")] })],
      "aws_instance.i by aws_elb.c",
    ],
    [
      "a host that is attached",
      [
        CLASSIC,
        of("aws_elb_attachment", "a", { elb: id("aws_elb", "c"), instance: id("aws_instance", "i") }),
      ],
      "aws_instance.i by aws_elb_attachment.a",
    ],
    [
      "a group of hosts that is attached",
      [
        ...[CLASSIC, scaled()],
        of("aws_autoscaling_attachment", "a", {
          elb: NAME,
          autoscaling_group_name: id("aws_autoscaling_group", "s"),
        }),
      ],
      "aws_autoscaling_group.s by aws_autoscaling_attachment.a",
    ],
    [
      "a group of hosts that names it",
      [CLASSIC, scaled({ load_balancers: [NAME] })],
      "aws_autoscaling_group.s by aws_autoscaling_group.s",
    ],
    [
      "a service that names it",
      [CLASSIC, of("aws_ecs_service", "s", { load_balancer: [{ elb_name: NAME }] })],
      "aws_ecs_service.s by aws_ecs_service.s",
    ],
  ])("are %s", (_, resources, expected) => {
    expect(behind(HOST, ...resources)).toEqual([`aws_elb.c > ${expected}`]);
  });

  it("is nobody who names another", () => {
    expect(behind(HOST, CLASSIC, scaled({ load_balancers: ["other"] }))).toEqual([]);
  });
});
