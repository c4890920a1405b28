import type { Hole } from "../case";
import { arn } from "../bases/by-hand";
import { OPEN, resource } from "../parts";

/** What AWS brings from one tenant's things to another's, as a setting says. */
export const DELIVERY_HOLES: readonly Hole[] = [
  {
    id: "inventory",
    title: "lists of what is in a bucket, put into another tenant's",
    edit: resource("aws_s3_bucket_inventory", "globex_data", {
      ...{ bucket: "globex-data", name: "daily", included_object_versions: "All" },
      schedule: [{ frequency: "Daily" }],
      destination: [{ bucket: [{ format: "CSV", bucket_arn: "${aws_s3_bucket.acme_data.arn}" }] }],
    }),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "s3:PutInventoryConfiguration", on: "globex-data" },
      at: "aws_s3_bucket_inventory.globex_data",
    },
  },
  {
    id: "bucket-logging",
    title: "what is done in a bucket, written into another tenant's",
    edit: resource("aws_s3_bucket_logging", "globex_data", {
      ...{ bucket: "globex-data", target_bucket: "acme-data", target_prefix: "log/" },
    }),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "s3:PutBucketLogging", on: "globex-data" },
      at: "aws_s3_bucket_logging.globex_data",
    },
  },
  {
    id: "bucket-analytics",
    title: "how a bucket is used, put into another tenant's",
    edit: resource("aws_s3_bucket_analytics_configuration", "globex_data", {
      ...{ bucket: "globex-data", name: "use" },
      storage_class_analysis: [
        {
          data_export: [
            { destination: [{ s3_bucket_destination: [{ bucket_arn: "arn:aws:s3:::acme-data" }] }] },
          ],
        },
      ],
    }),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "s3:PutAnalyticsConfiguration", on: "globex-data" },
      at: "aws_s3_bucket_analytics_configuration.globex_data",
    },
  },
  {
    id: "dead-letters",
    title: "messages that nobody could handle, sent to another tenant's queue",
    edit: resource("aws_sqs_queue", "globex_jobs", {
      redrive_policy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "acme-jobs"), maxReceiveCount: 3 }),
    }),
    cells: ["acme > globex open", "globex > acme open"],
    shows: {
      ...{ cell: "globex > acme open", what: "sqs:SendMessage", on: "acme-jobs" },
      at: "aws_sqs_queue.globex_jobs",
    },
  },
  {
    id: "dead-letters-by-reference",
    title: "the same by a resource of its own, with references",
    edit: resource("aws_sqs_queue_redrive_policy", "globex_jobs", {
      queue_url: "${aws_sqs_queue.globex_jobs.id}",
      redrive_policy:
        "${jsonencode({ deadLetterTargetArn = aws_sqs_queue.acme_jobs.arn, maxReceiveCount = 3 })}",
    }),
    cells: ["acme > globex open", "globex > acme open"],
    shows: {
      ...{ cell: "acme > globex open", what: "sqs:SetQueueAttributes", on: "globex-jobs" },
      at: "aws_sqs_queue_redrive_policy.globex_jobs",
    },
  },
];
