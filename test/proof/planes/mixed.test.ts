import { type Body, between, binding, EditedPlan, undeclared } from "./edited-plan";

const BINDING = "kubernetes_role_binding_v1";
const EDIT = ["ClusterRole", "edit"] as const;

/** The role of acme's pods may do this besides, and nothing bounds it. */
function allowing(plan: EditedPlan, Action: string | readonly string[], Resource = "*"): EditedPlan {
  plan.change(
    "tenants",
    "aws_iam_role",
    /^tenants\/acme\/Access\/Pods$/,
    (body) => delete body["permissions_boundary"],
  );
  const Statement = [{ Sid: "Added", Effect: "Allow", Action, Resource }];
  return plan.add("aws_iam_role_policy", "added", {
    name: "added",
    role: "nonprod--acme--pods",
    policy: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
}

describe("from IAM into the cluster", () => {
  it("whoever may write access entries has the cluster, its tenants, and what their roles reach", () => {
    const report = allowing(new EditedPlan(), [
      "eks:CreateAccessEntry",
      "eks:AssociateAccessPolicy",
    ]).proved();
    expect(undeclared(report)).toEqual(
      expect.arrayContaining([
        "acme > platform identity open",
        "acme > globex kubernetes open",
        "acme > globex identity open",
      ]),
    );
    const [through] = between(report, "acme", "globex").filter(({ planes }) => planes.includes("kubernetes"));
    expect(through?.chain.map(({ plane }) => plane)).toEqual(
      expect.arrayContaining(["identity", "kubernetes"]),
    );
    expect(through?.chain[0]).toMatchObject({
      plane: "identity",
      what: expect.arrayContaining(["eks:CreateAccessEntry"]),
    });
  });

  it("whoever may only look at clusters has nothing of them", () => {
    const report = allowing(new EditedPlan(), ["eks:DescribeCluster", "eks:ListClusters"]).proved();
    expect(undeclared(report)).toEqual([]);
  });

  it("whoever bounds a tenant's role stops it again", () => {
    const Statement = [{ Sid: "Added", Effect: "Allow", Action: "eks:*", Resource: "*" }];
    const policy = JSON.stringify({ Version: "2012-10-17", Statement });
    const role = { name: "added", role: "nonprod--acme--pods", policy };
    expect(undeclared(new EditedPlan().add("aws_iam_role_policy", "added", role).proved())).toEqual([]);
  });
});

describe("from IAM into the network", () => {
  it("whoever may write rules of another's security group opens it", () => {
    const report = allowing(new EditedPlan(), "ec2:AuthorizeSecurityGroupIngress").proved();
    expect(undeclared(report)).toContain("acme > globex identity open");
    const found = between(report, "acme", "globex").flatMap(({ what }) => what);
    expect(found).toContain("ec2:AuthorizeSecurityGroupIngress");
  });
});

describe("from the cluster into IAM", () => {
  it("pods in the namespace of the platform have the roles of its service accounts", () => {
    const report = new EditedPlan().add(BINDING, "added", binding("kube-system", EDIT)).proved();
    expect(undeclared(report)).toContain("acme > platform kubernetes open");
    const gained = between(report, "acme", "platform").filter(({ on }) => on === "namespace kube-system");
    expect(gained.flatMap(({ what }) => what)).toContain("create pods");
    const [joined] = between(report, "acme", "globex").filter(({ verdict }) => verdict === "open");
    expect(joined?.chain.map(({ to }) => to)).toEqual([
      "namespace kube-system",
      "service account kube-system/aws-node",
      "platform: role nonprod--platform--vpc-cni",
      expect.stringContaining("nonprod/globex: security group"),
    ]);
    expect(joined?.what).toEqual(["ec2:CreateNetworkInterface"]);
    // How privileged such pods may be is not in the plan: whether they take their node as well, nobody can tell.
    const further = between(report, "acme", "globex").filter(({ verdict }) => verdict === "unknown");
    expect(further.map(({ on }) => on)).toContain("namespace tenant-globex");
  });

  it("a role of another that is shared with a third is in reach as well", () => {
    const Statement = [
      { Sid: "Ci", Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ci("globex") } },
    ];
    const trusting = (body: Body) => {
      const policy = JSON.parse(String(body["assume_role_policy"])) as { Statement: unknown[] };
      body["assume_role_policy"] = JSON.stringify({
        ...policy,
        Statement: [...policy.Statement, ...Statement],
      });
    };
    const plan = new EditedPlan().change(
      "tenants",
      "aws_iam_role",
      /^tenants\/callee\/Access\/Pods$/,
      trusting,
    );
    plan.change(
      "tenants",
      "aws_iam_role",
      /^tenants\/globex\/Access\/Pods$/,
      (body) => delete body["permissions_boundary"],
    );
    const report = plan.add(BINDING, "added", binding("tenant-globex", EDIT)).proved();
    expect(undeclared(report)).toEqual(
      expect.arrayContaining(["acme > callee identity open", "globex > callee identity open"]),
    );
    const [first] = between(report, "acme", "callee");
    expect(first?.planes).toEqual(["identity", "kubernetes"]);
  });
});

function ci(tenant: string): string {
  return `arn:aws:iam::123456789012:role/nonprod/${tenant}/nonprod--${tenant}--pods`;
}
