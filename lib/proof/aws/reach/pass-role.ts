import { known } from "../../condition/context";
import type { Step } from "../../facts/step";
import { type Reach, reach } from "../../iam/reach";
import { relateAction } from "../../pattern/arn";
import { glob, literal, textOf, word } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Asker } from "./asker";
import { PASS_ROLE_SERVICES, type PassRoleService } from "./pass-role-services";
import { PassRoleWays } from "./pass-role-ways";
import { serviceReach } from "./services";
import { evidenceOf, reasonOf, requestOf } from "./words";

const ADD_TO_PROFILE = { actions: ["iam:AddRoleToInstanceProfile"] } as const;
const KNOWN = new Set(PASS_ROLE_SERVICES.map(({ service }) => service));

/** A service that a role lets in, as far as its trust policy tells. */
interface Trusted {
  readonly spec: PassRoleService;
  readonly trust: Reach;
}

/** Finds the roles that somebody can have by passing them to a service that runs what it is told. */
export class PassRole {
  private readonly ways: PassRoleWays;
  private readonly trusted = new Map<AwsNode, readonly Trusted[]>();

  constructor(private readonly model: AwsModel) {
    this.ways = new PassRoleWays(model);
  }

  /** The step to a role, if some service takes it and the asker can have that service work. */
  step(asker: Asker, role: AwsNode): Step | undefined {
    const found = this.trustedBy(role).flatMap((each) => this.through(asker, role, each) ?? []);
    return found.find(({ certainty }) => certainty === "must") ?? found[0] ?? this.somehow(asker, role);
  }

  private through(asker: Asker, role: AwsNode, { spec, trust }: Trusted): Step | undefined {
    const passed = this.passes(asker, role, spec.service);
    if (!passed.over) return undefined;
    const answers = spec.ways.map((way) => ({ way, answer: this.ways.answer(asker, way) }));
    const best = answers.find(({ answer }) => answer.under) ?? answers.find(({ answer }) => answer.over);
    if (best === undefined || !this.hasProfile(asker, role, spec)) return undefined;
    const under = passed.under && trust.under && best.answer.under;
    const actions = best.way.actions.join(", ");
    const causes = [...passed.causes, ...trust.causes, ...best.answer.causes];
    const unsure = causes.length > 0 ? causes : [`whether ${actions} is allowed`];
    return {
      from: asker.node.id,
      to: role.node.id,
      kind: "control",
      plane: "identity",
      what: ["iam:PassRole", ...best.way.actions],
      certainty: under ? "must" : "may",
      causes: under ? [] : [...new Set(unsure)].sort(),
      because: `${reasonOf(this.model, passed)}, ${spec.service} may take the role, and ${actions} has it run`,
      evidence: evidenceOf(this.model, passed, role.node.provenance),
      request: under ? requestOf(asker, "iam:PassRole", passed) : undefined,
    };
  }

  /**
   * Services of which nothing is known do something in the roles that are passed to them: whoever can call one may
   * have it do what the role may.
   */
  private somehow(asker: Asker, role: AwsNode): Step | undefined {
    for (const service of servicesNamed(role)) {
      if (KNOWN.has(service) || !mayCall(asker, service)) continue;
      const passed = this.passes(asker, role, service);
      if (!passed.over) continue;
      return {
        from: asker.node.id,
        to: role.node.id,
        kind: "control",
        plane: "identity",
        what: ["iam:PassRole"],
        certainty: "may",
        causes: [`what ${service} does in a role for who calls it`],
        because: `${reasonOf(this.model, passed)}, and ${service} may take the role`,
        evidence: evidenceOf(this.model, passed, role.node.provenance),
      };
    }
    return undefined;
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

  /** The services of the list that a role lets in. */
  private trustedBy(role: AwsNode): readonly Trusted[] {
    const before = this.trusted.get(role);
    if (before !== undefined) return before;
    const found = PASS_ROLE_SERVICES.map((spec) => ({ spec, trust: trustOf(role, spec) })).filter(
      ({ trust }) => trust.over,
    );
    this.trusted.set(role, found);
    return found;
  }

  /** An instance takes a role only in a profile: one that has it, or one that the asker can put it into. */
  private hasProfile(asker: Asker, role: AwsNode, { inProfile = false }: PassRoleService): boolean {
    if (!inProfile) return true;
    const has = this.model
      .ofKind("instance-profile")
      .some((profile) =>
        this.model.find(profile.attributes, profile.attributes.text("role"), "role").nodes.includes(role),
      );
    return has || this.ways.answer(asker, ADD_TO_PROFILE).over;
  }
}

function trustOf(role: AwsNode, { service, source }: PassRoleService): Reach {
  const { region } = role.attributes.resource.place;
  const arn = source.split(/(\{\w\})/).flatMap((piece) => {
    if (piece === "{R}") return region;
    return piece === "{A}" ? role.account : literal(piece);
  });
  return serviceReach(service, { arn, account: role.account }, "sts:AssumeRole", role);
}

/** The services that a role's trust policy names, sorted. */
function servicesNamed({ policies }: AwsNode): readonly string[] {
  const entries = policies.flatMap(({ statements }) =>
    statements.flatMap(({ effect, principals }) =>
      effect === "Allow" && principals?.negated === false ? principals.entries : [],
    ),
  );
  const names = entries.flatMap((entry) => (entry.type === "service" ? (textOf(entry.name) ?? []) : []));
  return [...new Set(names)].sort();
}

/** `batchoperations.s3.amazonaws.com` is called by actions of `s3`. */
function mayCall({ rights }: Asker, service: string): boolean {
  const prefix = service.replace(/\.amazonaws\.com.*$/, "").replace(/^.*\./, "");
  const any = glob(`${prefix}:*`);
  return rights.identity.some(
    ({ statements, unreadable }) =>
      unreadable.length > 0 ||
      statements.some(
        ({ effect, actions }) =>
          effect === "Allow" &&
          (actions.negated || actions.entries.some((entry) => relateAction(entry, any) !== "no")),
      ),
  );
}
