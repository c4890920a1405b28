import { type Body, between, EditedPlan, named, undeclared } from "./edited-plan";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";
const POLICY = "kubernetes_network_policy_v1";

const groupOf = (plan: EditedPlan, tenant: string) =>
  `\${${plan.address("tenants", "aws_security_group", new RegExp(`^tenants/${tenant}/Network/Tenant$`))}.id}`;

const traffic = { ip_protocol: "tcp", from_port: 5432, to_port: 5432 };

/** A rule into globex's group, and one out of acme's. */
const into = (plan: EditedPlan, source: Body) =>
  plan.add(INGRESS, "into", { ...traffic, security_group_id: groupOf(plan, "globex"), ...source });
const outOf = (plan: EditedPlan, target: Body) =>
  plan.add(EGRESS, "out", { ...traffic, security_group_id: groupOf(plan, "acme"), ...target });
const to = (plan: EditedPlan, tenant: string) => ({ referenced_security_group_id: groupOf(plan, tenant) });

describe("security groups", () => {
  it("that name each other let hosts of one tenant connect to another's", () => {
    const plan = new EditedPlan();
    const report = outOf(into(plan, to(plan, "acme")), to(plan, "globex")).proved();
    expect(undeclared(report)).toEqual(["acme > globex network open"]);
    expect(between(report, "acme", "globex")).toMatchObject([
      {
        what: ["tcp 5432"],
        who: "hosts with the group nonprod--acme",
        on: "hosts with the group nonprod--globex",
      },
    ]);
  });

  it.each([
    ["only into the one", (plan: EditedPlan) => into(plan, to(plan, "acme"))],
    ["only out of the other", (plan: EditedPlan) => outOf(plan, to(plan, "globex"))],
    [
      "into the one by another port than out of the other",
      (plan: EditedPlan) =>
        outOf(into(plan, { ...to(plan, "acme"), from_port: 80, to_port: 81 }), to(plan, "globex")),
    ],
    ["within the tenant", (plan: EditedPlan) => into(plan, to(plan, "globex"))],
    [
      "from a range that nobody of the VPC has",
      (plan: EditedPlan) => outOf(plan, { cidr_ipv4: "10.99.0.0/16" }),
    ],
  ])("%s open nothing", (_, edit) => {
    expect(undeclared(edit(new EditedPlan()).proved())).toEqual([]);
  });

  it("with a range that holds the VPC let everybody out and in who is in it", () => {
    const plan = outOf(into(new EditedPlan(), { cidr_ipv4: "10.0.0.0/8" }), { cidr_ipv4: "10.10.0.0/16" });
    expect(undeclared(plan.proved())).toContain("acme > globex network open");
  });

  it("that are open to everybody are open to the world, and to whoever may go out to everybody", () => {
    const report = into(new EditedPlan(), { cidr_ipv4: "0.0.0.0/0" }).proved();
    expect(undeclared(report)).toEqual(["world > globex network open"]);
    const both = outOf(into(new EditedPlan(), { cidr_ipv4: "0.0.0.0/0" }), { cidr_ipv4: "0.0.0.0/0" });
    expect(undeclared(both.proved())).toEqual(["acme > globex network open", "world > globex network open"]);
  });
});

/** A policy of a namespace with one rule of one direction. */
const policy = (plan: EditedPlan, name: string, namespace: string, way: "ingress" | "egress", rule: Body) =>
  plan.add(POLICY, name, {
    ...named(namespace, name),
    spec: [
      {
        pod_selector: [{}],
        policy_types: [way === "ingress" ? "Ingress" : "Egress"],
        [way]: [rule],
      },
    ],
  });
const everyNamespace = [{ namespace_selector: [{}] }];
const toGlobex = [
  { namespace_selector: [{ match_labels: { "kubernetes.io/metadata.name": "tenant-globex" } }] },
];
const acmeGoesOut = (plan: EditedPlan) => policy(plan, "out", "tenant-acme", "egress", { to: toGlobex });

