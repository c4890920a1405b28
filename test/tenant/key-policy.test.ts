import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { TenantParameter } from "../../lib/resources/tenant-parameter";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import type { CrossTenantGrantProps } from "../../lib/sharing/grant/grant-props";
import type { Conditions, PolicyStatement } from "../../lib/model/policy-document";
import type { SynthesizedStack } from "../../lib/testing/synthesized-stack";
import { someTenant, stackOf } from "../support/sharing";
import { synthesize } from "../support/synth";

const ACCOUNT = "123456789012";
const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const OWN = `arn:aws:iam::${ACCOUNT}:role/nonprod/dev/*`;
const TENANTS = `arn:aws:iam::${ACCOUNT}:role/nonprod/*`;
const PLATFORM = `arn:aws:iam::${ACCOUNT}:role/nonprod/platform/*`;
const QA_HOSTS = `arn:aws:iam::${ACCOUNT}:role/nonprod/qa/nonprod--qa--hosts`;
const QA_PODS = `arn:aws:iam::${ACCOUNT}:role/nonprod/qa/nonprod--qa--pods`;
const BUCKET = "arn:aws:s3:::nonprod--dev--uploads-8365695b";

interface Named {
  readonly sid: string;
  readonly effect: string;
  readonly principal: unknown;
  /** The conditions that say who is meant. */
  readonly who: Conditions;
}

/** Whom each statement of a key's policy names, and how. */
function namedIn(statements: readonly PolicyStatement[]): Named[] {
  return statements.map(({ Sid, Effect, Principal, Condition = {} }) => ({
    ...{ sid: Sid, effect: Effect, principal: Principal },
    who: Object.fromEntries(
      Object.entries(Condition).flatMap(([operator, keys]) => {
        const about = Object.entries(keys).filter(([key]) => key.startsWith("aws:Principal"));
        return about.length > 0 ? [[operator, Object.fromEntries(about)] as const] : [];
      }),
    ),
  }));
}

function keyPolicyAt(stack: SynthesizedStack, tenant: string): PolicyStatement[] {
  const policy = stack.at(`${tenant}/Encryption/Key`)["policy"] as string;
  return (JSON.parse(policy) as { Statement: PolicyStatement[] }).Statement;
}

/** The policies of the keys of dev, which has a bucket, and of qa. */
function keyPolicies(grants: readonly Partial<CrossTenantGrantProps>[]) {
  const stack = synthesize((app) => {
    const [owner, requester] = [someTenant(app, "dev"), someTenant(app, "qa")];
    const resources = [new TenantBucket(owner, "uploads")];
    grants.forEach((grant, index) => {
      const props = { owner, requester, resources, access: "read", reason: "Replays", ...grant };
      new CrossTenantGrant(stackOf(app, "tenants"), `grant-${index}`, props as CrossTenantGrantProps);
    });
  }).stack("tenants");
  return { dev: keyPolicyAt(stack, "dev"), qa: keyPolicyAt(stack, "qa") };
}

const ALWAYS = (own: string): Named[] => [
  { sid: "AccountManagesAndNeverUses", effect: "Allow", principal: ROOT, who: {} },
  {
    ...{ sid: "RolesOfTheTenantUseAsTheirPoliciesSay", effect: "Allow", principal: ROOT },
    who: { ArnLike: { "aws:PrincipalArn": own } },
  },
  {
    ...{ sid: "LogsOfTheTenant", effect: "Allow", who: {} },
    principal: { Service: "logs.eu-west-1.amazonaws.com" },
  },
];
const nobodyElse = (but: string | string[]): Named => ({
  ...{ sid: "NobodyElse", effect: "Deny", principal: "*" },
  who: { ArnNotLike: { "aws:PrincipalArn": but }, Bool: { "aws:PrincipalIsAWSService": "false" } },
});
const granted = (index: number, roles: string | string[]): Named => ({
  ...{ sid: `Granted${index}`, effect: "Allow", principal: ROOT },
  who: { ArnEquals: { "aws:PrincipalArn": roles } },
});

test("the key of a tenant that grants nothing names the account, its own roles and its logs, and denies the rest", () => {
  expect(namedIn(keyPolicies([]).dev)).toEqual([...ALWAYS(OWN), nobodyElse(OWN)]);
});

