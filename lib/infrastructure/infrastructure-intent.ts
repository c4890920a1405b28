import type { TerraformStack } from "cdktf";
import type { DataplaneIntent, InfrastructureIntent } from "../model/intent";
import type { DataplaneAttributes, IInfrastructure } from "./infrastructure-attributes";

/** What only the app that makes an Infrastructure knows of it. */
export interface IntentDetails {
  /** False for one that another app or another tool makes. */
  readonly owned: boolean;
  /** The cluster's Kubernetes version. @default - not known here */
  readonly version?: string | undefined;
  /** @default - the cluster's inside is not written here */
  readonly insideStack?: TerraformStack | undefined;
  /** The node pools' names. @default [] */
  readonly computes?: readonly string[];
}

const STANDARD_CAVEAT =
  "A pod starts open and stays open until its network policies are programmed on its node: in that moment pods of " +
  "other tenants can reach it, and it can reach them.";
const UNKNOWN_CAVEAT =
  "Whether network policies are enforced in this cluster is not known: pods of different tenants may reach each other.";

const CAVEATS: Readonly<Record<DataplaneAttributes["networkPolicy"], readonly string[]>> = {
  strict: [],
  standard: [STANDARD_CAVEAT],
  unknown: [UNKNOWN_CAVEAT],
};

/** What `tenancy.json` says of an Infrastructure. */
export function infrastructureIntent(
  infrastructure: IInfrastructure,
  details: IntentDetails,
): InfrastructureIntent {
  const { environment, dataplane } = infrastructure;
  return {
    name: infrastructure.name,
    path: infrastructure.path,
    stack: infrastructure.homeStack.node.path,
    account: environment.account,
    region: environment.region,
    owned: details.owned,
    cidrs: infrastructure.network.cidrs,
    dataplane: dataplane ? dataplaneIntent(dataplane, details) : null,
    computes: [...(details.computes ?? [])].sort().map((name) => ({ name, tenant: null })),
  };
}

function dataplaneIntent(dataplane: DataplaneAttributes, details: IntentDetails): DataplaneIntent {
  return {
    cluster: dataplane.clusterName,
    version: details.version ?? null,
    networkPolicy: dataplane.networkPolicy,
    caveats: CAVEATS[dataplane.networkPolicy],
    insideStack: details.insideStack?.node.path ?? null,
  };
}
