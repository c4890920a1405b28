import type { Access, Area, Target } from "../../../lib/model/sharing/areas";
import { AREA_RULES } from "../../../lib/model/sharing/areas";
import type { Exception } from "../../../lib/model/sharing/exception";
import type { Narrowing, Permission, ResourceArns } from "../../../lib/model/sharing/permission";
import { permissionsOn } from "../../../lib/model/sharing/permission";
import type { PolicyArea } from "../../../lib/model/sharing/policy-grammar";

export const ENVIRONMENT = { account: "111111111111", region: "eu-west-1", partition: "aws" } as const;

export function role(tenant: string, purpose: string, account = ENVIRONMENT.account): string {
  return `arn:aws:iam::${account}:role/nonprod/${tenant}/nonprod--${tenant}--${purpose}`;
}

export const OWNER = role("dev", "pods");
export const REQUESTERS = [role("qa", "pods"), role("qa", "hosts"), role("ops", "pods")];
/** Tenants whose names look like the owner's and a requester's. */
export const STRANGERS = [role("dev-2", "pods"), role("qa-2", "pods"), role("qa", "hosts-2")];
export const ADMIN = "arn:aws:iam::111111111111:user/admin";
export const ANONYMOUS = "*";

const at = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111111111111:${rest}`;

/** What is shared, concrete things in it, and things that are not. */
export interface Sample {
  readonly arns: ResourceArns;
  readonly inside: readonly string[];
  readonly outside: readonly string[];
  /** Actions that nothing grants. */
  readonly neighbours: readonly string[];
}

const TABLE = at("dynamodb", "table/t");
const QUEUE = at("sqs", "q");
const TOPIC = at("sns", "n");
const REPOSITORY = at("ecr", "repository/nonprod/dev/web");

export const SAMPLES: Readonly<Record<PolicyArea, Sample>> = {
  s3: {
    arns: { self: "arn:aws:s3:::b", content: "arn:aws:s3:::b/*" },
    inside: ["", "/a/1", "/a", "/ab/1", "/c/1"].map((key) => `arn:aws:s3:::b${key}`),
    outside: ["arn:aws:s3:::b2", "arn:aws:s3:::b2/a/1"],
    neighbours: ["s3:DeleteObjectVersion", "s3:ListBucketVersions", "s3:PutBucketPolicy", "s3:GetObjectAcl"],
  },
  dynamodb: {
    arns: { self: TABLE, index: `${TABLE}/index/*` },
    inside: [TABLE, `${TABLE}/index/i`],
    outside: [at("dynamodb", "table/t2"), at("dynamodb", "table/t2/index/i")],
    neighbours: ["dynamodb:DeleteTable", "dynamodb:ExportTableToPointInTime", "dynamodb:PartiQLSelect"],
  },
  sqs: {
    arns: { self: QUEUE },
    inside: [QUEUE],
    outside: [at("sqs", "q2")],
    neighbours: ["sqs:PurgeQueue", "sqs:SetQueueAttributes", "sqs:StartMessageMoveTask"],
  },
  sns: {
    arns: { self: TOPIC },
    inside: [TOPIC],
    outside: [at("sns", "n2")],
    neighbours: ["sns:Subscribe", "sns:SetTopicAttributes"],
  },
  secretsmanager: {
    arns: { self: at("secretsmanager", "secret:nonprod/dev/db-??????") },
    inside: [at("secretsmanager", "secret:nonprod/dev/db-AbCdEf")],
    outside: [],
    neighbours: ["secretsmanager:DeleteSecret", "secretsmanager:UpdateSecret"],
  },
  ecr: {
    arns: { self: REPOSITORY },
    inside: [REPOSITORY],
    outside: [],
    neighbours: ["ecr:DeleteRepository", "ecr:BatchDeleteImage", "ecr:SetRepositoryPolicy"],
  },
};

/** All that could be granted of an area. */
export function grantable(area: Area): string[] {
  const byAccess = Object.values(AREA_RULES[area].access);
  return [...new Set(byAccess.flatMap((byTarget) => Object.values(byTarget ?? {}).flat()))].sort();
}

/** Where an action can be tried: a service has no request for a bucket's object on the bucket itself. */
export function placesOf(area: PolicyArea, action: string): string[] {
  const { arns, inside } = SAMPLES[area];
  const byAccess = Object.values(AREA_RULES[area].access);
  const targets = byAccess.flatMap((byTarget) => Object.entries(byTarget ?? {}) as [Target, string[]][]);
  const patterns = targets.flatMap(([target, actions]) => (actions.includes(action) ? [arns[target]] : []));
  const places = inside.filter((one) => patterns.some((arn) => arn !== undefined && matches(one)(arn)));
  return places.length > 0 ? places : [...inside];
}

export interface Grant {
  readonly roles: readonly string[];
  readonly access: Access;
  readonly narrowing: Narrowing;
  readonly until?: string | undefined;
}

export function exceptionOf(area: PolicyArea, grant: Grant): Exception {
  const { roles, access, narrowing, until } = grant;
  return { roles, permissions: permissionsOn(area, access, SAMPLES[area].arns, narrowing), until };
}

/** One request, as far as grants look at it. */
export interface Request {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly prefix: string | undefined;
  readonly leadingKeys: readonly string[] | undefined;
  readonly time: string;
  readonly tls: boolean;
}

/** What was granted, in so many words: an oracle that knows nothing of policies. */
export function isGranted(exceptions: readonly Exception[], request: Request): boolean {
  const permissions = exceptions
    .filter(({ roles, until }) => roles.includes(request.principal) && (until ?? "9") > request.time)
    .flatMap((exception) => exception.permissions)
    .filter((one) => one.actions.includes(request.action) && one.resources.some(matches(request.resource)));
  return permissions.some(({ limit }) => limit === undefined) || withinLimits(permissions, request);
}

function withinLimits(permissions: readonly Permission[], { prefix, leadingKeys }: Request): boolean {
  const values = (key: string) =>
    permissions.flatMap(({ limit }) => (limit?.key === key ? limit.values : []));
  const prefixes = values("s3:prefix");
  if (prefixes.length > 0)
    return prefix !== undefined && prefixes.some((pattern) => matches(prefix)(pattern));
  const keys = values("dynamodb:LeadingKeys");
  return keys.length > 0 && leadingKeys !== undefined && leadingKeys.every((key) => keys.includes(key));
}

function matches(text: string): (pattern: string) => boolean {
  return (pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s").test(text);
  };
}
