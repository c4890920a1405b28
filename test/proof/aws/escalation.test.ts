import { ACCOUNT, document, REGION, type Written } from "../support/aws-facts";
import { having, NOBODY, open, pairs, policyOf, role, roleArn, steps } from "../support/aws-tenants";

const trust = (statement: object) => document({ Action: "sts:AssumeRole", ...statement });
const at = `${REGION}:${ACCOUNT}`;

/** A role of globex, with the key to something of hooli: so that it shows whether one goes on from there. */
const victim = (values: object = {}): Written[] => [
  {
    address: "aws_iam_role.victim",
    owner: "globex",
    values: { name: "victim", assume_role_policy: NOBODY, ...values },
  },
];
const does = (...actions: string[]) => role("acme", "app", { Action: actions, Resource: "*" });

describe("taking a role", () => {
  const trusted = (principal: object) => victim({ assume_role_policy: trust({ Principal: principal }) });

  it("is open where the trust policy names the role, and goes on from there", () => {
    const bucket: Written = { address: "aws_s3_bucket.b", owner: "hooli", values: { bucket: "hooli-b" } };
    const rights = policyOf("globex", "victim", {
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::hooli-b/*",
    });
    expect(open(bucket, ...role("acme", "app"), ...trusted({ AWS: roleArn("app") }), rights)).toEqual([
      "acme > globex open: sts:AssumeRole",
      "acme > hooli open: s3:GetObject",
      "globex > hooli open: s3:GetObject",
    ]);
  });

  it("needs a policy of the caller's own where the trust policy names the account", () => {
    const account = trusted({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
    expect(open(...role("acme", "app"), ...account)).toEqual([]);
    expect(open(...does("sts:AssumeRole"), ...account)).toEqual(["acme > globex open: sts:AssumeRole"]);
  });

  it("is closed where nobody is trusted, whatever the caller's policy says", () => {
    expect(open(...does("sts:*"), ...victim())).toEqual([]);
  });

  it("is open to the world where everybody is trusted, and to an account that is named", () => {
    expect(open(...trusted({ AWS: "*" }))).toEqual(["world > globex open: sts:AssumeRole"]);
    expect(open(...trusted({ AWS: "999988887777" }))).toEqual(["world > globex open: sts:AssumeRole"]);
  });

  it("asks for the external id, which can be sent, and for the organization, which cannot", () => {
    const asking = (Condition: object) =>
      victim({ assume_role_policy: trust({ Principal: { AWS: "*" }, Condition }) });
    expect(pairs(...asking({ StringEquals: { "sts:ExternalId": "guess" } }))).toEqual([
      "world > globex open",
    ]);
    expect(pairs(...asking({ StringEquals: { "aws:PrincipalOrgID": "o-mine" } }))).toEqual([]);
  });
});

describe("tokens of pods and of other identity providers", () => {
  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.${REGION}.amazonaws.com/id/ABC`;
  const namespace = (owner: string): Written => ({
    address: `kubernetes_namespace_v1.${owner}`,
    owner,
    values: {
      metadata: [{ name: `ns-${owner}`, labels: { "pod-security.kubernetes.io/enforce": "restricted" } }],
    },
  });
  const irsa = (condition: object) =>
    victim({
      assume_role_policy: document({
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: condition,
      }),
    });
  const issuer = `oidc.eks.${REGION}.amazonaws.com/id/ABC`;
  const all = [namespace("acme"), namespace("globex")];

  it("are for one service account where the subject is asked for", () => {
    const own = { StringEquals: { [`${issuer}:sub`]: "system:serviceaccount:ns-globex:app" } };
    expect(open(...all, ...irsa(own))).toEqual([]);
    const other = { StringEquals: { [`${issuer}:sub`]: "system:serviceaccount:ns-acme:app" } };
    expect(pairs(...all, ...irsa(other))).toEqual(["acme > globex open"]);
  });

  it("are for every tenant where the subject is not asked for, or by a pattern", () => {
    const audience = { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" } };
    expect(pairs(...all, ...irsa(audience))).toEqual(["acme > globex open"]);
    const pattern = { StringLike: { [`${issuer}:sub`]: "system:serviceaccount:*:app" } };
    expect(pairs(...all, ...irsa(pattern))).toEqual(["acme > globex open"]);
    const prefix = { StringLike: { [`${issuer}:sub`]: "system:serviceaccount:ns-globex*:app" } };
    expect(pairs(...all, ...irsa(prefix))).toEqual([]);
  });

  it("of a shared provider are for everybody, unless the subject is asked for", () => {
    const hub = (condition: object) =>
      victim({
        assume_role_policy: document({
          Principal: {
            Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
          },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
            ...condition,
          },
        }),
      });
    expect(pairs(...hub({}))).toEqual(["world > globex open"]);
    const repository = { StringLike: { "token.actions.githubusercontent.com:sub": "repo:globex/app:*" } };
    expect(pairs(...hub(repository))).toEqual([]);
  });

  const association = (of: string, sa: string): Written => ({
    address: "aws_eks_pod_identity_association.a",
    owner: of,
    values: {
      cluster_name: "prod",
      namespace: `ns-${of}`,
      service_account: sa,
      role_arn: "<aws_iam_role.victim#arn>",
    },
  });
  const pods = (condition: object) =>
    victim({
      assume_role_policy: document({
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: condition,
      }),
    });

  it("of pod identity give a foreign namespace the role, unless the trust policy pins its own", () => {
    expect(pairs(...all, association("acme", "app"), ...pods({}))).toEqual(["acme > globex open"]);
    const pinned = { StringEquals: { "aws:RequestTag/kubernetes-namespace": "ns-globex" } };
    expect(pairs(...all, association("acme", "app"), ...pods(pinned))).toEqual([]);
    expect(pairs(...all, association("globex", "app"), ...pods(pinned))).toEqual([]);
  });
});

describe("passing a role to a service", () => {
  const lambda = victim({ assume_role_policy: trust({ Principal: { Service: "lambda.amazonaws.com" } }) });

  it("is open with the actions that have the service run it", () => {
    const found = steps(...does("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"), ...lambda);
    expect(found).toEqual([
      expect.objectContaining({
        kind: "control",
        certainty: "must",
        what: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
        request: expect.objectContaining({ action: "iam:PassRole", resource: roleArn("victim") }),
      }),
    ]);
  });

  it("is closed without them, without PassRole, and where the role trusts another service", () => {
    expect(open(...does("iam:PassRole", "lambda:InvokeFunction"), ...lambda)).toEqual([]);
    expect(open(...does("lambda:*"), ...lambda)).toEqual([]);
    expect(open(...does("iam:PassRole", "glue:*", "ec2:*"), ...lambda)).toEqual([]);
  });

  it("is closed where PassRole is for another service, or for other roles", () => {
    const run = { Action: ["lambda:*"], Resource: "*" };
    const toEc2 = {
      Action: "iam:PassRole",
      Resource: "*",
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    };
    expect(open(...role("acme", "app", run, toEc2), ...lambda)).toEqual([]);
    const own = { Action: "iam:PassRole", Resource: roleArn("acme-*") };
    expect(open(...role("acme", "app", run, own), ...lambda)).toEqual([]);
  });

  it("is closed where the role only works for one function", () => {
    const pinned = victim({
      assume_role_policy: trust({
        Principal: { Service: "lambda.amazonaws.com" },
        Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:lambda:${at}:function:globex-app` } },
      }),
    });
    expect(open(...does("iam:PassRole", "lambda:*"), ...pinned)).toEqual([]);
  });

  it.each([
    ["ec2.amazonaws.com", ["ec2:RunInstances", "iam:AddRoleToInstanceProfile"]],
    ["cloudformation.amazonaws.com", ["cloudformation:CreateStack"]],
    ["codebuild.amazonaws.com", ["codebuild:CreateProject", "codebuild:StartBuild"]],
    ["ecs-tasks.amazonaws.com", ["ecs:RegisterTaskDefinition", "ecs:RunTask"]],
    ["glue.amazonaws.com", ["glue:CreateJob", "glue:StartJobRun"]],
    ["sagemaker.amazonaws.com", ["sagemaker:CreateTrainingJob"]],
    ["states.amazonaws.com", ["states:CreateStateMachine", "states:StartExecution"]],
    ["scheduler.amazonaws.com", ["scheduler:CreateSchedule"]],
    ["pipes.amazonaws.com", ["pipes:CreatePipe"]],
    ["events.amazonaws.com", ["events:PutRule", "events:PutTargets"]],
    ["tasks.apprunner.amazonaws.com", ["apprunner:CreateService"]],
    ["ssm.amazonaws.com", ["ssm:StartAutomationExecution"]],
    ["pods.eks.amazonaws.com", ["eks:CreatePodIdentityAssociation"]],
  ])("is open through %s, and closed without the last of its actions", (Service, actions) => {
    const target = victim({ assume_role_policy: trust({ Principal: { Service } }) });
    expect(pairs(...does("iam:PassRole", ...actions), ...target)).toContain("acme > globex open");
    expect(pairs(...does("iam:PassRole", ...actions.slice(0, -1)), ...target)).toEqual([]);
  });
});

describe("changing what somebody may do", () => {
  const user: Written = { address: "aws_iam_user.ann", owner: "globex", values: { name: "ann" } };

  it.each([
    ["iam:UpdateAssumeRolePolicy", victim()[0]!],
    ["iam:PutRolePolicy", victim()[0]!],
    ["iam:AttachRolePolicy", victim()[0]!],
    ["iam:DeleteRolePermissionsBoundary", victim()[0]!],
    ["iam:CreateAccessKey", user],
    ["iam:UpdateLoginProfile", user],
    ["iam:PutUserPolicy", user],
    ["iam:AttachUserPolicy", user],
  ])("%s on the role or user of another is control of it", (action, target) => {
    expect(steps(...does(action), target)).toContainEqual(
      expect.objectContaining({ kind: "control", certainty: "must", what: [action] }),
    );
    const elsewhere = role("acme", "app", { Action: action, Resource: `arn:aws:iam::${ACCOUNT}:*/acme-*` });
    expect(pairs(...elsewhere, target)).toEqual([]);
  });

  it("of itself is control of the account, and so of everybody", () => {
    const self = role("acme", "app", { Action: "iam:PutRolePolicy", Resource: roleArn("app") });
    expect(pairs(...self, ...victim())).toEqual(["acme > globex open", "acme > platform open"]);
  });

  it("of itself stays within its boundary, unless it can take that away", () => {
    const boundary: Written = {
      address: "aws_iam_policy.boundary",
      owner: "platform",
      values: {
        name: "b",
        policy: document({ Action: ["s3:*", "iam:*"], Resource: ["arn:aws:s3:::acme-*", roleArn("app")] }),
      },
    };
    const bucket: Written = { address: "aws_s3_bucket.b", owner: "globex", values: { bucket: "globex-b" } };
    const self = (...actions: string[]) => {
      const [app, policy] = role("acme", "app", { Action: actions, Resource: roleArn("app") });
      return [having(app!, { permissions_boundary: "<aws_iam_policy.boundary#arn>" }), policy!];
    };
    expect(pairs(bucket, boundary, ...self("iam:PutRolePolicy"))).toContain("acme > platform open");
    const narrow = having(boundary, {
      policy: document({ Action: ["s3:*", "iam:PutRolePolicy"], Resource: "*" }),
    });
    expect(pairs(bucket, narrow, ...self("iam:PutRolePolicy"))).toEqual(["acme > globex open"]);
    const closed = having(boundary, { policy: document({ Action: "s3:*", Resource: "*" }) });
    expect(pairs(bucket, closed, ...self("iam:PutRolePolicy"))).toEqual([]);
  });

  it("by a policy that it has is control of the account", () => {
    const managed: Written = {
      address: "aws_iam_policy.shared",
      owner: "platform",
      values: { name: "shared", policy: document({ Action: "iam:CreatePolicyVersion", Resource: "*" }) },
    };
    const attachment: Written = {
      address: "aws_iam_role_policy_attachment.a",
      owner: "acme",
      values: { role: "app", policy_arn: "<aws_iam_policy.shared#arn>" },
    };
    expect(pairs(managed, attachment, ...role("acme", "app"))).toContain("acme > platform open");
    expect(pairs(managed, ...role("acme", "app"))).toEqual([]);
  });
});

describe("changing what runs in a role", () => {
  const runner = victim({ assume_role_policy: trust({ Principal: { Service: "lambda.amazonaws.com" } }) });
  const bucket: Written = { address: "aws_s3_bucket.b", owner: "hooli", values: { bucket: "hooli-b" } };
  const rights = policyOf("globex", "victim", { Action: "s3:GetObject", Resource: "arn:aws:s3:::hooli-b/*" });

  it.each([
    [
      "aws_lambda_function",
      { function_name: "f", role: "<aws_iam_role.victim#arn>" },
      "lambda:UpdateFunctionCode",
      "lambda:GetPolicy",
    ],
    [
      "aws_codebuild_project",
      { name: "p", service_role: "<aws_iam_role.victim#arn>" },
      "codebuild:StartBuild",
      "codebuild:ListBuilds",
    ],
    [
      "aws_cloudformation_stack",
      { name: "s", iam_role_arn: "<aws_iam_role.victim#arn>" },
      "cloudformation:UpdateStack",
      "cloudformation:DescribeStacks",
    ],
    [
      "aws_sfn_state_machine",
      { name: "m", role_arn: "<aws_iam_role.victim#arn>" },
      "states:UpdateStateMachine",
      "states:DescribeStateMachine",
    ],
  ])("%s: the role is had by %3$s, and not by looking", (type, values, action, look) => {
    const workload: Written = { address: `${type}.w`, owner: "globex", values };
    const world = [workload, ...runner, rights, bucket];
    expect(pairs(...does(action), ...world)).toContain("acme > hooli open");
    expect(pairs(...does(look), ...world)).toEqual(["globex > hooli open"]);
  });

  it("an instance's role is had by commands to the instance", () => {
    const profile: Written = {
      address: "aws_iam_instance_profile.p",
      owner: "globex",
      values: { name: "p", role: "victim" },
    };
    const instance: Written = {
      address: "aws_instance.i",
      owner: "globex",
      values: { iam_instance_profile: "<aws_iam_instance_profile.p#name>" },
    };
    const all = [profile, instance, ...runner, rights, bucket];
    expect(pairs(...does("ssm:SendCommand"), ...all)).toContain("acme > hooli open");
    expect(pairs(...does("ssm:StartSession"), ...all)).toContain("acme > hooli open");
    expect(pairs(...does("ssm:ListCommands"), ...all)).toEqual(["globex > hooli open"]);
  });

  it("a function of one tenant in the role of another has that role", () => {
    const own: Written = {
      address: "aws_lambda_function.f",
      owner: "acme",
      values: { function_name: "f", role: roleArn("victim") },
    };
    expect(open(own, ...runner)).toEqual(["acme > globex open: runs as"]);
  });
});
