import { App, TerraformStack } from "cdktf";
import type { ClusterAccess } from "cdktf-tenants";
import {
  CrossTenantGrant,
  Infrastructure,
  TenancyStack,
  Tenant,
  TenantBucket,
  TenantQueue,
  TenantSecurityRule,
  TenantTable,
} from "cdktf-tenants";

/** By `aws eks get-token` as it stands, or through a kubeconfig, for people behind a tunnel to the private endpoint. */
function access(): ClusterAccess {
  const path = process.env["SHARING_KUBECONFIG"];
  return path === undefined ? "aws-eks-get-token" : { kubeconfig: { path, context: "shop" } };
}

const app = new App();

const infrastructure = new Infrastructure(new TerraformStack(app, "shop"), "shop", {
  account: "123456789012",
  region: "eu-west-1",
  network: { cidr: "10.30.0.0/16", zones: 2, nat: "single" },
  dataplane: { version: "1.33", access: access() },
});

// Two teams, each with a stack of its own that it deploys when it likes.
const front = new TerraformStack(app, "shop-front");
const web = new Tenant(front, "web", { infrastructure, egress: { internet: [443] } });
const search = new Tenant(front, "search", { infrastructure });

const back = new TerraformStack(app, "shop-back");
const orders = new Tenant(back, "orders", { infrastructure });
const reports = new Tenant(back, "reports", { infrastructure });

const uploads = new TenantBucket(web, "uploads");
const index = new TenantBucket(search, "index");
const customers = new TenantTable(orders, "customers", { partitionKey: { name: "customer" } });
const placed = new TenantQueue(orders, "placed");

// What they share stands in a stack of its own: it needs both teams, and neither team needs it. It keeps its providers
// when the last opening is removed.
const shared = new TenancyStack(app, "shop-shared", { infrastructure });

new TenantSecurityRule(shared, "web-calls-orders", {
  ...{ from: web, to: orders, protocol: "tcp", port: 8443 },
  description: "The shop places orders",
});
new TenantSecurityRule(shared, "orders-calls-search", {
  ...{ from: orders, to: search, protocol: "tcp", ports: { from: 9200, to: 9299 } },
  description: "Orders look up products",
});
new TenantSecurityRule(shared, "office-calls-web", {
  ...{ fromCidr: "192.0.2.0/24", to: web, protocol: "tcp", port: 443 },
  description: "The office tries the shop before customers see it",
});

new CrossTenantGrant(shared, "web-places-orders", {
  ...{ owner: orders, requester: web, resources: [placed], access: "send" },
  reason: "Orders are placed by a message",
});
new CrossTenantGrant(shared, "reports-reads-customers", {
  ...{ owner: orders, requester: reports, resources: [customers], access: "read", requesterRoles: ["pods"] },
  reason: "Monthly figures by customer",
});
new CrossTenantGrant(shared, "search-reads-product-pictures", {
  ...{ owner: web, requester: search, resources: [uploads], access: "read", prefix: "products/" },
  reason: "Pictures of products are indexed, those of customers are not",
});
new CrossTenantGrant(shared, "reports-fills-index", {
  ...{ owner: search, requester: reports, resources: [index], access: "write" },
  reason: "Reports are found by the shop's search",
});
new CrossTenantGrant(shared, "reports-decrypts-for-orders", {
  ...{ owner: orders, requester: reports, area: "kms", access: "decrypt", requesterRoles: ["pods"] },
  reason: "Orders seals figures with its own key",
});

app.synth();
