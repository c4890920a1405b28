import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import type { PolicyStatement } from "../../lib/model/policy-document";
import type { Visibility } from "../../lib/resources/declared-resource";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { TenantParameter } from "../../lib/resources/tenant-parameter";
import { TenantSecret } from "../../lib/resources/tenant-secret";
import { TenantTable } from "../../lib/resources/tenant-table";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import { Tenant } from "../../lib/tenant/tenant";
import type { ITenant } from "../../lib/tenant/tenant-attributes";
import { someInfrastructure } from "../support/infrastructure";
import { someTenant, stackOf } from "../support/sharing";
import type { Synthesis } from "../support/synth";
import { refusal, synthesize } from "../support/synth";
import { statementsOf } from "./support";

const ROLES = "arn:aws:iam::123456789012:role/nonprod";
const EVERYONE = `${ROLES}/*`;
const rolesOf = (...tenants: string[]) =>
  tenants.flatMap((name) =>
    ["hosts", "pods"].map((purpose) => `${ROLES}/${name}/nonprod--${name}--${purpose}`),
  );

/** The operator with a bucket, a table and a secret, in a stack of its own, and other tenants in theirs. */
function operated(names: readonly string[], visibility: (tenants: ITenant[]) => Visibility): Synthesis {
  return synthesize((app) => {
    const operator = someTenant(app, "default", {}, "operator");
    const tenants = names.map((name) => someTenant(app, name, {}, name));
    const props = { visibility: visibility(tenants) };
    new TenantBucket(operator, "models", props);
    new TenantTable(operator, "prices", { partitionKey: { name: "id" }, ...props });
    new TenantSecret(operator, "licence", props);
  });
}

const POLICIES = [
  ["models/Policy", "s3:GetObject"],
  ["prices/Policy", "dynamodb:GetItem"],
  ["licence/Policy", "secretsmanager:GetSecretValue"],
] as const;
const policy = (plan: Synthesis, path: string) => statementsOf(plan.stack("operator").at(`default/${path}`));
const keyPolicy = (plan: Synthesis) => policy(plan, "Encryption/Key");
const named = (statements: PolicyStatement[], sid: string) =>
  statements.filter(({ Sid }) => Sid.startsWith(sid));

describe("what is visible to listed tenants", () => {
  test.each(POLICIES)("names their roles in %s, for reading alone", (path, reading) => {
    const statements = policy(
      operated(["dev", "qa", "third"], ([dev, qa]) => [qa!, dev!]),
      path,
    );
    const [noData] = named(statements, "NobodyElseTouchesData");
    expect(noData?.Condition?.["ArnNotLike"]).toEqual({
      "aws:PrincipalArn": [`${ROLES}/default/*`, ...rolesOf("dev", "qa")],
    });
    const only = named(statements, "OnlyAsGranted");
    expect(only.map(({ Condition }) => Condition)).toEqual([
      { ArnEquals: { "aws:PrincipalArn": rolesOf("dev", "qa") } },
    ]);
    expect(only[0]?.NotAction).toEqual(expect.arrayContaining([reading]));
    expect(named(statements, "NoOtherTenant")).toHaveLength(1);
  });

  test("is a grant for each of them, with what it is for", () => {
    const { intent } = operated(["dev", "qa", "third"], ([dev, qa]) => [qa!, dev!]);
    const grants = intent.grants.map(({ path, access, resources, reason }) => [
      path,
      access,
      resources,
      reason,
    ]);
    expect(grants).toEqual(
      ["licence", "models", "prices"].flatMap((resource) =>
        ["dev", "qa"].map((tenant) => [
          `operator/default/${resource}/VisibleTo-${tenant}`,
          ...["read", [resource], `visible to ${tenant}, as declared`],
        ]),
      ),
    );
  });

  test("may be a tenant of another app", () => {
    const plan = synthesize((app) => {
      const operator = someTenant(app, "default", {}, "operator");
      const elsewhere = imported(app, operator, "elsewhere");
      new TenantBucket(operator, "models", { visibility: [elsewhere] });
    });
    const [only] = named(policy(plan, "models/Policy"), "OnlyAsGranted");
    expect(only?.Condition).toEqual({ ArnEquals: { "aws:PrincipalArn": rolesOf("elsewhere") } });
  });
});

