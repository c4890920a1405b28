import type { Step } from "../../facts/step";
import { isSameOwner, ownerRef } from "../../graph/crossing";
import { type AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { textWith } from "../../pattern/token";
import type { Asker } from "./asker";
import type { Edges } from "./edges";
import type { Outcome } from "./outcome";
import { serviceReach } from "./services";
import { evidenceOf, reasonOf, requestOf } from "./words";
import { textsAt } from "./workloads";

const WRITES = "ec2:CreateLaunchTemplateVersion";
const CHOOSES = "ec2:ModifyLaunchTemplate";
/** Where an autoscaling group names a template, and which of its versions. */
const PLACES = ["launch_template", "mixed_instances_policy/launch_template/launch_template_specification"];

/** A template of which a group makes instances, whichever version is the newest or the default. */
interface Used {
  readonly template: AwsNode;
  readonly needs: readonly string[];
}

/** What somebody can do to a template, and all that it takes. */
interface Written {
  readonly outcome: Outcome;
  readonly needs: readonly string[];
}

/**
 * Who writes the template of which an autoscaling group makes instances has them in any profile: the group passes the
 * role, and not the writer (EC2 Auto Scaling user guide, "Service-linked roles": `AutoScalingServiceRolePolicy`).
 */
export class LaunchTemplates {
  private readonly used: ReadonlyMap<AwsNode, Used>;
  private roles: readonly AwsNode[] | undefined;

  constructor(
    private readonly model: AwsModel,
    private readonly edges: Edges,
  ) {
    const found = model.ofKind("autoscaling-group").flatMap((group) => usedBy(model, group));
    this.used = new Map(found.map((each) => [each.template, each]));
  }

  /** Steps to the roles that an asker has so, by the templates among the candidates. */
  steps(asker: Asker, candidates: readonly AwsNode[]): readonly Step[] {
    const used = candidates.flatMap((node) => this.used.get(node) ?? []);
    const found = used.flatMap((each) => this.written(asker, each) ?? []);
    const best = found.find(({ outcome }) => outcome.reach.under) ?? found[0];
    if (best === undefined) return [];
    return this.rolesOfInstances()
      .filter(({ node }) => isForeign(asker, node))
      .map((role) => this.step(asker, role, best));
  }

  private written(asker: Asker, { template, needs }: Used): Written | undefined {
    const outcomes = this.edges.outcomes(asker, template, ({ service, name }) =>
      needs.includes(`${service}:${name}`),
    );
    const all = needs.map((need) => outcomes.find(({ text }) => text === need));
    const outcome = all.find((one) => one?.reach.under === false) ?? all[0];
    return outcome === undefined || all.includes(undefined) ? undefined : { outcome, needs };
  }

  private step(asker: Asker, role: AwsNode, { outcome: { text, reach }, needs }: Written): Step {
    return {
      from: asker.node.id,
      to: role.node.id,
      kind: "control",
      plane: "identity",
      what: needs,
      certainty: reach.under ? "must" : "may",
      causes: reach.causes,
      because: `${reasonOf(this.model, reach)}, and a group makes instances of it in any profile`,
      evidence: evidenceOf(this.model, reach, role.node.provenance),
      request: requestOf(asker, text, reach),
    };
  }

  /** The roles in profiles that instances take. */
  private rolesOfInstances(): readonly AwsNode[] {
    this.roles ??= [
      ...new Set(
        this.model.ofKind("instance-profile").flatMap(({ attributes, account }) =>
          this.model.find(attributes, attributes.text("role"), "role").nodes.filter((role) => {
            const source = { arn: attributes.text("arn") ?? [], account };
            return serviceReach("ec2.amazonaws.com", source, "sts:AssumeRole", role).over;
          }),
        ),
      ),
    ];
    return this.roles;
  }
}

function isForeign(asker: Asker, node: AwsNode["node"]): boolean {
  return ownerRef(node).kind === "platform" || !isSameOwner(asker.node.owner, node.owner);
}

function usedBy(model: AwsModel, { attributes }: AwsNode): readonly Used[] {
  return PLACES.flatMap((place) => {
    const [version = []] = textsAt(attributes, `${place}/version`);
    const chosen = textWith(version, () => "?");
    if (/^\d+$/.test(chosen)) return [];
    const needs = chosen === "$Latest" ? [WRITES] : [WRITES, CHOOSES];
    const named = ["id", "name", "launch_template_id", "launch_template_name"].flatMap((name) =>
      textsAt(attributes, `${place}/${name}`),
    );
    return named.flatMap((text) =>
      model.find(attributes, text, "launch-template").nodes.map((template) => ({ template, needs })),
    );
  });
}
