import { type Body, between, binding, EditedPlan, named, undeclared } from "./edited-plan";

const BINDING = "kubernetes_role_binding_v1";
const CLUSTER_BINDING = "kubernetes_cluster_role_binding_v1";
const EDIT = ["ClusterRole", "edit"] as const;

const rule = (resources: readonly string[], verbs: readonly string[], api_groups = [""]): Body => ({
  ...{ api_groups, resources, verbs },
});
const clusterRole = (plan: EditedPlan, ...rules: Body[]): EditedPlan =>
  plan.add("kubernetes_cluster_role_v1", "added", { metadata: [{ name: "added" }], rule: rules });
const ADDED = ["ClusterRole", "added"] as const;

test("the plan as it was synthesized is isolated", () => {
  const report = new EditedPlan().proved();
  expect(undeclared(report)).toEqual([]);
  expect(report).toMatchObject({ verdict: "isolated", opaque: [], unused: [] });
});

describe("rights in a namespace of another", () => {
  it("by a role for a foreign service account are found, with all that they lead to", () => {
    const report = new EditedPlan().add(BINDING, "added", binding("tenant-globex", EDIT)).proved();
    expect(undeclared(report)).toEqual(["acme > globex identity open", "acme > globex kubernetes open"]);
  });

  it("to create pods lead over the service account and its role to the bucket", () => {
    const plan = clusterRole(new EditedPlan(), rule(["pods"], ["create"]));
    const report = plan.add(BINDING, "added", binding("tenant-globex", ADDED)).proved();
    const [bucket] = between(report, "acme", "globex").filter(({ on }) => on.includes("bucket"));
    expect(bucket).toMatchObject({ verdict: "open", planes: ["identity", "kubernetes"] });
    expect(bucket?.chain.map(({ from, to, plane }) => `${plane}: ${from} > ${to}`)).toEqual([
      "kubernetes: service account tenant-acme/tenant > namespace tenant-globex",
      "kubernetes: namespace tenant-globex > service account tenant-globex/tenant",
      "identity: service account tenant-globex/tenant > nonprod/globex: role nonprod--globex--pods",
      expect.stringMatching(
        /^identity: nonprod\/globex: role nonprod--globex--pods > nonprod\/globex: bucket/,
      ),
    ]);
  });

  it("for everybody who has logged in are everybody's", () => {
    const everybody = { kind: "Group", name: "system:authenticated", api_group: "rbac.authorization.k8s.io" };
    const view = binding("tenant-globex", ["ClusterRole", "view"], everybody);
    const report = new EditedPlan().add(BINDING, "added", view).proved();
    expect(undeclared(report)).toEqual([
      "acme > globex kubernetes open",
      "callee > globex kubernetes open",
      "caller > globex kubernetes open",
    ]);
  });

  it.each([
    ["in its own namespace", (plan: EditedPlan) => plan.add(BINDING, "added", binding("tenant-acme", EDIT))],
    [
      "for its own service account",
      (plan: EditedPlan) => {
        const own = { kind: "ServiceAccount", name: "tenant", namespace: "tenant-globex" };
        return plan.add(BINDING, "added", binding("tenant-globex", EDIT, own));
      },
    ],
    ["that nobody is bound to", (plan: EditedPlan) => clusterRole(plan, rule(["*"], ["*"], ["*"]))],
    [
      "for a group that nobody is in",
      (plan: EditedPlan) =>
        plan.add(BINDING, "added", binding("tenant-globex", EDIT, { kind: "Group", name: "auditors" })),
    ],
  ])("%s open nothing", (_, edit) => {
    expect(undeclared(edit(new EditedPlan()).proved())).toEqual([]);
  });
});

describe("rights in the whole cluster", () => {
  it.each([
    ["everything", rule(["*"], ["*"], ["*"])],
    ["nodes/proxy", rule(["nodes/proxy"], ["get"])],
    [
      "cluster role bindings",
      rule(["clusterrolebindings", "clusterroles"], ["create", "bind"], ["rbac.authorization.k8s.io"]),
    ],
  ])("over %s are the platform, and through it every tenant", (_, allowed) => {
    const plan = clusterRole(new EditedPlan(), allowed).add(CLUSTER_BINDING, "added", binding("", ADDED));
    const found = undeclared(plan.proved());
    expect(found).toEqual(
      expect.arrayContaining([
        "acme > platform kubernetes open",
        "acme > globex kubernetes open",
        "acme > globex identity open",
        "acme > callee kubernetes open",
      ]),
    );
    expect(found.filter((cell) => !cell.startsWith("acme > "))).toEqual([]);
  });

  it("to see nodes are an access of the platform's cluster, and no more", () => {
    const plan = clusterRole(new EditedPlan(), rule(["nodes"], ["get", "list"]));
    expect(undeclared(plan.add(CLUSTER_BINDING, "added", binding("", ADDED)).proved())).toEqual([
      "acme > platform kubernetes open",
    ]);
  });
});

