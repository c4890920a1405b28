import { authorize } from "cdktf-tenants/proof";
import { type Principal, readPrincipal } from "../../../lib/proof/iam/principal";
import type { Question } from "../../../lib/proof/iam/question";
import { reach } from "../../../lib/proof/iam/reach";
import { glob, literal, type Pattern } from "../../../lib/proof/pattern/token";
import type { PolicyInput, PolicyKind } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { allow, deny, get, HOME, policy, ROLE, ROOT, SESSION, USER } from "./cases/case";

const read = (input: PolicyInput | undefined, kind: PolicyKind) =>
  input === undefined ? [] : [parsePolicy(input, kind)];

interface Given {
  readonly identity?: PolicyInput;
  readonly boundary?: PolicyInput;
  readonly resource?: PolicyInput;
  readonly account?: Pattern;
  readonly action?: Pattern;
}

function asked(
  arn: string,
  { identity, boundary, resource, account, action = literal("s3:GetObject") }: Given,
) {
  const found = readPrincipal(arn);
  const principal = { ...found, hasBoundary: false } as Principal;
  const question: Question = {
    principal,
    action,
    resource: { language: [glob("arn:aws:s3:::acme/*")], account, target: "other" },
    policies: {
      identity: read(identity, "identity"),
      boundary: boundary === undefined ? undefined : read(boundary, "boundary"),
      resource: read(resource, "resource"),
      restrictions: [],
    },
  };
  return reach(question);
}

/** Must, may or cannot, by which rule. */
function edge(arn: string, given: Given): readonly string[] {
  const { over, under, rule } = asked(arn, given);
  return [under ? "yes" : over ? "may be" : "no", rule];
}

describe("where it is not known which account a resource belongs to", () => {
  const named = policy(allow({ Principal: { AWS: USER } }));
  const own = policy(allow());

  it("both sides together allow, in whichever account it is", () => {
    expect(edge(USER, { identity: own, resource: named })).toEqual(["yes", "I3"]);
  });

  it("one side alone may, if it is the caller's own", () => {
    expect(edge(USER, { identity: own })).toEqual(["may be", "I2"]);
    expect(edge(USER, { resource: named })).toEqual(["may be", "I3"]);
    expect(edge(USER, { identity: own, account: literal(HOME) })).toEqual(["yes", "I2"]);
    expect(edge(USER, { resource: named, account: literal("999999999999") })).toEqual(["no", "I4"]);
  });

  it("neither side allows anywhere, for the reason that holds everywhere", () => {
    const elsewhere = policy(allow({ Principal: { AWS: ROLE } }));
    expect(asked(USER, { identity: policy(allow(), deny()), resource: elsewhere })).toMatchObject({
      ...{ over: false, rule: "I1", reason: 'statement 1 of identity policy "identity" denies it' },
    });
    expect(asked(USER, { resource: elsewhere })).toMatchObject({
      over: false,
      rule: "I4",
      reason: "across accounts both sides must allow it: the resource's policy and the caller's own",
    });
    expect(asked(USER, { identity: policy(allow()), boundary: policy(deny()) })).toMatchObject({
      over: false,
      rule: "I1",
    });
    const limited = policy(allow({ Resource: "arn:aws:s3:::globex/*" }));
    expect(asked(USER, { identity: policy(allow()), boundary: limited })).toMatchObject({
      over: false,
      rule: "I4",
      reason: "across accounts both sides must allow it: the resource's policy and the caller's own",
    });
  });

  it("its root user may reach it", () => {
    expect(edge(ROOT, {})).toEqual(["may be", "root"]);
    expect(edge(ROOT, { account: literal("999999999999") })[0]).toBe("no");
  });
});

describe("callers without credentials", () => {
  const resource = policy(allow({ Principal: "*", Action: "*" }));

  it("may be let in to actions of which some are answered without a signature", () => {
    expect(edge("*", { resource, action: glob("s3:Get*") })).toEqual(["yes", "I5"]);
    expect(edge("*", { resource, action: glob("s3*:Get*") })).toEqual(["may be", "I5"]);
  });

  it("may be let in by a policy that cannot be read", () => {
    const broken = policy({ ...allow({ Principal: "*" }), Effect: "allow" });
    expect(edge("*", { resource: broken })[0]).toBe("may be");
  });
});

describe("the statement that is named where only some may apply", () => {
  const depending = (key: string) => ({ Condition: { StringEquals: { [key]: "x" } } });
  const unknownKeys = ["s3:prefix", "s3:delimiter"];

  it("is the one that may allow, and not one that may deny", () => {
    const identity = policy(
      deny({ ...depending("s3:delimiter"), Sid: "No" }),
      allow({ ...depending("s3:prefix"), Sid: "Yes" }),
    );
    const answer = authorize(get(SESSION, { unknownKeys }), { identity });
    expect([answer.decision, answer.statement?.sid]).toEqual(["unknown", "Yes"]);
  });
});
