import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Token, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Tenant } from "../../lib/tenant/tenant";
import { someInfrastructure } from "../support/infrastructure";
import { refusal, synthesize } from "../support/synth";

function devWith(add: (tenant: Tenant) => void) {
  return (app: Parameters<Parameters<typeof synthesize>[0]>[0]) => {
    const stack = new TerraformStack(app, "tenants");
    add(new Tenant(stack, "dev", { infrastructure: someInfrastructure(app) }));
  };
}

const OWN = { "cdktf-tenants:infrastructure": "nonprod", "cdktf-tenants:tenant": "dev" };

test("raw AWS resources in a tenant's scope carry its tags, beside their own", () => {
  const plan = synthesize(devWith((dev) => new S3Bucket(dev, "Raw", { tags: { team: "web" } })));
  expect(plan.stack("tenants").only("aws_s3_bucket")["tags"]).toEqual({ ...OWN, team: "web" });
});

test("raw resources deep in the tenant's scope belong to it as well", () => {
  const plan = synthesize(devWith((dev) => new S3Bucket(new Construct(dev, "Deep"), "Raw")));
  expect(plan.stack("tenants").only("aws_s3_bucket")["tags"]).toEqual(OWN);
});

test("tags that only Terraform knows are joined with ownership last", () => {
  const tags = Token.asStringMap({ resolve: () => "${var.tags}" } as never) as Record<string, string>;
  const plan = synthesize(devWith((dev) => new S3Bucket(dev, "Raw", { tags })));
  expect(plan.stack("tenants").only("aws_s3_bucket")["tags"]).toMatch(
    /^\$\{merge\(.*"cdktf-tenants:tenant" = "dev"/,
  );
});

test("scaling groups hand the tags on to what they launch", () => {
  const plan = synthesize(devWith((dev) => new AutoscalingGroup(dev, "Raw", { minSize: 0, maxSize: 1 })));
  expect(plan.stack("tenants").only("aws_autoscaling_group")["tag"]).toEqual([
    { key: "cdktf-tenants:infrastructure", value: "nonprod", propagate_at_launch: true },
    { key: "cdktf-tenants:tenant", value: "dev", propagate_at_launch: true },
  ]);
});

test("raw Kubernetes objects in a tenant's scope carry its labels", () => {
  const plan = synthesize(
    devWith((dev) => new ConfigMapV1(dev, "Raw", { metadata: { name: "x", labels: { app: "web" } } })),
  );
  expect(plan.stack("tenants").only("kubernetes_config_map_v1")["metadata"]).toEqual({
    name: "x",
    labels: {
      app: "web",
      "app.kubernetes.io/managed-by": "cdktf-tenants",
      "cdktf-tenants/infrastructure": "nonprod",
      "cdktf-tenants/tenant": "dev",
    },
  });
});

test("a tag that names another tenant is refused", () => {
  const error = refusal(
    devWith((dev) => new S3Bucket(dev, "Raw", { tags: { "cdktf-tenants:tenant": "qa" } })),
  );
  expect(error.message).toMatch(/^TNT1210 S3Bucket tenants\/dev\/Raw: .*belongs to "qa"/);
});

test("the tenant of a construct is the one in whose scope it stands", () => {
  synthesize(
    devWith((dev) => {
      const deep = new Construct(new Construct(dev, "A"), "B");
      expect(Tenant.of(deep)).toBe(dev);
      expect(Tenant.isTenant(dev)).toBe(true);
      expect(Tenant.isTenant({ name: "dev" })).toBe(false);
    }),
  );
});

test("a construct outside every tenant has none", () => {
  const error = refusal((app) => Tenant.of(new TerraformStack(app, "tenants")));
  expect(error.message).toMatch(/^TNT1215 TerraformStack tenants: /);
});
