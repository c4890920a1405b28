import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { TerraformStack } from "cdktf";
import { readIntent } from "../../../lib/proof/load/intent/read-intent";
import { clustersOf, declaredOf, tenantsOf } from "../../../lib/proof/load/intent/read-intent";
import { Tenant } from "../../../lib/tenant/tenant";
import { someInfrastructure } from "../../support/infrastructure";
import { infrastructure, intent, tenant } from "../../support/plan-folder";
import { ROOT } from "../../support/source";
import { synthesize } from "../../support/synth";

const schema = JSON.parse(readFileSync(join(ROOT, "docs", "tenancy.schema.json"), "utf8")) as object;
const fits = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

const HAND = {
  $schema: "./tenancy.schema.json",
  version: 1,
  tenants: ["acme", "globex"],
  ownership: [
    { kind: "tag", tenant: "acme", key: "team", value: "acme" },
    { kind: "label", tenant: "acme", key: "team", value: "acme" },
    { kind: "address", tenant: "globex", pattern: "module.globex.*" },
    { kind: "namespace", tenant: "globex", pattern: "globex" },
    { kind: "arn", tenant: null, pattern: "arn:aws:iam::*:role/platform/*" },
  ],
  rules: [
    {
      name: "api",
      from: { kind: "tenant", tenant: "acme" },
      to: "globex",
      protocol: "tcp",
      ports: { from: 443, to: 443 },
    },
    {
      name: "office",
      from: { kind: "cidr", cidr: "192.0.2.0/24" },
      to: "globex",
      protocol: "all",
      expose: "hosts",
    },
  ],
  grants: [
    {
      owner: "acme",
      requester: "globex",
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::acme-data/shared/*"],
      reason: "Reports",
      expires: "2027-01-31",
    },
  ],
  trusted: [
    { address: "helm_release.*", reason: "Reviewed", owner: "platform@example.com", expires: "2027-06-30" },
  ],
  platform: {
    clusters: [{ name: "main", networkPolicy: "strict", vpcCidrs: ["10.0.0.0/16"] }, { name: "other" }],
  },
};

function code(value: unknown): string | undefined {
  try {
    readIntent(value, "tenancy.json");
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

test("a file by hand is read, and fits the schema", () => {
  expect([fits(HAND), fits.errors]).toEqual([true, null]);
  const read = readIntent(HAND, "tenancy.json");
  expect(tenantsOf(read)).toEqual(["acme", "globex"]);
  const unsaid = { metadataService: "unknown", podSecurity: "unknown" };
  expect(clustersOf(read)).toEqual([
    { name: "main", networkPolicy: "strict", vpcCidrs: ["10.0.0.0/16"], ...unsaid },
    { name: "other", networkPolicy: "unknown", vpcCidrs: [], ...unsaid },
  ]);
  expect(declaredOf(read)).toMatchObject({
    rules: [
      { name: "api", to: "globex", expose: "both" },
      { name: "office", ports: null, expose: "hosts" },
    ],
    grants: [{ kind: "hand", owner: "acme", requester: "globex", expires: "2027-01-31" }],
    trusted: [{ address: "helm_release.*" }],
  });
});

test("what is synthesized fits the schema", () => {
  const synthesized = synthesize((app) => {
    new Tenant(new TerraformStack(app, "tenants"), "dev", { infrastructure: someInfrastructure(app) });
  });
  expect([fits(synthesized.intent), fits.errors]).toEqual([true, null]);
});

const REFERENCE = { infrastructure: "nonprod", tenant: "dev" };
const PEERING = { path: "p", stack: "s", from: "nonprod", to: "prod", parts: ["aws_route.a"] };
const FULL = intent({
  peerings: [PEERING],
  infrastructures: [
    infrastructure({ computes: [{ name: "a", tenant: null }] }),
    infrastructure({ dataplane: null }),
  ],
  tenants: [tenant("dev")],
  rules: [
    {
      path: "p",
      stack: "s",
      name: "r",
      from: { kind: "prefix-list", id: null },
      to: REFERENCE,
      protocol: "tcp",
      ports: { from: 1, to: 2 },
      description: "",
      expose: "pods",
      parts: [],
    },
  ],
  grants: [
    {
      path: "p",
      stack: "s",
      owner: REFERENCE,
      requester: { infrastructure: "nonprod", tenant: "qa" },
      area: "s3",
      access: "read",
      scope: "area",
      resources: [],
      prefix: null,
      leadingKeys: ["a"],
      roles: [],
      permissions: [
        { actions: ["s3:GetObject"], resources: ["*"], limit: null },
        {
          actions: ["dynamodb:Query"],
          resources: ["*"],
          limit: { key: "dynamodb:LeadingKeys", values: ["a"] },
        },
      ],
      keyUse: [{ actions: ["kms:Decrypt"], through: null, context: { key: "k", values: [] } }],
      reason: "",
      expires: null,
      parts: [],
    },
  ],
});

test("every part of a synthesized file fits the schema, and is declared in the words of the facts", () => {
  expect([fits(FULL), fits.errors]).toEqual([true, null]);
  expect(declaredOf(readIntent(FULL, "tenancy.json"))).toMatchObject({
    rules: [{ name: "p", from: { kind: "prefix-list", id: null }, to: "nonprod/dev" }],
    grants: [{ kind: "app", owner: "nonprod/dev", requester: "nonprod/qa", expires: null }],
  });
});

const [firstRule] = HAND.rules;
const [firstGrant] = HAND.grants;

test("a synthesized file from before there were peerings in it is taken as one without", () => {
  const { peerings, ...older } = { ...FULL, rules: [] };
  expect(peerings).toHaveLength(1);
  expect(fits(older)).toBe(true);
  expect(readIntent(older, "tenancy.json")).toMatchObject({ form: "app", intent: { peerings: [] } });
});

test.each<[string, object, string]>([
  ["a field that is not known", { ...HAND, extra: 1 }, "TNT6012"],
  [
    "a range of a cluster that is none",
    { ...HAND, platform: { clusters: [{ name: "main", vpcCidrs: ["everything"] }] } },
    "TNT6012",
  ],
  [
    "a mode of a cluster's network that is none",
    { ...HAND, platform: { clusters: [{ name: "main", networkPolicy: "lax" }] } },
    "TNT6012",
  ],
  ["a kind of ownership that is none", { ...HAND, ownership: [{ kind: "name", tenant: "acme" }] }, "TNT6012"],
  ["an empty pattern", { ...HAND, ownership: [{ kind: "address", tenant: "acme", pattern: "" }] }, "TNT6012"],
  ["a protocol that is none", { ...HAND, rules: [{ ...firstRule, protocol: "http" }] }, "TNT6012"],
  ["a grant without a reason", { ...HAND, grants: [{ ...firstGrant, reason: "" }] }, "TNT6012"],
  ["a day that is none", { ...HAND, grants: [{ ...firstGrant, expires: "2027-13-01" }] }, "TNT6012"],
  [
    "a trusted part without an end",
    { ...HAND, trusted: [{ address: "x", reason: "x", owner: "x" }] },
    "TNT6012",
  ],
  ["another version", { ...HAND, version: 2 }, "TNT3004"],
  ["a synthesized file with a field more", { ...FULL, extra: 1 }, "TNT3006"],
  ["a peering with nothing on its other side", { ...FULL, peerings: [{ ...PEERING, to: null }] }, "TNT3006"],
])("%s is refused by the reader and by the schema", (_, value, expected) => {
  expect([code(value), fits(value)]).toEqual([expected, false]);
});

test("a name that no tenant has is refused, with the one that was meant", () => {
  const slip = { ...HAND, ownership: [{ kind: "address", tenant: "acmee", pattern: "*" }] };
  expect(() => readIntent(slip, "tenancy.json")).toThrow(/TNT6013.*\n.*got.*"acmee"[^]*Did you mean "acme"/);
});
