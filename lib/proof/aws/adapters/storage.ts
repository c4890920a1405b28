import { push } from "../../../model/lists";
import { keyOf, literal, type Pattern, textOf } from "../../pattern/token";
import { type Truth, truthOf } from "../../truth";
import type { AwsModel, Found } from "../model/model";
import type { AwsNode } from "../model/node";
import { resourcesOf } from "../../read/resources-of";
import type { Attributes } from "../read/attributes";
import { type Adapter, attach, attachAttribute, certainly, firstText } from "./adapter";

const key: Adapter = (attributes, model) =>
  attachAttribute(model, attributes, certainly(model.nodeOf(attributes)), "policies", "policy", "key");

/** K2: a key that was made without a policy leaves everything to the policies of its account. */
export function addDefaultKeyPolicies(model: AwsModel): void {
  for (const node of model.ofKind("key")) {
    // A grant is no policy: it has no attribute of that name.
    if (node.policies.some(({ name }) => name.endsWith("/policy"))) continue;
    const { account, partition } = node.attributes.resource.place;
    const root = [...literal("arn:"), ...partition, ...literal(":iam::"), ...account, ...literal(":root")];
    const document = model.documents.impliedFrom(node.attributes, "policy", "key", (text) => ({
      Version: "2012-10-17",
      Statement: {
        Sid: "default key policy",
        ...{ Effect: "Allow", Principal: { AWS: text(root) }, Action: "kms:*", Resource: "*" },
      },
    }));
    node.policies.push(document);
  }
}

/** An account of which only an id of S3 is known. */
const SOMEBODY = "999999999999";

/** Groups that an ACL names by these addresses (S3 user guide, ACL overview, predefined groups). */
const GROUPS = /\/groups\/(?:global\/AllUsers|global\/AuthenticatedUsers)$/;

const BY_GRANT: Readonly<Record<string, readonly string[]>> = {
  READ: ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:GetObject"],
  WRITE: ["s3:PutObject", "s3:DeleteObject"],
  READ_ACP: ["s3:GetBucketAcl"],
  WRITE_ACP: ["s3:PutBucketAcl"],
  FULL_CONTROL: ["s3:*"],
};

const BY_CANNED: Readonly<Record<string, readonly string[]>> = {
  "public-read": BY_GRANT.READ ?? [],
  "public-read-write": [...(BY_GRANT.READ ?? []), ...(BY_GRANT.WRITE ?? [])],
  "authenticated-read": BY_GRANT.READ ?? [],
};

/** Everything that an ACL grants, and what belongs to the account of the bucket. */
function grantsOf(attributes: Attributes): readonly Attributes[] {
  const policies = attributes.blocks("access_control_policy").flatMap((block) => block.blocks("grant"));
  return [...attributes.blocks("grant"), ...policies];
}

function actionsOf(grant: Attributes): readonly string[] {
  const { items } = grant.texts(grant.value("permissions") === undefined ? "permission" : "permissions");
  return items.flatMap((permission) => BY_GRANT[textOf(permission) ?? ""] ?? []);
}

function granteeOf(grant: Attributes, attribute: string): Pattern | undefined {
  return [grant, ...grant.blocks("grantee")]
    .map((each) => each.text(attribute))
    .find((text) => text !== undefined);
}

/** What an ACL gives to everybody. */
function publicActions(attributes: Attributes): readonly string[] {
  const canned = BY_CANNED[attributes.literal("acl") ?? ""] ?? [];
  const grants = grantsOf(attributes)
    .filter((grant) => GROUPS.test(textOf(granteeOf(grant, "uri") ?? []) ?? ""))
    .flatMap(actionsOf);
  return [...new Set([...canned, ...grants])].sort();
}

/**
 * What an ACL gives to accounts by the ids that S3 alone has for them: to another one where the id is not the owner's.
 * Whose an id is, is not known where the owner's is not.
 */
function foreignActions(attributes: Attributes): {
  readonly actions: readonly string[];
  readonly certain: boolean;
} {
  const owners = attributes
    .blocks("access_control_policy")
    .flatMap((block) => block.blocks("owner"))
    .map((owner) => owner.text("id"));
  const [own] = owners;
  const foreign = grantsOf(attributes).filter((grant) => {
    const id = granteeOf(grant, "id") ?? granteeOf(grant, "email_address");
    return id !== undefined && (own === undefined || keyOf(id) !== keyOf(own));
  });
  const certain =
    own !== undefined && foreign.every((grant) => textOf(granteeOf(grant, "id") ?? own) !== undefined);
  return {
    actions: [...new Set(foreign.flatMap(actionsOf))].sort(),
    certain: certain && textOf(own) !== undefined,
  };
}

/** D1: an ACL counts unless the bucket's owner owns all objects in it, which is the default of new buckets. */
const acl: Adapter = (attributes, model) => {
  const open = publicActions(attributes);
  const foreign = foreignActions(attributes);
  if (open.length === 0 && foreign.actions.length === 0) return;
  const to = model.find(attributes, attributes.text("bucket") ?? attributes.text("id"), "bucket");
  for (const bucket of to.nodes) {
    const inUse = hasAcls(model, bucket);
    if (inUse === "no") continue;
    const own = { ...to, nodes: [bucket] };
    const isOpen = open.length > 0 && !ignoresAcls(model, bucket);
    if (isOpen) bucket.publicAcl = true;
    if (isOpen) attachAcl(model, attributes, own, "everyone", open, inUse === "yes");
    if (foreign.actions.length > 0)
      attachAcl(model, attributes, own, "somebody", foreign.actions, inUse === "yes" && foreign.certain);
  }
};

