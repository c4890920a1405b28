import type { FactResource } from "../../../lib/proof/facts/resource";
import { Clusters } from "../../../lib/proof/kubernetes/clusters";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { ADMIN_VIEW } from "../../../lib/proof/kubernetes/rbac/built-in-roles";
import { Roles, unreadRole } from "../../../lib/proof/kubernetes/rbac/roles";
import { cluster } from "../support/cluster";
import { facts, resource, UNREAD, type Written } from "../support/facts";
import { clusterRole, role, type Rule, rule } from "../support/rbac-parts";
import { can, unread } from "../support/rbac-scene";

const LABEL = "rbac.authorization.k8s.io/aggregate-to-";

function roles(...resources: FactResource[]): Roles {
  const all = facts(...cluster(), ...resources);
  const clusters = new Clusters(all);
  return new Roles(kubernetesObjects(all), clusters, "main");
}

/** The rules of a ClusterRole that the server does not have by itself: those for the API group `own`. */
const own = (name: string, ...resources: FactResource[]) =>
  roles(...resources)
    .clusterRole(name)
    ?.rules.filter(({ groups, cause }) => groups.includes("own") || cause !== undefined);

const GET = can("get", "things.own");
const part = (name: string, labels: Rule, of = "things") =>
  clusterRole(name, { rule: [rule("get", of, "own")] }, labels);
const aggregate = (...selectors: Rule[]): Rule => ({
  aggregation_rule: [{ cluster_role_selectors: selectors }],
});
const labelled = (labels: Rule): Rule => ({ match_labels: labels });

describe("a role of a namespace", () => {
  const found = roles(role("b", "reader", rule("get", "things", "own")), role("c", "reader"));

  it("is found by both names, with where it stands", () => {
    expect(found.role("b", "reader")).toEqual({
      rules: [GET],
      evidence: [expect.objectContaining({ address: "kubernetes_role_v1.b-reader" })],
    });
    expect(found.role("c", "reader")?.rules).toEqual([]);
  });

  it("is nowhere else", () => {
    expect(found.role("d", "reader")).toBeUndefined();
    expect(found.clusterRole("reader")).toBeUndefined();
  });

  it("may have rules beyond those that are known", () => {
    const open = resource("b", "kubernetes_role_v1.open", {
      metadata: [{ name: "open", namespace: "b" }],
      rule: { kind: "list", items: [], open: true },
    });
    expect(roles(open).role("b", "open")?.rules).toEqual([unread("it is not known how many there are")]);
  });

  it("is one of its own cluster", () => {
    const elsewhere = resource("platform", "aws_eks_cluster.second", { name: "second" }, { stack: "far" });
    const metadata: Written = [{ name: "reader", namespace: "b" }];
    const far = resource("b", "kubernetes_role_v1.far", { metadata }, { stack: "far" });
    expect(roles(elsewhere, far).role("b", "reader")).toBeUndefined();
  });
});

describe("a role of the cluster", () => {
  it("has its rules, and says where it stands", () => {
    expect(roles(part("reader", {})).clusterRole("reader")).toEqual({
      rules: [GET],
      evidence: [expect.objectContaining({ address: "kubernetes_cluster_role_v1.reader" })],
    });
  });

  it("is the same, asked for again", () => {
    const found = roles(part("reader", {}));
    expect(found.clusterRole("reader")).toEqual(found.clusterRole("reader"));
    expect([found.clusterRole("gone"), found.clusterRole("gone")]).toEqual([undefined, undefined]);
  });

  it("has rules in the spelling of Kubernetes too", () => {
    const manifest = resource("platform", "kubernetes_manifest.it", {
      manifest: {
        ...{ kind: "ClusterRole", apiVersion: "rbac.authorization.k8s.io/v1", metadata: { name: "it" } },
        rules: [{ apiGroups: ["own"], resources: ["things"], verbs: ["get"] }],
      },
    });
    expect(own("it", manifest)).toEqual([GET]);
  });
});

describe("a role that takes in others", () => {
  const taker = (...selectors: Rule[]) => clusterRole("taker", aggregate(...selectors));
  const yes = { take: "yes" };

  it("has the rules of those with the labels, and says where each stands", () => {
    expect(
      roles(taker(labelled(yes)), part("x", yes), part("y", { take: "no" })).clusterRole("taker"),
    ).toEqual({
      rules: [GET],
      evidence: [
        expect.objectContaining({ address: "kubernetes_cluster_role_v1.taker" }),
        expect.objectContaining({ address: "kubernetes_cluster_role_v1.x" }),
      ],
    });
  });

  it("takes what any of its selectors selects", () => {
    const both = taker(labelled({ take: "maybe" }), labelled(yes));
    expect(own("taker", both, part("x", yes))).toEqual([GET]);
  });

  it("loses the rules that it has itself", () => {
    const mixed = clusterRole("taker", { rule: [rule("get", "gone", "own")], ...aggregate(labelled(yes)) });
    expect(own("taker", mixed, part("x", yes))).toEqual([GET]);
  });

  it("leaves out those without labels", () => {
    const unlabelled = resource("platform", "kubernetes_cluster_role_v1.x", {
      ...{ metadata: [{ name: "x" }], rule: [rule("get", "things", "own")] },
    });
    expect(own("taker", taker(labelled(yes)), unlabelled)).toEqual([]);
  });

  it("may take those whose labels are not known", () => {
    const causes = (labels: Written) => {
      const doubtful = resource("platform", "kubernetes_cluster_role_v1.x", {
        ...{ metadata: [{ name: "x", labels }], rule: [rule("get", "things", "own")] },
      });
      return own("taker", taker(labelled(yes)), doubtful);
    };
    const doubt = unread("it is not known whether kubernetes_cluster_role_v1.x is aggregated");
    expect(causes(UNREAD)).toEqual([doubt]);
    expect(causes({ take: UNREAD })).toEqual([doubt]);
    expect(causes({ take: UNREAD, other: "x" })).toEqual([doubt]);
  });
});

describe("built-in roles", () => {
  it.each<[string, readonly string[]]>([
    ["view", ["admin", "edit", "view"]],
    ["edit", ["admin", "edit"]],
    ["admin", ["admin"]],
    ["cluster-admin", []],
  ])("what has the label for %s is taken by %j", (label, expected) => {
    const wide = part("wide", { [`${LABEL}${label}`]: "true" });
    const takers = ["admin", "cluster-admin", "edit", "system:discovery", "view"].filter(
      (name) => own(name, wide)?.includes(GET) === true || own(name, wide)?.length === 1,
    );
    expect(takers).toEqual(expected);
  });

  it("take nothing whose label says no", () => {
    expect(own("view", part("wide", { [`${LABEL}view`]: "false" }))).toEqual([]);
  });

  it("have the rules of a role of that name in the plan too", () => {
    expect(own("view", part("view", {}))).toEqual([GET]);
  });

  it.each(["system:basic-user", "system:discovery", "system:public-info-viewer"])(
    "%s is nothing of a tenant's",
    (name) => {
      expect(roles().clusterRole(name)).toEqual({ rules: [], evidence: [] });
    },
  );

  it("of administrators that only look reads everything", () => {
    expect(ADMIN_VIEW).toEqual([{ ...can("get,list,watch", "*"), groups: ["*"] }]);
  });
});

describe("a role that is not in the plan", () => {
  it("may be anything", () => {
    expect(unreadRole("the Role x")).toEqual({
      rules: [unread("the Role x is not in the plan")],
      evidence: [],
    });
  });
});
