import { type Written } from "../support/aws-facts";
import { having, open, pairs, role, roleArn, steps } from "../support/aws-tenants";

describe("letting oneself in", () => {
  it.each([
    ["aws_s3_bucket", { bucket: "t" }, "s3:PutBucketPolicy", "arn:aws:s3:::t"],
    ["aws_secretsmanager_secret", { name: "t" }, "secretsmanager:PutResourcePolicy", "*"],
    ["aws_dynamodb_table", { name: "t" }, "dynamodb:PutResourcePolicy", "*"],
    ["aws_sqs_queue", { name: "t" }, "sqs:AddPermission", "*"],
    ["aws_sns_topic", { name: "t" }, "sns:SetTopicAttributes", "*"],
    ["aws_ecr_repository", { name: "t" }, "ecr:SetRepositoryPolicy", "*"],
    ["aws_lambda_function", { function_name: "t" }, "lambda:AddPermission", "*"],
    ["aws_kms_key", {}, "kms:PutKeyPolicy", "*"],
    ["aws_eks_cluster", { name: "t" }, "eks:CreateAccessEntry", "*"],
    ["aws_eks_cluster", { name: "t" }, "eks:AssociateAccessPolicy", "*"],
  ])("%s: %3$s is control", (type, values, action, Resource) => {
    const target: Written = { address: `${type}.t`, owner: "globex", values };
    const found = steps(target, ...role("acme", "app", { Action: action, Resource }));
    expect(found.filter(({ from }) => from === roleArn("app"))).toEqual([
      expect.objectContaining({ kind: "control", certainty: "must", what: [action] }),
    ]);
  });

  it("by an entry in the cluster is control of the cluster, or of the namespaces that are named", () => {
    const cluster: Written = { address: "aws_eks_cluster.c", values: { name: "prod" } };
    const association = (policy: string, scope: object): Written => ({
      address: "aws_eks_access_policy_association.a",
      values: {
        cluster_name: "prod",
        principal_arn: roleArn("app"),
        policy_arn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
        access_scope: [scope],
      },
    });
    const namespace: Written = {
      address: "kubernetes_namespace_v1.g",
      owner: "globex",
      values: {
        metadata: [{ name: "globex", labels: { "pod-security.kubernetes.io/enforce": "restricted" } }],
      },
    };
    const everything = { type: "cluster" };
    const own = { type: "namespace", namespaces: ["globex"] };
    const app = role("acme", "app");
    expect(pairs(cluster, namespace, ...app, association("AmazonEKSClusterAdminPolicy", everything))).toEqual(
      ["acme > globex open", "acme > platform open"],
    );
    expect(pairs(cluster, namespace, ...app, association("AmazonEKSEditPolicy", own))).toEqual([
      "acme > globex open",
    ]);
    expect(
      open(cluster, ...role("acme", "other"), association("AmazonEKSClusterAdminPolicy", everything)),
    ).toEqual([]);
  });
});

describe("tags that decide", () => {
  const tagged: Written = {
    address: "aws_dynamodb_table.t",
    owner: "globex",
    values: { name: "t", tags: { tenant: "globex" } },
  };
  const byTag = {
    Action: "dynamodb:GetItem",
    Resource: "*",
    Condition: { StringEquals: { "aws:ResourceTag/tenant": "acme" } },
  };

  it("keep others out as long as they cannot be written", () => {
    expect(open(tagged, ...role("acme", "app", byTag))).toEqual([]);
    const writes = role("acme", "app", byTag, { Action: "dynamodb:TagResource", Resource: "*" });
    expect(open(tagged, ...writes)).toEqual([
      "acme > globex open: dynamodb:GetItem",
      "acme > globex open: dynamodb:TagResource",
    ]);
  });

  it("of the caller are its role's, unless it may change them", () => {
    const bucket: Written = { address: "aws_s3_bucket.b", owner: "globex", values: { bucket: "b" } };
    const byOwnTag = { Action: "s3:GetObject", Resource: "arn:aws:s3:::b/${aws:PrincipalTag/team}/*" };
    const team = {
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::b/*",
      Condition: { StringEquals: { "aws:PrincipalTag/team": "globex" } },
    };
    const app = (...statements: object[]) => {
      const [made, policy] = role("acme", "app", ...(statements as Record<string, unknown>[]));
      return [having(made!, { tags: { team: "acme" } }), policy!];
    };
    expect(open(bucket, ...app(team))).toEqual([]);
    expect(open(bucket, ...app(team, { Action: "iam:TagRole", Resource: roleArn("app") }))).toEqual([
      "acme > globex open: s3:GetObject",
    ]);
    expect(open(bucket, ...app(byOwnTag))).toEqual(["acme > globex open: s3:GetObject"]);
  });
});
