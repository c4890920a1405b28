import type { SsmParameterConfig } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { Construct } from "constructs";
import { parameterMalformed, resourceNameReserved } from "../errors/resources";
import { arn } from "../model/arn";
import { Resource } from "../terraform/resource";
import type { TenantResourceProps } from "./declared-resource";
import { declareResource } from "./declared-resource";
import { TenantResource } from "./tenant-resource";

const KIND = { construct: "TenantParameter", area: "ssm", word: "parameter" } as const;
/** Standard parameters. Source: Systems Manager user guide, "Managing parameter tiers". */
const VALUE_BYTES_MOST = 4096;
/** Source: Systems Manager user guide, "Requirements and constraints for parameter names". */
const RESERVED_START = /^\/(aws|ssm)/i;

/** A parameter of a tenant. */
export interface TenantParameterProps extends TenantResourceProps {
  /**
   * The value until somebody sets another. It stands in Terraform's state, so it is no place for a secret;
   * later changes, here and elsewhere, are left alone.
   *
   * @default "unset"
   */
  readonly initialValue?: string;
}

/**
 * A setting that only its tenant's roles read and set, until a grant lets others in. It is encrypted with the
 * tenant's key, without which nobody reads it: parameters have no policies of their own.
 *
 * Terraform reads the value back on every plan, so whoever deploys the tenant must be able to, and through
 * Systems Manager the account's own people are. What they must not see belongs into a `TenantSecret`.
 */
export class TenantParameter extends TenantResource {
  readonly resource: Resource<SsmParameterConfig>;

  /** @throws TNT1001 to TNT1005 for the name, TNT1213, TNT1215, TNT1402 to TNT1404, TNT1409 */
  constructor(scope: Construct, id: string, props: TenantParameterProps = {}) {
    const declared = declareResource(scope, id, KIND, props);
    const { place, context, name } = declared;
    const { environment, name: infrastructure } = context.infrastructure;
    const parameter = `/${infrastructure}/${context.name}/${name}`;
    if (RESERVED_START.test(parameter)) {
      throw resourceNameReserved(place, parameter, "Systems Manager keeps names that start so for itself.");
    }
    const value = props.initialValue ?? "unset";
    const size = Buffer.byteLength(value);
    if (size < 1 || size > VALUE_BYTES_MOST) throw parameterMalformed(place, size, VALUE_BYTES_MOST);
    const self = arn(environment, "ssm", `parameter${parameter}`);
    super(scope, id, declared, { physicalName: parameter, arn: self, arns: { self } });
    this.count("parameters", "parameters");
    this.resource = new Resource<SsmParameterConfig>(
      this,
      "Parameter",
      "aws_ssm_parameter",
      {
        name: parameter,
        type: "SecureString",
        key_id: declared.keyArn,
        tier: "Standard",
        data_type: "text",
        value,
        tags: this.tags,
      },
      { ...this.protectedOptions, ignoreChanges: ["value"] },
    );
  }
}
