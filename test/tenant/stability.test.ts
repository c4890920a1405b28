import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import * as fc from "fast-check";
import { Tenant } from "../../lib/tenant/tenant";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import { someInfrastructure } from "../support/infrastructure";
import { synthesize } from "../support/synth";

type Declared = [string, Partial<TenantProps>?];

function inOneStack(...tenants: Declared[]) {
  return synthesize((app: App) => {
    const stack = new TerraformStack(app, "tenants");
    for (const [name, props] of tenants) {
      new Tenant(stack, name, { infrastructure: someInfrastructure(app), ...props });
    }
  });
}

/** Everything in the plan that stands below one tenant, as text. */
function bytesOf(text: string, tenant: string): string {
  const plan = JSON.parse(text) as {
    resource: Record<string, Record<string, { "//": { metadata: { path: string } } }>>;
  };
  const found = Object.values(plan.resource).flatMap((all) =>
    Object.entries(all).filter(([, body]) => body["//"].metadata.path.startsWith(`tenants/${tenant}/`)),
  );
  return JSON.stringify(found);
}

test("the same tenants give the same bytes, in whatever order they are declared", () => {
  const names = fc.shuffledSubarray(["acme", "dev", "dev-2", "dev2", "globex"], { minLength: 5 });
  const reference = inOneStack(["acme"], ["dev"], ["dev-2"], ["dev2"], ["globex"]);
  fc.assert(
    fc.property(names, (order) => {
      const plan = inOneStack(...order.map((name): Declared => [name]));
      expect(plan.stack("tenants").text).toBe(reference.stack("tenants").text);
      expect(plan.intentText).toBe(reference.intentText);
    }),
    { numRuns: 8 },
  );
});

test("adding, changing or removing a tenant leaves every other tenant's bytes as they were", () => {
  const before = inOneStack(["acme"], ["globex"]).stack("tenants").text;
  const after = inOneStack(
    ["acme"],
    ["globex", { limits: { cpu: 4 }, egress: { internet: [443] } }],
    ["initech", { namespaces: [{}, { name: "jobs" }] }],
  ).stack("tenants").text;
  expect(bytesOf(after, "acme")).toBe(bytesOf(before, "acme"));
});

test("a tenant has the same addresses in a stack of its own as beside others", () => {
  const together = inOneStack(["acme"], ["globex"]).stack("tenants").addresses();
  const apart = synthesize((app) => {
    const infrastructure = someInfrastructure(app);
    new Tenant(new TerraformStack(app, "one"), "acme", { infrastructure });
    new Tenant(new TerraformStack(app, "two"), "globex", { infrastructure });
  });
  expect([...apart.stack("one").addresses(), ...apart.stack("two").addresses()].sort()).toEqual(together);
});

test("the addresses of a tenant are a contract", () => {
  const plan = inOneStack([
    "acme",
    { namespaces: [{}, { name: "jobs" }, { existing: "legacy" }], egress: { internet: [443] } },
  ]);
  expect(plan.stack("tenants").addresses()).toMatchSnapshot();
});

test("the file of the intent names every tenant, in order", () => {
  const { intent } = inOneStack(["globex"], ["acme", { deletionProtection: true }]);
  expect(
    intent.tenants.map(({ name, stack, rolePath, deletionProtection }) => [
      name,
      stack,
      rolePath,
      deletionProtection,
    ]),
  ).toEqual([
    ["acme", "tenants", "/nonprod/acme/", true],
    ["globex", "tenants", "/nonprod/globex/", false],
  ]);
});

test("tenants whose names begin alike live together: no role of one is within the pattern of another", () => {
  const names = ["d", "dev", "dev2", "dev-2", "dev-2-a"];
  const plan = inOneStack(...names.map((name): Declared => [name])).stack("tenants");
  const roles = Object.values(plan.resources("aws_iam_role")).map(
    (role) => `${role["path"] as string}${role["name"] as string}`,
  );
  const matched = names.map((name) => roles.filter((role) => role.startsWith(`/nonprod/${name}/`)));
  expect(matched).toEqual(
    names.map((name) => [
      `/nonprod/${name}/nonprod--${name}--hosts`,
      `/nonprod/${name}/nonprod--${name}--pods`,
    ]),
  );
});
