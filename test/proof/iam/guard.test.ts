import { guardOf, isKeyBehindAlias, targetOf } from "../../../lib/proof/iam/guard";

describe("what guards a resource", () => {
  it.each([
    ["arn:aws:iam::111122223333:role/team/app", "role"],
    ["arn:aws-us-gov:iam::111122223333:role/app", "role"],
    ["arn:aws:kms:eu-west-1:111122223333:key/0a1b", "key"],
    ["arn:aws:kms:eu-west-1:111122223333:alias/app", "other"],
    ["arn:aws:iam::111122223333:user/role/x", "other"],
    ["arn:aws:s3:::key/arn:aws:kms:a:b:key/x", "other"],
    ["x:arn:aws:iam::1:role/x", "other"],
    ["arn:aws:iam:::role", "other"],
    ["*", "other"],
  ])("is asked of %s as of a %s", (arn, target) => {
    expect(targetOf(arn)).toBe(target);
  });

  it.each([
    ...["AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML", "TagSession", "SetSourceIdentity"],
    "SetContext",
  ])("is the trust policy for sts:%s of a role, and of nothing else", (name) => {
    expect(guardOf(`sts:${name}`, "role")).toEqual({ guard: "trust", kind: "trust" });
    expect(guardOf(`sts:${name}`, "other")).toEqual({ guard: "ordinary", kind: "resource" });
  });

  it.each([
    ["sts:GetCallerIdentity", "other", "open", "resource"],
    ["kms:Decrypt", "key", "key", "key"],
    ["KMS:decrypt", "key", "key", "key"],
    ["kms:ListAliases", "other", "ordinary", "resource"],
    ["s3:GetObject", "key", "ordinary", "resource"],
    ["iam:PassRole", "role", "none", "resource"],
    ["iam:GetUser", "other", "none", "resource"],
    ["sts:GetFederationToken", "role", "ordinary", "resource"],
  ] as const)("for %s on a target that is a %s is: %s", (action, target, guard, kind) => {
    expect(guardOf(action, target)).toEqual({ guard, kind });
  });

  it("is the key's behind an alias, but for what is done to the alias itself", () => {
    const alias = "arn:aws:kms:eu-west-1:111122223333:alias/app";
    const actions = ["kms:decrypt", "kms:createalias", "kms:updatealias", "kms:deletealias", "s3:getobject"];
    expect(actions.map((action) => isKeyBehindAlias(action, alias))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(isKeyBehindAlias("kms:decrypt", "arn:aws:kms:eu-west-1:111122223333:key/alias/x")).toBe(false);
    expect(isKeyBehindAlias("kms:decrypt", `x${alias}`)).toBe(false);
  });
});
