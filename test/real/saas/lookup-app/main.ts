import { App, TerraformStack } from "cdktf";
import { Infrastructure, Tenant } from "cdktf-tenants";

/** Another team's repository: a tenant on an Infrastructure which it knows by name, and by what decides addresses. */
const app = new App();
const stack = new TerraformStack(app, "umbrella");
const prod = Infrastructure.fromLookup(stack, "prod", {
  account: "123456789012",
  region: "eu-central-1",
  cidrs: [process.env["LOOKUP_CIDR"] ?? "10.20.0.0/16"],
  internet: true,
  interfaceEndpoints: true,
  dataplane: {
    access: { kubeconfig: { path: process.env["SAAS_KUBECONFIG"] ?? "", context: "prod" } },
  },
});
new Tenant(stack, "umbrella", { infrastructure: prod, limits: { cpu: 2, memory: "8Gi" } });
app.synth();
