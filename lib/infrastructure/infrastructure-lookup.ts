import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { TerraformProvider } from "cdktf";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { wholeNumber } from "../model/quantity";
import { placeOf } from "../terraform/place";
import type { ExistingDataplane } from "./dataplane/dataplane-props";
import { ADMIN_PURPOSE, DEFAULT_SERVICE_CIDR } from "./dataplane/dataplane-plan";
import type { CheckedIdentity } from "./identity";
import type { DataplaneLookup, InfrastructureLookup } from "./infrastructure-props";
import type { ExistingNetwork } from "./network/network-props";
import { platformRoleArn } from "./platform";
import type { ParameterId } from "./published-parameters";
import { LIST_SEPARATOR, parameterName } from "./published-parameters";

/** More than a VPC has without asking. Source: Amazon VPC user guide, "Amazon VPC quotas", route tables. */
const ROUTE_TABLES_MOST = 200;

export interface PublishedInfrastructureProps {
  readonly identity: CheckedIdentity;
  readonly lookup: InfrastructureLookup;
  /** @default - the stack's only AWS provider */
  readonly provider?: TerraformProvider | undefined;
}

/** The parameters that an Infrastructure published, read by the plan. A missing one ends the plan with its name. */
export class PublishedInfrastructure extends Construct {
  readonly network: ExistingNetwork;
  readonly dataplane: ExistingDataplane | undefined;

  constructor(
    private readonly imported: Construct,
    id: string,
    private readonly props: PublishedInfrastructureProps,
  ) {
    super(imported, id);
    const { lookup, identity } = props;
    this.compare("NamespacePrefix", identity.namespacePrefix);
    this.network = this.readNetwork(lookup);
    this.dataplane = lookup.dataplane && this.readDataplane(lookup.dataplane);
  }

  private readNetwork(lookup: InfrastructureLookup): ExistingNetwork {
    const { internet = false, publicSubnets = true, ipv6 = false, gatewayEndpoints = true } = lookup;
    this.compare("Cidrs", lookup.cidrs.join(LIST_SEPARATOR));
    this.compare("Internet", String(internet));
    if (lookup.endpointCidrs) this.compare("EndpointCidrs", lookup.endpointCidrs.join(LIST_SEPARATOR));
    return {
      vpcId: this.read("VpcId"),
      cidrs: lookup.cidrs,
      privateSubnetIds: this.readList("PrivateSubnetIds"),
      ...(lookup.privateRouteTables !== undefined && {
        privateRouteTableIds: this.readEach("PrivateRouteTableIds", lookup.privateRouteTables),
      }),
      publicSubnetIds: publicSubnets ? this.readList("PublicSubnetIds") : [],
      ...(ipv6 && { ipv6Cidr: this.read("Ipv6Cidr") }),
      ...(lookup.interfaceEndpoints && { endpointSecurityGroupId: this.read("EndpointSecurityGroupId") }),
      ...(lookup.endpointCidrs && { endpointCidrs: lookup.endpointCidrs }),
      gatewayPrefixListIds: gatewayEndpoints
        ? { s3: this.read("S3PrefixListId"), dynamodb: this.read("DynamoDbPrefixListId") }
        : {},
      internet,
    };
  }

  private readDataplane(lookup: DataplaneLookup): ExistingDataplane {
    const { environment, name } = this.props.identity;
    const { clusterName = name, serviceCidr = DEFAULT_SERVICE_CIDR, networkPolicy = "strict" } = lookup;
    const adminRoleArn = lookup.adminRoleArn ?? platformRoleArn(environment, name, ADMIN_PURPOSE);
    this.compare("ClusterName", clusterName);
    this.compare("ClusterServiceCidr", serviceCidr);
    this.compare("ClusterNetworkPolicy", networkPolicy);
    if (adminRoleArn !== false) this.compare("ClusterAdminRoleArn", adminRoleArn);
    return {
      clusterName,
      serviceCidr,
      networkPolicy,
      endpoint: this.read("ClusterEndpoint"),
      certificateAuthority: this.read("ClusterCertificateAuthority"),
      ...(adminRoleArn !== false && { adminRoleArn }),
      ...(lookup.access && { access: lookup.access }),
    };
  }

  /** A value that only Terraform needs. */
  private read(id: ParameterId): string {
    return this.parameter(id).insecureValue;
  }

  private readList(id: ParameterId): string[] {
    return Fn.split(LIST_SEPARATOR, this.read(id));
  }

  /** Values of which each is written for itself: how many there are is given as a literal, and compared. */
  private readEach(id: ParameterId, count: number): string[] {
    const at = placeOf("Infrastructure", this.imported);
    wholeNumber(at, "privateRouteTables", count, 1, ROUTE_TABLES_MOST);
    const parameter = this.parameter(id);
    const name = parameterName(this.props.identity.name, id);
    parameter.lifecycle = {
      postcondition: [
        {
          condition: `\${length(split(${JSON.stringify(LIST_SEPARATOR)}, self.insecure_value)) == ${count}}`,
          errorMessage: `The Infrastructure publishes another number of values as ${name} than the one given to fromLookup: ${count}.`,
        },
      ],
    };
    const all = Fn.split(LIST_SEPARATOR, parameter.insecureValue);
    return Array.from({ length: count }, (_, index) => Token.asString(Fn.element(all, index)));
  }

  /** A value that decides what is written: given as a literal, and wrong literals end the plan. */
  private compare(id: ParameterId, literal: string): void {
    const name = parameterName(this.props.identity.name, id);
    this.parameter(id).lifecycle = {
      postcondition: [
        {
          condition: `\${self.insecure_value == ${JSON.stringify(literal)}}`,
          errorMessage: `The Infrastructure publishes another value as ${name} than the one given to fromLookup: ${literal}.`,
        },
      ],
    };
  }

  private parameter(id: ParameterId): DataAwsSsmParameter {
    const { identity, provider } = this.props;
    return new DataAwsSsmParameter(this, id, {
      name: parameterName(identity.name, id),
      ...(provider && { provider }),
    });
  }
}
