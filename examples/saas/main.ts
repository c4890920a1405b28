import { App, TerraformStack } from "cdktf";
import type { ClusterAccess } from "cdktf-tenants";
import { Infrastructure, Tenant } from "cdktf-tenants";

const account = "123456789012";

/**
 * How Terraform reaches a cluster: by `aws eks get-token` as it stands, or through a kubeconfig that has a context for
 * each Infrastructure, for people behind a tunnel to the private endpoints.
 */
function access(context: string): ClusterAccess {
  const path = process.env["SAAS_KUBECONFIG"];
  return path === undefined ? "aws-eks-get-token" : { kubeconfig: { path, context } };
}

const app = new App();

// Two networks with a cluster each, in two regions. Their stacks change rarely, and by other people.
const nonprod = new Infrastructure(new TerraformStack(app, "nonprod"), "nonprod", {
  account,
  region: "eu-west-1",
  network: { cidr: "10.10.0.0/16", zones: 2, nat: "single" },
  dataplane: { version: "1.33", access: access("nonprod") },
});
const prod = new Infrastructure(new TerraformStack(app, "prod"), "prod", {
  account,
  region: "eu-central-1",
  network: { cidr: "10.20.0.0/16", zones: 3, nat: "per-zone", interfaceEndpoints: ["kms", "logs"] },
  dataplane: { version: "1.33", access: access("prod") },
});

// Environments of the company's own, on the cheaper one.
const environments = new TerraformStack(app, "nonprod-tenants");
new Tenant(environments, "dev", {
  infrastructure: nonprod,
  limits: { cpu: 8, memory: "32Gi", storage: "200Gi" },
  egress: { internet: [443] },
});
new Tenant(environments, "qa", {
  infrastructure: nonprod,
  limits: { cpu: 4, memory: "16Gi", storage: "100Gi" },
});

// Customers, on the other.
const customers = new TerraformStack(app, "prod-tenants");
new Tenant(customers, "acme", {
  infrastructure: prod,
  limits: { cpu: 16, memory: "64Gi", storage: "1Ti", loadBalancers: 1 },
  egress: { internet: [443] },
});
new Tenant(customers, "globex", {
  infrastructure: prod,
  // The API and its nightly jobs share what the customer pays for.
  limits: { cpu: 12, memory: "48Gi" },
  namespaces: [{ limits: { cpu: 8, memory: "32Gi" } }, { name: "jobs", limits: { cpu: 4, memory: "16Gi" } }],
});

app.synth();
