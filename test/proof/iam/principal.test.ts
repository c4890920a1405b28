import { nameOf, readPrincipal, rolePrincipal, userPrincipal } from "../../../lib/proof/iam/principal";
import { principalKeys } from "../../../lib/proof/iam/principal-keys";
import { concat, literal, type Pattern, shownPattern, symbol } from "../../../lib/proof/pattern/token";

const HOME = "111122223333";
const iam = (rest: string) => `arn:aws:iam::${HOME}:${rest}`;
const sts = (rest: string) => `arn:aws:sts::${HOME}:${rest}`;

function shown(pattern: Pattern | undefined): string | undefined {
  return pattern && shownPattern(pattern);
}

/** Kind, ARN, account and the identities behind it. */
function read(text: string) {
  const found = readPrincipal(text);
  return found && [found.kind, shown(found.arn), shown(found.account), found.parents?.map(shownPattern)];
}

describe("a principal", () => {
  it.each([
    [iam("user/ann"), ["user", iam("user/ann"), HOME, undefined]],
    [iam("user/team/ann"), ["user", iam("user/team/ann"), HOME, undefined]],
    [iam("role/app"), ["role", iam("role/app"), HOME, [iam("role/app")]]],
    [iam("root"), ["root", iam("root"), HOME, undefined]],
    [HOME, ["root", iam("root"), HOME, undefined]],
    [
      sts("assumed-role/app/s"),
      ["role-session", sts("assumed-role/app/s"), HOME, [iam("role/app"), iam("role/*/app")]],
    ],
    [sts("federated-user/bob"), ["federated-user", sts("federated-user/bob"), HOME, [iam("user/bob")]]],
    [iam("oidc-provider/x.example"), ["federated", iam("oidc-provider/x.example"), HOME, undefined]],
    [iam("saml-provider/corp"), ["federated", iam("saml-provider/corp"), HOME, undefined]],
    ["accounts.google.com", ["federated", "accounts.google.com", undefined, undefined]],
    ["cognito-identity.amazonaws.com", ["federated", "cognito-identity.amazonaws.com", undefined, undefined]],
    ["lambda.amazonaws.com", ["service", "lambda.amazonaws.com", undefined, undefined]],
    ["logs.eu-west-1.amazonaws.com", ["service", "logs.eu-west-1.amazonaws.com", undefined, undefined]],
    ["ec2.amazonaws.com.cn", ["service", "ec2.amazonaws.com.cn", undefined, undefined]],
    ["*", ["anonymous", "", undefined, undefined]],
    ["anonymous", ["anonymous", "", undefined, undefined]],
  ])("is read from %s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ...["", "ann", "Lambda.amazonaws.com!", "11112222333", "1111222233334", `x${HOME}`],
    ...[iam("group/admins"), iam("policy/p"), iam("instance-profile/x"), iam("xuser/ann"), iam("roots")],
    ...[sts("assumed-role/app"), sts("federated-user/"), sts("self"), sts("federated-user")],
    ...["arn:aws:iam:eu-west-1:111122223333:user/ann", "arn:aws:sts:eu-west-1:111122223333:assumed-role/a/s"],
    ...["arn:aws:s3:::bucket", "arx:aws:iam::111122223333:user/ann", "arn:aws:iam::111122223333"],
    ...[iam("x-oidc-provider/a"), iam("oidc-provider")],
  ])("is not read from %j", (text) => {
    expect(readPrincipal(text)).toBeUndefined();
  });

  it("has the name that stands after its path, if one is to be seen", () => {
    expect(shown(nameOf(literal(iam("user/team/ann"))))).toBe("ann");
    expect(shown(nameOf(concat(literal(iam("role/")), [symbol("r#name")])))).toBe("${r#name}");
    expect(nameOf(literal(iam("root")))).toBeUndefined();
    expect(nameOf(literal("arn:aws:iam"))).toBeUndefined();
  });

  it("asks as a user in the user's own name, as a role in that of any of its sessions", () => {
    const user = userPrincipal(literal(iam("user/ann")), true);
    expect([user.kind, shown(user.account), user.hasBoundary]).toEqual(["user", HOME, true]);
    const role = rolePrincipal(literal(iam("role/path/app")), false);
    expect([role.kind, shown(role.arn), shown(role.account), role.parents?.map(shownPattern)]).toEqual([
      ...["role-session", sts("assumed-role/app/*"), HOME, [iam("role/path/app")]],
    ]);
    expect(role.hasBoundary).toBe(false);
    const unknown = rolePrincipal([symbol("r#arn", { holds: "text" })], false);
    expect(shown(unknown.arn)).toMatch(/assumed-role\/\*/);
  });
});

describe("the keys that follow from a principal", () => {
  const keys = (text: string) => {
    const principal = readPrincipal(text);
    const found = principal === undefined ? new Map() : principalKeys({ ...principal, hasBoundary: false });
    return Object.fromEntries(
      [...found].map(([key, state]) => [
        key,
        state.state === "values" ? state.values.map(shownPattern).join() : state,
      ]),
    );
  };

  it("are those of the IAM guide for each kind (principal key values)", () => {
    const signed = (arn: string, type: string) => ({
      "aws:principalarn": arn,
      "aws:principalaccount": HOME,
      "aws:principaltype": type,
      "aws:principalisawsservice": "false",
    });
    expect(keys(iam("user/team/ann"))).toEqual({
      ...signed(iam("user/team/ann"), "User"),
      "aws:username": "ann",
    });
    expect(keys(iam("role/app"))).toEqual(signed(iam("role/app"), "AssumedRole"));
    expect(keys(sts("assumed-role/app/s"))).toEqual(signed(iam("role/app"), "AssumedRole"));
    expect(keys(sts("federated-user/bob"))).toEqual(signed(sts("federated-user/bob"), "FederatedUser"));
    expect(keys(HOME)).toEqual(signed(iam("root"), "Account"));
  });

  it("are few for who does not sign as a principal of an account", () => {
    expect(keys("lambda.amazonaws.com")).toEqual({
      "aws:principalisawsservice": "true",
      "aws:principalservicename": "lambda.amazonaws.com",
    });
    expect(keys("*")).toEqual({ "aws:principalaccount": "anonymous", "aws:principaltype": "Anonymous" });
    expect(keys("accounts.google.com")).toEqual({});
    expect(keys(iam("oidc-provider/x.example"))).toEqual({});
  });
});
