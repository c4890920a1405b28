import type { DynamodbResourcePolicyConfig } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import type { DynamodbTableConfig } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { Construct } from "constructs";
import { arn } from "../model/arn";
import { physicalName } from "../model/names";
import type { ResourceArns } from "../model/sharing/permission";
import { Resource } from "../terraform/resource";
import type { TenantResourceProps } from "./declared-resource";
import { declareResource, withinRange } from "./declared-resource";
import type { KeyAttributes, TableKeys } from "./table-keys";
import { keyAttributes } from "./table-keys";
import { TenantResource } from "./tenant-resource";

const KIND = { construct: "TenantTable", area: "dynamodb", word: "table" } as const;
const NAME_MOST = 255;
/** Source: DynamoDB developer guide, "Point-in-time recovery": 1 to 35 days. */
const RECOVERY_DAYS = [1, 35] as const;

/** What a stream tells of a change: nothing but the keys, the item after it, before it, or both. */
export type TableStream = "KEYS_ONLY" | "NEW_IMAGE" | "OLD_IMAGE" | "NEW_AND_OLD_IMAGES";

/** A table of a tenant. */
export interface TenantTableProps extends TenantResourceProps, TableKeys {
  /** @default - no stream */
  readonly stream?: TableStream;
  /** The attribute that holds the second (Unix time) after which an item is deleted. @default - items stay */
  readonly timeToLiveAttribute?: string;
  /** Units of reads and writes a second that are paid for whether used or not. @default - by request */
  readonly capacity?: { readonly read: number; readonly write: number };
  /** To how many days back the table can be restored. @default - 35, which is the most */
  readonly recoveryDays?: number;
}

/**
 * A table that only its tenant's roles read and write, over TLS, until a grant lets others in.
 *
 * It is encrypted with the tenant's key and can be restored to any second of the last weeks. The account's
 * own people manage it, and touch no item. Its stream has a policy of its own, which says the same.
 */
export class TenantTable extends TenantResource {
  readonly resource: Resource<DynamodbTableConfig>;

  /** @throws TNT1001 to TNT1005 for the name, TNT1213, TNT1215, TNT1403 to TNT1406 */
  constructor(scope: Construct, id: string, props: TenantTableProps) {
    const declared = declareResource(scope, id, KIND, props);
    const { place, context, name } = declared;
    const keys = keyAttributes(place, props);
    const { recoveryDays } = props;
    if (recoveryDays !== undefined) withinRange(place, "recoveryDays", recoveryDays, RECOVERY_DAYS);
    const { environment, name: infrastructure } = context.infrastructure;
    const table = physicalName([infrastructure, context.name, name], NAME_MOST);
    const self = arn(environment, "dynamodb", `table/${table}`);
    const arns: ResourceArns = {
      self,
      ...((props.indexes ?? []).length > 0 && { index: `${self}/index/*` }),
      ...(props.stream && { stream: `${self}/stream/*` }),
    };
    super(scope, id, declared, { physicalName: table, arn: self, arns });
    this.count("tables", "tables");
    this.resource = new Resource<DynamodbTableConfig>(
      this,
      "Table",
      "aws_dynamodb_table",
      this.attributes(props, keys),
      this.protectedOptions,
    );
    const ofTable = [arns.self, arns.index].filter((one) => one !== undefined);
    this.attach("Policy", this.resource.local("arn"), ofTable);
    if (arns.stream !== undefined) {
      this.attach("StreamPolicy", this.resource.local("stream_arn"), [arns.stream], "stream");
    }
  }

  private attributes(props: TenantTableProps, keys: KeyAttributes) {
    const { capacity, stream, timeToLiveAttribute, recoveryDays } = props;
    const units = capacity && { read_capacity: capacity.read, write_capacity: capacity.write };
    return {
      name: this.physicalName,
      billing_mode: capacity ? "PROVISIONED" : "PAY_PER_REQUEST",
      ...units,
      hash_key: keys.hash_key,
      ...(keys.range_key !== undefined && { range_key: keys.range_key }),
      attribute: keys.attribute,
      ...(keys.global_secondary_index.length > 0 && {
        global_secondary_index: keys.global_secondary_index.map((index) => ({ ...index, ...units })),
      }),
      ...(keys.local_secondary_index.length > 0 && { local_secondary_index: keys.local_secondary_index }),
      ...(stream && { stream_enabled: true, stream_view_type: stream }),
      ...(timeToLiveAttribute !== undefined && {
        ttl: { attribute_name: timeToLiveAttribute, enabled: true },
      }),
      deletion_protection_enabled: this.declared.context.deletionProtection,
      point_in_time_recovery: {
        enabled: true,
        ...(recoveryDays !== undefined && { recovery_period_in_days: recoveryDays }),
      },
      server_side_encryption: { enabled: true, kms_key_arn: this.declared.keyArn },
      tags: this.tags,
    };
  }

  private attach(id: string, resourceArn: string, whole: readonly string[], part?: "stream"): void {
    const policy = new Resource<DynamodbResourcePolicyConfig, "policy">(
      this,
      id,
      "aws_dynamodb_resource_policy",
      { resource_arn: resourceArn },
      { ...this.options, late: this.policy("dynamodb", whole, part) },
    );
    this.takesExceptions(policy, whole);
  }
}
