import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../model/environment";
import type { Quotas } from "../model/quotas";
import { TenancyRegistry } from "../tenancy/registry";
import { placeOf } from "../terraform/place";
import type { ProviderVersions } from "../terraform/providers";
import { checkedDataplane, checkedNetwork, checkedRanges } from "./existing";
import type { ExistingDataplane } from "./dataplane/dataplane-props";
import type { CheckedIdentity } from "./identity";
import { checkedIdentity } from "./identity";
import type { DataplaneAttributes, IInfrastructure, NetworkAttributes } from "./infrastructure-attributes";
import { infrastructureIntent } from "./infrastructure-intent";
import type { InfrastructureIdentity } from "./infrastructure-props";
import type { ExistingNetwork } from "./network/network-props";

/** What is known of an Infrastructure that exists. */
export interface InfrastructureDescription {
  readonly network: ExistingNetwork;
  /** @default - none */
  readonly dataplane?: ExistingDataplane | undefined;
}

export interface ImportedInfrastructureProps extends InfrastructureIdentity {
  /** Says what is known, or reads it by data sources within the construct. */
  readonly describe: (imported: Construct, identity: CheckedIdentity) => InfrastructureDescription;
}

/** An Infrastructure that another app or another tool makes: known here, and written nowhere. */
export class ImportedInfrastructure extends Construct implements IInfrastructure {
  readonly name: string;
  readonly environment: Environment;
  readonly network: NetworkAttributes;
  readonly dataplane: DataplaneAttributes | undefined;
  readonly namespacePrefix: string;
  readonly quotas: Required<Quotas>;
  readonly providerVersions: Required<ProviderVersions>;
  readonly homeStack: TerraformStack;

  /** @throws whatever is wrong with the attributes, as a TenancyError */
  constructor(scope: Construct, id: string, props: ImportedInfrastructureProps) {
    super(scope, id);
    const at = placeOf("Infrastructure", this);
    const identity = checkedIdentity(at, id, props);
    const { network, dataplane } = props.describe(this, identity);
    const ranges = checkedRanges(at, "network.cidrs", network.cidrs);
    this.name = identity.name;
    this.environment = identity.environment;
    this.namespacePrefix = identity.namespacePrefix;
    this.quotas = identity.quotas;
    this.providerVersions = identity.providerVersions;
    this.network = checkedNetwork(at, network);
    this.dataplane = dataplane && checkedDataplane(at, identity, ranges, dataplane);
    this.homeStack = TerraformStack.of(this);
    TenancyRegistry.of(this).addInfrastructure(this, {
      place: at,
      name: this.name,
      environment: this.environment,
      ranges,
      accountSettings: false,
      imported: true,
      intent: () => infrastructureIntent(this, { owned: false }),
    });
  }

  get path(): string {
    return this.node.path;
  }
}
