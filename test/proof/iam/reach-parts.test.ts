import type { KeyState } from "../../../lib/proof/condition/context";
import { known } from "../../../lib/proof/condition/context";
import { type Principal, readPrincipal, rolePrincipal } from "../../../lib/proof/iam/principal";
import type { Question } from "../../../lib/proof/iam/question";
import { reach } from "../../../lib/proof/iam/reach";
import type { Policies } from "../../../lib/proof/iam/scene";
import { glob, literal, shownPattern } from "../../../lib/proof/pattern/token";
import type { PolicyInput, PolicyKind } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { allow, deny, HOME, KEY, policy, ROLE } from "./cases/case";

const OBJECTS = "arn:aws:s3:::globex/*";
const read = (input: PolicyInput, kind: PolicyKind) => [parsePolicy(input, kind, kind)];

function question(policies: Partial<Policies>, more: Partial<Question> = {}): Question {
  return {
    principal: rolePrincipal(literal(`arn:aws:iam::${HOME}:role/acme/etl`), false),
    action: literal("s3:GetObject"),
    resource: { language: [glob(OBJECTS)], account: literal(HOME), target: "other" },
    policies: { identity: [], resource: [], restrictions: [], ...policies },
    ...more,
  };
}

const identity = (...statements: readonly object[]) => ({
  identity: read(policy(...(statements as Record<string, unknown>[])), "identity"),
});

function edge(asked: Question): string {
  const { over, under } = reach(asked);
  return under ? "yes" : over ? "may be" : "no";
}

const object = { account: literal(HOME), target: "other" } as const;
const FOLDER = "arn:aws:s3:::globex/payroll/may";

const NOTHING = "no statement grants this action on this resource";

describe("what grants nothing", () => {
  it.each<[string, Partial<Policies>]>([
    ["no policy at all", {}],
    ["a Deny", identity(deny())],
    ["an Allow of other actions", identity(allow({ Action: ["s3:PutObject", "sqs:*"] }))],
    ["an Allow of other resources", identity(allow({ Resource: "arn:aws:s3:::acme/*" }))],
    ["a boundary", { boundary: read(policy(allow()), "boundary") }],
    ["a session policy", { session: read(policy(allow()), "session") }],
    ["an SCP", { restrictions: [{ kind: "scp", policies: read(policy(allow()), "scp") }] }],
    ["an RCP", { restrictions: [{ kind: "rcp", policies: read(policy(allow({ Principal: "*" })), "rcp") }] }],
    [
      "an endpoint's policy",
      { restrictions: [{ kind: "endpoint", policies: read(policy(allow({ Principal: "*" })), "endpoint") }] },
    ],
  ])("is %s, and no statement is named", (_, policies) => {
    expect(reach(question(policies))).toEqual({
      ...{ over: false, under: false, rule: "I2", reason: NOTHING, causes: [] },
    });
  });

  it("is not one of several actions that are listed", () => {
    expect(edge(question(identity(allow({ Action: ["s3:PutObject", "s3:GetObject"] }))))).toBe("yes");
    expect(edge(question(identity({ Effect: "Allow", NotAction: "sqs:*", Resource: "*" })))).toBe("yes");
  });
});

describe("what is denied", () => {
  it("names the statement that does, and asks for nothing more", () => {
    const found = reach(question(identity(allow(), deny({ Sid: "No" }))));
    expect(found).toEqual({
      ...{ over: false, under: false, rule: "I1", causes: [] },
      reason: 'statement "No" of identity policy "identity" denies it',
      statement: { policy: "identity", kind: "identity", index: 1, sid: "No" },
    });
  });
});

