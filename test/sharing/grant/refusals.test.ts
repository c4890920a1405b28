import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import { TenancyError } from "../../../lib/errors/tenancy-error";
import { CrossTenantGrant } from "../../../lib/sharing/grant/cross-tenant-grant";
import type { CrossTenantGrantProps, ResourceGrantProps } from "../../../lib/sharing/grant/grant-props";
import { Tenant } from "../../../lib/tenant/tenant";
import { someInfrastructure } from "../../support/infrastructure";
import { something, someTenant, stackOf } from "../../support/sharing";
import { refusal, synthesize } from "../../support/synth";

/** What cdktf tells of a synthesis. */
interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly annotations: readonly { readonly message: string }[] }>
  >;
}

type Parts = Pick<ResourceGrantProps, "owner" | "requester" | "resources">;

/** A grant that would do, changed. */
function grant(change: (app: App, parts: Parts) => object, id = "g", stack = "shared") {
  return (app: App) => {
    const owner = someTenant(app, "dev");
    const requester = someTenant(app, "qa");
    const parts = { owner, requester, resources: [something(owner, "s3", "uploads")] };
    const props = { ...parts, access: "read", reason: "QA replays uploads", ...change(app, parts) };
    new CrossTenantGrant(stackOf(app, stack), id, props as CrossTenantGrantProps);
  };
}

const elsewhere = (app: App, environment: Partial<{ account: string; region: string }>) =>
  new Tenant(stackOf(app, "far"), "far", {
    infrastructure: someInfrastructure(app, {
      name: "other",
      environment: { account: "123456789012", region: "eu-west-1", partition: "aws", ...environment },
    }),
  });

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

