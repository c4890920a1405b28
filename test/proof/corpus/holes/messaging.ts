import { type Hole, policy, type Statement } from "../case";
import { arn } from "../bases/by-hand";
import { ACME, all, extra, OPEN, resource } from "../parts";

const QUEUE = { on: "globex-jobs", at: "aws_sqs_queue_policy.globex_jobs" };
const TOPIC = { on: "globex-news", at: "aws_sns_topic_policy.globex_news" };
const SENDS = { cell: "acme > globex open", what: "sqs:SendMessage", ...QUEUE };
const WORLD = "world > globex open";
const SEND = { Action: "sqs:SendMessage", Resource: arn("sqs", "globex-jobs") };
const SNS = { Principal: { Service: "sns.amazonaws.com" } };
const EVENTS = { Principal: { Service: "events.amazonaws.com" } };

function queuePolicy(...statements: readonly Statement[]) {
  return resource("aws_sqs_queue_policy", "globex_jobs", {
    ...{ queue_url: "${aws_sqs_queue.globex_jobs.url}", policy: policy(...statements) },
  });
}

function topicPolicy(...statements: readonly Statement[]) {
  return resource("aws_sns_topic_policy", "globex_news", {
    ...{ arn: "${aws_sns_topic.globex_news.arn}", policy: policy(...statements) },
  });
}

const ACME_RULE = resource("aws_cloudwatch_event_rule", "acme_nightly", {
  ...{ name: "acme-nightly", schedule_expression: "rate(1 day)" },
});

