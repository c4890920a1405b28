import type { GraphNode, Step } from "../../facts/step";
import { char, literal, type Pattern } from "../../pattern/token";
import type { FactResource } from "../../facts/resource";
import { isSameOwner, ownerRef } from "../../graph/crossing";
import type { AwsModel, Found } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";
import { type DeclaredOpenings, holds } from "./declared-openings";
import { textsAt } from "./workloads";

/** A setting by which AWS brings what one resource holds to another, whatever the policies of callers say. */
interface Delivery {
  /** A path into blocks, and the kinds of what it names. After `#` stands what of a document it is. */
  readonly source: readonly [path: string, ...kinds: readonly string[]];
  /** The same for where it is brought. @default - to the resource itself */
  readonly sink?: readonly [path: string, ...kinds: readonly string[]] | undefined;
  /** The action that sets it up, or that it stands for. */
  readonly action: string;
  /** In words, between sink and source. */
  readonly words: string;
  /** What it comes to for the receiver, where nobody asks it. @default - the receiver's policy decides */
  readonly writes?: string | undefined;
}

/** In place of a path: the resource itself. */
const ITSELF = ".";

const COPIES = "is made of what is in";

/** Messages that nobody could handle go to the queue that a text names, whatever the policy of that one says. */
const DEAD_LETTERS = (source: string): Delivery => ({
  source: [source, "queue"],
  sink: ["redrive_policy#deadLetterTargetArn", "queue"],
  action: "sqs:SetQueueAttributes",
  words: "is sent what nobody could handle of",
  writes: "sqs:SendMessage",
});

const DELIVERIES: Readonly<Record<string, readonly Delivery[]>> = {
  aws_sns_topic_subscription: [
    {
      source: ["topic_arn", "topic"],
      sink: ["endpoint", "queue", "function", "delivery-stream"],
      action: "sns:Subscribe",
      words: "is sent what is published to",
    },
  ],
  aws_s3_bucket_replication_configuration: [
    {
      source: ["bucket", "bucket"],
      sink: ["rule/destination/bucket", "bucket"],
      action: "s3:GetObjectVersionForReplication",
      words: "is sent a copy of what is put into",
    },
  ],
  aws_s3_bucket_inventory: [
    {
      source: ["bucket", "bucket"],
      sink: ["destination/bucket/bucket_arn", "bucket"],
      action: "s3:PutInventoryConfiguration",
      words: "is sent lists of what is in",
    },
  ],
  aws_s3_bucket_logging: [
    {
      source: ["bucket", "bucket"],
      sink: ["target_bucket", "bucket"],
      action: "s3:PutBucketLogging",
      words: "is sent who asked for what in",
    },
  ],
  aws_s3_bucket_analytics_configuration: [
    {
      source: ["bucket", "bucket"],
      sink: ["storage_class_analysis/data_export/destination/s3_bucket_destination/bucket_arn", "bucket"],
      action: "s3:PutAnalyticsConfiguration",
      words: "is sent how somebody uses",
    },
  ],
  aws_sqs_queue: [DEAD_LETTERS(ITSELF)],
  aws_sqs_queue_redrive_policy: [DEAD_LETTERS("queue_url")],
  aws_cloudwatch_log_subscription_filter: [
    {
      source: ["log_group_name", "log-group"],
      sink: ["destination_arn", "function", "stream", "delivery-stream", "log-destination"],
      action: "logs:PutSubscriptionFilter",
      words: "is sent what is logged to",
    },
  ],
  aws_dynamodb_kinesis_streaming_destination: [
    {
      source: ["table_name", "table"],
      sink: ["stream_arn", "stream"],
      action: "dynamodb:EnableKinesisStreamingDestination",
      words: "is sent what changes in",
    },
  ],
  aws_cloudwatch_event_target: [
    {
      source: ["rule", "event-rule"],
      sink: ["arn", "function", "queue", "topic", "stream", "delivery-stream", "state-machine", "event-bus"],
      action: "events:PutTargets",
      words: "is sent the events of",
    },
  ],
  aws_db_instance: [
    {
      source: ["replicate_source_db", "database", "database-cluster"],
      action: "rds:CreateDBInstanceReadReplica",
      words: COPIES,
    },
    {
      source: ["snapshot_identifier", "database-snapshot"],
      action: "rds:RestoreDBInstanceFromDBSnapshot",
      words: COPIES,
    },
  ],
  aws_rds_cluster: [
    {
      source: ["replication_source_identifier", "database", "database-cluster"],
      action: "rds:CreateDBCluster",
      words: COPIES,
    },
    {
      source: ["snapshot_identifier", "database-cluster-snapshot", "database-snapshot"],
      action: "rds:RestoreDBClusterFromSnapshot",
      words: COPIES,
    },
  ],
  aws_ebs_volume: [{ source: ["snapshot_id", "volume-snapshot"], action: "ec2:CreateVolume", words: COPIES }],
  aws_ebs_snapshot: [{ source: ["volume_id", "volume"], action: "ec2:CreateSnapshot", words: COPIES }],
};

