import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { Infrastructure } from "../../../lib/infrastructure/infrastructure";
import { InfrastructurePeering } from "../../../lib/sharing/peering/infrastructure-peering";
import type { TenantSecurityRuleProps } from "../../../lib/sharing/security-rule/rule-props";
import { TenantSecurityRule } from "../../../lib/sharing/security-rule/tenant-security-rule";
import { Tenant } from "../../../lib/tenant/tenant";

/** The stacks, each after those that it needs; what else is inside the cluster is of no concern here. */
export const STACKS = ["nonprod", "prod", "tenants", "web", "sharing"] as const;

/** Where an app is written, and what it declares besides the tenants. */
export interface OpeningsOptions {
  readonly folder: string;
  readonly account: string;
  readonly kubeconfig: string;
  /** What is left of the rules, by name. @default - all of them */
  readonly only?: string;
}

/** Three tenants in two joined Infrastructures, and a rule of every form. */
export function writeOpenings(options: OpeningsOptions): void {
  const { folder, account, kubeconfig, only } = options;
  const app = new App({ outdir: join(folder, "cdktf.out"), stackTraces: false });
  const stack = (name: (typeof STACKS)[number]) => {
    const made = new TerraformStack(app, name);
    new LocalBackend(made, { path: join(folder, `${name}.tfstate`) });
    return made;
  };
  const infrastructure = new Infrastructure(stack("nonprod"), "nonprod", {
    ...{ account, region: "eu-west-1" },
    network: { cidr: "10.40.0.0/16", zones: 2, nat: "single" },
    dataplane: { version: "1.33", access: { kubeconfig: { path: kubeconfig, context: "nonprod" } } },
  });
  const prod = new Infrastructure(stack("prod"), "prod", {
    ...{ account, region: "eu-west-1", ebsEncryptionByDefault: false },
    network: { cidr: "10.50.0.0/16", zones: 2 },
  });
  const tenants = stack("tenants");
  const dev = new Tenant(tenants, "dev", { infrastructure, namespaces: [{}, { name: "jobs" }] });
  const qa = new Tenant(tenants, "qa", { infrastructure });
  const web = new Tenant(stack("web"), "web", { infrastructure: prod });
  const sharing = stack("sharing");
  new InfrastructurePeering(sharing, "nonprod-prod", { from: infrastructure, to: prod });
  const to = { to: dev, description: "Somebody's tests call the API" };
  const open = (name: string, props: TenantSecurityRuleProps) => {
    if (only === undefined || only === name) new TenantSecurityRule(sharing, name, props);
  };
  open("port", { ...to, from: qa, protocol: "tcp", port: 8443 });
  open("range", { ...to, from: qa, protocol: "udp", ports: { from: 8000, to: 8100 } });
  open("back", { ...to, from: dev, to: qa, protocol: "all" });
  open("ping", { ...to, from: qa, protocol: "icmp", expose: "hosts" });
  open("ping-v6", { ...to, from: qa, protocol: "icmpv6", expose: "hosts" });
  open("office", { ...to, fromCidr: "192.0.2.0/24", protocol: "tcp", port: 443 });
  open("office-v6", { ...to, fromCidr: "2001:db8::/32", protocol: "tcp", port: 443 });
  open("balancer", {
    ...{ ...to, fromCidr: "192.0.2.0/24", protocol: "tcp", port: 443 },
    expose: "load-balancers",
  });
  open("peer", { ...to, from: web, protocol: "tcp", port: 5432, expose: "hosts" });
  app.synth();
}
