import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Infrastructure } from "../../../lib/infrastructure/infrastructure";
import { load } from "../../../lib/proof/load/load";
import { Tenant } from "../../../lib/tenant/tenant";
import { synthesize } from "../../support/synth";
import { resourceAt, shown } from "./shown";

const { outdir } = synthesize((app) => {
  const home = new TerraformStack(app, "nonprod");
  const infrastructure = new Infrastructure(home, "nonprod", {
    account: "123456789012",
    region: "eu-west-1",
    network: { cidr: "10.10.0.0/16", zones: 2, nat: "single" },
    dataplane: { version: "1.33", access: "aws-eks-get-token" },
  });
  const stack = new TerraformStack(app, "tenants");
  const dev = new Tenant(stack, "dev", { infrastructure });
  new Tenant(stack, "qa", { infrastructure });
  const tags = { "cdktf-tenants:infrastructure": "nonprod" };
  new KmsKey(dev, "Extra").addOverride("tags", { ...tags, "cdktf-tenants:tenant": "qa" });
  new KmsKey(stack, "Tagged", { tags: { ...tags, "cdktf-tenants:tenant": "qa" } });
  new KmsKey(stack, "Stranger", { tags: { ...tags, "cdktf-tenants:tenant": "nobody" } });
  new SecurityGroup(stack, "Untagged", { vpcId: infrastructure.network.vpcId });
});
const facts = load({ folder: outdir });

function at(path: string) {
  const found = facts.resources.filter((one) => one.provenance.constructPath === path);
  expect(found).toHaveLength(1);
  return resourceAt(facts, found[0]?.provenance.address ?? "");
}

test("every resource of every stack is a fact, with its pointer into the stack", () => {
  const key = at("tenants/dev/Encryption/Key");
  const file = join(outdir, "stacks", key.provenance.stack, "cdk.tf.json");
  const value = key.provenance.pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (json, name) => (json as Record<string, unknown>)[name],
      JSON.parse(readFileSync(file, "utf8")),
    );
  expect(value).toMatchObject({ description: "Everything that tenant dev of nonprod stores" });
  expect(facts.opaque).toEqual([]);
  expect(facts.tenants).toEqual(["nonprod/compliance", "nonprod/default", "nonprod/dev", "nonprod/qa"]);
  expect(facts.declared.infrastructures.map((one) => one.name)).toEqual(["nonprod"]);
});

test("what another stack puts out is followed to where it is made", () => {
  const vpc = at("nonprod/nonprod/Network/Vpc");
  expect(shown(at("tenants/Untagged").values.get("vpc_id"))).toBe(shown(vpc.values.get("id")));
});

test("a construct under a tenant's path is the tenant's, whatever its tags say, and they are reported", () => {
  expect(at("tenants/dev/Extra").owner).toEqual({ kind: "tenant", tenant: "nonprod/dev" });
  expect(facts.disagreements).toEqual([
    {
      provenance: at("tenants/dev/Extra").provenance,
      stands: { kind: "tenant", tenant: "nonprod/dev" },
      tagged: { kind: "tenant", tenant: "nonprod/qa" },
    },
  ]);
});

test("beside the tenants' paths tags decide; what has none is the platform's", () => {
  expect(at("tenants/Tagged").owner).toEqual({ kind: "tenant", tenant: "nonprod/qa" });
  expect(at("tenants/Untagged").owner).toEqual({ kind: "platform" });
  expect(at("nonprod/nonprod/Network/Vpc").owner).toEqual({ kind: "platform" });
});

test("tags that name no tenant of the app leave the owner unknown", () => {
  expect(at("tenants/Stranger").owner).toEqual({
    kind: "unknown",
    cause: expect.stringMatching(/a tenant nobody that tenancy\.json does not declare/),
  });
});

test("the library's own stacks hold nothing that is unknown", () => {
  const own = facts.resources.filter(
    (one) => !/\/(Extra|Tagged|Stranger|Untagged)$/.test(one.provenance.constructPath ?? ""),
  );
  const unknown = own.filter((one) =>
    /"unknown":|"and others"|"others":/.test(JSON.stringify([...one.values.values()].map(shown))),
  );
  expect(unknown.map((one) => one.provenance.address)).toEqual([]);
});