function imported(app: App, scope: Tenant, name: string): ITenant {
  return Tenant.fromTenantAttributes(TerraformStack.of(scope), `imported-${name}`, {
    ...{ name, infrastructure: someInfrastructure(app), keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" },
    ...{ securityGroupId: "sg-1", loadBalancerSecurityGroupId: "sg-2" },
  });
}

describe("what is visible to everyone", () => {
  test.each(POLICIES)("says so once in %s, and whom it does not mean", (path, reading) => {
    const statements = policy(
      operated(["dev", "qa"], () => "public"),
      path,
    );
    expect(statements.map(({ Sid }) => Sid).filter((sid) => sid !== "TlsOnly")).toEqual([
      ...["NobodyElseTouchesData", "PlatformTouchesNoData", "OnlyAsGranted1"],
    ]);
    const [noData] = named(statements, "NobodyElseTouchesData");
    expect(noData?.Condition?.["ArnNotLike"]).toEqual({ "aws:PrincipalArn": EVERYONE });
    const [only] = named(statements, "OnlyAsGranted");
    expect(only?.NotAction).toEqual(expect.arrayContaining([reading]));
    expect(only?.Condition).toEqual({
      ArnLike: { "aws:PrincipalArn": EVERYONE },
      ArnNotLike: { "aws:PrincipalArn": [`${ROLES}/default/*`, `${ROLES}/platform/*`] },
    });
  });

  test("opens the key to decrypt it, for everyone at once", () => {
    const statements = keyPolicy(operated(["dev", "qa"], () => "public"));
    const granted = named(statements, "Granted");
    expect(granted.map(({ Action }) => Action)).toEqual(granted.map(() => "kms:Decrypt"));
    expect(granted.map(({ Condition }) => Condition?.["ArnLike"])).toEqual(
      POLICIES.map(() => ({ "aws:PrincipalArn": EVERYONE })),
    );
    const [nobodyElse] = named(statements, "NobodyElse");
    expect(nobodyElse?.Condition?.["ArnNotLike"]).toEqual({ "aws:PrincipalArn": EVERYONE });
    expect(
      named(statements, "PlatformUsesItNever").map(({ Effect, Condition }) => [Effect, Condition]),
    ).toEqual([["Deny", { ArnLike: { "aws:PrincipalArn": `${ROLES}/platform/*` } }]]);
  });

  test("is as large with two hundred tenants as with three, on the owner's side", () => {
    const sizes = [3, 200].map((count) => {
      const plan = synthesize((app) => {
        const operator = someTenant(app, "default", {}, "operator");
        new TenantBucket(operator, "models", { visibility: "public" });
        for (let index = 0; index < count; index += 1) imported(app, operator, `t${index}`);
      });
      return [JSON.stringify(policy(plan, "models/Policy")).length, JSON.stringify(keyPolicy(plan)).length];
    });
    expect(sizes[1]).toEqual(sizes[0]);
  });

  test("does not depend on whether tenants are declared before it or after it", () => {
    const declare = (order: readonly string[]) =>
      synthesize((app) => {
        stackOf(app, "operator");
        for (const name of order) {
          if (name !== "default") {
            someTenant(app, name, {}, name);
            continue;
          }
          const operator = someTenant(app, name, {}, "operator");
          new TenantBucket(operator, "models", { visibility: "public" });
          new TenantSecret(operator, "licence", { visibility: "public" });
        }
      });
    const [first, ...others] = [
      ["default", "dev", "qa"],
      ["dev", "default", "qa"],
      ["qa", "dev", "default"],
    ].map(declare);
    for (const other of others) {
      for (const stack of ["operator", "dev", "qa"]) {
        expect(other.stack(stack).text).toBe(first?.stack(stack).text);
      }
      expect(other.intentText).toBe(first?.intentText);
    }
  });

  test("one more tenant changes the operator's stack, there its own policies alone, and no other tenant's", () => {
    const [two, three] = [
      operated(["dev", "qa"], () => "public"),
      operated(["dev", "qa", "ops"], () => "public"),
    ];
    for (const name of ["dev", "qa"]) expect(three.stack(name).text).toBe(two.stack(name).text);
    const bodies = (plan: Synthesis) =>
      new Map(
        plan
          .stack("operator")
          .paths()
          .map((path) => [path, JSON.stringify(plan.stack("operator").at(path))]),
      );
    const before = bodies(two);
    const changed = [...bodies(three)]
      .filter(([path, body]) => before.get(path) !== body)
      .map(([path]) => path);
    expect(changed).toEqual(
      ["nonprod--ops--hosts", "nonprod--ops--pods"].flatMap((role) => [
        `TenancyGrants/${role}/Attachment0`,
        `TenancyGrants/${role}/Policy0`,
      ]),
    );
  });

  test("gives each requester statements whose names are unique in its policy", () => {
    const plan = operated(["dev", "qa"], () => "public");
    const ids = statementsOf(plan.stack("operator").at("TenancyGrants/nonprod--dev--pods/Policy0")).map(
      ({ Sid }) => Sid,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => /^VisibleToDev[0-9A-Fa-f]{8}[1-9]$/.test(id))).toEqual(ids);
  });

  test("is no business of another Infrastructure's tenants", () => {
    const { intent } = synthesize((app) => {
      new TenantBucket(someTenant(app, "default", {}, "operator"), "models", { visibility: "public" });
      someTenant(app, "dev");
      someTenant(app, "dev-too", { infrastructure: someInfrastructure(app, { name: "prod" }) }, "prod");
    });
    expect(intent.grants.map(({ requester }) => requester.tenant)).toEqual(["dev"]);
  });

  test("without any other tenant opens nothing", () => {
    const [open, closed] = [operated([], () => "public"), operated([], () => "private")];
    expect(open.stack("operator").text).toBe(closed.stack("operator").text);
  });
});

