import type { FactResource, Facts } from "../../facts/resource";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { namedAt } from "./carried";

/** A load balancer, something that is registered with it, and what registers it. */
export interface Registration {
  readonly balancer: FactResource;
  readonly target: FactResource;
  readonly by: readonly FactResource[];
}

const OF_ACTION = ["target_group_arn", "forward.target_group.arn"] as const;
const OF_LISTENER = OF_ACTION.map((path) => `default_action.${path}`);
const OF_RULE = OF_ACTION.map((path) => `action.${path}`);

/** What is registered by name with a target group. */
const BY_GROUP: Readonly<Record<string, string>> = {
  aws_autoscaling_group: "target_group_arns",
  aws_ecs_service: "load_balancer.target_group_arn",
};

/** What is registered with a classic load balancer. */
const BY_NAME: Readonly<Record<string, string>> = {
  aws_autoscaling_group: "load_balancers",
  aws_ecs_service: "load_balancer.elb_name",
};

/** Who stands behind the load balancers of a plan. Targets that are only known as addresses are left out. */
export class TargetGroups {
  private readonly groups: References;
  private readonly classic: References;
  private readonly targets: References;
  private readonly scaled: References;

  constructor(private readonly facts: Facts) {
    this.groups = new References(resourcesOf(this.facts, "aws_lb_target_group", "aws_alb_target_group"), [
      "arn",
      "id",
    ]);
    this.classic = new References(resourcesOf(this.facts, "aws_elb"), ["id", "name"]);
    this.scaled = new References(resourcesOf(this.facts, "aws_autoscaling_group"), ["id", "name"]);
    this.targets = new References(
      resourcesOf(this.facts, "aws_instance", "aws_lb", "aws_alb", "aws_lambda_function"),
      ["id", "arn", "private_ip"],
    );
  }

  all(): readonly Registration[] {
    const registered = this.registered();
    const byGroup = [...this.listeners(), ...this.listenerRules()].flatMap(({ balancer, group, by }) =>
      registered
        .filter((each) => each.group === group)
        .map(({ target, by: other }) => ({ balancer, target, by: [by, other] })),
    );
    return [...byGroup, ...this.ofClassic()];
  }

  private named(
    resource: FactResource,
    paths: readonly string[],
    among: References,
  ): readonly FactResource[] {
    return namedAt(resource, paths).items.flatMap((value) => {
      const found = among.resolve(value);
      return found?.certain === true ? found.resources : [];
    });
  }

  private listeners() {
    const balancers = new References(resourcesOf(this.facts, "aws_lb", "aws_alb"), ["arn", "id"]);
    return resourcesOf(this.facts, "aws_lb_listener", "aws_alb_listener").flatMap((by) =>
      this.named(by, ["load_balancer_arn"], balancers).flatMap((balancer) =>
        this.named(by, OF_LISTENER, this.groups).map((group) => ({ balancer, group, by })),
      ),
    );
  }

  private listenerRules() {
    const all = resourcesOf(this.facts, "aws_lb_listener", "aws_alb_listener");
    const listeners = new References(all, ["arn", "id"]);
    const balancers = new References(resourcesOf(this.facts, "aws_lb", "aws_alb"), ["arn", "id"]);
    return resourcesOf(this.facts, "aws_lb_listener_rule", "aws_alb_listener_rule").flatMap((by) =>
      this.named(by, ["listener_arn"], listeners)
        .flatMap((listener) => this.named(listener, ["load_balancer_arn"], balancers))
        .flatMap((balancer) =>
          this.named(by, OF_RULE, this.groups).map((group) => ({ balancer, group, by })),
        ),
    );
  }

  private registered() {
    const groupArn = ["target_group_arn"];
    const attached = resourcesOf(
      this.facts,
      "aws_lb_target_group_attachment",
      "aws_alb_target_group_attachment",
    ).flatMap((by) =>
      this.named(by, groupArn, this.groups).flatMap((group) =>
        this.named(by, ["target_id"], this.targets).map((target) => ({ group, target, by })),
      ),
    );
    const named = Object.entries(BY_GROUP).flatMap(([type, path]) =>
      resourcesOf(this.facts, type).flatMap((target) =>
        this.named(target, [path], this.groups).map((group) => ({ group, target, by: target })),
      ),
    );
    const scaled = resourcesOf(this.facts, "aws_autoscaling_attachment").flatMap((by) =>
      this.named(by, ["lb_target_group_arn", "alb_target_group_arn"], this.groups).flatMap((group) =>
        this.named(by, ["autoscaling_group_name"], this.scaled).map((target) => ({ group, target, by })),
      ),
    );
    return [...attached, ...named, ...scaled];
  }

  private ofClassic(): readonly Registration[] {
    const own = resourcesOf(this.facts, "aws_elb").flatMap((balancer) =>
      this.named(balancer, ["instances"], this.targets).map((target) => ({
        ...{ balancer, target },
        by: [balancer],
      })),
    );
    const attached = resourcesOf(this.facts, "aws_elb_attachment", "aws_autoscaling_attachment").flatMap(
      (by) =>
        this.named(by, ["elb"], this.classic).flatMap((balancer) =>
          [
            ...this.named(by, ["instance"], this.targets),
            ...this.named(by, ["autoscaling_group_name"], this.scaled),
          ].map((target) => ({ balancer, target, by: [by] })),
        ),
    );
    const named = Object.entries(BY_NAME).flatMap(([type, path]) =>
      resourcesOf(this.facts, type).flatMap((target) =>
        this.named(target, [path], this.classic).map((balancer) => ({ balancer, target, by: [target] })),
      ),
    );
    return [...own, ...attached, ...named];
  }
}
