import type { ContextValue, PolicyObject } from "cdktf-tenants/proof";
import { authorize } from "cdktf-tenants/proof";
import type { Visibility } from "../../lib/resources/declared-resource";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { TenantRepository } from "../../lib/resources/tenant-repository";
import { TenantSecret } from "../../lib/resources/tenant-secret";
import { TenantTable } from "../../lib/resources/tenant-table";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import type { ITenant } from "../../lib/tenant/tenant-attributes";
import { ACCOUNT, SynthesizedIam } from "../sharing/grant/support/synthesized-iam";
import { someTenant, stackOf } from "../support/sharing";
import { synthesize } from "../support/synth";

/** Who asks: the operator's own roles, two tenants (the second one may write as well), and those who are none. */
type Caller = "default" | "dev" | "writer" | "platform" | "admin" | "stranger";
const CALLERS: readonly Caller[] = ["default", "dev", "writer", "platform", "admin", "stranger"];

const AT = `eu-west-1:${ACCOUNT}`;
const BUCKET = "arn:aws:s3:::nonprod--default--models-8365695b";
const TABLE = `arn:aws:dynamodb:${AT}:table/nonprod--default--prices`;
const SECRET = `arn:aws:secretsmanager:${AT}:secret:nonprod/default/licence-AbCdEf`;
const REPOSITORY = `arn:aws:ecr:${AT}:repository/nonprod/default/images`;
const THROUGH_S3 = {
  "kms:ViaService": "s3.eu-west-1.amazonaws.com",
  "kms:EncryptionContext:aws:s3:arn": BUCKET,
};
const THROUGH_DYNAMODB = {
  "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com",
  "kms:EncryptionContext:aws:dynamodb:tableName": "nonprod--default--prices",
};

/** One request, and who may make it while the resource is visible to all tenants. */
interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly allowed: readonly Caller[];
}

const READERS: readonly Caller[] = ["default", "dev", "writer"];
const REQUESTERS: readonly Caller[] = ["dev", "writer"];
const WRITERS: readonly Caller[] = ["default", "writer"];
const OWNER: readonly Caller[] = ["default"];
/** Management, with identity policies that allow everything. */
const MANAGERS: readonly Caller[] = ["default", "platform", "admin"];

const QUESTIONS: readonly Question[] = [
  { action: "s3:GetObject", resource: `${BUCKET}/a`, allowed: READERS },
  { action: "s3:ListBucket", resource: BUCKET, allowed: [...READERS, "platform", "admin"] },
  { action: "s3:PutObject", resource: `${BUCKET}/a`, allowed: WRITERS },
  { action: "s3:DeleteObject", resource: `${BUCKET}/a`, allowed: WRITERS },
  { action: "s3:GetObjectAcl", resource: `${BUCKET}/a`, allowed: OWNER },
  { action: "s3:DeleteObjectVersion", resource: `${BUCKET}/a`, allowed: OWNER },
  { action: "s3:PutBucketPolicy", resource: BUCKET, allowed: MANAGERS },
  { action: "dynamodb:Query", resource: TABLE, allowed: READERS },
  { action: "dynamodb:PutItem", resource: TABLE, allowed: WRITERS },
  { action: "dynamodb:PartiQLSelect", resource: TABLE, allowed: OWNER },
  { action: "dynamodb:DeleteTable", resource: TABLE, allowed: MANAGERS },
  { action: "secretsmanager:GetSecretValue", resource: SECRET, allowed: READERS },
  { action: "secretsmanager:PutSecretValue", resource: SECRET, allowed: WRITERS },
  { action: "secretsmanager:DeleteSecret", resource: SECRET, allowed: MANAGERS },
  // Nodes pull every tenant's images.
  { action: "ecr:BatchGetImage", resource: REPOSITORY, allowed: [...READERS, "platform"] },
  { action: "ecr:PutImage", resource: REPOSITORY, allowed: [...WRITERS, "platform"] },
  { action: "ecr:DeleteRepository", resource: REPOSITORY, allowed: MANAGERS },
  { action: "kms:Decrypt", resource: "key", context: THROUGH_S3, allowed: READERS },
  { action: "kms:GenerateDataKey", resource: "key", context: THROUGH_S3, allowed: WRITERS },
  { action: "kms:Encrypt", resource: "key", context: THROUGH_S3, allowed: OWNER },
  {
    action: "kms:Decrypt",
    resource: "key",
    context: { ...THROUGH_S3, "kms:EncryptionContext:aws:s3:arn": `${BUCKET}-2` },
    allowed: OWNER,
  },
  { action: "kms:Decrypt", resource: "key", allowed: OWNER },
  // Whoever manages the table gets through to the key by DynamoDB alone; no role of the Infrastructure manages it so.
  { action: "kms:Decrypt", resource: "key", context: THROUGH_DYNAMODB, allowed: [...READERS, "admin"] },
];

