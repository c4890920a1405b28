import { literal, type Pattern, shownPattern, textOf } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { Attributes } from "../read/attributes";
import { type Adapter, attach, firstText } from "./adapter";

/** One statement that lets somebody in, as a document: what AWS makes of grants, permissions and shares. */
interface Implied {
  readonly principal: Pattern | "everyone";
  readonly principalType?: "AWS" | "Service";
  readonly actions: readonly string[];
  readonly condition?: Readonly<Record<string, Readonly<Record<string, Pattern>>>> | undefined;
}

function imply(
  model: AwsModel,
  attributes: Attributes,
  to: ReturnType<AwsModel["find"]>,
  grants: readonly Implied[],
) {
  const kind = to.nodes[0]?.kind.target === "key" ? "key" : "resource";
  const { address } = attributes.resource.provenance;
  const document = model.documents.impliedFrom(attributes, "", kind, (text) => ({
    Version: "2012-10-17",
    Statement: grants.map(({ principal, principalType = "AWS", actions, condition = {} }) => ({
      Sid: address.replace(/^.*\./, ""),
      Effect: "Allow",
      Principal: principal === "everyone" ? "*" : { [principalType]: text(principal) },
      Action: actions,
      Resource: "*",
      Condition: Object.fromEntries(
        Object.entries(condition).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, text(value)])),
        ]),
      ),
    })),
  }));
  attach(model, attributes, to, "policies", document);
}

/** K5: a grant allows by itself. The encryption context that it asks for is the caller's to choose. */
const kmsGrant: Adapter = (attributes, model) => {
  const to = model.find(attributes, attributes.text("key_id"), "key");
  const principal = attributes.text("grantee_principal");
  const operations = attributes
    .texts("operations")
    .items.map((operation) => `kms:${shownPattern(operation)}`);
  if (principal === undefined || operations.length === 0) return;
  const isService = (textOf(principal) ?? "").endsWith(".amazonaws.com");
  imply(model, attributes, to, [
    { principal, principalType: isService ? "Service" : "AWS", actions: operations },
  ]);
};

/** A statement of a function's policy; whoever is a service acts for the given source. */
const lambdaPermission: Adapter = (attributes, model) => {
  const to = model.find(attributes, attributes.text("function_name"), "function");
  const principal = attributes.text("principal");
  const action = attributes.literal("action") ?? "lambda:*";
  if (principal === undefined) return;
  const text = textOf(principal) ?? "";
  const equal = conditionOn(attributes, {
    source_account: "aws:SourceAccount",
    principal_org_id: "aws:PrincipalOrgID",
  });
  const like = conditionOn(attributes, { source_arn: "aws:SourceArn" });
  const isService = text.includes(".amazonaws.com");
  imply(model, attributes, to, [
    {
      principal: text === "*" ? "everyone" : principal,
      principalType: isService ? "Service" : "AWS",
      actions: [action],
      condition: { ...(equal && { StringEquals: equal }), ...(like && { ArnLike: like }) },
    },
  ]);
};

function conditionOn(
  attributes: Attributes,
  keys: Readonly<Record<string, string>>,
): Readonly<Record<string, Pattern>> | undefined {
  const found = Object.entries(keys).flatMap(([attribute, key]) => {
    const text = attributes.text(attribute);
    return text === undefined ? [] : [[key, text] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** A function's URL without authorization answers everybody. */
const functionUrl: Adapter = (attributes, model) => {
  if (attributes.literal("authorization_type") === "AWS_IAM") return;
  const to = model.find(attributes, attributes.text("function_name"), "function");
  imply(model, attributes, to, [{ principal: "everyone", actions: ["lambda:InvokeFunctionUrl"] }]);
};

/** Snapshots are shared with accounts, or with `all`. */
function sharedSnapshot(actions: readonly string[]): Adapter {
  return (attributes, model) => {
    const own = model.nodeOf(attributes);
    const { items } = attributes.texts("shared_accounts");
    const principals = items.map((item) => (textOf(item) === "all" ? ("everyone" as const) : item));
    if (own === undefined || principals.length === 0) return;
    imply(
      model,
      attributes,
      { nodes: [own], certain: true },
      principals.map((principal) => ({ principal, actions })),
    );
  };
}

const volumePermission: Adapter = (attributes, model) => {
  const to = model.find(attributes, attributes.text("snapshot_id"), "volume-snapshot");
  const account = attributes.text("account_id");
  if (account === undefined) return;
  imply(model, attributes, to, [{ principal: account, actions: ["ec2:CreateVolume", "ec2:CopySnapshot"] }]);
};

/** A layer's version that others may read. */
const layerPermission: Adapter = (attributes, model) => {
  const to = model.find(attributes, attributes.text("layer_name"), "layer");
  const principal = firstText(attributes, "principal") ?? literal("*");
  imply(model, attributes, to, [
    { principal: textOf(principal) === "*" ? "everyone" : principal, actions: ["lambda:GetLayerVersion"] },
  ]);
};

/** A statement of an event bus's policy. */
const busPermission: Adapter = (attributes, model) => {
  const bus = attributes.text("event_bus_name") ?? literal("default");
  const to = model.find(attributes, bus, "event-bus");
  const principal = attributes.text("principal") ?? literal("*");
  imply(model, attributes, to, [
    { principal: textOf(principal) === "*" ? "everyone" : principal, actions: ["events:PutEvents"] },
  ]);
};

/** Types that let others in without a policy document. */
export const GRANT_ADAPTERS: Readonly<Record<string, Adapter>> = {
  aws_kms_grant: kmsGrant,
  aws_lambda_permission: lambdaPermission,
  aws_lambda_function_url: functionUrl,
  aws_lambda_layer_version_permission: layerPermission,
  aws_cloudwatch_event_permission: busPermission,
  aws_snapshot_create_volume_permission: volumePermission,
  aws_db_snapshot: sharedSnapshot(["rds:CopyDBSnapshot", "rds:RestoreDBInstanceFromDBSnapshot"]),
  aws_db_cluster_snapshot: sharedSnapshot(["rds:CopyDBClusterSnapshot", "rds:RestoreDBClusterFromSnapshot"]),
};
