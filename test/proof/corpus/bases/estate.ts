import type { Base } from "./base";
import { ACCOUNT, joined, REGION } from "./by-hand";
import { CLUSTER, tenantInCluster } from "./estate-cluster";
import { NETWORK, tenantInNetwork } from "./estate-network";

const TENANTS = ["acme", "globex", "acme-eu"] as const;

/**
 * Three tenants with hosts, databases and pods on one VPC and one cluster, as a team writes them that has no library:
 * `acme`, `globex`, and `acme-eu`, which is not acme. Their hosts may go out anywhere by HTTPS; nothing lets them in.
 */
export const ESTATE: Base = {
  planes: "all",
  file: "main.tf.json",
  files: {
    "main.tf.json": {
      provider: { aws: [{ region: REGION, allowed_account_ids: [ACCOUNT] }] },
      resource: joined([
        NETWORK,
        CLUSTER,
        ...TENANTS.map(tenantInNetwork),
        ...TENANTS.map((name) => tenantInCluster(name)),
      ]),
    },
    "tenancy.json": {
      version: 1,
      tenants: [...TENANTS].sort(),
      ownership: [
        { kind: "address", tenant: "acme-eu", pattern: "*.acme_eu_*" },
        { kind: "address", tenant: "acme", pattern: "*.acme_*" },
        { kind: "address", tenant: "globex", pattern: "*.globex_*" },
      ],
    },
  },
};
