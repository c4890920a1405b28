import type { EbsEncryptionByDefaultConfig } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { Environment } from "../model/environment";
import type { Quotas } from "../model/quotas";
import { TenancyRegistry } from "../tenancy/registry";
import { placeOf } from "../terraform/place";
import type { ProviderVersions } from "../terraform/providers";
import { StackProviders } from "../terraform/stack-providers";
import { ClusterInside } from "./dataplane/cluster-inside";
import { Dataplane } from "./dataplane/dataplane";
import type { DataplanePlan } from "./dataplane/dataplane-plan";
import { insideStackOf, refuseForeignProviders } from "./inside-stack";
import { ImportedInfrastructure } from "./imported-infrastructure";
import type { DataplaneAttributes, IInfrastructure, NetworkAttributes } from "./infrastructure-attributes";
import { infrastructureIntent } from "./infrastructure-intent";
import { PublishedInfrastructure } from "./infrastructure-lookup";
import { countInfrastructure } from "./quota-count";
import type { InfrastructurePlan } from "./infrastructure-plan";
import { planInfrastructure } from "./infrastructure-plan";
import type {
  InfrastructureAttributes,
  InfrastructureLookup,
  InfrastructureProps,
} from "./infrastructure-props";
import { createLogsKey } from "./logs-key";
import { Network } from "./network/network";
import { Platform } from "./platform";
import { PublishedParameters } from "./published-parameters";

/**
 * VPC-level isolation: one account, one region, one VPC, and at most one cluster that all of its tenants share.
 * Tenants of different Infrastructures share no network and no cluster.
 *
 * Closed by default: nothing in the VPC gets a public address, the defaults that AWS gives every VPC are emptied, the
 * API server is private and knows no creator, all traffic and all control-plane activity is logged under the
 * Infrastructure's own key.
 */
export class Infrastructure extends Construct implements IInfrastructure {
  /**
   * An Infrastructure that another app or another tool makes, known completely. Nothing of it is written here.
   *
   * @throws whatever is wrong with the attributes, as a TenancyError
   */
  static fromAttributes(scope: Construct, id: string, attributes: InfrastructureAttributes): IInfrastructure {
    return new ImportedInfrastructure(scope, id, { ...attributes, describe: () => attributes });
  }

  /**
   * An Infrastructure that another app makes with this library in the same account and region. Its ids are read from
   * the parameters that it publishes, by the plan; the literals given here are compared with them, and a wrong one
   * ends the plan.
   *
   * @throws whatever is wrong with the literals, as a TenancyError
   */
  static fromLookup(scope: Construct, id: string, lookup: InfrastructureLookup): IInfrastructure {
    const provider = lookup.providers?.aws;
    return new ImportedInfrastructure(scope, id, {
      ...lookup,
      describe: (imported, identity) => {
        const at = placeOf("Infrastructure", imported);
        refuseForeignProviders(at, TerraformStack.of(imported), { aws: provider });
        if (!provider) StackProviders.of(imported).ensureAws(at, identity);
        return new PublishedInfrastructure(imported, "Published", { identity, lookup, provider });
      },
    });
  }

  readonly name: string;
  readonly environment: Environment;
  readonly network: NetworkAttributes;
  readonly dataplane: DataplaneAttributes | undefined;
  readonly namespacePrefix: string;
  readonly quotas: Required<Quotas>;
  readonly providerVersions: Required<ProviderVersions>;
  readonly homeStack: TerraformStack;
  /** The stack of what is inside the cluster; undefined without a dataplane, or where the cluster exists already. */
  readonly insideStack: TerraformStack | undefined;

