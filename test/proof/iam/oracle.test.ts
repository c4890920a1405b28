import { authorize, type AuthorizationPolicies, type AuthorizationRequest } from "cdktf-tenants/proof";
import fc from "fast-check";
import { reach } from "../../../lib/proof/iam/reach";
import type { PlainPolicies, PlainRequest, PlainStatement } from "../support/brute-force-iam";
import { askOracle, type OracleQuestion } from "../support/oracle";
import { KNOWN_FAULTS } from "../support/oracle-faults";
import { fitting, MULTIPLE, policies, request, SINGLE } from "../support/random-policies";
import { kernelPolicies, kernelRequest, keyStates, question } from "../support/to-kernel";
import { allow, deny, get, HOME, policy, ROOT, SESSION, USER } from "./cases/case";

/** 2,000 by default; the nightly run asks for 100,000, and for another seed each time. */
const SAMPLES = Number(process.env.PROOF_SAMPLES ?? 2_000);
const SEED = Number(process.env.PROOF_SEED ?? 20_261_121);

type Sample = readonly [PlainRequest, PlainPolicies];

const sample: fc.Arbitrary<Sample> = fc
  .tuple(request, policies)
  .map(([asked, given]) => [asked, fitting(given, asked)] as const);

function document(statements: readonly PlainStatement[]) {
  return { Version: "2012-10-17", Statement: statements };
}

function oracleQuestion([
  { principal, action, resource, resourceAccount, context },
  given,
]: Sample): OracleQuestion {
  const list = (statements: readonly PlainStatement[] | undefined) => statements && [document(statements)];
  return {
    ...{ principal, action, resource, resourceAccount, context },
    policies: {
      identity: list(given.identity),
      boundary: list(given.boundary),
      session: list(given.session),
      resource: given.resource && document(given.resource),
    },
  };
}

interface Compared {
  readonly sample: Sample;
  readonly oracle: "allow" | "deny";
  readonly faults: readonly string[];
}

async function compare(): Promise<readonly Compared[]> {
  const drawn = fc.sample(sample, { numRuns: SAMPLES, seed: SEED });
  const answers = await askOracle(drawn.map(oracleQuestion));
  return drawn.map((each, n) => ({
    sample: each,
    oracle: answers[n] ?? "deny",
    faults: KNOWN_FAULTS.filter((fault) => fault.concerns(...each)).map(({ name }) => name),
  }));
}

describe(`an independent simulator, on ${SAMPLES} random requests (seed ${SEED})`, () => {
  let compared: readonly Compared[];

  beforeAll(async () => {
    compared = (await compare()).filter(({ faults }) => faults.length === 0);
  }, 600_000);

  it("is asked about most of them: its known faults concern few", () => {
    expect(compared.length).toBeGreaterThan(SAMPLES * 0.75);
    expect(new Set(compared.map(({ oracle }) => oracle))).toEqual(new Set(["allow", "deny"]));
  });

  it("answers as authorize does", () => {
    const different = compared.filter(
      ({ sample: [asked, given], oracle }) =>
        authorize(kernelRequest(asked), kernelPolicies(given)).decision !== oracle,
    );
    expect(different).toEqual([]);
  });

  it("lies between under and over, with all keys known", () => {
    const outside = compared.filter(({ sample: [asked, given], oracle }) => {
      const { over, under } = reach(question(asked, given, keyStates(asked, [SINGLE, MULTIPLE])));
      return (under && oracle === "deny") || (!over && oracle === "allow");
    });
    expect(outside).toEqual([]);
  });

  it("lies below over when the caller chooses the keys, and above under when the environment does", () => {
    const outside = compared.filter(({ sample: [asked, given], oracle }) => {
      const chosen = reach(question(asked, given, new Map()));
      const left = reach({ ...question(asked, given, new Map()), kindOf: () => "environment" });
      return (!chosen.over && oracle === "allow") || (left.under && oracle === "deny");
    });
    expect(outside).toEqual([]);
  });
});

interface Disagreement {
  readonly name: string;
  readonly request: AuthorizationRequest;
  readonly policies: AuthorizationPolicies;
  readonly asked: OracleQuestion;
  readonly documented: "allow" | "deny";
  readonly source: string;
}

