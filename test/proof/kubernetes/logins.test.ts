import type { FactResource } from "../../../lib/proof/facts/resource";
import { reachInKubernetes } from "../../../lib/proof/kubernetes/reach";
import { cluster, namespace, shownSteps } from "../support/cluster";
import { facts, resource, UNREAD, type Written } from "../support/facts";

const ROLE = "arn:aws:iam::123456789012:role/a";
const THE_ROLE = resource("a", "aws_iam_role.a", { name: "a", assume_role_policy: "{}" });

function reached(...added: FactResource[]) {
  return reachInKubernetes(facts(...cluster(), namespace("a"), namespace("b"), ...added));
}

describe("access entries", () => {
  const entry = (attributes: Record<string, Written>) =>
    resource("a", "aws_eks_access_entry.a", { cluster_name: "main", principal_arn: ROLE, ...attributes });
  const associated = (policy: string, scope: Written) =>
    resource("a", "aws_eks_access_policy_association.a", {
      cluster_name: "main",
      principal_arn: ROLE,
      policy_arn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
      access_scope: [scope],
    });
  const fromRole = (...added: FactResource[]) =>
    shownSteps(reached(THE_ROLE, ...added), (from) => from === ROLE);

  it("are logins as groups", () => {
    expect(fromRole(entry({ kubernetes_groups: ["tenant:a:dev"] }))).toEqual([
      `${ROLE} -> group:main/tenant:a:dev must: log in as group tenant:a:dev`,
    ]);
  });

  it("give nothing without groups", () => {
    expect(fromRole(entry({}))).toEqual([]);
  });

  it("with the policy of cluster administrators have the cluster", () => {
    expect(fromRole(associated("AmazonEKSClusterAdminPolicy", { type: "cluster" }))).toContainEqual(
      expect.stringContaining("-> cluster:main must:"),
    );
  });

  it("with a policy for namespaces have these, and no others", () => {
    const steps = fromRole(associated("AmazonEKSEditPolicy", { type: "namespace", namespaces: ["b"] }));
    expect(steps.map((step) => step.split(" ")[2])).toEqual(["b", "b"]);
    const own = fromRole(associated("AmazonEKSViewPolicy", { type: "namespace", namespaces: ["a"] }));
    expect(own).toEqual([]);
  });

  it.each(["EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX"])(
    "of the type %s are nodes, and nothing else",
    (type) => {
      expect(fromRole(entry({ type, kubernetes_groups: ["tenant:a:dev"] }))).toEqual([
        `${ROLE} -> nodes:main must: log in as a node`,
      ]);
    },
  );

  describe("without a user", () => {
    const asUser = (name: string, attributes: Record<string, Written> = {}) =>
      fromRole(
        entry(attributes),
        resource("b", "kubernetes_role_binding_v1.b", {
          metadata: [{ name: "b", namespace: "b" }],
          role_ref: [{ kind: "ClusterRole", name: "view" }],
          subject: [{ kind: "User", name }],
        }),
      ).map((step) => step.split(" must: ")[1]);
    const session = "arn:aws:sts::123456789012:assumed-role/a/ci";

    it("are logins by the name of a session, whichever", () => {
      expect(asUser(session)).toEqual([`log in as user ${session}`]);
      expect(asUser("arn:aws:sts::123456789012:assumed-role/ab/ci")).toEqual([]);
      expect(asUser("arn:aws:sts::210987654321:assumed-role/a/ci")).toEqual([]);
      expect(asUser(ROLE)).toEqual([]);
    });

    it("are logins by the ARN, of users of IAM", () => {
      const user = "arn:aws:iam::123456789012:user/team/ann";
      const ofUser = reached(
        entry({ principal_arn: user }),
        resource("b", "kubernetes_role_binding_v1.b", {
          metadata: [{ name: "b", namespace: "b" }],
          role_ref: [{ kind: "ClusterRole", name: "view" }],
          subject: [{ kind: "User", name: user }],
        }),
      );
      expect(shownSteps(ofUser, (from) => from === user)).toEqual([
        `${user} -> user:main/${user} must: log in as user ${user}`,
      ]);
    });

    it("are none where the entry names one, or is of a node", () => {
      expect(asUser(session, { user_name: "ann" })).toEqual(["log in as user ann"]);
      expect(asUser(session, { type: "EC2_LINUX" })).toEqual(["log in as a node"]);
    });
  });

  describe("with a policy for namespaces by pattern", () => {
    const scoped = (...namespaces: Written[]) =>
      fromRole(associated("AmazonEKSViewPolicy", { type: "namespace", namespaces })).map((step) =>
        step.split(": ")[0]?.replace(`${ROLE} -> `, ""),
      );

    it("have those that it matches", () => {
      expect(scoped("kube-*")).toEqual(["kube-node-lease must", "kube-public must", "kube-system must"]);
      expect(scoped("*b")).toEqual(["b must"]);
      expect(scoped("b-*", "c")).toEqual([]);
    });

    it("may have each where one cannot be read, and have those that can", () => {
      expect(scoped("b", UNREAD)).toContain("b must");
      expect(scoped("b", UNREAD)).toContain("kube-system may");
    });

    it("may have everything where the scope cannot be read", () => {
      const steps = fromRole(associated("AmazonEKSViewPolicy", UNREAD));
      expect(steps.every((step) => step.includes(" may: "))).toBe(true);
      expect(steps).toContainEqual(expect.stringContaining("-> b may:"));
    });
  });

  it("of somebody who cannot be read are of an owner that nobody knows", () => {
    const lost = reached(entry({ principal_arn: UNREAD, kubernetes_groups: ["tenant:b:dev"] }));
    const step = lost.steps.find(({ to }) => to === "k8s:group:main/tenant:b:dev");
    expect(lost.nodes.find(({ id }) => id === step?.from)?.owner).toMatchObject({ kind: "unknown" });
  });

  it("with a policy that nobody knows may do anything", () => {
    expect(fromRole(associated("New", { type: "namespace", namespaces: ["b"] }))).toContainEqual(
      `${ROLE} -> b may: what is not known`,
    );
  });
});