test("a grant to all roles names them one by one: where they are let in, and where everybody else is denied", () => {
  expect(namedIn(keyPolicies([{}]).dev)).toEqual([
    ...ALWAYS(OWN),
    granted(1, [QA_HOSTS, QA_PODS]),
    nobodyElse([OWN, QA_HOSTS, QA_PODS]),
  ]);
});

test("a grant to one role names that role alone", () => {
  expect(namedIn(keyPolicies([{ requesterRoles: ["pods"] }]).dev)).toEqual([
    ...ALWAYS(OWN),
    granted(1, QA_PODS),
    nobodyElse([OWN, QA_PODS]),
  ]);
});

test("grants to single roles stay apart, each with what was granted to it", () => {
  const { dev } = keyPolicies([{ requesterRoles: ["pods"] }, { requesterRoles: ["hosts"], access: "write" }]);
  expect(namedIn(dev)).toEqual([
    ...ALWAYS(OWN),
    granted(1, QA_PODS),
    granted(2, QA_HOSTS),
    nobodyElse([OWN, QA_HOSTS, QA_PODS]),
  ]);
  const opened = dev.filter(({ Sid }) => Sid.startsWith("Granted"));
  expect(opened.map(({ Action, Resource, Condition }) => [Action, Resource, Condition])).toEqual(
    [
      { roles: QA_PODS, actions: "kms:Decrypt" },
      { roles: QA_HOSTS, actions: ["kms:Decrypt", "kms:GenerateDataKey"] },
    ].map(({ roles, actions }) => [
      actions,
      "*",
      {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": BUCKET },
        ArnEquals: { "aws:PrincipalArn": roles },
      },
    ]),
  );
});

test("the requester's own key names nobody of the owner's, whatever the requester was granted", () => {
  const own = OWN.replace("/dev/", "/qa/");
  for (const grants of [[], [{}]]) {
    expect(namedIn(keyPolicies(grants).qa)).toEqual([...ALWAYS(own), nobodyElse(own)]);
  }
});

test("where services use the key for managers, tenants that are not let in are denied in all cases", () => {
  const area: Partial<CrossTenantGrantProps> = { requesterRoles: ["pods"] };
  const named = (grants: readonly Partial<CrossTenantGrantProps>[]) => {
    const stack = synthesize((app) => {
      const [owner, requester] = [someTenant(app, "dev"), someTenant(app, "qa")];
      const resources = [new TenantBucket(owner, "uploads")];
      new TenantParameter(owner, "mode");
      for (const grant of grants) {
        const props = { owner, requester, resources, access: "read", reason: "Replays", ...grant };
        new CrossTenantGrant(stackOf(app, "tenants"), "grant", props as CrossTenantGrantProps);
      }
    }).stack("tenants");
    return namedIn(keyPolicyAt(stack, "dev"));
  };
  const managers: Named = {
    ...{ sid: "ManagersThroughServices", effect: "Allow", principal: ROOT },
    who: { ArnNotLike: { "aws:PrincipalArn": TENANTS } },
  };
  const noOther = (but: string | string[]): Named => ({
    ...{ sid: "NoOtherTenant", effect: "Deny", principal: "*" },
    who: { ArnLike: { "aws:PrincipalArn": TENANTS }, ArnNotLike: { "aws:PrincipalArn": but } },
  });
  expect(named([])).toEqual([...ALWAYS(OWN), managers, nobodyElse(OWN), noOther(OWN)]);
  expect(named([area])).toEqual([
    ...ALWAYS(OWN),
    granted(1, QA_PODS),
    managers,
    nobodyElse([OWN, QA_PODS]),
    noOther([OWN, QA_PODS]),
  ]);
});

test("what is visible to everyone names the Infrastructure's roles once, and denies those of the platform", () => {
  const stack = synthesize((app) => {
    const operator = someTenant(app, "default", {}, "operator");
    someTenant(app, "qa");
    new TenantBucket(operator, "models", { visibility: "public" });
  }).stack("operator");
  const named = namedIn(keyPolicyAt(stack, "default"));
  const everyone = { "aws:PrincipalArn": TENANTS };
  expect(named).toEqual([
    ...ALWAYS(OWN.replace("/dev/", "/default/")),
    { ...granted(1, []), who: { ArnLike: everyone } },
    nobodyElse(TENANTS),
    {
      ...{ sid: "PlatformUsesItNever", effect: "Deny", principal: "*" },
      who: { ArnLike: { "aws:PrincipalArn": PLATFORM } },
    },
  ]);
});
