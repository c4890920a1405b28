import type { App } from "cdktf";
import { TenantBucket } from "../../../../lib/resources/tenant-bucket";
import { TenantSecurityRule } from "../../../../lib/sharing/security-rule/tenant-security-rule";
import { stackOf } from "../../../support/sharing";
import { wholeTenant } from "../../../support/whole-infrastructure";
import type { Base } from "./base";
import { synthesizedBase } from "./constructs";

/** `acme` and `globex`, each with a bucket; `callee` may be called by `caller` on one port, and by the office. */
export function fourTenants(app: App): void {
  for (const name of ["acme", "globex"]) new TenantBucket(wholeTenant(app, name), "uploads");
  const [caller, callee] = [wholeTenant(app, "caller"), wholeTenant(app, "callee")];
  const shared = stackOf(app, "shared");
  const description = "Calls that are meant";
  new TenantSecurityRule(shared, "calls", {
    from: caller,
    to: callee,
    protocol: "tcp",
    port: 8443,
    description,
  });
  const office = { fromCidr: "192.0.2.0/24", to: callee, protocol: "tcp", port: 443, description } as const;
  new TenantSecurityRule(shared, "office", office);
}

/** An app of this library with network, cluster and nodes, all of them in the plan: stacks `nonprod` and `shared`. */
export function infrastructure(): Base {
  return synthesizedBase("all", fourTenants);
}

/** The file of one of its stacks, for what is changed there. */
export function stackFile(name: "nonprod" | "nonprod-inside" | "shared"): string {
  return `stacks/${name}/cdk.tf.json`;
}
