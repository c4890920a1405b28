import type { SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import type { SqsQueuePolicyConfig } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { Construct } from "constructs";
import { arn } from "../model/arn";
import { physicalName } from "../model/names";
import type { AttributesOf } from "../terraform/attributes";
import { Resource } from "../terraform/resource";
import type { DeclaredResource } from "./declared-resource";
import { TenantResource } from "./tenant-resource";

type QueueAttributes = AttributesOf<SqsQueueConfig>;

/** The longest name of a queue. Source: SQS developer guide, "Queue quotas". */
const NAME_MOST = 80;
const FIFO_SUFFIX = ".fifo";
/** 256 KB. */
const LARGEST_MESSAGE = 262_144;
/** Waiting for a message costs less than asking again; 20 seconds is the longest. */
const LONG_POLLING_SECONDS = 20;
/** How long SQS keeps a data key, which is how often it asks for the tenant's key. */
const DATA_KEY_SECONDS = 300;
const DAY_SECONDS = 86_400;

/** What a queue and its queue of dead letters have in common. */
export interface QueueSettings {
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly retentionDays: number;
  readonly delaySeconds: number;
}

/** A queue with its policy. */
export abstract class QueueResource extends TenantResource {
  protected constructor(scope: Construct, id: string, declared: DeclaredResource, fifo: boolean) {
    const { name, context } = declared;
    const { environment, name: infrastructure } = context.infrastructure;
    const suffix = fifo ? FIFO_SUFFIX : "";
    const queue = `${physicalName([infrastructure, context.name, name], NAME_MOST - suffix.length)}${suffix}`;
    const self = arn(environment, "sqs", queue);
    super(scope, id, declared, { physicalName: queue, arn: self, arns: { self } });
  }

  protected write(
    { fifo, visibilitySeconds, retentionDays, delaySeconds }: QueueSettings,
    redrive: Pick<QueueAttributes, "redrive_policy" | "redrive_allow_policy">,
    dependsOn: readonly Resource[] = [],
  ): Resource<SqsQueueConfig> {
    const queue = new Resource<SqsQueueConfig>(
      this,
      "Queue",
      "aws_sqs_queue",
      {
        name: this.physicalName,
        ...(fifo && { fifo_queue: true, content_based_deduplication: true }),
        visibility_timeout_seconds: visibilitySeconds,
        message_retention_seconds: retentionDays * DAY_SECONDS,
        delay_seconds: delaySeconds,
        max_message_size: LARGEST_MESSAGE,
        receive_wait_time_seconds: LONG_POLLING_SECONDS,
        kms_master_key_id: this.declared.keyArn,
        kms_data_key_reuse_period_seconds: DATA_KEY_SECONDS,
        ...redrive,
        tags: this.tags,
      },
      { ...this.protectedOptions, dependsOn },
    );
    const policy = new Resource<SqsQueuePolicyConfig, "policy">(
      this,
      "Policy",
      "aws_sqs_queue_policy",
      { queue_url: queue.local("url") },
      { ...this.options, late: this.policy("sqs", [this.arn]) },
    );
    this.takesExceptions(policy);
    return queue;
  }
}
