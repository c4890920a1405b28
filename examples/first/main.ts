import { App, TerraformStack } from "cdktf";
import { Infrastructure, Tenant } from "cdktf-tenants";

const app = new App();

// One VPC and one cluster. Its own stack: it changes rarely, and by other people.
const nonprod = new Infrastructure(new TerraformStack(app, "nonprod"), "nonprod", {
  account: "123456789012",
  region: "eu-west-1",
  network: { cidr: "10.10.0.0/16", zones: 3, nat: "single" },
  dataplane: { version: "1.33" },
});

// Tenants: security groups, IAM roles, a KMS key, namespaces, quotas; isolated from each other.
const tenants = new TerraformStack(app, "nonprod-tenants");
new Tenant(tenants, "dev", { infrastructure: nonprod, limits: { cpu: 8, memory: "32Gi", storage: "200Gi" } });
new Tenant(tenants, "qa", { infrastructure: nonprod });

app.synth();
