import { IamPolicyAttachment } from "@cdktf/provider-aws/lib/iam-policy-attachment";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { App } from "cdktf";
import type { Quotas } from "../../../lib/model/quotas";
import { DEFAULT_QUOTAS } from "../../../lib/model/quotas";
import { CrossTenantGrant } from "../../../lib/sharing/grant/cross-tenant-grant";
import type { Tenant } from "../../../lib/tenant/tenant";
import { someInfrastructure } from "../../support/infrastructure";
import { something, someTenant, stackOf } from "../../support/sharing";
import { refusal, synthesize } from "../../support/synth";

/** dev grants the pods of qa a bucket in each of these stacks. */
function granted(app: App, stacks: readonly string[], quotas: Quotas = {}): Tenant {
  const infrastructure = someInfrastructure(app, { quotas: { ...DEFAULT_QUOTAS, ...quotas } });
  const owner = someTenant(app, "dev", { infrastructure });
  const requester = someTenant(app, "qa", { infrastructure });
  for (const stack of stacks) {
    const resources = [something(owner, "s3", `in-${stack}`)];
    new CrossTenantGrant(stackOf(app, stack), `grant-${stack}`, {
      ...{ owner, requester, resources, access: "read", reason: "Replays" },
      requesterRoles: ["pods"],
    });
  }
  return requester;
}

function attach(app: App, role: string, count: number, stack = "tenants"): void {
  for (let index = 0; index < count; index += 1) {
    const policyArn = `arn:aws:iam::aws:policy/Number${index}`;
    new IamRolePolicyAttachment(stackOf(app, stack), `Attached${index}`, { role, policyArn });
  }
}

const writtenIn = (stack: string, build: (app: App) => void) =>
  Object.keys(synthesize(build).stack(stack).resources("aws_iam_policy")).filter((address) =>
    address.includes("TenancyGrants"),
  );
const tooMany = (count: number, own: number, others: number, most: number) =>
  new RegExp(
    `TNT1363 CrossTenantGrant \\w+/grant-\\w+: role "nonprod--qa--pods" would have ${count} managed policies, ` +
      `and ${most} is the quota\\.\\n {2}got {3}${own} of grants, and ${others} that the app attaches otherwise`,
  );

test("ten policies are a role's quota: with nine others a grant is written, with ten it is refused", () => {
  const withOthers = (count: number) => (app: App) => {
    granted(app, ["shared"]);
    attach(app, "nonprod--qa--pods", count);
  };
  expect(writtenIn("shared", withOthers(9))).toHaveLength(1);
  expect(refusal(withOthers(10)).message).toMatch(tooMany(11, 1, 10, 10));
});

test("grants of several stacks to one role count together", () => {
  const quotas = { managedPoliciesPerRole: 2 };
  expect(writtenIn("b", (app) => granted(app, ["a", "b"], quotas))).toHaveLength(1);
  expect(refusal((app) => granted(app, ["a", "b", "c"], quotas)).message).toMatch(tooMany(3, 3, 0, 2));
});

test("a quota that AWS has raised leaves room for more, up to the most that AWS gives", () => {
  const withOthers = (quota: number, count: number) => (app: App) => {
    granted(app, ["shared"], { managedPoliciesPerRole: quota });
    attach(app, "nonprod--qa--pods", count);
  };
  expect(writtenIn("shared", withOthers(20, 19))).toHaveLength(1);
  expect(refusal(withOthers(1000, 25)).message).toMatch(tooMany(26, 1, 25, 25));
});

test("attachments count however they name the role, and those of other roles do not", () => {
  const quotas = { managedPoliciesPerRole: 1 };
  const policyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  const refused = (attachment: (app: App, qa: Tenant) => void) =>
    refusal((app) => attachment(app, granted(app, ["shared"], quotas))).message;
  const nameOf = (tenant: Tenant) => tenant.podsRole?.resource?.attribute("name") ?? "";
  expect(refused((app, qa) => attach(app, nameOf(qa), 1))).toMatch(tooMany(2, 1, 1, 1));
  expect(refused((app, qa) => attach(app, nameOf(qa), 1, "shared"))).toMatch(tooMany(2, 1, 1, 1));
  expect(
    refused((app, qa) => {
      const roles = ["nonprod--dev--pods", nameOf(qa)];
      new IamPolicyAttachment(stackOf(app, "shared"), "Many", { name: "many", roles, policyArn });
    }),
  ).toMatch(tooMany(2, 1, 1, 1));
  expect(refused((_, qa) => qa.podsRole?.resource?.addOverride("managed_policy_arns", [policyArn]))).toMatch(
    tooMany(2, 1, 1, 1),
  );
  const others = writtenIn("shared", (app) => {
    const qa = granted(app, ["shared"], quotas);
    attach(app, qa.hostsRole.resource?.attribute("name") ?? "", 1, "shared");
    const web = someTenant(app, "web");
    new IamRolePolicyAttachment(stackOf(app, "shared"), "Web", { role: nameOf(web), policyArn });
  });
  expect(others).toHaveLength(1);
});

test("policies of grants count among the account's", () => {
  const within = (managedPolicies: number) => (app: App) => granted(app, ["shared"], { managedPolicies });
  expect(writtenIn("shared", within(3))).toHaveLength(1);
  expect(refusal(within(2)).message).toMatch(
    /TNT1213 CrossTenantGrant shared\/grant-shared: account 123456789012 would have 3 managed policies, and 2/,
  );
});