  /** @throws whatever is wrong with the props, as a TenancyError, before any resource is written */
  constructor(scope: Construct, id: string, props: InfrastructureProps) {
    super(scope, id);
    const at = placeOf("Infrastructure", this);
    const plan = planInfrastructure(at, id, props);
    this.name = plan.name;
    this.environment = plan.environment;
    this.namespacePrefix = plan.namespacePrefix;
    this.quotas = plan.quotas;
    this.providerVersions = plan.providerVersions;
    this.homeStack = TerraformStack.of(this);
    const made = plan.dataplane && "made" in plan.dataplane ? plan.dataplane.made : undefined;
    this.register(at, plan, made);
    refuseForeignProviders(at, this.homeStack, { aws: props.providers?.aws });
    this.insideStack = made && insideStackOf(at, this.homeStack, givenInsideStack(props));
    if (!props.providers?.aws)
      StackProviders.of(this).ensureAws(at, {
        name: plan.name,
        environment: plan.environment,
        providerVersions: plan.providerVersions,
      });

    const platform = new Platform({ place: at, ...plan, provider: props.providers?.aws });
    this.createAccountSettings(platform, plan);
    const { network, dataplane } = this.createParts(platform, plan, made);
    this.network = network;
    this.dataplane = dataplane;
    new PublishedParameters(this, "Published", {
      platform,
      namespacePrefix: plan.namespacePrefix,
      network,
      dataplane,
    });
    if (made && dataplane) this.createInside(made, dataplane, props);
  }

  /** The construct's path, for messages. */
  get path(): string {
    return this.node.path;
  }

  private register(at: ErrorPlace, plan: InfrastructurePlan, made: DataplanePlan | undefined): void {
    const registry = TenancyRegistry.of(this);
    countInfrastructure(registry, at, plan);
    registry.addInfrastructure(this, {
      place: at,
      name: plan.name,
      environment: plan.environment,
      ranges: plan.ranges,
      accountSettings: plan.ebsEncryptionByDefault,
      imported: false,
      intent: () =>
        infrastructureIntent(this, {
          owned: true,
          version: made?.version,
          insideStack: this.insideStack,
          computes: made ? [made.compute.name] : [],
        }),
    });
  }

  private createAccountSettings(platform: Platform, plan: InfrastructurePlan): void {
    if (!plan.ebsEncryptionByDefault) return;
    platform.resource<EbsEncryptionByDefaultConfig>(
      this,
      "EbsEncryptionByDefault",
      "aws_ebs_encryption_by_default",
      { enabled: true },
    );
  }

  /** What is missing is made; what exists is only known. */
  private createParts(
    platform: Platform,
    plan: InfrastructurePlan,
    made: DataplanePlan | undefined,
  ): { network: NetworkAttributes; dataplane: DataplaneAttributes | undefined } {
    const existing = plan.dataplane && "existing" in plan.dataplane ? plan.dataplane.existing : undefined;
    if ("existing" in plan.network && !made) return { network: plan.network.existing, dataplane: existing };
    const logsKeyArn = createLogsKey(this, platform).localArn;
    const network =
      "made" in plan.network
        ? new Network(this, "Network", { platform, plan: plan.network.made, logsKeyArn })
        : {
            attributes: plan.network.existing,
            localPrivateSubnetIds: plan.network.existing.privateSubnetIds,
          };
    const dataplane =
      made &&
      new Dataplane(this, "Dataplane", {
        platform,
        plan: made,
        subnetIds: network.localPrivateSubnetIds,
        logsKeyArn,
      });
    return { network: network.attributes, dataplane: dataplane?.attributes ?? existing };
  }

  private createInside(
    made: DataplanePlan,
    dataplane: DataplaneAttributes,
    props: InfrastructureProps,
  ): void {
    const stack = this.insideStack;
    if (!stack) return;
    const at = placeOf("Infrastructure", this);
    const provider = props.providers?.kubernetes;
    refuseForeignProviders(at, stack, { kubernetes: provider });
    stack.addDependency(this.homeStack);
    if (!provider) StackProviders.of(stack).ensureKubernetes(at, this, dataplane);
    new ClusterInside(stack, this.node.id, {
      infrastructure: this.name,
      networkPolicy: made.networkPolicy,
      surroundings: {
        networks: this.network.cidrs,
        serviceCidr: made.serviceCidr,
        internet: this.network.internet,
      },
      provider,
    });
  }
}

function givenInsideStack({ dataplane }: InfrastructureProps): TerraformStack | undefined {
  return dataplane && "insideStack" in dataplane ? dataplane.insideStack : undefined;
}
