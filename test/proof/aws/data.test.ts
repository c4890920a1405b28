import { ACCOUNT, document, REGION, UNKNOWN, type Written } from "../support/aws-facts";
import { having, open, pairs, role, roleArn, steps } from "../support/aws-tenants";

const bucket: Written = {
  address: "aws_s3_bucket.uploads",
  owner: "globex",
  values: { bucket: "globex-uploads" },
};
const OBJECTS = "arn:aws:s3:::globex-uploads/*";

describe("data of another tenant, by the reader's own policy", () => {
  it("is open where a statement names the objects, with a request that shows it", () => {
    const reader = role("acme", "app", { Sid: "ReadAll", Action: "s3:GetObject", Resource: OBJECTS });
    expect(open(bucket, ...reader)).toEqual(["acme > globex open: s3:GetObject"]);
    expect(steps(bucket, ...reader)).toEqual([
      expect.objectContaining({
        certainty: "must",
        kind: "access",
        because: 'statement "ReadAll" of aws_iam_role_policy.app (main/app) matches it and nothing denies it',
        request: {
          principal: roleArn("app"),
          action: "s3:GetObject",
          resource: "arn:aws:s3:::globex-uploads/any",
          context: {},
        },
      }),
    ]);
    expect(steps(bucket, ...reader)[0]?.evidence).toEqual([
      {
        stack: "main",
        address: "aws_iam_role_policy.app",
        constructPath: "main/app",
        pointer: "/resource/aws_iam_role_policy/app/policy/Statement/0",
      },
      expect.objectContaining({ address: "aws_s3_bucket.uploads" }),
    ]);
  });

  it("is closed where the statement names the bucket and not its objects", () => {
    expect(
      open(
        bucket,
        ...role("acme", "app", { Action: "s3:GetObject", Resource: "arn:aws:s3:::globex-uploads" }),
      ),
    ).toEqual([]);
  });

  it("is closed where the pattern only begins like the name", () => {
    expect(
      open(bucket, ...role("acme", "app", { Action: "s3:*", Resource: "arn:aws:s3:::globex-up/*" })),
    ).toEqual([]);
    expect(
      pairs(bucket, ...role("acme", "app", { Action: "s3:*", Resource: "arn:aws:s3:::globex-up*" })),
    ).toEqual(["acme > globex open"]);
  });

  it("does not count names and settings", () => {
    const looks = role("acme", "app", {
      Action: ["s3:ListAllMyBuckets", "s3:GetBucketLocation"],
      Resource: "*",
    });
    expect(open(bucket, ...looks)).toEqual([]);
  });

  it("follows references to the names that they stand for", () => {
    const byReference = role("acme", "app", {
      Action: "s3:ListBucket",
      Resource: "<aws_s3_bucket.uploads#arn>",
    });
    expect(open(bucket, ...byReference)).toEqual(["acme > globex open: s3:ListBucket"]);
    const unnamed = having(bucket, { bucket: null });
    expect(open(unnamed, ...byReference)).toEqual(["acme > globex open: s3:ListBucket"]);
  });

  it("tells names that only the apply knows from each other", () => {
    const unnamed = having(bucket, { bucket: null });
    const own: Written = { address: "aws_s3_bucket.own", owner: "acme", values: {} };
    const reader = role("acme", "app", {
      Action: "s3:*",
      Resource: ["<aws_s3_bucket.own#arn>", "<aws_s3_bucket.own#arn>/*"],
    });
    expect(open(unnamed, own, ...reader)).toEqual([]);
  });

  it("cannot exclude a written name for one that only the apply knows", () => {
    const unnamed = having(bucket, { bucket: null, bucket_prefix: "globex-" });
    const guess = (name: string) =>
      role("acme", "app", { Action: "s3:GetObject", Resource: `arn:aws:s3:::${name}/*` });
    expect(open(unnamed, ...guess("globex-2026"))).toEqual(["acme > globex unknown: s3:GetObject"]);
    expect(open(unnamed, ...guess("acme-2026"))).toEqual([]);
  });

  it("is closed by the boundary, by a deny, and by the bucket's deny", () => {
    const all = { Action: "s3:*", Resource: "*" };
    const [app, policy] = role("acme", "app", all);
    const boundary: Written = {
      address: "aws_iam_policy.boundary",
      owner: "acme",
      values: { name: "b", policy: document({ Action: "s3:*", Resource: "arn:aws:s3:::acme-*" }) },
    };
    const bounded = having(app!, { permissions_boundary: "<aws_iam_policy.boundary#arn>" });
    expect(open(bucket, boundary, bounded, policy!)).toEqual([]);
    const denied = role("acme", "app", all, {
      Effect: "Deny",
      Action: "s3:*",
      NotResource: "arn:aws:s3:::acme-*",
    });
    expect(open(bucket, ...denied)).toEqual([]);
    const closed: Written = {
      address: "aws_s3_bucket_policy.uploads",
      owner: "globex",
      values: {
        bucket: "<aws_s3_bucket.uploads#id>",
        policy: document({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::globex-uploads", OBJECTS],
          Condition: { StringNotEquals: { "aws:PrincipalArn": roleArn("globex-app") } },
        }),
      },
    };
    expect(open(bucket, closed, app!, policy!)).toEqual([]);
  });

  it("is unknown where the policy cannot be read, with the reason", () => {
    const [app] = role("acme", "app");
    const unread: Written = {
      address: "aws_iam_role_policy.app",
      owner: "acme",
      values: { role: "app", policy: UNKNOWN },
    };
    expect(pairs(bucket, app!, unread)).toEqual(["acme > globex unknown", "acme > platform unknown"]);
    const toGlobex = steps(bucket, app!, unread).filter(({ certainty }) => certainty === "may");
    expect(toGlobex[0]?.causes).toEqual([expect.stringContaining("the value is only known after the apply")]);
  });

  it("is unknown where what was written may have been changed since", () => {
    const [app, policy] = role("acme", "app", { Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" });
    expect(pairs(bucket, app!, policy!)).toEqual([]);
    expect(pairs(bucket, app!, { ...policy!, ignored: ["policy"] })).toContain("acme > globex unknown");
  });
});

describe("data of another tenant, by its own policy", () => {
  const queue: Written = { address: "aws_sqs_queue.jobs", owner: "globex", values: { name: "globex-jobs" } };
  const app = role("acme", "app");
  const letsIn = (statement: object): Written => ({
    address: "aws_sqs_queue_policy.jobs",
    owner: "globex",
    values: {
      queue_url: "<aws_sqs_queue.jobs#url>",
      policy: document({ Action: "sqs:ReceiveMessage", Resource: "*", ...statement }),
    },
  });

  it("is open where it names the role, without a policy of the role's own", () => {
    expect(open(queue, letsIn({ Principal: { AWS: roleArn("app") } }), ...app)).toEqual([
      "acme > globex open: sqs:ReceiveMessage",
    ]);
  });

  it("stays closed where it names the account, which only delegates", () => {
    expect(open(queue, letsIn({ Principal: { AWS: ACCOUNT } }), ...app)).toEqual([]);
  });

  it("opens to everybody with a star, and to nobody else with a condition on the principal", () => {
    expect(open(queue, letsIn({ Principal: "*" }), ...app)).toEqual([
      "acme > globex open: sqs:ReceiveMessage",
      "world > globex open: sqs:ReceiveMessage",
    ]);
    const own = { ArnEquals: { "aws:PrincipalArn": roleArn("globex-app") } };
    expect(open(queue, letsIn({ Principal: "*", Condition: own }), ...app)).toEqual([]);
  });

  it("lets another account in that it names", () => {
    expect(open(queue, letsIn({ Principal: { AWS: "arn:aws:iam::999988887777:root" } }), ...app)).toEqual([
      "world > globex open: sqs:ReceiveMessage",
    ]);
  });

  it("lets everybody's services in, unless it says for whom they work", () => {
    const service = { Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage" };
    expect(open(queue, letsIn(service))).toEqual(["world > globex open: sqs:SendMessage"]);
    const pinned = { ArnEquals: { "aws:SourceArn": `arn:aws:sns:${REGION}:${ACCOUNT}:globex-topic` } };
    expect(open(queue, letsIn({ ...service, Condition: pinned }))).toEqual([]);
  });
});

describe("buckets that are public", () => {
  const ownership: Written = {
    address: "aws_s3_bucket_ownership_controls.uploads",
    owner: "globex",
    values: { bucket: "globex-uploads", rule: [{ object_ownership: "ObjectWriter" }] },
  };
  const acl: Written = {
    address: "aws_s3_bucket_acl.uploads",
    owner: "globex",
    values: { bucket: "<aws_s3_bucket.uploads#id>", acl: "public-read" },
  };
  const block: Written = {
    address: "aws_s3_bucket_public_access_block.uploads",
    owner: "globex",
    values: { bucket: "globex-uploads", block_public_policy: true, restrict_public_buckets: true },
  };

  it("are open to the world by an ACL, where ACLs are in use", () => {
    expect(pairs(bucket, ownership, acl)).toEqual(["world > globex open"]);
    const enforced = having(ownership, { rule: [{ object_ownership: "BucketOwnerEnforced" }] });
    expect(pairs(bucket, enforced, acl)).toEqual([]);
    expect(pairs(bucket, acl)).toEqual(["world > globex unknown"]);
  });

  it("are closed to the world by the block, and not to a tenant that is named", () => {
    expect(pairs(bucket, ownership, acl, block)).toEqual(["world > globex open"]);
    expect(pairs(bucket, ownership, acl, having(block, { ignore_public_acls: true }))).toEqual([]);
    const named: Written = {
      address: "aws_s3_bucket_policy.uploads",
      owner: "globex",
      values: {
        bucket: "globex-uploads",
        policy: document({ Principal: { AWS: roleArn("app") }, Action: "s3:GetObject", Resource: OBJECTS }),
      },
    };
    expect(pairs(bucket, block, named, ...role("acme", "app"))).toEqual(["acme > globex open"]);
  });
});

describe("keys", () => {
  const key = (values: object): Written => ({
    address: "aws_kms_key.data",
    owner: "globex",
    values: { ...values },
  });
  const decrypts = role("acme", "app", { Action: "kms:Decrypt", Resource: "*" });

  it("without a policy of their own leave it to the policies of the account", () => {
    expect(open(key({}), ...decrypts)).toEqual(["acme > globex open: kms:Decrypt"]);
  });

  it("are closed to all whom their policy does not name", () => {
    const policy = document({ Principal: { AWS: roleArn("globex-app") }, Action: "kms:*", Resource: "*" });
    expect(open(key({ policy }), ...decrypts)).toEqual([]);
  });

  it("take a policy from a resource of its own in place of the default", () => {
    const policy = document({ Principal: { AWS: roleArn("globex-app") }, Action: "kms:*", Resource: "*" });
    const own: Written = {
      address: "aws_kms_key_policy.data",
      owner: "globex",
      values: { key_id: "<aws_kms_key.data#id>", policy },
    };
    expect(open(key({}), own, ...decrypts)).toEqual([]);
  });

  it("are open to the grantee of a grant", () => {
    const policy = document({ Principal: { AWS: roleArn("globex-app") }, Action: "kms:*", Resource: "*" });
    const grant: Written = {
      address: "aws_kms_grant.data",
      owner: "globex",
      values: {
        key_id: "<aws_kms_key.data#key_id>",
        grantee_principal: "<aws_iam_role.app#arn>",
        operations: ["Decrypt"],
      },
    };
    expect(open(key({ policy }), grant, ...role("acme", "app"))).toEqual(["acme > globex open: kms:Decrypt"]);
  });

  it("are controlled by whoever may rewrite the policy or make grants", () => {
    const writer = role("acme", "app", { Action: ["kms:PutKeyPolicy", "kms:CreateGrant"], Resource: "*" });
    expect(steps(key({}), ...writer)).toEqual([
      expect.objectContaining({ kind: "control", what: ["kms:CreateGrant", "kms:PutKeyPolicy"] }),
    ]);
  });

  it("make what a bucket gives ciphertext, which is said and not hidden", () => {
    const policy = document({ Principal: { AWS: roleArn("globex-app") }, Action: "kms:*", Resource: "*" });
    const encrypted: Written = {
      address: "aws_s3_bucket_server_side_encryption_configuration.uploads",
      owner: "globex",
      values: {
        bucket: "globex-uploads",
        rule: [
          { apply_server_side_encryption_by_default: [{ kms_master_key_id: "<aws_kms_key.data#arn>" }] },
        ],
      },
    };
    const reader = role("acme", "app", { Action: "s3:GetObject", Resource: OBJECTS });
    const [step] = steps(bucket, key({ policy }), encrypted, ...reader);
    expect(step?.because).toMatch(/ciphertext only$/);
    expect(step?.certainty).toBe("must");
  });
});

describe("each kind of data", () => {
  const at = `${REGION}:${ACCOUNT}`;
  it.each([
    ["aws_dynamodb_table", { name: "t" }, "dynamodb:Query", `arn:aws:dynamodb:${at}:table/t/index/*`],
    ["aws_dynamodb_table", { name: "t" }, "dynamodb:GetItem", `arn:aws:dynamodb:${at}:table/t`],
    ["aws_sqs_queue", { name: "t" }, "sqs:ReceiveMessage", `arn:aws:sqs:${at}:t`],
    ["aws_sns_topic", { name: "t" }, "sns:Publish", `arn:aws:sns:${at}:t`],
    [
      "aws_secretsmanager_secret",
      { name: "t" },
      "secretsmanager:GetSecretValue",
      `arn:aws:secretsmanager:${at}:secret:t-*`,
    ],
    ["aws_ssm_parameter", { name: "/globex/t" }, "ssm:GetParameter", `arn:aws:ssm:${at}:parameter/globex/*`],
    ["aws_ssm_parameter", { name: "t" }, "ssm:GetParameter", `arn:aws:ssm:${at}:parameter/t`],
    [
      "aws_ecr_repository",
      { name: "globex/t" },
      "ecr:BatchGetImage",
      `arn:aws:ecr:${at}:repository/globex/t`,
    ],
    ["aws_cloudwatch_log_group", { name: "/t" }, "logs:GetLogEvents", `arn:aws:logs:${at}:log-group:/t:*`],
    ["aws_efs_file_system", {}, "elasticfilesystem:ClientMount", "<aws_efs_file_system.x#arn>"],
    [
      "aws_db_snapshot",
      { db_snapshot_identifier: "t" },
      "rds:CopyDBSnapshot",
      `arn:aws:rds:${at}:snapshot:t`,
    ],
    ["aws_kinesis_stream", { name: "t" }, "kinesis:GetRecords", `arn:aws:kinesis:${at}:stream/t`],
    [
      "aws_lambda_function",
      { function_name: "t" },
      "lambda:InvokeFunction",
      `arn:aws:lambda:${at}:function:t`,
    ],
    ["aws_backup_vault", { name: "t" }, "backup:DeleteBackupVault", `arn:aws:backup:${at}:backup-vault:t`],
    ["aws_cloudwatch_event_bus", { name: "t" }, "events:PutEvents", `arn:aws:events:${at}:event-bus/t`],
  ])("%s is reached by %4$s of %3$s, and by no other name", (type, values, action, resource) => {
    const target: Written = { address: `${type}.x`, owner: "globex", values };
    expect(open(target, ...role("acme", "app", { Action: action, Resource: resource }))).toEqual([
      `acme > globex open: ${action}`,
    ]);
    const other = resource.includes("<")
      ? `arn:aws:elasticfilesystem:${at}:access-point/*`
      : `${resource.replace(/t(\W?[^t]*)$/, "other$1")}`;
    expect(open(target, ...role("acme", "app", { Action: action, Resource: other }))).toEqual([]);
  });
});

describe("an access point", () => {
  const through = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/t/object/*`;
  const point = (bucket: string): Written => ({
    address: "aws_s3_access_point.t",
    owner: "globex",
    values: { name: "t", bucket },
  });
  const bucket = (statement: object): Written => ({
    address: "aws_s3_bucket.t",
    owner: "globex",
    values: { bucket: "t", policy: document({ Action: "*", Resource: "*", ...statement }) },
  });
  const left = (account: string) => ({
    Principal: { AWS: "*" },
    Condition: { StringEquals: { "s3:DataAccessPointAccount": account } },
  });
  const caller = role("acme", "app", { Action: "s3:GetObject", Resource: through });

  it("opens a bucket that leaves it to the access points of the account", () => {
    expect(open(point("t"), bucket(left(ACCOUNT)), ...caller)).toEqual(["acme > globex open: s3:GetObject"]);
  });

  it("opens no bucket that leaves it to those of another account, or to nobody", () => {
    expect(open(point("t"), bucket(left("210987654321")), ...caller)).toEqual([]);
    expect(open(point("t"), bucket({ Principal: { AWS: roleArn("other") } }), ...caller)).toEqual([]);
  });

  it("may open a bucket of which nothing is known", () => {
    expect(open(point("elsewhere"), ...caller)).toEqual(["acme > globex unknown: s3:GetObject"]);
  });
});

describe("K6: a key that asks for the account of whoever calls", () => {
  const keyFor = (account: string): Written => ({
    address: "aws_kms_key.k",
    owner: "globex",
    values: {
      policy: document({
        Principal: { AWS: "*" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:CallerAccount": account } },
      }),
    },
  });

  it("is open to everybody of that account, and closed to the world", () => {
    expect(open(keyFor(ACCOUNT), ...role("acme", "app"))).toEqual(["acme > globex open: kms:Decrypt"]);
  });

  it("is closed to everybody of another one", () => {
    const found = open(keyFor("999999999999"), ...role("acme", "app"));
    expect(found.filter((line) => line.startsWith("acme > "))).toEqual([]);
  });
});
