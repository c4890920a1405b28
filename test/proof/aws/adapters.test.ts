import { actionsOfService } from "../../../lib/proof/catalogue/catalogue";
import { ADAPTERS, isUnderstood } from "../../../lib/proof/aws/adapters/adapters";
import { INERT_TYPES, OTHER_PLANES } from "../../../lib/proof/aws/adapters/other-types";
import { identityReach } from "../../../lib/proof/aws/identity-reach";
import { KINDS } from "../../../lib/proof/aws/kinds/kinds";
import { MANAGED_POLICIES, managedPolicy } from "../../../lib/proof/aws/managed-policies";
import { ACCOUNT, document, facts, UNKNOWN, type Written } from "../support/aws-facts";
import { having, NOBODY, open, pairs, role, roleArn, steps } from "../support/aws-tenants";

const bucket: Written = { address: "aws_s3_bucket.b", owner: "globex", values: { bucket: "globex-b" } };
const reads = { Action: "s3:GetObject", Resource: "arn:aws:s3:::globex-b/*" };
const isRead = ["acme > globex open: s3:GetObject"];
const policy: Written = {
  address: "aws_iam_policy.p",
  owner: "acme",
  values: { name: "p", policy: document(reads) },
};
const managed = "<aws_iam_policy.p#arn>";
const user: Written = { address: "aws_iam_user.ann", owner: "acme", values: { name: "ann" } };
const group: Written = { address: "aws_iam_group.g", owner: "acme", values: { name: "g" } };
const inGroup: Written = {
  address: "aws_iam_group_membership.m",
  owner: "acme",
  values: { group: "g", users: ["<aws_iam_user.ann#name>"] },
};
const app = role("acme", "app");

