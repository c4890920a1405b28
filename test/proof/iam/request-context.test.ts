import { authorize, type AuthorizationRequest } from "cdktf-tenants/proof";
import { allow, deny, get, HOME, KEY, OBJECT, policy, ROLE, USER } from "./cases/case";

type Fields = Partial<AuthorizationRequest>;
const conditioned = (operator: string, key: string, value: string, fields: object = {}) =>
  policy(allow({ Condition: { [operator]: { [key]: value } }, ...fields }));

describe("the keys of a request that nobody declared", () => {
  const asked = (operator: string, key: string, value: string, fields: Fields = {}) =>
    authorize(get(USER, fields), { identity: conditioned(operator, key, value) }).decision;

  it("are the account of the resource, where it is known", () => {
    const open = { AWS: "*" };
    const anonymous = (operator: string, value: string, resourceAccount: string | undefined) => {
      const resource = conditioned(operator, "aws:ResourceAccount", value, { Principal: open });
      return authorize(get("*", { resourceAccount }), { resource }).decision;
    };
    expect(asked("StringEquals", "aws:ResourceAccount", HOME)).toBe("allow");
    expect(anonymous("StringEquals", HOME, HOME)).toBe("allow");
    expect(anonymous("StringEquals", HOME, undefined)).toBe("deny");
    expect(anonymous("Null", "true", undefined)).toBe("allow");
  });

  it("are absent where the request says that they are, and where it says nothing", () => {
    const context = { "s3:prefix": null };
    expect(asked("Null", "s3:prefix", "true", { context })).toBe("allow");
    expect(asked("Null", "s3:prefix", "true")).toBe("allow");
    expect(asked("Null", "s3:prefix", "true", { context: { "s3:prefix": "a" } })).toBe("deny");
  });
});

describe("keys declared unknown by their beginning", () => {
  const asked = (key: string, fields: Fields) =>
    authorize(get(USER, fields), { identity: conditioned("StringEquals", key, "a") }).decision;
  const unknownKeys = ["aws:RequestTag/*"];

  it("are all that begin so, and no others", () => {
    expect(asked("aws:RequestTag/team", { unknownKeys })).toBe("unknown");
    expect(asked("aws:RequestTag/", { unknownKeys })).toBe("unknown");
    expect(asked("aws:RequestTagged", { unknownKeys })).toBe("deny");
    expect(asked("s3:prefix", { unknownKeys })).toBe("deny");
  });

  it("are known where the request says them", () => {
    const context = { "aws:RequestTag/team": "a" };
    expect(asked("aws:RequestTag/team", { unknownKeys, context })).toBe("allow");
    expect(asked("aws:RequestTag/other", { unknownKeys, context })).toBe("unknown");
  });

  it("are one key only where the declared one has no wildcard, whatever the request says of it", () => {
    const given = { unknownKeys: ["aws:RequestTag/team"], context: { "aws:RequestTag/team": "a" } };
    expect(asked("aws:RequestTag/team", given)).toBe("unknown");
    expect(asked("aws:RequestTag/teams", given)).toBe("deny");
  });
});

describe("the caller's account by the name that keys give it", () => {
  const decided = (action: string, resource: string, principal: string = USER) => {
    const named = principal === USER ? { AWS: USER } : { Service: principal };
    const statement = conditioned("StringEquals", "kms:CallerAccount", HOME, {
      ...{ Principal: named, Action: action },
    });
    const request = { principal, action, resource, resourceAccount: HOME };
    return authorize(request, { resource: statement }).decision;
  };

  it("is known for actions of KMS, of whoever has an account", () => {
    expect(decided("kms:Decrypt", KEY)).toBe("allow");
    expect(decided("KMS:Decrypt", KEY)).toBe("allow");
    expect(decided("kms:Decrypt", KEY, "logs.amazonaws.com")).toBe("deny");
  });

  it("is absent for those of any other service", () => {
    expect(decided("s3:GetObject", OBJECT)).toBe("deny");
    expect(decided("backup-kms:Restore", OBJECT)).toBe("deny");
  });
});

describe("a text whose variable has nothing to stand for", () => {
  it("takes the whole list of what a Deny leaves alone with it", () => {
    const guard = (...resources: readonly string[]) =>
      policy(allow(), { Effect: "Deny", Action: "*", NotResource: resources });
    const elsewhere = "arn:aws:s3:::globex/*";
    const tagged = "arn:aws:s3:::${aws:PrincipalTag/team}/*";
    expect(authorize(get(USER), { identity: guard(elsewhere) }).decision).toBe("deny");
    expect(authorize(get(USER), { identity: guard(elsewhere, tagged) }).decision).toBe("allow");
    const principalTags = { team: "initech" };
    expect(authorize(get(USER, { principalTags }), { identity: guard(elsewhere, tagged) }).decision).toBe(
      "deny",
    );
  });
});

describe("an unreadable statement", () => {
  it("grants nothing where it is known to deny", () => {
    const broken = policy({ ...deny(), Resources: "*" });
    expect(authorize(get(USER), { identity: broken }).decision).toBe("deny");
    expect(authorize(get(USER), { identity: policy({ ...allow(), Resources: "*" }) }).decision).toBe(
      "unknown",
    );
    const trust = { principal: USER, action: "sts:AssumeRole", resource: ROLE };
    expect(authorize(trust, { resource: "no JSON" }).decision).toBe("unknown");
  });
});
