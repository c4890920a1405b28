import { identityReach } from "../../../lib/proof/aws/identity-reach";
import { ACCOUNT, document, facts, REGION, type Written } from "../support/aws-facts";

const at = `${REGION}:${ACCOUNT}`;

/** A tenant as people make them: two roles with a boundary, a key, and some of everything with policies. */
function tenant(name: string): Written[] {
  const owner = name;
  const own = (address: string, values: Readonly<Record<string, unknown>>): Written => ({
    address: `${address}-${name}`,
    owner,
    values,
  });
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/${name}/${name}-app`;
  const closed = (resource: string) =>
    document({
      Effect: "Deny",
      Principal: "*",
      Action: "*",
      Resource: resource,
      Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/${name}/*` } },
    });
  const several = (make: (n: number) => Written[]) => Array.from({ length: 6 }, (_, n) => make(n)).flat();
  return [
    own("aws_iam_policy.boundary", {
      name: `${name}-boundary`,
      policy: document({ Action: ["s3:*", "sqs:*", "dynamodb:*", "kms:Decrypt"], Resource: "*" }),
    }),
    own("aws_iam_role.app", {
      name: `${name}-app`,
      path: `/${name}/`,
      permissions_boundary: `<aws_iam_policy.boundary-${name}#arn>`,
      assume_role_policy: document({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
    }),
    own("aws_iam_role_policy.app", {
      role: `<aws_iam_role.app-${name}#name>`,
      policy: document(
        { Action: "s3:*", Resource: [`arn:aws:s3:::${name}-*`, `arn:aws:s3:::${name}-*/*`] },
        {
          Action: ["sqs:*", "dynamodb:*"],
          Resource: [`arn:aws:sqs:${at}:${name}-*`, `arn:aws:dynamodb:${at}:table/${name}-*`],
        },
        { Action: "kms:*", Resource: `<aws_kms_key.data-${name}#arn>` },
      ),
    }),
    own("aws_kms_key.data", {
      policy: document({ Principal: { AWS: roleArn }, Action: "kms:*", Resource: "*" }),
    }),
    ...several((n) => [
      own(`aws_s3_bucket.b${n}`, { bucket: `${name}-b${n}` }),
      own(`aws_s3_bucket_policy.b${n}`, {
        bucket: `${name}-b${n}`,
        policy: closed(`arn:aws:s3:::${name}-b${n}/*`),
      }),
      own(`aws_dynamodb_table.t${n}`, { name: `${name}-t${n}` }),
      own(`aws_sqs_queue.q${n}`, { name: `${name}-q${n}` }),
      own(`aws_sqs_queue_policy.q${n}`, {
        queue_url: `<aws_sqs_queue.q${n}-${name}#url>`,
        policy: document({ Principal: { AWS: roleArn }, Action: "sqs:*", Resource: "*" }),
      }),
      own(`aws_cloudwatch_log_group.l${n}`, { name: `/${name}/l${n}` }),
    ]),
  ];
}

const tenants = (count: number) => Array.from({ length: count }, (_, n) => `t${String(n).padStart(4, "0")}`);
const plan = (count: number) => facts(...tenants(count).flatMap(tenant));

function effort(count: number): number {
  const { effort: spent, steps } = identityReach(plan(count));
  expect(steps.map(({ from, to }) => `${from} ${to}`)).toEqual([]);
  return spent.comparisons + spent.questions;
}

describe("the work", () => {
  it("doubles with the number of tenants, and no more", () => {
    const [some, more] = [effort(20), effort(40)];
    expect(more / some).toBeLessThan(2.1);
  });
});
