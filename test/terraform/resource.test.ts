import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { KmsKeyConfig } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { Construct } from "constructs";
import { Resource } from "../../lib/terraform/resource";
import { Tenant } from "../../lib/tenant/tenant";
import { someInfrastructure } from "../support/infrastructure";
import { synthesize } from "../support/synth";

/** A stack with something of ours, so that the synthesis has an intent to write. */
function stackOf(app: App): Construct {
  const stack = new TerraformStack(app, "tenants");
  new Tenant(stack, "dev", { infrastructure: someInfrastructure(app, { dataplane: undefined }) });
  return new Construct(stack, "Mine");
}

const key = (scope: Construct, id = "Key") =>
  new Resource<KmsKeyConfig>(scope, id, "aws_kms_key", { description: "x", tags: { "a.B": "c" } });

test("writes what the bindings' generated class writes, metadata included", () => {
  const ours = synthesize((app) => void key(stackOf(app)));
  const theirs = synthesize((app) => {
    new KmsKey(stackOf(app), "Key", { description: "x", tags: { "a.B": "c" } });
  });
  expect(ours.stack("tenants").text).toBe(theirs.stack("tenants").text);
});

test("takes overrides, as every resource of cdktf does", () => {
  const plan = synthesize((app) => {
    const resource = key(stackOf(app));
    resource.addOverride("multi_region", true);
    resource.addOverride("tags.more", "yes");
  });
  expect(plan.stack("tenants").at("Mine/Key")).toEqual({
    description: "x",
    multi_region: true,
    tags: { "a.B": "c", more: "yes" },
  });
});

test("takes a lifecycle that is set later", () => {
  const plan = synthesize((app) => {
    key(stackOf(app)).lifecycle = { createBeforeDestroy: true };
  });
  expect(plan.stack("tenants").at("Mine/Key")["lifecycle"]).toEqual({ create_before_destroy: true });
});

test("can be moved and imported", () => {
  const plan = synthesize((app) => {
    const scope = stackOf(app);
    key(scope, "Moved").moveFromId("aws_kms_key.old");
    key(scope, "Imported").importFrom("1234");
  });
  const { json } = plan.stack("tenants") as unknown as { json: { moved: unknown; import: unknown } };
  expect(json.moved).toEqual([
    { from: "aws_kms_key.old", to: expect.stringMatching(/^aws_kms_key\.Mine_Moved_/) },
  ]);
  expect(json.import).toEqual([{ id: "1234", to: expect.stringMatching(/^aws_kms_key\.Mine_Imported_/) }]);
});

test("options become Terraform's meta-arguments", () => {
  const plan = synthesize((app) => {
    const scope = stackOf(app);
    const provider = new AwsProvider(scope, "Other", { alias: "other", region: "eu-west-2" });
    new Resource<KmsKeyConfig>(
      scope,
      "Second",
      "aws_kms_key",
      {},
      { provider, dependsOn: [key(scope)], preventDestroy: true, ignoreChanges: ["tags"] },
    );
  });
  expect(plan.stack("tenants").at("Mine/Second")).toEqual({
    provider: "aws.other",
    depends_on: [expect.stringMatching(/^aws_kms_key\.Mine_Key_/)],
    lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] },
  });
});

test("an attribute can be read by another stack, which then reads the first one's state", () => {
  const plan = synthesize((app) => {
    const resource = key(stackOf(app));
    const other = new TerraformStack(app, "other");
    new AwsProvider(other, "Aws", { region: "eu-west-1" });
    new TerraformOutput(other, "Key", { value: resource.attribute("arn") });
  });
  expect(JSON.stringify(plan.stack("other").json.output)).toMatch(
    /data\.terraform_remote_state\.[^}]*cross-stack/,
  );
  expect(JSON.stringify(plan.stack("tenants").json.output)).toMatch(/aws_kms_key\.Mine_Key_\w+\.arn/);
});

test("a logical id that others rely on cannot be overridden any more", () => {
  synthesize((app) => {
    const resource = key(stackOf(app));
    expect(resource.local("arn")).toMatch(/^\$\{aws_kms_key\.Mine_Key_\w+\.arn\}$/);
    expect(() => resource.overrideLogicalId("other")).toThrow(/tenants\/Mine\/Key may not be overridden/);
  });
});

test("what others decide is asked for at synthesis, when everything has been declared", () => {
  const declared: string[] = [];
  const plan = synthesize((app) => {
    const scope = stackOf(app);
    const late = () => ({ description: declared.join() });
    new Resource<KmsKeyConfig, "description">(scope, "Late", "aws_kms_key", { is_enabled: true }, { late });
    declared.push("a", "b");
  });
  expect(plan.stack("tenants").at("Mine/Late")).toEqual({ is_enabled: true, description: "a,b" });
});

test("what turns out to be empty is not written", () => {
  const plan = synthesize((app) => {
    new Resource<KmsKeyConfig>(stackOf(app), "Empty", "aws_kms_key", {}, { omitted: () => true });
  });
  expect(
    plan
      .stack("tenants")
      .paths()
      .filter((path) => path.startsWith("Mine")),
  ).toEqual([]);
});