const REFUSED: [string, (app: App) => unknown, string, RegExp][] = [
  ["itself", grant((_, { owner }) => ({ requester: owner })), "TNT1350", /another tenant/],
  [
    "what another app's tenant has",
    grant((app, { requester }) => ({
      owner: Tenant.fromTenantAttributes(stackOf(app, "far"), "far", {
        infrastructure: requester.infrastructure,
        ...{
          securityGroupId: "sg-1",
          loadBalancerSecurityGroupId: "sg-2",
          keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
        },
      }),
      resources: undefined,
      area: "s3",
    })),
    "TNT1351",
    /declares the owner/,
  ],
  [
    "an access that buckets do not have",
    grant(() => ({ access: "consume" })),
    "TNT1352",
    /"read" or "write" or "readwrite"/,
  ],
  [
    "an area that does not exist",
    grant(() => ({ resources: undefined, area: "rds" })),
    "TNT1352",
    /"s3" or "dynamodb"/,
  ],
  ["both an area and resources", grant(() => ({ area: "s3" })), "TNT1353", /both/],
  ["neither an area nor resources", grant(() => ({ resources: undefined })), "TNT1353", /neither/],
  ["no resources", grant(() => ({ resources: [] })), "TNT1353", /at least one/],
  [
    "resources of two kinds",
    grant((_, { owner, resources }) => ({
      resources: [...resources, something(owner as Tenant, "sqs", "orders")],
    })),
    "TNT1353",
    /s3 and of sqs/,
  ],
  [
    "somebody else's resource",
    grant((_, { requester }) => ({ resources: [something(requester as Tenant, "s3", "mine")] })),
    "TNT1354",
    /does not belong to the owner "dev"/,
  ],
  ["a prefix without a slash", grant(() => ({ prefix: "exports" })), "TNT1355", /use "exports\/"/],
  ["a prefix with a slash first", grant(() => ({ prefix: "/exports/" })), "TNT1355", /use "exports\/"/],
  ["a prefix with a wildcard", grant(() => ({ prefix: "*/" })), "TNT1355", /literal text/],
  ["an empty prefix", grant(() => ({ prefix: "" })), "TNT1355", /literal text/],
  ["partition keys of a bucket", grant(() => ({ leadingKeys: ["qa"] })), "TNT1355", /grant a table/],
  [
    "a prefix of a table",
    grant((_, { owner }) => ({ resources: [something(owner as Tenant, "dynamodb", "t")], prefix: "a/" })),
    "TNT1355",
    /grant a bucket/,
  ],
  [
    "no partition keys",
    grant((_, { owner }) => ({ resources: [something(owner as Tenant, "dynamodb", "t")], leadingKeys: [] })),
    "TNT1355",
    /open nothing/,
  ],
  ["no reason", grant(() => ({ reason: " " })), "TNT1356", /who needs it/],
  ["a date in words", grant(() => ({ expires: "next week" })), "TNT1357", /2027-03-31/],
  ["a day that does not exist", grant(() => ({ expires: "2027-02-30" })), "TNT1357", /not a date/],
  [
    "a day that is over",
    grant(() => ({ expires: yesterday })),
    "TNT1358",
    /delete `new CrossTenantGrant\(…, "g", …\)`/,
  ],
  [
    "another region",
    grant((app) => ({ requester: elsewhere(app, { region: "eu-west-2" }) })),
    "TNT1359",
    /eu-west-2/,
  ],
  [
    "another account, unsaid",
    grant((app) => ({ requester: elsewhere(app, { account: "210987654321" }) })),
    "TNT1360",
    /acrossAccounts: true/,
  ],
  ["no roles", grant(() => ({ requesterRoles: [] })), "TNT1362", /"hosts" or "pods"/],
  [
    "a role that does not exist",
    grant(() => ({ requesterRoles: ["admin"] })),
    "TNT1362",
    /"hosts" or "pods"/,
  ],
  ["a role twice", grant(() => ({ requesterRoles: ["pods", "pods"] })), "TNT1362", /each once/],
  [
    "the same twice",
    grant((app, parts) => {
      new CrossTenantGrant(stackOf(app, "shared"), "a", { ...parts, access: "read", reason: "x" });
      return {};
    }),
    "TNT1361",
    /shared\/a grants read on s3 uploads already/,
  ],
  [
    "less than another grant, which makes it void",
    grant((app, parts) => {
      new CrossTenantGrant(stackOf(app, "shared"), "z", { ...parts, access: "readwrite", reason: "x" });
      return { prefix: "exports/", expires: "2099-01-01", requesterRoles: ["pods"] };
    }),
    "TNT1361",
    /shared\/z grants read on s3 uploads already/,
  ],
  [
    "stacks that then need each other",
    (app) => {
      const owner = someTenant(app, "dev", {}, "one");
      const requester = someTenant(app, "qa", {}, "two");
      const resources = [something(owner, "s3", "uploads")];
      stackOf(app, "two").addDependency(stackOf(app, "one"));
      new CrossTenantGrant(stackOf(app, "one"), "g", {
        owner,
        requester,
        resources,
        access: "read",
        reason: "x",
      });
    },
    "TNT1365",
    /a stack of its own/,
  ],
];

test.each(REFUSED)("a grant of %s is refused, with the way out", (_, build, code, help) => {
  const error = refusal(build);
  const got = TenancyError.is(error) ? error.code : /TNT\d{4}/.exec(error.message)?.[0];
  expect(got).toBe(code);
  expect(error.message).toMatch(help);
  expect(error.message).toMatch(/CrossTenantGrant (shared|one)\/g: /);
});

test("a grant that ends within two weeks warns, and one that ends later does not", () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const warnings = (days: number) => {
    const { outdir } = synthesize(grant(() => ({ expires: inDays(days) })));
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
    const messages = manifest.stacks["shared"]?.annotations.map(({ message }) => message) ?? [];
    return messages.filter((message) => message.startsWith("The grant ends"));
  };
  expect(warnings(3)).toEqual([
    expect.stringMatching(/^The grant ends with \d{4}-\d\d-\d\d: 4 days are left\./),
  ]);
  expect(warnings(0)).toEqual([expect.stringMatching(/its last day/)]);
  expect(warnings(30)).toEqual([]);
});
