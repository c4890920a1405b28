import { relateResource } from "../../pattern/arn";
import { render } from "../../policy/template";
import type { AwsModel } from "../model/model";
import type { Attributes } from "../read/attributes";
import { type Adapter, attach, attachAttribute, certainly } from "./adapter";

/** A resource that holds the policy of another: which attribute names that, and which holds the document. */
function policyOf(reference: string, kinds: readonly string[], document: string = "policy"): Adapter {
  return (attributes, model) => {
    const to = model.find(attributes, attributes.text(reference), ...kinds);
    attachAttribute(
      model,
      attributes,
      to,
      "policies",
      document,
      to.nodes[0]?.kind.target === "key" ? "key" : "resource",
    );
  };
}

/** A policy in the resource itself. */
const ownPolicy: Adapter = (attributes, model) => {
  const node = model.nodeOf(attributes);
  if (node?.kind.policy === undefined) return;
  attachAttribute(model, attributes, certainly(node), "policies", node.kind.policy, "resource");
};

/** Who is not in the network of a domain does not get to it, whatever its policy says. */
const searchDomain: Adapter = (attributes, model) => {
  ownPolicy(attributes, model);
  const node = model.nodeOf(attributes);
  if (node !== undefined && attributes.blocks("vpc_options").length > 0) node.publicBlocked = true;
};

/** The account's policies for its log groups count for the groups that they name. */
function logPolicy(attributes: Attributes, model: AwsModel): void {
  const document = model.documents.read(attributes, "policy_document", "resource");
  if (document === undefined) return;
  const patterns = document.statements.flatMap(({ resources }) =>
    (resources?.entries ?? []).map((entry) => render(entry, true, () => ({ state: "unknown" }))),
  );
  const everywhere =
    document.unreadable.length > 0 || document.statements.some(({ resources }) => resources?.negated);
  const named = model
    .ofKind("log-group")
    .filter(
      ({ parts }) =>
        everywhere ||
        parts.some(({ language }) =>
          language.some((arn) =>
            patterns.some((pattern) => pattern !== undefined && relateResource(pattern, arn, true) !== "no"),
          ),
        ),
    );
  attach(model, attributes, { nodes: named, certain: true }, "policies", document);
}

/** Types that let others in. */
export const RESOURCE_POLICY_ADAPTERS: Readonly<Record<string, Adapter>> = {
  aws_s3_bucket: ownPolicy,
  aws_s3_access_point: ownPolicy,
  aws_sqs_queue: ownPolicy,
  aws_sns_topic: ownPolicy,
  aws_secretsmanager_secret: ownPolicy,
  aws_opensearch_domain: searchDomain,
  aws_elasticsearch_domain: searchDomain,
  aws_opensearch_domain_policy: policyOf("domain_name", ["search-domain"], "access_policies"),
  aws_elasticsearch_domain_policy: policyOf("domain_name", ["search-domain"], "access_policies"),
  aws_s3_bucket_policy: policyOf("bucket", ["bucket"]),
  aws_s3control_access_point_policy: policyOf("access_point_arn", ["access-point"]),
  aws_sqs_queue_policy: policyOf("queue_url", ["queue"]),
  aws_sns_topic_policy: policyOf("arn", ["topic"]),
  aws_secretsmanager_secret_policy: policyOf("secret_arn", ["secret"]),
  aws_ecr_repository_policy: policyOf("repository", ["repository"]),
  aws_efs_file_system_policy: policyOf("file_system_id", ["file-system"]),
  aws_dynamodb_resource_policy: policyOf("resource_arn", ["table"]),
  aws_kinesis_resource_policy: policyOf("resource_arn", ["stream"]),
  aws_kms_key_policy: policyOf("key_id", ["key"]),
  aws_backup_vault_policy: policyOf("backup_vault_name", ["backup-vault"]),
  aws_cloudwatch_event_bus_policy: policyOf("event_bus_name", ["event-bus"]),
  aws_cloudwatch_log_destination_policy: policyOf("destination_name", ["log-destination"], "access_policy"),
  aws_cloudwatch_log_resource_policy: logPolicy,
};
