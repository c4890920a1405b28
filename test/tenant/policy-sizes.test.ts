import type { App } from "cdktf";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { someTenant, stackOf } from "../support/sharing";
import { refusal, synthesize } from "../support/synth";

/** dev lets each of so many tenants read its bucket. */
function sharedWith(count: number) {
  return (app: App) => {
    const owner = someTenant(app, "dev");
    const resources = [new TenantBucket(owner, "uploads", {})];
    for (let index = 0; index < count; index += 1) {
      const requester = someTenant(app, `customer-with-a-name-${index}`);
      new CrossTenantGrant(stackOf(app, "shared"), `grant-${index}`, {
        ...{ owner, requester, resources, access: "read", reason: "Replays" },
        // Grants that end on different days are told apart by the key.
        expires: `2099-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`,
        requesterRoles: ["pods"],
      });
    }
  };
}

test("a key that would tell of more grants than KMS stores is refused, with the counts", () => {
  const { message } = refusal(sharedWith(60));
  expect(message).toMatch(
    /TNT1411 Tenant tenants\/dev: the policy of its key would have \d+ bytes, and 32768 is the most\.\n {2}got {3}\d+ bytes, by 60 grants to 60 roles\n {2}why/,
  );
  expect(message).toMatch(/do {4}grant to fewer roles/);
});

test("a key that tells of as many grants as fit is written", () => {
  const policy = synthesize(sharedWith(12)).stack("tenants").at("dev/Encryption/Key")["policy"] as string;
  expect(policy.length).toBeLessThan(32_768);
  expect((JSON.parse(policy) as { Statement: unknown[] }).Statement.length).toBeGreaterThan(12);
});

test("a bucket whose policy would be more than S3 stores is refused, too", () => {
  expect(refusal(sharedWith(60)).message).toMatch(
    /TNT1401 TenantBucket tenants\/dev\/uploads: its policy would have \d+ bytes, and 20480 is the most/,
  );
});

test("a role that is trusted in more namespaces than IAM takes is refused, and one in a few is not", () => {
  const inNamespaces = (count: number) => (app: App) =>
    someTenant(app, "dev", {
      namespaces: [{}, ...Array.from({ length: count }, (_, index) => ({ name: `a-long-name-${index}` }))],
    });
  expect(refusal(inNamespaces(60)).message).toMatch(
    /TNT1217 Tenant tenants\/dev: the trust policy of role nonprod--dev--pods would have \d+ characters, and 2048 is the most/,
  );
  const trust = synthesize(inNamespaces(10)).stack("tenants").at("dev/Access/Pods")["assume_role_policy"];
  expect((trust as string).length).toBeLessThan(2048);
});

test("a boundary with more actions than a managed policy holds is refused", () => {
  const roleActions = Array.from({ length: 200 }, (_, index) => `bedrock:InvokeSomethingOfTheNumber${index}`);
  expect(refusal((app) => someTenant(app, "dev", { roleActions })).message).toMatch(
    /TNT1217 Tenant tenants\/dev: the permissions boundary of its roles would have \d+ characters, and 6144 is the most[^]*fewer `roleActions`/,
  );
});

describe("inline policies of the app's own", () => {
  const withPolicy =
    (characters: number, role: (dev: ReturnType<typeof someTenant>) => string, stack = "tenants") =>
    (app: App) => {
      const dev = someTenant(app, "dev");
      const policy = JSON.stringify(
        { Version: "2012-10-17", Statement: [], Id: "x".repeat(characters) },
        null,
        2,
      );
      new IamRolePolicy(stackOf(app, stack), "More", { role: role(dev), name: "more", policy });
    };
  const TOO_LARGE =
    /TNT1410 Tenant tenants\/dev: the inline policies of role "nonprod--dev--hosts" would have \d+ characters, and 10240/;

  test.each([
    ["by its name", withPolicy(10_000, () => "nonprod--dev--hosts")],
    [
      "by a reference in its stack",
      withPolicy(10_000, (dev) => dev.hostsRole.resource?.attribute("name") ?? ""),
    ],
    ["by its id", withPolicy(10_000, (dev) => dev.hostsRole.resource?.local("id") ?? "")],
    [
      "from another stack",
      withPolicy(10_000, (dev) => dev.hostsRole.resource?.attribute("name") ?? "", "more"),
    ],
  ])("count for the role that they name %s", (_, build) => {
    expect(refusal(build).message).toMatch(TOO_LARGE);
  });

  test("are taken as long as all of them together fit", () => {
    const plan = synthesize(withPolicy(5000, () => "nonprod--dev--hosts"));
    expect(plan.stack("tenants").at("More")["name"]).toBe("more");
  });

  test("count for no role of another name or stack", () => {
    const plan = synthesize((app) => {
      withPolicy(10_000, () => "nonprod--dev--other")(app);
      // The same address in another stack is another role.
      const elsewhere = stackOf(app, "more");
      someTenant(app, "qa", {}, "more");
      const policy = JSON.stringify({ Version: "2012-10-17", Statement: [], Id: "x".repeat(10_000) });
      const role = (stackOf(app, "tenants").node.findChild("dev") as ReturnType<typeof someTenant>).hostsRole;
      new IamRolePolicy(elsewhere, "More", { role: role.resource?.local("name") ?? "", policy });
    });
    expect(plan.stack("more").at("More")["role"]).toMatch(/^\$\{aws_iam_role\.dev_Access_Hosts_\w+\.name\}$/);
  });
});