/** An ACL as the policy that it comes to. */
function attachAcl(
  model: AwsModel,
  attributes: Attributes,
  to: Found,
  whom: "everyone" | "somebody",
  actions: readonly string[],
  certain: boolean,
): void {
  const document = model.documents.implied(attributes, "acl", "resource", {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: whom === "everyone" ? "public ACL" : "ACL",
        ...{ Effect: "Allow", Principal: whom === "everyone" ? "*" : { AWS: SOMEBODY }, Action: actions },
        Resource: "*",
      },
    ],
  });
  const reason = "nobody says whether the bucket has ACLs (object_ownership), or for whom this one is";
  const unsure = () => model.documents.unknown(attributes, "acl", "resource", reason, "Allow");
  attach(model, attributes, to, "policies", certain ? document : unsure());
}

const saidByType = new WeakMap<AwsModel, Map<string, Map<AwsNode, Attributes[]>>>();

/** What resources of a type say about a bucket. */
function saidOf(model: AwsModel, bucket: AwsNode, type: string): readonly Attributes[] {
  const known = saidByType.get(model) ?? new Map<string, Map<AwsNode, Attributes[]>>();
  saidByType.set(model, known);
  const said = known.get(type) ?? saidIn(model, type);
  known.set(type, said);
  return said.get(bucket) ?? [];
}

function saidIn(model: AwsModel, type: string): Map<AwsNode, Attributes[]> {
  const said = new Map<AwsNode, Attributes[]>();
  for (const resource of resourcesOf(model.facts, type)) {
    const attributes = model.attributesOf(resource);
    for (const bucket of model.find(attributes, attributes.text("bucket"), "bucket").nodes)
      push(said, bucket, attributes);
  }
  return said;
}

/** Buckets of before April 2023 have ACLs where nothing is said, newer ones have not (S3 user guide). */
function hasAcls(model: AwsModel, bucket: AwsNode): Truth {
  const said = saidOf(model, bucket, "aws_s3_bucket_ownership_controls")
    .flatMap((attributes) => attributes.blocks("rule"))
    .map((rule) => rule.literal("object_ownership"));
  if (said.length === 0 || said.includes(undefined)) return "unknown";
  return truthOf(said.some((ownership) => ownership !== "BucketOwnerEnforced"));
}

function ignoresAcls(model: AwsModel, bucket: AwsNode): boolean {
  const ofAccount = resourcesOf(model.facts, "aws_s3_account_public_access_block").map((resource) =>
    model.attributesOf(resource),
  );
  return [...saidOf(model, bucket, "aws_s3_bucket_public_access_block"), ...ofAccount].some((attributes) =>
    ["ignore_public_acls", "block_public_acls"].some((name) => attributes.truth(name) === true),
  );
}

/** D2: a policy for everybody has no effect, one for tenants or named accounts has. */
function block(bucket: AwsNode, attributes: Attributes): void {
  const isBlocked =
    attributes.truth("restrict_public_buckets") === true || attributes.truth("block_public_policy") === true;
  if (isBlocked) bucket.publicBlocked = true;
}

const publicAccess: Adapter = (attributes, model) => {
  const found = model.find(attributes, attributes.text("bucket"), "bucket", "access-point");
  if (found.certain) found.nodes.forEach((bucket) => block(bucket, attributes));
};

const accountPublicAccess: Adapter = (attributes, model) =>
  model.ofKind("bucket").forEach((bucket) => block(bucket, attributes));

/** The key that encrypts what a bucket or another resource holds. */
const bucketKey: Adapter = (attributes, model) => {
  const [rule] = attributes.blocks("rule");
  const [byDefault] = rule?.blocks("apply_server_side_encryption_by_default") ?? [];
  const found = model.find(attributes, byDefault?.text("kms_master_key_id"), "key", "alias");
  const to = model.find(attributes, attributes.text("bucket"), "bucket");
  const [only] = found.nodes;
  if (to.certain && found.certain && only !== undefined) to.nodes.forEach((bucket) => (bucket.key = only));
};

const ownKey: Adapter = (attributes, model) => {
  const node = model.nodeOf(attributes);
  const text = firstText(attributes, "kms_key_id", "kms_master_key_id", "kms_key_arn", "key_id");
  const { nodes, certain } = model.find(attributes, text, "key");
  if (node !== undefined && certain && nodes[0] !== undefined) node.key = nodes[0];
};

/** Types that say how data is kept. */
export const STORAGE_ADAPTERS: Readonly<Record<string, Adapter>> = {
  aws_kms_key: key,
  aws_kms_replica_key: key,
  aws_kms_external_key: key,
  aws_s3_bucket: (attributes, model) => acl(attributes, model),
  aws_s3_bucket_acl: acl,
  aws_s3_bucket_public_access_block: publicAccess,
  aws_s3_account_public_access_block: accountPublicAccess,
  aws_s3_bucket_server_side_encryption_configuration: bucketKey,
  aws_sqs_queue: ownKey,
  aws_sns_topic: ownKey,
  aws_secretsmanager_secret: ownKey,
  aws_ssm_parameter: ownKey,
  aws_cloudwatch_log_group: ownKey,
  aws_db_instance: ownKey,
  aws_rds_cluster: ownKey,
  aws_efs_file_system: ownKey,
};