describe("what pods may be", () => {
  const level = (enforce: string | undefined) =>
    new EditedPlan().change("tenants", "kubernetes_namespace_v1", /^tenants\/acme\//, (body) => {
      const { labels } = body["metadata"] as { labels: Record<string, string> };
      if (enforce === undefined) delete labels["pod-security.kubernetes.io/enforce"];
      else labels["pod-security.kubernetes.io/enforce"] = enforce;
    });

  it.each(["privileged", undefined])("with the level %s takes the node, and everybody on it", (enforce) => {
    expect(undeclared(level(enforce).proved())).toEqual(
      expect.arrayContaining(["acme > platform kubernetes open", "acme > globex kubernetes open"]),
    );
  });

  it("with the level baseline does not", () => {
    expect(undeclared(level("baseline").proved())).toEqual([]);
  });
});

describe("the ways between IAM and the cluster", () => {
  const podsOf = (tenant: string) =>
    `arn:aws:iam::123456789012:role/nonprod/${tenant}/nonprod--${tenant}--pods`;

  it("an access entry of a tenant's role is what its policy lets it do", () => {
    const association = (access_scope: Body) => ({
      ...{ cluster_name: "nonprod", principal_arn: podsOf("acme"), access_scope: [access_scope] },
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
    });
    const scoped = (namespace: string) => {
      const body = association({ type: "namespace", namespaces: [namespace] });
      return undeclared(new EditedPlan().add("aws_eks_access_policy_association", "added", body).proved());
    };
    expect(scoped("tenant-globex")).toEqual(["acme > globex identity open", "acme > globex kubernetes open"]);
    expect(scoped("tenant-acme")).toEqual([]);
  });

  it("an association of another's role with one's own pods is stopped by its trust policy, and open without", () => {
    const associated = () =>
      new EditedPlan().add("aws_eks_pod_identity_association", "added", {
        ...{ cluster_name: "nonprod", namespace: "tenant-acme", service_account: "tenant" },
        role_arn: podsOf("globex"),
      });
    expect(undeclared(associated().proved())).toEqual([]);
    const trusting = associated().change(
      "tenants",
      "aws_iam_role",
      /^tenants\/globex\/Access\/Pods$/,
      (body) => {
        const policy = JSON.parse(String(body["assume_role_policy"])) as { Statement: Body[] };
        policy.Statement.forEach((statement) => delete statement["Condition"]);
        body["assume_role_policy"] = JSON.stringify(policy);
      },
    );
    expect(undeclared(trusting.proved())).toEqual(["acme > globex identity open"]);
  });

  it("the nodes' role is in reach only where their metadata service answers pods and no policy closes its address", () => {
    const hops = (plan: EditedPlan) =>
      plan.change("nonprod", "aws_launch_template", /LaunchTemplate$/, (body) => {
        (body["metadata_options"] as Body)["http_put_response_hop_limit"] = 2;
      });
    const asking = (plan: EditedPlan) =>
      plan.add("kubernetes_network_policy_v1", "added", {
        ...named("tenant-acme", "added"),
        spec: [
          {
            ...{ pod_selector: [{}], policy_types: ["Egress"] },
            egress: [{ to: [{ ip_block: [{ cidr: "169.254.169.254/32" }] }] }],
          },
        ],
      });
    expect(undeclared(hops(new EditedPlan()).proved())).toEqual([]);
    expect(undeclared(asking(new EditedPlan()).proved())).toEqual([]);
    expect(undeclared(asking(hops(new EditedPlan())).proved())).toContain("acme > platform kubernetes open");
  });
});

test("what cannot be read of a cluster makes everything in it unknown, as far as it may go", () => {
  const report = new EditedPlan().add("helm_release", "added", { name: "x", chart: "x" }).proved();
  expect(undeclared(report)).toEqual([
    "anyone > anyone kubernetes unknown",
    "anyone > anyone network unknown",
  ]);
  expect(report.verdict).toBe("unknown");
});