describe("what is allowed", () => {
  it("asks for no key where a part is allowed without one", () => {
    const chosen = { Condition: { StringEquals: { "s3:prefix": "x" } } };
    const found = reach(question(identity(allow(chosen), allow({ Resource: "arn:aws:s3:::globex/a/*" }))));
    expect(found).toMatchObject({ over: true, under: true, causes: [] });
    expect([...(found.witness?.keys ?? [])]).toEqual([]);
    expect(shownPattern(found.witness?.resource ?? [])).toBe("arn:aws:s3:::globex/a/*");
  });

  it("is shown by a text that is in both where neither holds the other", () => {
    const found = reach(question(identity(allow({ Resource: "arn:aws:s3:::*/public" }))));
    expect(found.under).toBe(true);
    expect(shownPattern(found.witness?.resource ?? [])).toMatch(/^arn:aws:s3:::globex\/.*public$/);
  });

  it("is so where the caller chooses what a variable of the resource is, whatever stands beside it", () => {
    const chosen = "arn:aws:s3:::globex/${aws:RequestTag/folder}/*";
    const beside = "arn:aws:s3:::globex-other/*";
    const asked = (...statements: readonly object[]) =>
      edge(question(identity(...statements), { resource: { ...object, language: [literal(FOLDER)] } }));
    const other = allow({ Resource: beside });
    const all = [
      [allow({ Resource: chosen }), other],
      [other, allow({ Resource: chosen })],
      [allow({ Resource: [chosen, beside] })],
      [allow({ Resource: [beside, chosen] })],
    ];
    expect(all.map((statements) => asked(...statements))).toEqual(["yes", "yes", "yes", "yes"]);
    // Of all objects it is some, as soon as the caller has chosen.
    const condition = { StringLike: { "aws:RequestTag/folder": "pay?oll" } };
    const some = allow({ Resource: chosen, Condition: condition });
    expect([edge(question(identity(some))), edge(question(identity(other, some)))]).toEqual(["yes", "yes"]);
  });

  it("need not be so where a variable of the resource may have no value", () => {
    const tagged = allow({ Resource: "arn:aws:s3:::globex/${aws:PrincipalTag/team}/*" });
    const found = reach(question(identity(tagged)));
    expect([found.over, found.under]).toEqual([true, false]);
    expect(found.causes).toContain("the value of aws:principaltag/team");
  });

  it("need not be so where a wildcard would have to stand for a colon between an ARN's parts", () => {
    expect(edge(question(identity(allow({ Resource: "arn:aws:s3:*:globex/*" }))))).toBe("may be");
    expect(edge(question(identity(allow({ Resource: "arn:aws:s3:*:*:globex/*" }))))).toBe("yes");
  });

  it("may be so by a policy that cannot be read beside others that can", () => {
    const readable = read(policy(allow({ Resource: "arn:aws:s3:::acme/*" })), "identity");
    const unreadable = read("not yet known", "resource");
    expect(edge(question({ identity: readable, resource: unreadable }))).toBe("may be");
  });
});

describe("a role's own policy, which names no resource", () => {
  it("is about the role", () => {
    const statement = {
      ...{ Effect: "Allow", Action: "sts:AssumeRole" },
      Principal: { AWS: `arn:aws:iam::${HOME}:role/acme/etl` },
    };
    const resource = { language: [literal(ROLE)], account: literal(HOME), target: "role" as const };
    const asked = question(
      { resource: read(policy(statement), "trust") },
      { action: literal("sts:AssumeRole"), resource },
    );
    expect(edge(asked)).toBe("yes");
  });
});

