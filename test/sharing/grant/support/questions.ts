import type { ContextValue } from "cdktf-tenants/proof";
import type { Access, Area, Target } from "../../../../lib/model/sharing/areas";
import { AREA_RULES } from "../../../../lib/model/sharing/areas";
import { ACCOUNT } from "./synthesized-iam";
import type { Granted, GrantedApp, Part } from "./granted-app";
import { physicalName } from "./granted-app";

/** Who asks. The names are those of roles, but for their Infrastructure. */
export const OWNERS = ["dev--pods", "dev--hosts"] as const;
export const LISTED = "qa--pods";
/** The requester's other role, another tenant, and one whose name begins like the owner's. */
export const STRANGERS = ["qa--hosts", "ops--pods", "dev-2--pods"] as const;

/** One request, as far as grants look at it, and what is to be said of it. */
export interface Question {
  /** As in `OWNERS`, `LISTED` and `STRANGERS`. */
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  /** The policy of what is asked for. @default - it has none, or the tenant's key is asked for */
  readonly policy?: string;
  readonly context: Readonly<Record<string, ContextValue>>;
  /** With the policies as they were written. */
  readonly expected: "allow" | "deny";
}

const DURING = "2098-12-31T23:00:00Z";
const AFTERWARDS = "2099-01-01T00:00:00Z";

/** What no grant and no tenant's role is about, on the resource itself. */
const NEIGHBOURS: Readonly<Record<Area, readonly string[]>> = {
  s3: ["s3:DeleteBucketPolicy", "s3:ListBucketVersions"],
  dynamodb: ["dynamodb:DeleteTable", "dynamodb:ExportTableToPointInTime", "dynamodb:PartiQLSelect"],
  kms: ["kms:CreateGrant"],
  sqs: ["sqs:PurgeQueue", "sqs:SetQueueAttributes"],
  sns: ["sns:Subscribe", "sns:SetTopicAttributes"],
  secretsmanager: ["secretsmanager:DeleteSecret", "secretsmanager:UpdateSecret"],
  ssm: ["ssm:DeleteParameter", "ssm:GetParameterHistory"],
  ecr: ["ecr:DeleteRepository", "ecr:BatchDeleteImage"],
};
/** Things that a pattern stands for. */
const INSIDE: Readonly<Record<Target, readonly string[]>> = {
  self: [""],
  content: ["exports/1", "exports", "exports2/1", "1"],
  index: ["by-day"],
  stream: ["2026-01-01T00:00:00.000"],
};
const PREFIXES = [undefined, "", "exports", "exports/", "exports/1", "exports2/"];
const KEYS = [undefined, ["qa"], ["qa", "dev"], ["dev"]];

/** All that is asked about one grant, each with what the grant, in so many words, says of it. */
export function questionsAbout(granted: Granted, app: GrantedApp): Question[] {
  const parts = [
    ...app.shared.map((part) => ({ part, shared: true })),
    ...app.private.map((part) => ({ part, shared: false })),
  ];
  return parts.flatMap(({ part, shared }) =>
    actionsOn(granted.area, part.target).flatMap((action) =>
      concrete(part).flatMap((resource) =>
        contexts(action, part.target).flatMap((context) => {
          const may = grantable(granted.area, part.target).includes(action);
          const policy = part.policy === undefined ? {} : { policy: part.policy };
          const given = shared && isGranted(granted, action, part.target, resource, context);
          return byRole({ action, resource, ...policy }, context, may, given);
        }),
      ),
    ),
  );
}

/** The same request by everybody, during the grant, and by its role after it has ended. */
export function byRole(
  what: Pick<Question, "action" | "resource" | "policy">,
  context: Question["context"],
  owners: boolean,
  listed: boolean,
): Question[] {
  const at = (time: string) => ({ ...context, "aws:CurrentTime": time });
  const asked = (role: string, allowed: boolean, time = DURING): Question => ({
    ...{ role, ...what, context: at(time) },
    expected: allowed ? "allow" : "deny",
  });
  return [
    ...OWNERS.map((role) => asked(role, owners)),
    ...STRANGERS.map((role) => asked(role, false)),
    asked(LISTED, listed),
    ...(listed ? [asked(LISTED, false, AFTERWARDS)] : []),
  ];
}

function grantable(area: Area, target: Target): string[] {
  const all = Object.values(AREA_RULES[area].access).flatMap((byTarget) => byTarget?.[target] ?? []);
  return [...new Set(all)].sort();
}

function actionsOn(area: Area, target: Target): string[] {
  return [...grantable(area, target), ...(target === "self" ? NEIGHBOURS[area] : [])];
}

function concrete({ target, pattern }: Part): string[] {
  if (target === "self") return [pattern.replace("??????", "AbCdEf")];
  return INSIDE[target].map((name) => pattern.replace(/\*$/, name));
}

