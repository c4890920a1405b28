import { known } from "../../condition/context";
import type { Step } from "../../facts/step";
import { type Reach, reach } from "../../iam/reach";
import { actionsOfService, type CatalogueAction } from "../../catalogue/catalogue";
import { ANYTHING, glob, literal, shownPattern, word } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Asker } from "./asker";
import { PASS_ROLE_SERVICES, type PassRoleService } from "./pass-role-services";
import { serviceReach } from "./services";
import { evidenceOf, reasonOf, requestOf } from "./words";

const NOT_AT_ALL = { over: false, under: false } as const;

/** Finds the roles that somebody can have by passing them to a service that runs what it is told. */
export class PassRole {
  private readonly made = new Map<string, Pick<Reach, "over" | "under">>();

  constructor(private readonly model: AwsModel) {}

  /** The step to a role, if some service takes it and the asker can have that service work. */
  step(asker: Asker, role: AwsNode): Step | undefined {
    const found = PASS_ROLE_SERVICES.flatMap((service) => this.through(asker, role, service) ?? []);
    return found.find(({ certainty }) => certainty === "must") ?? found[0];
  }

  private through(asker: Asker, role: AwsNode, spec: PassRoleService): Step | undefined {
    const passed = this.passes(asker, role, spec.service);
    if (!passed.over) return undefined;
    const trusted = this.trusts(role, spec);
    if (!trusted.over) return undefined;
    const ways = spec.ways.map((way) => ({ way, reach: this.canMake(asker, way) }));
    const best = ways.find((each) => each.reach.under) ?? ways.find((each) => each.reach.over);
    if (best === undefined || !this.hasProfile(asker, role, spec)) return undefined;
    const under = passed.under && trusted.under && best.reach.under;
    const causes = [...passed.causes, ...trusted.causes];
    const unsure = causes.length > 0 ? causes : [`whether ${best.way.join(", ")} is allowed`];
    return {
      from: asker.node.id,
      to: role.node.id,
      kind: "control",
      plane: "identity",
      what: ["iam:PassRole", ...best.way],
      certainty: under ? "must" : "may",
      causes: under ? [] : [...new Set(unsure)].sort(),
      because: `${reasonOf(this.model, passed)}, ${spec.service} may take the role, and ${best.way.join(", ")} has it run`,
      evidence: evidenceOf(this.model, passed, role.node.provenance),
      request: under ? requestOf(asker, "iam:PassRole", passed) : undefined,
    };
  }

  private passes(asker: Asker, role: AwsNode, service: string): Reach {
    return reach({
      principal: asker.principal,
      action: word("iam:PassRole"),
      resource: { language: [role.arn], account: role.account, target: "role" },
      policies: { ...asker.rights, resource: [], restrictions: [] },
      keys: new Map([...asker.keys, ["iam:passedtoservice", known(service)]]),
      kindOf: asker.kindOf,
    });
  }

  private trusts(role: AwsNode, { service, source }: PassRoleService): Reach {
    const { region } = role.attributes.resource.place;
    const arn = source.split(/(\{\w\})/).flatMap((piece) => {
      if (piece === "{R}") return region;
      return piece === "{A}" ? role.account : literal(piece);
    });
    return serviceReach(service, { arn, account: role.account }, "sts:AssumeRole", role);
  }

  /** An instance takes a role only in a profile: one that has it, or one that the asker can put it into. */
  private hasProfile(asker: Asker, role: AwsNode, { service }: PassRoleService): boolean {
    if (service !== "ec2.amazonaws.com") return true;
    const has = this.model
      .ofKind("instance-profile")
      .some((profile) =>
        this.model.find(profile.attributes, profile.attributes.text("role"), "role").nodes.includes(role),
      );
    return has || this.canMake(asker, ["iam:AddRoleToInstanceProfile"]).over;
  }

  /** All actions of a way, on whatever resource the asker may make. */
  private canMake(asker: Asker, way: readonly string[]): Pick<Reach, "over" | "under"> {
    const answers = way.map((action) => this.canDo(asker, action));
    return { over: answers.every(({ over }) => over), under: answers.every(({ under }) => under) };
  }

  private canDo(asker: Asker, action: string): Pick<Reach, "over" | "under"> {
    const key = `${asker.node.id} ${action}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const answer = this.ask(asker, action);
    this.made.set(key, answer);
    return answer;
  }

  private ask(asker: Asker, text: string): Pick<Reach, "over" | "under"> {
    const [service = "", name = ""] = text.split(":");
    const action = actionsOfService(service).find((each) => each.name === name);
    if (action === undefined) return NOT_AT_ALL;
    return reach({
      principal: asker.principal,
      action: action.text,
      resource: { language: languageOf(action), account: asker.principal.account, target: "other" },
      policies: { ...asker.rights, resource: [], restrictions: [] },
      keys: asker.keys,
      kindOf: asker.kindOf,
    });
  }
}

/** Any resource of the kinds that the action is on; for most of these something new is made. */
function languageOf(action: CatalogueAction) {
  const [main] = action.resources.filter(({ service }) => service === action.service);
  return main === undefined ? [ANYTHING] : [glob(shownPattern(main.arn))];
}
