import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { IInfrastructure } from "../infrastructure/infrastructure-attributes";
import { placeOf } from "../terraform/place";
import { StackProviders } from "../terraform/stack-providers";

/** The Infrastructure that a stack speaks to. */
export interface TenancyStackProps {
  /** Whose tenants and openings are declared in the stack. A stack speaks to one Infrastructure. */
  readonly infrastructure: IInfrastructure;
}

/**
 * A stack for tenants, or for what they share, that keeps its providers also while nothing is declared in it.
 *
 * In an ordinary stack they come and go with what needs them; after the last rule, grant or tenant of it has been
 * removed, Terraform would know the parts that are left from its state, and have nothing to delete them with. In all
 * else it is a stack like others: putting it in the place of a `TerraformStack` of the same id changes no address.
 */
export class TenancyStack extends TerraformStack {
  /** @throws TNT1040 for what belongs to another Infrastructure, where it is declared */
  constructor(scope: Construct, id: string, { infrastructure }: TenancyStackProps) {
    super(scope, id);
    const place = placeOf("TenancyStack", this);
    const { dataplane } = infrastructure;
    const providers = StackProviders.of(this);
    providers.ensureAws(place, infrastructure);
    if (dataplane !== undefined) providers.ensureKubernetes(place, infrastructure, dataplane);
  }
}