/** Ways for messages and events to get where they should not. */
export const MESSAGING_HOLES: readonly Hole[] = [
  {
    id: "queue-everyone",
    title: "a queue that takes messages from everybody",
    edit: queuePolicy({ ...SEND, Principal: "*" }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { ...SENDS, cell: WORLD },
  },
  {
    id: "queue-any-source",
    title: "a queue for everybody's topics",
    edit: queuePolicy({ ...SEND, ...SNS }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { ...SENDS, cell: WORLD },
  },
  {
    id: "queue-any-topic",
    title: "a queue for every topic of the account",
    edit: queuePolicy({
      ...{ ...SEND, ...SNS },
      Condition: { ArnLike: { "aws:SourceArn": arn("sns", "*") } },
    }),
    cells: ["acme > globex open", "acme-eu > globex open"],
    shows: SENDS,
  },
  {
    id: "queue-source-account",
    title: "a queue for every topic that works for the account",
    edit: queuePolicy({
      ...{ ...SEND, ...SNS },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    }),
    cells: ["acme > globex open", "acme-eu > globex open"],
    shows: SENDS,
  },
  {
    id: "queue-other-topic",
    title: "a queue for another tenant's topic",
    edit: queuePolicy({
      ...{ ...SEND, ...SNS },
      Condition: { ArnEquals: { "aws:SourceArn": "${aws_sns_topic.acme_news.arn}" } },
    }),
    cells: OPEN,
    shows: SENDS,
  },
  {
    id: "queue-everyone-by-source",
    title: "a queue for everyone by the ARN of the source, by a pattern of topics that fits another tenant's",
    edit: queuePolicy({
      ...{ ...SEND, Principal: "*" },
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*-news" } },
    }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: SENDS,
  },
  {
    id: "queue-policy-write",
    title: "the right to change another tenant's queue",
    edit: extra({ Action: "sqs:SetQueueAttributes", Resource: arn("sqs", "*-jobs") }),
    cells: ["acme > acme-eu open", "acme > globex open"],
    shows: { ...SENDS, what: "sqs:SetQueueAttributes", at: "acme_extra" },
  },
  {
    id: "topic-subscribe",
    title: "a topic to which another tenant may subscribe",
    edit: topicPolicy({
      Principal: { AWS: ACME },
      Action: "sns:Subscribe",
      Resource: arn("sns", "globex-news"),
    }),
    cells: OPEN,
    shows: { cell: "acme > globex open", what: "sns:Subscribe", ...TOPIC },
  },
  {
    id: "topic-everyone",
    title: "a topic to which everybody may publish and subscribe",
    edit: topicPolicy({
      ...{ Principal: { AWS: "*" }, Action: ["sns:Publish", "sns:Subscribe"] },
      Resource: arn("sns", "globex-news"),
    }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { cell: WORLD, what: "sns:Publish", ...TOPIC },
  },
  {
    id: "topic-protocol",
    title: "a topic to which everybody may subscribe by a protocol that they choose",
    edit: topicPolicy({
      ...{ Principal: { AWS: "*" }, Action: "sns:Subscribe", Resource: arn("sns", "globex-news") },
      Condition: { StringEquals: { "sns:Protocol": "https" } },
    }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { cell: WORLD, what: "sns:Subscribe", ...TOPIC },
  },
  {
    id: "subscription-across",
    title: "a tenant's queue that is subscribed to another's topic",
    edit: resource("aws_sns_topic_subscription", "acme_news", {
      ...{ topic_arn: "${aws_sns_topic.globex_news.arn}", protocol: "sqs" },
      endpoint: "${aws_sqs_queue.acme_jobs.arn}",
    }),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "sns:Subscribe", on: "globex-news" },
      at: "aws_sns_topic_subscription.acme_news",
    },
  },
  {
    id: "subscription-by-function",
    title: "a tenant's function that is subscribed to another's topic",
    edit: resource("aws_sns_topic_subscription", "acme_news", {
      ...{ topic_arn: arn("sns", "globex-news"), protocol: "lambda" },
      endpoint: "${aws_lambda_function.acme_etl.arn}",
    }),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "sns:Subscribe", on: "globex-news" },
      at: "aws_sns_topic_subscription.acme_news",
    },
  },
  {
    id: "function-for-events",
    title: "a function that another tenant's rule may call",
    edit: all(
      ACME_RULE,
      resource("aws_lambda_permission", "globex_etl", {
        ...{
          function_name: "globex-etl",
          action: "lambda:InvokeFunction",
          principal: "events.amazonaws.com",
        },
        source_arn: "${aws_cloudwatch_event_rule.acme_nightly.arn}",
      }),
    ),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "lambda:InvokeFunction", on: "globex-etl" },
      at: "aws_lambda_permission.globex_etl",
    },
  },
  {
    id: "function-for-everyone",
    title: "a function that everybody may call",
    edit: resource("aws_lambda_permission", "globex_etl", {
      ...{ function_name: "globex-etl", action: "lambda:InvokeFunction", principal: "*" },
    }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: {
      cell: WORLD,
      what: "lambda:InvokeFunction",
      on: "globex-etl",
      at: "aws_lambda_permission.globex_etl",
    },
  },
  {
    id: "function-for-any-bucket",
    title: "a function for the notifications of everybody's buckets",
    edit: resource("aws_lambda_permission", "globex_etl", {
      ...{ function_name: "globex-etl", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" },
    }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD, "platform"].filter((one) =>
      one.includes(">"),
    ),
    shows: {
      cell: WORLD,
      what: "lambda:InvokeFunction",
      on: "globex-etl",
      at: "aws_lambda_permission.globex_etl",
    },
  },
  {
    id: "function-url",
    title: "an address for a function that asks nobody who they are",
    edit: resource("aws_lambda_function_url", "globex_etl", {
      ...{ function_name: "globex-etl", authorization_type: "NONE" },
    }),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: {
      ...{ cell: WORLD, what: "lambda:InvokeFunctionUrl", on: "globex-etl" },
      at: "aws_lambda_function_url.globex_etl",
    },
  },
  {
    id: "event-target-role",
    title: "a tenant's rule that calls its target in the role of another",
    edit: all(
      ACME_RULE,
      resource("aws_cloudwatch_event_target", "acme_nightly", {
        rule: "${aws_cloudwatch_event_rule.acme_nightly.name}",
        ...{ arn: "${aws_sqs_queue.acme_jobs.arn}", role_arn: "${aws_iam_role.globex_app.arn}" },
      }),
    ),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "runs as", on: "globex-app" },
      at: "aws_cloudwatch_event_target.acme_nightly",
    },
  },
  {
    id: "event-bus",
    title: "an event bus into which everybody may put events",
    edit: all(
      resource("aws_cloudwatch_event_bus", "globex_bus", { name: "globex-bus" }),
      resource("aws_cloudwatch_event_bus_policy", "globex_bus", {
        event_bus_name: "${aws_cloudwatch_event_bus.globex_bus.name}",
        policy: policy({
          Principal: "*",
          Action: "events:PutEvents",
          Resource: arn("events", "event-bus/globex-bus"),
        }),
      }),
    ),
    cells: ["acme > globex open", "acme-eu > globex open", WORLD],
    shows: { cell: WORLD, what: "events:PutEvents", on: "globex-bus", at: "aws_cloudwatch_event_bus_policy" },
  },
  {
    id: "events-of-account",
    title: "a queue for every rule of the account",
    edit: all(
      ACME_RULE,
      queuePolicy({
        ...{ ...SEND, ...EVENTS },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      }),
    ),
    cells: OPEN,
    shows: SENDS,
  },
  {
    id: "function-for-logs",
    title: "a function for every log group of the account, by the name of the service in the region",
    edit: resource("aws_lambda_permission", "globex_etl", {
      ...{ function_name: "globex-etl", action: "lambda:InvokeFunction" },
      ...{ principal: "logs.eu-central-1.amazonaws.com", source_account: "123456789012" },
    }),
    cells: ["acme > globex open", "acme-eu > globex open"],
    shows: {
      ...{ cell: "acme > globex open", what: "lambda:InvokeFunction", on: "globex-etl" },
      at: "aws_lambda_permission.globex_etl",
    },
  },
  {
    id: "log-filter-across",
    title: "a tenant's function that is sent what another logs",
    edit: resource("aws_cloudwatch_log_subscription_filter", "acme_tap", {
      ...{ name: "tap", filter_pattern: "", log_group_name: "${aws_cloudwatch_log_group.globex_app.name}" },
      destination_arn: "${aws_lambda_function.acme_etl.arn}",
    }),
    cells: OPEN,
    shows: {
      ...{ cell: "acme > globex open", what: "logs:PutSubscriptionFilter", on: "/globex/app" },
      at: "aws_cloudwatch_log_subscription_filter.acme_tap",
    },
  },
];