describe("the caller's account, by the name that keys give it", () => {
  const asked = (account: string, more: Partial<Question> = {}) => {
    const statement = {
      ...{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*", Principal: "*" },
      Condition: { StringEquals: { "kms:CallerAccount": account } },
    };
    return edge(
      question(
        { resource: read(policy(statement), "key") },
        {
          action: literal("kms:Decrypt"),
          resource: { language: [literal(KEY)], account: literal(HOME), target: "key" },
          ...more,
        },
      ),
    );
  };

  it("is known of who has one", () => {
    expect([asked(HOME), asked("999999999999")]).toEqual(["yes", "no"]);
  });

  it("is not known of a service, which calls in somebody's name", () => {
    const service = { ...readPrincipal("logs.amazonaws.com"), hasBoundary: false } as Principal;
    expect(asked(HOME, { principal: service })).toBe("may be");
  });

  it("says nothing where the resource is no key", () => {
    const statement = allow({ Condition: { StringEquals: { "kms:CallerAccount": HOME } } });
    expect(edge(question(identity(statement)))).toBe("may be");
  });
});

describe("keys of a service's call", () => {
  it("are absent from a direct one", () => {
    expect(edge(question(identity(allow({ Condition: { Null: { "aws:SourceArn": "true" } } }))))).toBe("yes");
    expect(edge(question(identity(allow({ Condition: { Null: { "aws:SourceArn": "false" } } }))))).toBe("no");
  });
});

describe("keys that no request is without", () => {
  const missing = (key: string, action: string) =>
    question(identity(allow({ Action: action, Condition: { Null: { [key]: "true" } } })), {
      action: literal(action),
    });
  const empty = (key: string) => question(identity(allow({ Condition: { StringEquals: { [key]: "" } } })));

  it("are not missing from the one that would be allowed without them", () => {
    expect(edge(missing("aws:UserAgent", "s3:GetObject"))).toBe("no");
    expect(edge(missing("s3:prefix", "s3:GetObject"))).toBe("yes");
    expect(edge(missing("dynamodb:LeadingKeys", "dynamodb:GetItem"))).toBe("no");
    expect(edge(missing("dynamodb:LeadingKeys", "dynamodb:Scan"))).toBe("yes");
  });

  it("are not empty either", () => {
    expect([edge(empty("aws:UserAgent")), edge(empty("s3:prefix"))]).toEqual(["no", "yes"]);
  });
});

describe("what the environment decides", () => {
  const vpce = (value: string) => ({ Condition: { StringEquals: { "aws:SourceVpce": value } } });
  const both = {
    Condition: { StringEquals: { "aws:SourceVpce": "a" }, StringNotLike: { "aws:SourceVpce": "a*" } },
  };

  it("is no way in where no value of it is one", () => {
    const same = identity(allow(vpce("a")), deny(vpce("a")));
    expect(reach(question(same))).toMatchObject({ over: false, under: false, causes: [] });
    expect(edge(question(identity(allow({ Condition: { Null: { "aws:SourceVpce": "true" } } }))))).toBe(
      "may be",
    );
  });

  it("may be one where what else there is cannot be read", () => {
    const resource = read("not yet known", "resource");
    expect(edge(question({ ...identity(allow(both)), resource }))).toBe("may be");
  });

  it("may be one for one part of the resource with this value and for another with that", () => {
    const parts = identity(
      allow({ Resource: "arn:aws:s3:::globex/a/*", ...vpce("a") }),
      allow({ Resource: "arn:aws:s3:::globex/b/*", ...vpce("b") }),
    );
    expect(edge(question(parts))).toBe("may be");
  });

  it("may be one with more keys than all combinations of which can be tried", () => {
    const keys = Array.from({ length: 12 }, (_, n) => `aws:PrincipalTag/t${n}`);
    const all = allow({ Condition: { StringEquals: Object.fromEntries(keys.map((key) => [key, "x"])) } });
    expect(edge(question(identity(all)))).toBe("may be");
    const given = new Map(keys.map((key): [string, KeyState] => [key.toLowerCase(), known("x")]));
    expect(edge(question(identity(all), { keys: given }))).toBe("yes");
  });

  it("is listed in words that are sorted, with the statements that depend on it", () => {
    const policies = identity(
      allow({ Condition: { StringEquals: { "aws:SourceVpce": "a", "aws:SourceVpc": "b" } } }),
      allow({ Resource: "arn:aws:s3:::globe?/${aws:SourceVpc}", ...vpce("a") }),
    );
    expect(reach(question(policies)).causes).toEqual([
      "identity, statement 0: it depends on its conditions",
      "identity, statement 1: it depends on its resource, conditions",
      "the value of aws:sourcevpc",
      "the value of aws:sourcevpce",
    ]);
  });
});
