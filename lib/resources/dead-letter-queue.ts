import type { SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import { placeBelow } from "../terraform/place";
import type { Resource } from "../terraform/resource";
import type { DeclaredResource, ResourceKind } from "./declared-resource";
import { checkFree } from "./declared-resource";
import { QueueResource } from "./queue-resource";

/** The longest that SQS keeps messages: somebody has to look at them. */
const RETENTION_DAYS = 14;
const VISIBILITY_SECONDS = 30;

/** The queue whose dead letters it takes. */
export interface DeadLetterSource {
  readonly kind: ResourceKind;
  readonly declared: DeclaredResource;
  readonly arn: string;
  readonly fifo: boolean;
}

/** Where the messages of one queue go that could not be handled; it takes them from no other. */
export class DeadLetterQueue extends QueueResource {
  readonly resource: Resource<SqsQueueConfig>;

  /** @throws TNT1005 if another queue of the tenant is called so */
  constructor(scope: Construct, id: string, { kind, declared, arn, fifo }: DeadLetterSource) {
    const place = placeBelow(kind.construct, scope, id);
    const name = `${declared.name}-dlq`;
    checkFree(place, declared.context, kind, name);
    super(scope, id, { ...declared, place, name }, fifo);
    const settings = {
      fifo,
      visibilitySeconds: VISIBILITY_SECONDS,
      retentionDays: RETENTION_DAYS,
      delaySeconds: 0,
    };
    const allow = { redrivePermission: "byQueue", sourceQueueArns: [arn] };
    this.resource = this.write(settings, { redrive_allow_policy: JSON.stringify(allow) });
  }
}
