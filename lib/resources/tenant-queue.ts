import type { SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import type { Resource } from "../terraform/resource";
import { DeadLetterQueue } from "./dead-letter-queue";
import type { TenantResourceProps } from "./declared-resource";
import { declareResource, withinRange } from "./declared-resource";
import { QueueResource } from "./queue-resource";

const KIND = { construct: "TenantQueue", area: "sqs", word: "queue" } as const;
/** Source: SQS developer guide, "Message quotas" and "Queue quotas". */
const VISIBILITY_SECONDS = [0, 43_200] as const;
const RETENTION_DAYS = [1, 14] as const;
const DELAY_SECONDS = [0, 900] as const;
const RECEIVES = [1, 1000] as const;

/** A queue of a tenant. */
export interface TenantQueueProps extends Omit<TenantResourceProps, "visibility"> {
  /**
   * Keep the order of messages and drop repeated ones; the physical name then ends with `.fifo`.
   *
   * @default false
   */
  readonly fifo?: boolean;
  /** How long a received message is hidden from other consumers, in seconds. @default 30 */
  readonly visibilityTimeoutSeconds?: number;
  /** How long messages are kept, in days. @default 4 */
  readonly retentionDays?: number;
  /** How long a message stays invisible after it was sent, in seconds. @default 0 */
  readonly delaySeconds?: number;
  /**
   * After how many receives a message goes to the queue's own queue of dead letters, which keeps it for 14
   * days. `false`: there is none, and the message comes back until its retention ends.
   *
   * @default 5
   */
  readonly deadLettersAfter?: number | false;
}

/**
 * A queue that only its tenant's roles send to and receive from, over TLS, until a grant lets others in.
 *
 * Messages are encrypted with the tenant's key. Those that cannot be handled go to a queue of the same
 * tenant, which takes them from this one alone and can be granted like any other.
 */
export class TenantQueue extends QueueResource {
  readonly resource: Resource<SqsQueueConfig>;
  /** Where messages go that could not be handled. @default - with `deadLettersAfter: false` there is none */
  readonly deadLetters: DeadLetterQueue | undefined;

  /** @throws TNT1001 to TNT1005 for the name, TNT1215, TNT1405 */
  constructor(scope: Construct, id: string, props: TenantQueueProps = {}) {
    const declared = declareResource(scope, id, KIND, props);
    const { place } = declared;
    const fifo = props.fifo ?? false;
    const settings = {
      fifo,
      visibilitySeconds: withinRange(
        place,
        "visibilityTimeoutSeconds",
        props.visibilityTimeoutSeconds ?? 30,
        VISIBILITY_SECONDS,
      ),
      retentionDays: withinRange(place, "retentionDays", props.retentionDays ?? 4, RETENTION_DAYS),
      delaySeconds: withinRange(place, "delaySeconds", props.delaySeconds ?? 0, DELAY_SECONDS),
    };
    const after = props.deadLettersAfter ?? 5;
    if (after !== false) withinRange(place, "deadLettersAfter", after, RECEIVES);
    super(scope, id, declared, fifo);
    if (after === false) {
      this.resource = this.write(settings, {});
      return;
    }
    this.deadLetters = new DeadLetterQueue(this, "DeadLetters", {
      kind: KIND,
      declared,
      arn: this.arn,
      fifo,
    });
    const redrive = { deadLetterTargetArn: this.deadLetters.arn, maxReceiveCount: after };
    // SQS wants the other queue to exist, which its literal ARN does not tell Terraform.
    this.resource = this.write(settings, { redrive_policy: JSON.stringify(redrive) }, [
      this.deadLetters.resource,
    ]);
  }
}
