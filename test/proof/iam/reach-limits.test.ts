import { known } from "../../../lib/proof/condition/context";
import { type Principal, readPrincipal, rolePrincipal } from "../../../lib/proof/iam/principal";
import type { Question } from "../../../lib/proof/iam/question";
import { reach } from "../../../lib/proof/iam/reach";
import type { Policies } from "../../../lib/proof/iam/scene";
import { glob, literal, shownPattern } from "../../../lib/proof/pattern/token";
import type { PolicyInput, PolicyKind } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { allow, deny, HOME, policy, ROOT } from "./cases/case";

const OBJECTS = "arn:aws:s3:::globex/*";
const read = (input: PolicyInput, kind: PolicyKind) => [parsePolicy(input, kind, kind)];

function question(policies: Partial<Policies>, more: Partial<Question> = {}): Question {
  return {
    principal: rolePrincipal(literal(`arn:aws:iam::${HOME}:role/acme/etl`), false),
    action: literal("s3:GetObject"),
    resource: { language: [glob(OBJECTS)], account: literal(HOME), target: "other" },
    policies: { identity: read(policy(allow()), "identity"), resource: [], restrictions: [], ...policies },
    ...more,
  };
}

/** Must, may or cannot, and the part of the resource that shows it. */
function edge(asked: Question): readonly (string | undefined)[] {
  const { over, under, witness } = reach(asked);
  return [under ? "yes" : over ? "may be" : "no", witness && shownPattern(witness.resource)];
}

describe("what limits a principal", () => {
  const publicPart = policy(allow({ Resource: "arn:aws:s3:::globex/public/*" }));

  it("leaves the part that a boundary, a session policy or the organization allows", () => {
    expect(edge(question({}))).toEqual(["yes", OBJECTS]);
    expect(edge(question({ boundary: read(publicPart, "boundary") }))).toEqual([
      "yes",
      "arn:aws:s3:::globex/public/*",
    ]);
    expect(edge(question({ session: read(publicPart, "session") }))).toEqual([
      "yes",
      "arn:aws:s3:::globex/public/*",
    ]);
    const restrictions = [{ kind: "scp" as const, policies: read(publicPart, "scp") }];
    expect(edge(question({ restrictions }))).toEqual(["yes", "arn:aws:s3:::globex/public/*"]);
  });

  it("never grants by itself", () => {
    const nothing = { identity: [], boundary: read(policy(allow()), "boundary") };
    expect(edge(question(nothing))).toEqual(["no", undefined]);
    expect(reach(question(nothing))).toMatchObject({
      ...{ rule: "I2", reason: "no statement grants this action on this resource", causes: [] },
    });
  });

  it("closes everything where it allows nothing of it", () => {
    const elsewhere = policy(allow({ Resource: "arn:aws:s3:::acme/*" }));
    expect(edge(question({ boundary: read(elsewhere, "boundary") }))).toEqual(["no", undefined]);
  });

  it("may allow it where it cannot be read", () => {
    const broken = policy({ ...allow(), Effect: "allow" });
    expect(edge(question({ boundary: read(broken, "boundary") }))[0]).toBe("may be");
    const restrictions = [{ kind: "scp" as const, policies: read(broken, "scp") }];
    expect(edge(question({ restrictions }))[0]).toBe("may be");
  });
});

describe("keys that follow from a question", () => {
  const only = (key: string, value: string, more: Partial<Question> = {}) =>
    edge(
      question(
        { identity: read(policy(allow({ Condition: { StringEquals: { [key]: value } } })), "identity") },
        more,
      ),
    )[0];

  it("are the account of the resource, where it is known", () => {
    expect([only("aws:ResourceAccount", HOME), only("aws:ResourceAccount", "999999999999")]).toEqual([
      "yes",
      "no",
    ]);
    const resource = { language: [glob(OBJECTS)], account: undefined, target: "other" as const };
    expect(only("aws:ResourceAccount", HOME, { resource })).toBe("may be");
  });

  it("are what the question says, before anything else", () => {
    expect(only("aws:ResourceAccount", "x", { keys: new Map([["aws:resourceaccount", known("x")]]) })).toBe(
      "yes",
    );
    expect(only("aws:SourceVpc", "vpc-1", { keys: new Map([["aws:sourcevpc", known("vpc-1")]]) })).toBe(
      "yes",
    );
    expect(only("aws:SourceVpc", "vpc-1")).toBe("may be");
  });

  it("are never those of a service's call, unless a service calls", () => {
    expect(only("aws:SourceAccount", HOME)).toBe("no");
    const found = readPrincipal("sns.amazonaws.com");
    const principal = { ...found, hasBoundary: false } as Principal;
    const resource = read(
      policy(
        allow({
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": HOME } },
        }),
      ),
      "resource",
    );
    expect(edge(question({ identity: [], resource }, { principal }))[0]).toBe("yes");
  });
});

describe("the root user of an account", () => {
  it("reaches what is the account's, whatever the policies leave out, unless one denies it", () => {
    const principal = { ...readPrincipal(ROOT), hasBoundary: false } as Principal;
    expect(edge(question({ identity: [] }, { principal }))).toEqual(["yes", OBJECTS]);
    const resource = read(policy(deny({ Principal: "*" })), "resource");
    expect(edge(question({ identity: [], resource }, { principal }))[0]).toBe("no");
  });
});
