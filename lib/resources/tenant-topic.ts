import type { SnsTopicConfig } from "@cdktf/provider-aws/lib/sns-topic";
import type { SnsTopicPolicyConfig } from "@cdktf/provider-aws/lib/sns-topic-policy";
import type { Construct } from "constructs";
import { arn } from "../model/arn";
import { physicalName } from "../model/names";
import { Resource } from "../terraform/resource";
import type { TenantResourceProps } from "./declared-resource";
import { declareResource } from "./declared-resource";
import { TenantResource } from "./tenant-resource";

const KIND = { construct: "TenantTopic", area: "sns", word: "topic" } as const;
const NAME_MOST = 256;
const FIFO_SUFFIX = ".fifo";

/** A topic of a tenant. */
export interface TenantTopicProps extends Omit<TenantResourceProps, "visibility"> {
  /**
   * Keep the order of messages and drop repeated ones; the physical name then ends with `.fifo`.
   *
   * @default false
   */
  readonly fifo?: boolean;
}

/**
 * A topic that only its tenant's roles publish to, over TLS, until a grant lets others publish.
 *
 * Messages are encrypted with the tenant's key. Subscriptions are made by whoever deploys the tenant; no
 * role of any tenant makes them.
 */
export class TenantTopic extends TenantResource {
  readonly resource: Resource<SnsTopicConfig>;

  /** @throws TNT1001 to TNT1005 for the name, TNT1215 */
  constructor(scope: Construct, id: string, props: TenantTopicProps = {}) {
    const declared = declareResource(scope, id, KIND, props);
    const { context, name } = declared;
    const { environment, name: infrastructure } = context.infrastructure;
    const fifo = props.fifo ?? false;
    const suffix = fifo ? FIFO_SUFFIX : "";
    const topic = `${physicalName([infrastructure, context.name, name], NAME_MOST - suffix.length)}${suffix}`;
    const self = arn(environment, "sns", topic);
    super(scope, id, declared, { physicalName: topic, arn: self, arns: { self } });
    this.resource = new Resource<SnsTopicConfig>(
      this,
      "Topic",
      "aws_sns_topic",
      {
        name: topic,
        ...(fifo && { fifo_topic: true, content_based_deduplication: true }),
        kms_master_key_id: declared.keyArn,
        // SHA-256 instead of SHA-1 under what subscribers verify.
        signature_version: 2,
        tags: this.tags,
      },
      this.protectedOptions,
    );
    const policy = new Resource<SnsTopicPolicyConfig, "policy">(
      this,
      "Policy",
      "aws_sns_topic_policy",
      { arn: this.resource.local("arn") },
      { ...this.options, late: this.policy("sns", [self]) },
    );
    this.takesExceptions(policy);
  }
}