describe("types", () => {
  it("of AWS that nobody knows are opaque, with the scope of the account", () => {
    const odd: Written = { address: "aws_quantum_thing.q", owner: "acme" };
    expect(identityReach(facts(odd, bucket)).opaque).toEqual([
      expect.objectContaining({ scope: "account", owner: { kind: "tenant", tenant: "acme" } }),
    ]);
  });

  it("are of one sort only: read, without effect, or of another plane", () => {
    const sorts = [Object.keys(ADAPTERS), [...INERT_TYPES], [...OTHER_PLANES]];
    expect(new Set(sorts.flat()).size).toBe(sorts.flat().length);
    expect(sorts.flat().every(isUnderstood)).toBe(true);
  });

  it("have parts that the catalogue knows, with actions on each", () => {
    const missing = Object.entries(KINDS).flatMap(([type, { parts }]) =>
      parts
        .flatMap(({ types }) =>
          types.filter((each) => {
            const [service = "", name] = each.split("/");
            return !actionsOfService(service).some(({ resources }) =>
              resources.some((one) => one.name === name),
            );
          }),
        )
        .map((each) => `${type}: ${each}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("policies of principals", () => {
  it.each<[string, Written[]]>([
    ["aws_iam_role_policy", role("acme", "app", reads)],
    ["inline_policy", [having(app[0]!, { inline_policy: [{ name: "x", policy: document(reads) }] })]],
    ["managed_policy_arns", [policy, having(app[0]!, { managed_policy_arns: [managed] })]],
    [
      "aws_iam_role_policy_attachment",
      [
        policy,
        ...app,
        { address: "aws_iam_role_policy_attachment.a", values: { role: "app", policy_arn: managed } },
      ],
    ],
    [
      "aws_iam_role_policy_attachments_exclusive",
      [
        policy,
        ...app,
        {
          address: "aws_iam_role_policy_attachments_exclusive.a",
          values: { role_name: "app", policy_arns: [managed] },
        },
      ],
    ],
    [
      "aws_iam_policy_attachment",
      [
        policy,
        ...app,
        { address: "aws_iam_policy_attachment.a", values: { roles: ["app"], policy_arn: managed } },
      ],
    ],
    [
      "aws_iam_user_policy",
      [user, { address: "aws_iam_user_policy.u", values: { user: "ann", policy: document(reads) } }],
    ],
    [
      "aws_iam_user_policy_attachment",
      [
        policy,
        user,
        { address: "aws_iam_user_policy_attachment.u", values: { user: "ann", policy_arn: managed } },
      ],
    ],
    [
      "aws_iam_group_policy",
      [
        user,
        group,
        inGroup,
        { address: "aws_iam_group_policy.g", values: { group: "g", policy: document(reads) } },
      ],
    ],
    [
      "aws_iam_group_policy_attachment",
      [
        ...[policy, user, group],
        { address: "aws_iam_user_group_membership.m", values: { user: "ann", groups: ["g"] } },
        { address: "aws_iam_group_policy_attachment.g", values: { group: "g", policy_arn: managed } },
      ],
    ],
  ])("%s gives them to the principal", (_, given) => {
    expect(open(bucket, ...given)).toContainEqual(isRead[0]);
    const others = given.map((each) =>
      having(each, {
        policy: each.values?.["policy"] && document({ ...reads, Resource: "arn:aws:s3:::acme/*" }),
        inline_policy: [],
      }),
    );
    expect(open(bucket, ...others)).toEqual([]);
  });

  it("that nobody can read are unknown, with their ARN", () => {
    const foreign = having(app[0]!, { managed_policy_arns: [`arn:aws:iam::${ACCOUNT}:policy/elsewhere`] });
    const found = steps(bucket, foreign).find(
      ({ from, to }) => from === roleArn("app") && to === "arn:aws:s3:::globex-b",
    );
    expect(found?.certainty).toBe("may");
    expect(found?.causes.join()).toContain("policy/elsewhere is not part of what was read");
  });

  it("of AWS are those of a day", () => {
    const given = (name: string) =>
      having(app[0]!, { managed_policy_arns: [`arn:aws:iam::aws:policy/${name}`] });
    expect(pairs(bucket, given("AmazonS3ReadOnlyAccess"))).toEqual(["acme > globex open"]);
    expect(pairs(bucket, given("AmazonSQSFullAccess"))).toEqual([]);
    expect(pairs(bucket, given("AmazonFutureAccess"))).toContain("acme > globex unknown");
    expect(MANAGED_POLICIES.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const core = managedPolicy("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", "identity");
    expect(core?.unreadable).toEqual([]);
    expect(core?.statements.length).toBeGreaterThan(0);
  });

  it("with a list that cannot be read may be any", () => {
    expect(pairs(bucket, having(app[0]!, { managed_policy_arns: UNKNOWN }))).toContain(
      "acme > globex unknown",
    );
  });
});

describe("who and what", () => {
  it("belongs to nobody is foreign to everybody", () => {
    const orphan = { ...bucket, owner: "?" };
    expect(open(orphan, ...role("acme", "app", reads))).toEqual(["acme > unknown open: s3:GetObject"]);
  });

  it("stands in a region or an account is told from what is called the same elsewhere", () => {
    const queue = (region: string): Written => ({
      address: `aws_sqs_queue.${region}`,
      owner: region === "eu-west-1" ? "acme" : "globex",
      values: { name: "jobs" },
      region,
    });
    const own = role("acme", "app", {
      Action: "sqs:SendMessage",
      Resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`,
    });
    expect(open(queue("eu-west-1"), queue("eu-west-3"), ...own)).toEqual([]);
    const both = role("acme", "app", {
      Action: "sqs:SendMessage",
      Resource: `arn:aws:sqs:*:${ACCOUNT}:jobs`,
    });
    expect(open(queue("eu-west-1"), queue("eu-west-3"), ...both)).toEqual([
      "acme > globex open: sqs:SendMessage",
    ]);
  });

  it("needs both sides across accounts", () => {
    const far = { ...bucket, account: "210987654321" };
    const caller = role("acme", "app", reads);
    expect(open(far, ...caller)).toEqual([]);
    const letsIn: Written = {
      address: "aws_s3_bucket_policy.b",
      owner: "globex",
      account: "210987654321",
      values: { bucket: "globex-b", policy: document({ ...reads, Principal: { AWS: roleArn("app") } }) },
    };
    expect(open(far, letsIn, ...caller)).toEqual(isRead);
    expect(open(far, letsIn, ...app)).toEqual([]);
  });

  it("holds credentials of a user has the user", () => {
    const key: Written = { address: "aws_iam_access_key.k", owner: "hooli", values: { user: "ann" } };
    expect(open(user, key)).toEqual(["hooli > acme open: signs in as"]);
  });

  it("holds the key of a user as a state has it, has the user", () => {
    const secret = "w7GmCEdUkXvo0e2T4sWq";
    const key: Written = { address: "aws_iam_access_key.k", owner: "acme", values: { user: "ann", secret } };
    const text = (value: string): Written => ({
      address: "aws_ssm_parameter.p",
      owner: "hooli",
      values: { name: "/hooli/p", value },
    });
    expect(open(user, key, text(`secret=${secret}`))).toEqual(["hooli > acme open: signs in as"]);
    expect(open(user, key, text("secret=w7Gm"))).toEqual([]);
  });

  it("is shared by permission, share or address is open to whom it says", () => {
    const fn: Written = {
      address: "aws_lambda_function.f",
      owner: "globex",
      values: { function_name: "f", role: roleArn("x") },
    };
    const permission = (values: object): Written => ({
      address: "aws_lambda_permission.p",
      owner: "globex",
      values: { function_name: "f", action: "lambda:InvokeFunction", ...values },
    });
    expect(open(fn, permission({ principal: "s3.amazonaws.com" }))).toEqual([
      "world > globex open: lambda:InvokeFunction",
    ]);
    const pinned = permission({
      principal: "s3.amazonaws.com",
      source_arn: "arn:aws:s3:::globex-b",
      source_account: ACCOUNT,
    });
    expect(open(fn, pinned)).toEqual([]);
    const url = (authorization_type: string): Written => ({
      address: "aws_lambda_function_url.u",
      owner: "globex",
      values: { function_name: "f", authorization_type },
    });
    expect(open(fn, url("NONE"))).toEqual(["world > globex open: lambda:InvokeFunctionUrl"]);
    expect(open(fn, url("AWS_IAM"))).toEqual([]);
    const snapshot = (...accounts: string[]): Written => ({
      address: "aws_db_snapshot.s",
      owner: "globex",
      values: { db_snapshot_identifier: "s", shared_accounts: accounts },
    });
    expect(pairs(snapshot("999988887777"))).toEqual(["world > globex open"]);
    expect(pairs(snapshot())).toEqual([]);
  });

  it("runs in a role of the platform has that role", () => {
    const shared: Written = {
      address: "aws_iam_role.shared",
      values: { name: "shared", assume_role_policy: NOBODY },
    };
    const rights: Written = {
      address: "aws_iam_role_policy.shared",
      values: { role: "shared", policy: document(reads) },
    };
    const task: Written = {
      address: "aws_ecs_task_definition.t",
      owner: "acme",
      values: { family: "t", task_role_arn: "<aws_iam_role.shared#arn>" },
    };
    expect(open(bucket, shared, rights, task)).toEqual([
      "acme > globex open: s3:GetObject",
      "acme > platform open: runs as",
    ]);
    expect(open(bucket, shared, rights)).toEqual([]);
  });
});