function contexts(action: string, target: Target): Question["context"][] {
  if (action === "s3:ListBucket") {
    return PREFIXES.map((prefix) => withKey("s3:prefix", prefix));
  }
  const keyed = action.startsWith("dynamodb:") && (target === "self" || target === "index");
  if (!keyed || action === "dynamodb:DescribeTable" || action === "dynamodb:Scan") return [{}];
  return KEYS.map((keys) => withKey("dynamodb:LeadingKeys", keys));
}

function withKey(key: string, value: ContextValue | undefined): Question["context"] {
  return value === undefined ? {} : { [key]: value };
}

/** What the declaration means to whoever reads it: nothing of policies is known here. */
function isGranted(
  { area, access, narrowing }: Granted,
  action: string,
  target: Target,
  resource: string,
  context: Question["context"],
): boolean {
  if (!(AREA_RULES[area].access[access]?.[target] ?? []).includes(action)) return false;
  const { prefix, leadingKeys } = narrowing;
  if (prefix !== undefined && target === "content") return resource.endsWith("/exports/1");
  if (prefix !== undefined && action === "s3:ListBucket")
    return String(context["s3:prefix"]).startsWith(prefix);
  if (leadingKeys === undefined || action === "dynamodb:DescribeTable") return true;
  if (target === "stream" || action === "dynamodb:Scan") return false;
  const keys = context["dynamodb:LeadingKeys"];
  return Array.isArray(keys) && keys.every((key) => leadingKeys.includes(String(key)));
}

/** Which service uses the owner's key in the requester's name, for what, and by which name of the thing. */
interface ThroughService {
  readonly service: string;
  /** The encryption context by which the service names the thing. */
  readonly context: string;
  /** Whether it is named by its ARN or by its name. */
  readonly by: "arn" | "name";
  readonly uses: Readonly<Partial<Record<Access, readonly string[]>>>;
}

const DECRYPT = ["kms:Decrypt"];
const BOTH = ["kms:Decrypt", "kms:GenerateDataKey"];
const SEALED = ["kms:Decrypt", "kms:Encrypt"];
const DATA = { read: DECRYPT, write: BOTH, readwrite: BOTH };

/** Source: KMS developer guide, "How AWS services use AWS KMS", and each service's page about encryption. */
export const THROUGH_SERVICES: Readonly<Partial<Record<Area, ThroughService>>> = {
  s3: { service: "s3", context: "aws:s3:arn", by: "arn", uses: DATA },
  dynamodb: {
    ...{ service: "dynamodb", context: "aws:dynamodb:tableName", by: "name" },
    uses: { read: DECRYPT, write: DECRYPT, readwrite: DECRYPT },
  },
  sqs: { service: "sqs", context: "aws:sqs:arn", by: "arn", uses: { consume: DECRYPT, send: BOTH } },
  sns: { service: "sns", context: "aws:sns:topicArn", by: "arn", uses: { publish: BOTH } },
  secretsmanager: { service: "secretsmanager", context: "SecretARN", by: "arn", uses: DATA },
  ssm: {
    ...{ service: "ssm", context: "PARAMETER_ARN", by: "arn" },
    uses: { read: DECRYPT, write: SEALED, readwrite: SEALED },
  },
};
const KEY_USES = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"];

/** The use of the owner's key: through the service for the thing, for another one, through another service, directly. */
export function questionsAboutKey({ area, access }: Granted, app: GrantedApp): Question[] {
  if (area === "kms") return [];
  const resource = app.iam.key("dev").arn;
  const through = THROUGH_SERVICES[area];
  const self = (parts: readonly Part[]) => parts.find(({ target }) => target === "self");
  const [shared, secluded] = [self(app.shared), self(app.private)];
  if (through === undefined || shared === undefined || secluded === undefined) {
    return KEY_USES.flatMap((action) => byRole({ action, resource }, {}, true, false));
  }
  const named = (part: Part): Question["context"] => {
    const [arn = ""] = concrete(part);
    const name = through.by === "arn" ? arn : physicalName(area, part.pattern);
    return { [`kms:EncryptionContext:${through.context}`]: name };
  };
  const via = (service: string) => ({ "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
  const denied = [
    { ...via(through.service), ...named(secluded) },
    { ...via("lambda"), ...named(shared) },
    named(shared),
    {},
  ];
  const right = { ...via(through.service), ...named(shared) };
  return KEY_USES.flatMap((action) => [
    ...byRole({ action, resource }, right, true, (through.uses[access] ?? []).includes(action)),
    ...denied.flatMap((context) => byRole({ action, resource }, context, true, false)),
  ]);
}

/** The ARN of a role here. */
export function roleArn(role: string): string {
  const tenant = role.split("--")[0] ?? "";
  return `arn:aws:iam::${ACCOUNT}:role/nonprod/${tenant}/nonprod--${role}`;
}