function operated(visibility: (tenants: ITenant[]) => Visibility): SynthesizedIam {
  const plan = synthesize((app) => {
    const owner = someTenant(app, "default");
    const [dev, writer] = [someTenant(app, "dev"), someTenant(app, "writer")];
    const props = { visibility: visibility([dev, writer]) };
    const made = [
      new TenantBucket(owner, "models", props),
      new TenantTable(owner, "prices", { partitionKey: { name: "id" }, ...props }),
      new TenantSecret(owner, "licence", props),
      new TenantRepository(owner, "images", props),
    ];
    if (props.visibility === "private") return;
    for (const one of made) {
      new CrossTenantGrant(stackOf(app, "tenants"), `Writes-${one.name}`, {
        ...{ owner, requester: writer, access: "write", resources: [one], reason: "Trains models" },
      });
    }
  });
  return new SynthesizedIam(plan.stack("tenants"));
}

const ANYTHING: PolicyObject = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};
const PRINCIPALS: Readonly<Record<Caller, { readonly name: string; readonly roleArn?: string }>> = {
  default: tenantRole("default"),
  dev: tenantRole("dev"),
  writer: tenantRole("writer"),
  platform: role("platform", "nonprod--platform--nodes"),
  admin: { name: `arn:aws:iam::${ACCOUNT}:user/admin` },
  stranger: { name: "arn:aws:iam::999999999999:user/admin" },
};

function tenantRole(tenant: string) {
  return role(tenant, `nonprod--${tenant}--pods`);
}

function role(path: string, name: string) {
  return {
    name: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/test`,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/nonprod/${path}/${name}`,
  };
}

/** Whom a request is allowed, be their own policies as they were written, or anything at all. */
function allowed(iam: SynthesizedIam, question: Question, own: boolean): Caller[] {
  const key = iam.key("default");
  const asked = question.resource === "key" ? key.arn : question.resource;
  const resource = question.resource === "key" ? key.policy : policyAbout(iam, question.resource);
  return CALLERS.filter((caller) => {
    const { name: principal, roleArn } = PRINCIPALS[caller];
    const written = own && READERS.includes(caller) ? iam.role(`nonprod--${caller}--pods`) : undefined;
    const request = {
      ...{ principal, roleArn, action: question.action, resource: asked, resourceAccount: ACCOUNT },
      context: { "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "false", ...question.context },
    };
    const policies = { identity: written?.identity ?? [ANYTHING], boundary: written?.boundary, resource };
    const { decision } = authorize(request, policies);
    if (decision === "unknown") throw new Error(`${caller} ${question.action}: unknown`);
    return decision === "allow";
  });
}

function policyAbout(iam: SynthesizedIam, arn: string): PolicyObject {
  const names: Readonly<Record<string, string>> = {
    [`${BUCKET}/a`]: "aws_s3_bucket nonprod--default--models-8365695b",
    [BUCKET]: "aws_s3_bucket nonprod--default--models-8365695b",
    [TABLE]: "aws_dynamodb_table nonprod--default--prices",
    [SECRET]: "aws_secretsmanager_secret nonprod/default/licence",
    [REPOSITORY]: "aws_ecr_repository nonprod/default/images",
  };
  const found = iam.resourcePolicies().get(names[arn] ?? "");
  if (found === undefined)
    throw new Error(`${arn}: none of ${[...iam.resourcePolicies().keys()].join(", ")}`);
  return found;
}

const VISIBILITIES: readonly (readonly [string, (tenants: ITenant[]) => Visibility])[] = [
  ["everyone", () => "public"],
  ["listed tenants", (tenants) => tenants],
];

describe.each(VISIBILITIES)("what is visible to %s", (_, visibility) => {
  const iam = operated(visibility);

  test.each(QUESTIONS)("$action lets in whom it should, whatever policies they have", (question) => {
    expect(allowed(iam, question, false)).toEqual(CALLERS.filter((one) => question.allowed.includes(one)));
  });

  test.each(QUESTIONS)("$action is allowed to the tenants that may, by their own policies", (question) => {
    const tenants = allowed(iam, question, true).filter((one) => REQUESTERS.includes(one));
    expect(tenants).toEqual(question.allowed.filter((one) => REQUESTERS.includes(one)));
  });
});

describe("what is private", () => {
  const iam = operated(() => "private");

  test.each(QUESTIONS)("$action lets in no other tenant, whatever policies it has", (question) => {
    const expected = question.allowed.filter((one) => !REQUESTERS.includes(one));
    expect(allowed(iam, question, false)).toEqual(CALLERS.filter((one) => expected.includes(one)));
  });
});
