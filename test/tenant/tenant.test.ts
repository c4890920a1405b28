import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import { Tenant } from "../../lib/tenant/tenant";
import { someInfrastructure } from "../support/infrastructure";
import { synthesize } from "../support/synth";

function tenant(name: string, props: Partial<TenantProps> = {}) {
  return (app: App) => {
    const stack = new TerraformStack(app, "tenants");
    return new Tenant(stack, name, { infrastructure: someInfrastructure(app), ...props });
  };
}

test("debug", () => {
  const plan = synthesize(tenant("dev", { limits: { cpu: 8, memory: "32Gi" }, egress: { internet: [443] } }));
  console.log(plan.stack("tenants").text.length, plan.stack("tenants").paths().join("\n"), plan.intentText);
  require("fs").writeFileSync("/tmp/scratch/t.json", plan.stack("tenants").text);
  void S3Bucket;
});