describe("network policies", () => {
  it.each([
    ["without peers", {}],
    ["for every namespace", { from: everyNamespace }],
    [
      "for a label that the other has",
      { from: [{ namespace_selector: [{ match_labels: { "cdktf-tenants/tenant": "acme" } }] }] },
    ],
    ["for the range of all pods", { from: [{ ip_block: [{ cidr: "10.0.0.0/8" }] }] }],
  ])("%s let pods in that may go out to it", (_, rule) => {
    const open = acmeGoesOut(policy(new EditedPlan(), "in", "tenant-globex", "ingress", rule));
    expect(undeclared(open.proved())).toContain("acme > globex network open");
  });

  it.each([
    ["whatever they let in, while nobody is let out", { from: everyNamespace }],
    ["for a label that nobody has", { from: [{ namespace_selector: [{ match_labels: { team: "none" } }] }] }],
  ])("%s open nothing", (_, rule) => {
    const plan = policy(new EditedPlan(), "in", "tenant-globex", "ingress", rule);
    const found = undeclared(plan.proved());
    expect(found).toEqual([]);
  });

  it("that let out alone open nothing", () => {
    expect(undeclared(acmeGoesOut(new EditedPlan()).proved())).toEqual([]);
  });

  it("are of no use where the network does not enforce them", () => {
    const off = new EditedPlan().change("nonprod", "aws_eks_addon", /Addons\/VpcCni$/, (body) => {
      delete body["configuration_values"];
    });
    expect(undeclared(off.proved())).toEqual(
      expect.arrayContaining(["acme > globex network open", "globex > callee network open"]),
    );
  });

  it("are not sure to close a pod that just started, where the network enforces them in standard mode", () => {
    const standard = new EditedPlan().change("nonprod", "aws_eks_addon", /Addons\/VpcCni$/, (body) => {
      body["configuration_values"] = JSON.stringify({ enableNetworkPolicy: "true" });
    });
    expect(undeclared(standard.proved())).toContain("acme > globex network unknown");
  });

  it("of one direction alone leave a pod open in the other, also in strict mode", () => {
    const plan = new EditedPlan();
    for (const policies of ["DenyIngress", "WithinTenant"])
      plan.remove("tenants", POLICY, new RegExp(`^tenants/globex/Namespaces/.*${policies}$`));
    expect(undeclared(acmeGoesOut(plan).proved())).toEqual([
      "acme > globex network open",
      "world > globex network unknown",
    ]);
  });

  it("that are missing altogether leave a pod closed in strict mode", () => {
    const plan = new EditedPlan().remove("tenants", POLICY, /^tenants\/globex\/Namespaces\//);
    expect(undeclared(acmeGoesOut(plan).proved())).toEqual([]);
  });
});

describe("what was declared", () => {
  it("covers what it includes, and says so", () => {
    const { findings, unused } = new EditedPlan().proved();
    const shown = findings.map(({ who, on, what, declaredBy }) =>
      [who, on, ...what, ...declaredBy].join(" | "),
    );
    expect(shown.sort()).toEqual([
      "192.0.2.0/24 | hosts with the group nonprod--callee | tcp 443 | shared/office",
      "192.0.2.0/24 | namespace tenant-callee | tcp 443 | shared/office",
      "hosts with the group nonprod--caller | hosts with the group nonprod--callee | tcp 8443 | shared/calls",
      "namespace tenant-caller | namespace tenant-callee | tcp 8443 | shared/calls",
    ]);
    expect(unused).toEqual([]);
  });

  it("does not cover the ports beside its own", () => {
    const plan = new EditedPlan();
    for (const type of [INGRESS, EGRESS])
      plan.change("shared", type, /^shared\/calls\//, (body) => (body["to_port"] = 8444));
    const report = plan.proved();
    expect(undeclared(report)).toEqual(["caller > callee network open"]);
    expect(between(report, "caller", "callee").map(({ what }) => what)).toEqual([["tcp 8444"]]);
  });

  it("does not cover addresses beside its own", () => {
    const report = new EditedPlan()
      .change("shared", INGRESS, /^shared\/office\//, (body) => (body["cidr_ipv4"] = "192.0.0.0/16"))
      .proved();
    expect(undeclared(report)).toEqual(["world > callee network open"]);
  });

  it("is reported where nothing is reached by it any more", () => {
    const plan = new EditedPlan().remove("shared", INGRESS, /^shared\/calls\//);
    expect(plan.remove("shared", POLICY, /^shared\/calls\//).proved()).toMatchObject({
      verdict: "isolated",
      unused: ["shared/calls"],
    });
  });
});