describe("aws-auth", () => {
  const map = resource("platform", "kubernetes_config_map_v1.auth", {
    metadata: [{ name: "aws-auth", namespace: "kube-system" }],
    data: { mapRoles: `- rolearn: ${ROLE}\n  groups: ["system:masters"]\n` },
  });

  it("counts where the cluster reads it, and not where it does not", () => {
    const old = resource("platform", "aws_eks_cluster.main", { name: "main" });
    const both = reachInKubernetes(facts(old, namespace("a"), map));
    expect(shownSteps(both, (from) => from === ROLE)).toEqual([
      `${ROLE} -> group:main/system:masters must: log in as group system:masters`,
    ]);
    expect(shownSteps(reached(map), (from) => from === ROLE)).toEqual([]);
  });

  const mapped = (mapRoles: Written, type = "kubernetes_config_map_v1") => {
    const old = resource("platform", "aws_eks_cluster.main", { name: "main" });
    const data = resource("platform", `${type}.auth`, {
      metadata: [{ name: "aws-auth", namespace: "kube-system" }],
      data: { mapRoles },
    });
    const role = resource("a", "aws_iam_role.a", { name: "a", path: "/team/", assume_role_policy: "{}" });
    const found = reachInKubernetes(facts(old, namespace("a"), role, data));
    return shownSteps(found, (from) => !from.startsWith("k8s:"));
  };
  const WITH_PATH = "arn:aws:iam::123456789012:role/team/a";

  it("names roles without their path, users as well, and adds to a map that stands elsewhere", () => {
    const text = `- rolearn: ${ROLE}\n  username: ann\n  groups: [team]\n`;
    const logins = [
      `${WITH_PATH} -> group:main/team must: log in as group team`,
      `${WITH_PATH} -> user:main/ann must: log in as user ann`,
    ];
    expect(mapped(text)).toEqual(logins);
    expect(mapped(text, "kubernetes_config_map_v1_data")).toEqual(logins);
  });

  it("is somebody's, nobody knows whose, where it cannot be read", () => {
    const somebody = [expect.stringMatching(/^principal:.* -> cluster:main may: log in as somebody$/)];
    expect(mapped(UNREAD)).toEqual(somebody);
    expect(mapped("- rolearn: [")).toEqual(somebody);
    expect(mapped("rolearn")).toEqual(somebody);
    expect(mapped("")).toEqual([]);
    expect(mapped("[]")).toEqual([]);
  });
});
