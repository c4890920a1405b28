import { authorize } from "cdktf-tenants/proof";
import type { PolicyObject } from "cdktf-tenants/proof";
import type { Access, Area } from "../../../lib/model/sharing/areas";
import { AREA_RULES, AREAS } from "../../../lib/model/sharing/areas";
import { askOracle } from "../../proof/support/oracle";
import type { Granted, GrantedApp } from "./support/granted-app";
import { grantedApp } from "./support/granted-app";
import type { Question } from "./support/questions";
import { byRole, LISTED, questionsAbout, questionsAboutKey, roleArn } from "./support/questions";
import { ACCOUNT } from "./support/synthesized-iam";

/** Every access of every area, and every way to narrow it. */
const GRANTS: readonly Granted[] = AREAS.flatMap((area) =>
  (Object.keys(AREA_RULES[area].access) as Access[]).flatMap((access) => {
    const narrowings = narrowingsOf(area);
    return narrowings.map((narrowing) => ({ area, access, narrowing }));
  }),
);

function narrowingsOf(area: Area): Granted["narrowing"][] {
  if (area === "s3") return [{}, { prefix: "exports/" }];
  if (area === "dynamodb") return [{}, { leadingKeys: ["qa"] }];
  return [{}];
}

const EVERYTHING: PolicyObject = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** A question with the policies that apply to it. */
interface Asked extends Question {
  readonly policies: {
    readonly identity: readonly PolicyObject[];
    readonly boundary: readonly PolicyObject[] | undefined;
    readonly resource: PolicyObject | undefined;
  };
}

function asked(app: GrantedApp, questions: readonly Question[], anything: boolean): Asked[] {
  const key = app.iam.key("dev");
  const resourcePolicies = app.iam.resourcePolicies();
  const roles = new Map<string, ReturnType<GrantedApp["iam"]["role"]>>();
  return questions.map((question) => {
    const role = roles.get(question.role) ?? app.iam.role(`nonprod--${question.role}`);
    roles.set(question.role, role);
    const resource = question.resource === key.arn ? key.policy : policyOf(resourcePolicies, question);
    const own = { identity: role.identity, boundary: [role.boundary] };
    const policies = anything ? { identity: [EVERYTHING], boundary: undefined } : own;
    return { ...question, policies: { ...policies, resource } };
  });
}

function policyOf(
  policies: ReadonlyMap<string, PolicyObject>,
  { policy }: Question,
): PolicyObject | undefined {
  if (policy === undefined) return undefined;
  const found = policies.get(policy);
  if (found === undefined) throw new Error(`${policy} has no policy, of ${[...policies.keys()].join(", ")}`);
  return found;
}

const session = (role: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/nonprod--${role}/test`;
const common = { "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "false" };

function kernel({ role, action, resource, context, policies }: Asked): string {
  const request = { principal: session(role), roleArn: roleArn(role), action, resource };
  return authorize({ ...request, resourceAccount: ACCOUNT, context: { ...common, ...context } }, policies)
    .decision;
}

async function oracle(questions: readonly Asked[]): Promise<readonly string[]> {
  return askOracle(
    questions.map(({ role, action, resource, context, policies }) => ({
      ...{ principal: session(role), action, resource, resourceAccount: ACCOUNT, policies },
      context: {
        ...{ ...common, "aws:PrincipalArn": roleArn(role), "aws:PrincipalAccount": ACCOUNT },
        ...(context as Record<string, string | readonly string[]>),
      },
    })),
  );
}

function titleOf({ area, access, narrowing }: Granted): string {
  return [`${access} of ${area}`, ...Object.keys(narrowing)].join(" with ");
}

interface Case {
  readonly title: string;
  /** With the policies as they were written. */
  readonly written: readonly Asked[];
  /** With identity policies that allow everything, where the resource or the key decides. */
  readonly anything: readonly Asked[];
}

function caseOf(granted: Granted): Case {
  const app = grantedApp(granted);
  const registry = { action: "ecr:GetAuthorizationToken", resource: "*" };
  const about = [...questionsAbout(granted, app), ...questionsAboutKey(granted, app)];
  const guarded = about.filter(
    ({ role, policy, action }) =>
      !role.startsWith("dev--") &&
      // Whoever manages the account may describe a key, and parameters are guarded by their key alone.
      (policy !== undefined || (action.startsWith("kms:") && action !== "kms:DescribeKey")),
  );
  return {
    title: titleOf(granted),
    written: asked(
      app,
      [...about, ...(granted.area === "ecr" ? byRole(registry, {}, true, true) : [])],
      false,
    ),
    anything: asked(app, guarded, true),
  };
}

describe("for every access of every area, a kernel of ours and an independent one agree", () => {
  let cases: readonly Case[];
  let answers: ReadonlyMap<Asked, string>;

  beforeAll(async () => {
    cases = GRANTS.map(caseOf);
    const all = cases.flatMap(({ written, anything }) => [...written, ...anything]);
    const said = await oracle(all);
    answers = new Map(all.map((question, index) => [question, said[index] ?? "nothing"]));
  }, 600_000);

  /** What either says, where it is not what the grant says. */
  function different(questions: readonly Asked[]): unknown[] {
    return questions.flatMap((question) => {
      const { role, action, resource, context, expected } = question;
      const said = { kernel: kernel(question), oracle: answers.get(question) };
      if (said.kernel === expected && said.oracle === expected) return [];
      return [{ role, action, resource, context, expected, ...said }];
    });
  }

  const caseTitled = (title: string) => cases.find((one) => one.title === title);

  test.each(GRANTS.map(titleOf))(
    "%s: the listed role can do exactly that, the owner what it could, nobody else anything",
    (title) => {
      const questions = caseTitled(title)?.written ?? [];
      const allowed = questions.filter(({ role, expected }) => role === LISTED && expected === "allow");
      expect(allowed.length).toBeGreaterThan(0);
      expect(different(questions)).toEqual([]);
    },
    60_000,
  );

  test.each(GRANTS.map(titleOf))(
    "%s: the same where roles' own policies allow everything",
    (title) => {
      const questions = caseTitled(title)?.anything ?? [];
      expect(questions.length).toBeGreaterThan(0);
      expect(different(questions)).toEqual([]);
    },
    60_000,
  );
});