test("a parameter, which has no policy, is visible by the key and the requesters' own policies", () => {
  const plan = synthesize((app) => {
    new TenantParameter(someTenant(app, "default", {}, "operator"), "banner", { visibility: "public" });
    someTenant(app, "dev", {}, "dev");
  });
  const parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/nonprod/default/banner";
  const [own] = statementsOf(plan.stack("operator").at("TenancyGrants/nonprod--dev--pods/Policy0"));
  expect([own?.Action, own?.Resource]).toEqual([["ssm:GetParameter", "ssm:GetParameters"], parameter]);
  const [granted] = named(keyPolicy(plan), "Granted");
  expect(granted?.Condition).toMatchObject({
    StringLike: { "kms:EncryptionContext:PARAMETER_ARN": parameter },
    ArnLike: { "aws:PrincipalArn": EVERYONE },
  });
});

describe("a grant beside a visibility", () => {
  const beside = (access: "read" | "readwrite", whole: boolean) => (app: App) => {
    const owner = someTenant(app, "default", {}, "operator");
    const models = new TenantBucket(owner, "models", { visibility: "public" });
    const requester = someTenant(app, "dev", {}, "dev");
    const what = whole ? { area: "s3" as const } : { resources: [models] };
    new CrossTenantGrant(stackOf(app, "shared"), "more", {
      owner,
      requester,
      access,
      reason: "Work",
      ...what,
    });
  };

  test("that says the same is refused", () => {
    expect(refusal(beside("read", false)).message).toMatch(
      /TNT1361 CrossTenantGrant shared\/more: operator\/default\/models\/VisibleTo-dev grants read on s3 models/,
    );
  });

  test.each([
    ["that says more", "readwrite", false],
    ["of all that there is", "read", true],
  ] as const)("%s is taken", (_, access, whole) => {
    const { intent } = synthesize(beside(access, whole));
    expect(intent.grants.map(({ path }) => path)).toEqual([
      "operator/default/models/VisibleTo-dev",
      "shared/more",
    ]);
  });
});

test("a tenant whose stack needs the operator's is refused, with what to do", () => {
  const error = refusal((app) => {
    const operator = someTenant(app, "default", {}, "operator");
    new TenantBucket(operator, "models", { visibility: "public" });
    stackOf(app, "dev").addDependency(stackOf(app, "operator"));
    someTenant(app, "dev", {}, "dev");
  });
  expect(error.message).toMatch(
    /TNT1365 CrossTenantGrant operator\/default\/models\/VisibleTo-dev: .*no other tenant's needs/s,
  );
});
