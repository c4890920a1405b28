/**
 * Attributes that name another resource, and by which of its attributes. A plan shows which resource an expression
 * refers to, not what it does with the reference; in these places it is taken as it is, or the apply would fail.
 */
const IDENTIFIERS: ReadonlyMap<string, string> = new Map([
  ["bucket", "bucket"],
  ["cluster_name", "name"],
  ["file_system_id", "id"],
  ["function_name", "function_name"],
  ["group", "name"],
  ["iam_instance_profile", "name"],
  ["key_id", "key_id"],
  ["kms_key_arn", "arn"],
  ["kms_key_id", "arn"],
  ["kms_master_key_id", "arn"],
  ["network_acl_id", "id"],
  ["network_interface_id", "id"],
  ["node_role_arn", "arn"],
  ["permissions_boundary", "arn"],
  ["policy_arn", "arn"],
  ["principal_arn", "arn"],
  ["queue_url", "url"],
  ["referenced_security_group_id", "id"],
  ["repository", "name"],
  ["resource_arn", "arn"],
  ["role", "name"],
  ["role_arn", "arn"],
  ["route_table_id", "id"],
  ["secret_arn", "arn"],
  ["secret_id", "id"],
  ["security_group_id", "id"],
  ["source_security_group_id", "id"],
  ["subnet_id", "id"],
  ["table_name", "name"],
  ["target_key_id", "key_id"],
  ["topic_arn", "arn"],
  ["user", "name"],
  ["vpc_id", "id"],
]);

/** The attribute by which another resource is named here; undefined where any text may stand. */
export function identifierOf(attribute: string): string | undefined {
  return IDENTIFIERS.get(attribute);
}
