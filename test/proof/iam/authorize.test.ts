import { authorize, defaultKeyPolicy } from "cdktf-tenants/proof";
import { HOME, KEY, policy, allow, deny, get, USER, type Case } from "./cases/case";
import { ACROSS } from "./cases/across";
import { COMPLEMENTS } from "./cases/complements";
import { KEYS_AND_VALUES } from "./cases/conditions";
import { CONTEXT } from "./cases/context";
import { FAMILIES } from "./cases/families";
import { KEYS_OF_KMS } from "./cases/keys";
import { NAMED } from "./cases/named";
import { ONE_ACCOUNT } from "./cases/one-account";
import { ANONYMOUS, PROVIDERS, SERVICES } from "./cases/outsiders";
import { TEXTS } from "./cases/texts";
import { TRUST } from "./cases/trust";
import { VALUES } from "./cases/values";

const CASES: readonly Case[] = [
  ...[...ONE_ACCOUNT, ...NAMED, ...ACROSS],
  ...[...ANONYMOUS, ...TRUST, ...PROVIDERS, ...SERVICES, ...COMPLEMENTS],
  ...[...TEXTS, ...VALUES, ...KEYS_OF_KMS],
  ...[...KEYS_AND_VALUES, ...FAMILIES, ...CONTEXT],
];

describe("authorize answers as AWS documents", () => {
  it.each(CASES.map((each) => [each.name, each] as const))(
    "%s",
    (_, { request, policies, expect: expected }) => {
      expect(authorize(request, policies).decision).toBe(expected);
    },
  );

  it("in cases that all have a name of their own and a page that says so", () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
    expect(CASES.every(({ source }) => source.startsWith("https://docs.aws.amazon.com/"))).toBe(true);
  });
});

describe("authorize says why", () => {
  it("names the statement that denies", () => {
    const identity = { name: "team", document: policy(allow(), deny({ Sid: "NoReading" })) };
    const answer = authorize(get(USER), { identity });
    expect(answer.statement).toEqual({
      policy: "team",
      kind: "identity",
      index: 1,
      sid: "NoReading",
      effect: "Deny",
    });
    expect(answer.reason).toBe('statement "NoReading" of identity policy "team" denies it');
    expect(answer.rule).toBe("I1");
  });

  it("names the statement that allows", () => {
    const answer = authorize(get(USER), { resource: policy(allow({ Principal: { AWS: USER } })) });
    expect(answer.statement).toMatchObject({
      policy: "resource",
      kind: "resource",
      index: 0,
      effect: "Allow",
    });
    expect(answer.rule).toBe("I3");
  });

  it("names no statement where none allows", () => {
    const answer = authorize(get(USER), {});
    expect(answer.statement).toBeUndefined();
    expect(answer.reason).toContain("the caller's policies do not allow it");
  });

  it("names the keys that it would have to know", () => {
    const identity = policy(allow({ Condition: { StringEquals: { "aws:RequestTag/team": "a" } } }));
    const answer = authorize(get(USER, { unknownKeys: ["aws:RequestTag/team"] }), { identity });
    expect(answer.unknown).toEqual([
      "the value of aws:requesttag/team",
      "identity, statement 0: it depends on its conditions",
    ]);
  });

  it("says what is wrong with a policy that cannot be read", () => {
    const answer = authorize(get(USER), { identity: policy({ ...allow(), Effect: "allow" }) });
    expect(answer.unknown).toEqual(['identity, statement 0: Effect is "allow", not Allow or Deny']);
  });
});

describe("authorize refuses", () => {
  it.each([
    ["a principal of no form", { principal: "ann" }, "TNT6001"],
    ["an action without a service", { action: "GetObject" }, "TNT6002"],
    ["a resource that is no ARN", { resource: "acme/data" }, "TNT6003"],
  ])("%s", (_, fields, code) => {
    expect(() => authorize({ ...get(USER), ...fields }, {})).toThrow(expect.objectContaining({ code }));
  });
});

describe("defaultKeyPolicy", () => {
  it("leaves the key to the account's own policies", () => {
    const identity = policy(allow({ Action: "kms:Decrypt" }));
    const request = { principal: USER, action: "kms:Decrypt", resource: KEY };
    expect(authorize(request, { identity, resource: defaultKeyPolicy(HOME) }).decision).toBe("allow");
    expect(authorize(request, { resource: defaultKeyPolicy(HOME) }).decision).toBe("deny");
  });
});