function found(
  model: AwsModel,
  attributes: Attributes,
  [path, ...kinds]: Delivery["source"],
): readonly Found[] {
  const own = path === ITSELF ? model.nodeOf(attributes) : undefined;
  if (own !== undefined) return [{ nodes: [own], certain: true }];
  const [place = "", member] = path.split("#");
  return textsAt(attributes, place)
    .map((text) => (member === undefined ? text : memberOf(text, member)))
    .map((text) => model.find(attributes, text, ...kinds));
}

/** The text of a member of a document in JSON, which need not be known as a whole. */
function memberOf(document: Pattern, name: string): Pattern | undefined {
  const key = literal(`"${name}"`);
  const at = document.findIndex((_, start) => key.every((token, n) => document[start + n] === token));
  const quote = char('"');
  const from = at < 0 ? -1 : document.indexOf(quote, at + key.length);
  const to = from < 0 ? -1 : document.indexOf(quote, from + 1);
  return to < 0 ? undefined : document.slice(from + 1, to);
}

/** Where it is brought: what the plan knows of it, or else whoever wrote that it is. */
function sinksOf(model: AwsModel, attributes: Attributes, { sink }: Delivery): readonly Found[] {
  if (sink !== undefined) return found(model, attributes, sink);
  const own = model.nodeOf(attributes);
  return own === undefined ? [] : [{ nodes: [own], certain: true }];
}

/** A setting brings to its owner what it brings where the plan does not know the place. */
function settingNode({ owner, provenance }: FactResource): GraphNode {
  const { stack, address } = provenance;
  return {
    id: `setting:${stack}/${address}`,
    kind: "setting",
    title: `setting ${address}`,
    owner,
    provenance,
  };
}

interface Receiver {
  readonly node: GraphNode;
  readonly certain: boolean;
}

/** What settings of the plan bring from what one owner has to what another has. */
export class Deliveries {
  constructor(
    private readonly model: AwsModel,
    private readonly declared: DeclaredOpenings,
  ) {}

  /** A step from each receiver that is not the source's owner. */
  all(): { readonly nodes: readonly GraphNode[]; readonly steps: readonly Step[] } {
    const found = this.model.facts.resources.flatMap((resource) => {
      const attributes = this.model.attributesOf(resource);
      return (DELIVERIES[resource.type] ?? []).flatMap((each) => this.of(attributes, each));
    });
    return { nodes: found.map(({ node }) => node), steps: found.map(({ step }) => step) };
  }

  private of(attributes: Attributes, delivery: Delivery): readonly { node: GraphNode; step: Step }[] {
    const sinks = sinksOf(this.model, attributes, delivery);
    const known = sinks.flatMap(({ nodes, certain }) =>
      nodes.map(({ node }): Receiver => ({ node, certain })),
    );
    const unseen: Receiver = { node: settingNode(attributes.resource), certain: true };
    if (delivery.writes !== undefined && known.length === 0) return [];
    const receivers = known.length > 0 ? known : [unseen];
    return found(this.model, attributes, delivery.source).flatMap(({ nodes, certain }) =>
      nodes.flatMap((source) =>
        receivers
          .filter(({ node }) => !isSameOwner(ownerRef(node), source.node.owner))
          .flatMap(({ node, certain: sure }) => {
            const receiver = { node, certain: certain && sure };
            const step = this.step(delivery, receiver, source, attributes.resource);
            const back =
              delivery.writes === undefined ? [] : [written(step, source, receiver, delivery.writes)];
            return [step, ...back].map((each) => ({ node, step: each }));
          }),
      ),
    );
  }

  private step(
    { action, words }: Delivery,
    { node: to, certain }: Receiver,
    source: AwsNode,
    { provenance }: FactResource,
  ): Step {
    const openings = this.declared.on(to.owner, source).filter((each) => holds(each, action, source));
    return {
      from: to.id,
      to: source.node.id,
      kind: "access",
      plane: "identity",
      what: [action],
      certainty: certain ? "must" : "may",
      causes: certain ? [] : [`it is not known from what and to what ${provenance.address} leads`],
      because: `${to.title} ${words} ${source.node.title}, by ${provenance.address}`,
      evidence: [provenance],
      ...(openings.length > 0 && { declaredBy: openings.map(({ name }) => name) }),
    };
  }
}

/** The other way round: what is brought comes to somebody who was not asked. */
function written(step: Step, source: AwsNode, { node }: Receiver, action: string): Step {
  return { ...step, from: source.node.id, to: node.id, what: [action], declaredBy: undefined };
}
