import { type Pattern, shownPattern, textOf } from "../../pattern/token";
import { managedPolicy } from "../managed-policies";
import type { AwsModel, Found } from "../model/model";
import type { Attributes } from "../read/attributes";
import { type Adapter, attach, attachAttribute, certainly } from "./adapter";

/** What AWS's principals are given: policies of their own, managed ones, groups, boundaries. */

/** Attaches the managed policy with this ARN: one of AWS, one of the plan, or one that cannot be read. */
function attachManaged(
  model: AwsModel,
  attributes: Attributes,
  attribute: string,
  to: Found,
  arn: Pattern,
  as: "identity" | "boundary",
): void {
  const written = textOf(arn);
  const ofAws = written === undefined ? undefined : managedPolicy(written, as);
  if (ofAws !== undefined)
    return attach(model, attributes, to, as, model.documents.attached(attributes, attribute, ofAws));
  const policies = model.find(attributes, arn, "policy");
  for (const policy of policies.nodes) {
    const document = model.documents.read(policy.attributes, "policy", as);
    const certain = to.certain && policies.certain;
    if (document !== undefined) attach(model, attributes, { ...to, certain }, as, document);
    to.nodes.forEach((node) => node.sources.push({ from: policy, as }));
  }
  if (policies.nodes.length > 0) return;
  const reason = `the policy ${shownPattern(arn)} is not part of what was read`;
  attach(model, attributes, to, as, model.documents.unknown(attributes, attribute, as, reason));
}

function attachAllManaged(model: AwsModel, attributes: Attributes, attribute: string, to: Found): void {
  const { items, open } = attributes.texts(attribute);
  items.forEach((arn) => attachManaged(model, attributes, attribute, to, arn, "identity"));
  if (open !== undefined)
    attach(
      model,
      attributes,
      to,
      "identity",
      model.documents.unknown(attributes, attribute, "identity", open),
    );
}

function attachBoundary(model: AwsModel, attributes: Attributes): void {
  const arn = attributes.text("permissions_boundary");
  const to = certainly(model.nodeOf(attributes));
  if (arn !== undefined) attachManaged(model, attributes, "permissions_boundary", to, arn, "boundary");
}

function role(attributes: Attributes, model: AwsModel): void {
  const own = certainly(model.nodeOf(attributes));
  attachAttribute(model, attributes, own, "policies", "assume_role_policy", "trust");
  for (const block of attributes.blocks("inline_policy"))
    attachAttribute(model, block, own, "identity", "policy", "identity");
  attachAllManaged(model, attributes, "managed_policy_arns", own);
  attachBoundary(model, attributes);
}

/** A policy written for one principal: `role` and the like names it. */
function inline(attribute: string, kind: string): Adapter {
  return (attributes, model) => {
    const to = model.find(attributes, attributes.text(attribute), kind);
    attachAttribute(model, attributes, to, "identity", "policy", "identity");
  };
}

/** One managed policy for one principal. */
function attachment(attribute: string, kind: string): Adapter {
  return (attributes, model) => {
    const to = model.find(attributes, attributes.text(attribute), kind);
    const arn = attributes.text("policy_arn");
    if (arn !== undefined) attachManaged(model, attributes, "policy_arn", to, arn, "identity");
  };
}

/** All managed policies of one principal. */
function attachments(attribute: string, kind: string): Adapter {
  return (attributes, model) =>
    attachAllManaged(
      model,
      attributes,
      "policy_arns",
      model.find(attributes, attributes.text(attribute), kind),
    );
}

/** One managed policy for many. */
const policyAttachment: Adapter = (attributes, model) => {
  const arn = attributes.text("policy_arn");
  if (arn === undefined) return;
  for (const [attribute, kind] of [
    ["roles", "role"],
    ["users", "user"],
    ["groups", "group"],
  ] as const) {
    const { items, open } = attributes.texts(attribute);
    for (const name of items)
      attachManaged(model, attributes, "policy_arn", model.find(attributes, name, kind), arn, "identity");
    const all = { nodes: model.ofKind(kind), certain: false };
    if (open !== undefined) attachManaged(model, attributes, "policy_arn", all, arn, "identity");
  }
};

/** Makes users members: they have what the group has, whenever it got it. */
function join(users: Found, groups: Found): void {
  for (const user of users.nodes)
    for (const group of groups.nodes) user.sources.push({ from: group, as: "identity" });
}

/** Where a list of members cannot be read, each user may have what any group has. */
function joinUnread(
  model: AwsModel,
  attributes: Attributes,
  attribute: string,
  cause: string | undefined,
): void {
  if (cause === undefined) return;
  const users = { nodes: model.ofKind("user"), certain: true };
  attach(
    model,
    attributes,
    users,
    "identity",
    model.documents.unknown(attributes, attribute, "identity", cause),
  );
}

const groupMembership: Adapter = (attributes, model) => {
  const group = model.find(attributes, attributes.text("group"), "group");
  const { items, open } = attributes.texts("users");
  items.forEach((name) => join(model.find(attributes, name, "user"), group));
  joinUnread(model, attributes, "users", open);
};

const userGroups: Adapter = (attributes, model) => {
  const user = model.find(attributes, attributes.text("user"), "user");
  const { items, open } = attributes.texts("groups");
  items.forEach((name) => join(user, model.find(attributes, name, "group")));
  joinUnread(model, attributes, "groups", open);
};

/** Types that give principals their rights. */
export const IDENTITY_ADAPTERS: Readonly<Record<string, Adapter>> = {
  aws_iam_role: role,
  aws_iam_user: (attributes, model) => attachBoundary(model, attributes),
  aws_iam_role_policy: inline("role", "role"),
  aws_iam_user_policy: inline("user", "user"),
  aws_iam_group_policy: inline("group", "group"),
  aws_iam_role_policy_attachment: attachment("role", "role"),
  aws_iam_user_policy_attachment: attachment("user", "user"),
  aws_iam_group_policy_attachment: attachment("group", "group"),
  aws_iam_role_policy_attachments_exclusive: attachments("role_name", "role"),
  aws_iam_user_policy_attachments_exclusive: attachments("user_name", "user"),
  aws_iam_group_policy_attachments_exclusive: attachments("group_name", "group"),
  aws_iam_policy_attachment: policyAttachment,
  aws_iam_group_membership: groupMembership,
  aws_iam_user_group_membership: userGroups,
};