const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
const object = {
  action: "s3:GetObject",
  resource: "arn:aws:s3:::acme/data/1",
  resourceAccount: HOME,
  context: {},
};
const nothing = policy(allow({ Action: "ec2:DescribeInstances" }));
const toSession = policy(allow({ Principal: { AWS: SESSION } }));
const exceptAnn = policy(allow({ Principal: "*" }), {
  Effect: "Deny",
  NotPrincipal: { AWS: USER },
  Action: "s3:*",
  Resource: "*",
});
const exceptAccount = policy(allow({ Principal: "*" }), {
  Effect: "Deny",
  NotPrincipal: { AWS: ROOT },
  Action: "s3:*",
  Resource: "*",
});
const home = { Statement: [allow({ Resource: "arn:aws:s3:::acme/${aws:username}" })] };
const otherTeam = policy(
  allow(),
  deny({ Condition: { StringNotEquals: { k: "${aws:PrincipalTag/team}" } } }),
);
const target = `arn:aws:iam::${HOME}:role/target`;
const mayAssume = policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: target });

/** One case for each disagreement, with the page that decides it. */
const DISAGREEMENTS: readonly Disagreement[] = [
  {
    name: "a session policy limits a grant to the session itself",
    request: get(SESSION),
    policies: { session: nothing, resource: toSession },
    asked: { ...object, principal: SESSION, policies: { session: [nothing], resource: toSession } },
    documented: "allow",
    source: `${GUIDE}reference_policies_evaluation-logic_policy-eval-denyallow.html`,
  },
  {
    name: "a role without a trust policy is assumed by the identity policy alone",
    request: { principal: USER, action: "sts:AssumeRole", resource: target },
    policies: { identity: mayAssume },
    asked: {
      principal: USER,
      action: "sts:AssumeRole",
      resource: target,
      resourceAccount: HOME,
      context: {},
      policies: { identity: [mayAssume] },
    },
    documented: "deny",
    source: `${GUIDE}reference_policies_evaluation-logic.html`,
  },
  {
    name: "NotPrincipal with Deny spares a user whose account is not listed",
    request: get(USER),
    policies: { resource: exceptAnn },
    asked: { ...object, principal: USER, policies: { resource: exceptAnn } },
    documented: "deny",
    source: `${GUIDE}reference_policies_elements_notprincipal.html`,
  },
  {
    name: "NotPrincipal with Deny spares every principal of a listed account",
    request: get(USER),
    policies: { resource: exceptAccount },
    asked: { ...object, principal: USER, policies: { resource: exceptAccount } },
    documented: "deny",
    source: `${GUIDE}reference_policies_elements_notprincipal.html`,
  },
  {
    name: "variables are put in without a version",
    request: get(USER, { resource: "arn:aws:s3:::acme/ann" }),
    policies: { identity: home },
    asked: {
      ...object,
      principal: USER,
      resource: "arn:aws:s3:::acme/ann",
      context: { "aws:username": "ann" },
      policies: { identity: [home] },
    },
    documented: "deny",
    source: `${GUIDE}reference_policies_elements_version.html`,
  },
  {
    name: "a negated comparison with a variable that has no value does not hold",
    request: get(USER, { context: { k: "x" } }),
    policies: { identity: otherTeam },
    asked: { ...object, principal: USER, context: { k: "x" }, policies: { identity: [otherTeam] } },
    documented: "deny",
    source: `${GUIDE}reference_policies_variables.html`,
  },
];

describe("where the simulator is known to be wrong", () => {
  it("still is, so that this list stays true", async () => {
    const answers = await askOracle(DISAGREEMENTS.map(({ asked }) => asked));
    expect(answers).toEqual(
      DISAGREEMENTS.map(({ documented }) => (documented === "allow" ? "deny" : "allow")),
    );
  });

  it.each(DISAGREEMENTS.map((each) => [each.name, each] as const))(
    "%s: authorize follows the documentation",
    (_, { request: asked, policies: given, documented }) => {
      expect(authorize(asked, given).decision).toBe(documented);
    },
  );
});
