import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { Tenant } from "../../../lib/tenant/tenant";
import { someInfrastructure } from "../../support/infrastructure";
import { someTenant, stackOf } from "../../support/sharing";
import type { Synthesis } from "../../support/synth";
import { synthesize } from "../../support/synth";
import { partsOf, rule, tenantOf } from "./support";

type Changes = Parameters<typeof rule>[2];

const CIDR = { from: undefined, fromCidr: "192.0.2.0/24" };
const CIDR6 = { from: undefined, fromCidr: "2001:db8::/32" };
const LIST = { from: undefined, fromPrefixList: "pl-0a1b2c3d4e5f60718" };

/** The tenant `dev` has two namespaces, `qa` has one. */
function withRule(changes: Changes = {}): Synthesis {
  return synthesize((app: App) => {
    someTenant(app, "dev", { namespaces: [{}, { name: "jobs" }] });
    rule(app, "opening", changes);
  });
}

const GROUP_IN = ["Ingress"];
const GROUP_OUT = ["Egress"];
const POLICIES_IN = ["IngressPolicies/tenant-dev", "IngressPolicies/tenant-dev--jobs"];
const POLICIES_OUT = ["EgressPolicies/tenant-qa"];
const TENANT_HOSTS = [...GROUP_IN, ...GROUP_OUT];
const TENANT_PODS = [...POLICIES_IN, ...POLICIES_OUT];
const RANGE = { port: undefined, ports: { from: 8000, to: 8100 } };
const ALL = { protocol: "all", port: undefined };
const ICMP = { protocol: "icmp", port: undefined };
const ICMPV6 = { protocol: "icmpv6", port: undefined };

describe("all parts are written, and no other:", () => {
  test.each<[string, Changes, string[]]>([
    ["a tenant, by default", {}, [...TENANT_HOSTS, ...TENANT_PODS]],
    ["a tenant, both", { expose: "both" }, [...TENANT_HOSTS, ...TENANT_PODS]],
    ["a tenant, hosts", { expose: "hosts" }, TENANT_HOSTS],
    ["a tenant, pods", { expose: "pods" }, TENANT_PODS],
    ["a tenant, a range of UDP", { ...RANGE, protocol: "udp" }, [...TENANT_HOSTS, ...TENANT_PODS]],
    ["a tenant, everything", ALL, [...TENANT_HOSTS, ...TENANT_PODS]],
    ["a tenant, everything, hosts", { ...ALL, expose: "hosts" }, TENANT_HOSTS],
    ["a tenant, everything, pods", { ...ALL, expose: "pods" }, TENANT_PODS],
    ["a tenant, ICMP, hosts", { ...ICMP, expose: "hosts" }, TENANT_HOSTS],
    ["a tenant, ICMPv6, hosts", { ...ICMPV6, expose: "hosts" }, TENANT_HOSTS],
    ["an IPv4 range, by default", CIDR, [...GROUP_IN, ...POLICIES_IN]],
    ["an IPv4 range, hosts", { ...CIDR, expose: "hosts" }, GROUP_IN],
    ["an IPv4 range, pods", { ...CIDR, expose: "pods" }, POLICIES_IN],
    ["an IPv4 range, everything", { ...CIDR, ...ALL }, [...GROUP_IN, ...POLICIES_IN]],
    ["an IPv4 range, ICMP, hosts", { ...CIDR, ...ICMP, expose: "hosts" }, GROUP_IN],
    ["an IPv6 range, by default", CIDR6, [...GROUP_IN, ...POLICIES_IN]],
    ["an IPv6 range, ICMPv6, hosts", { ...CIDR6, ...ICMPV6, expose: "hosts" }, GROUP_IN],
    ["a prefix list, hosts", { ...LIST, expose: "hosts" }, GROUP_IN],
    ["a prefix list, everything, hosts", { ...LIST, ...ALL, expose: "hosts" }, GROUP_IN],
  ])("%s", (_, changes, parts) => {
    const plan = withRule(changes);
    expect(Object.keys(partsOf(plan, "opening")).sort()).toEqual([...parts].sort());
    expect(plan.intent.rules[0]?.parts).toHaveLength(parts.length);
  });
});

test("the parts are a value: the addresses of everything that stands below the rule", () => {
  let parts: readonly string[] = [];
  const plan = synthesize((app) => {
    tenantOf(app, "dev");
    parts = rule(app, "opening").parts;
  });
  const written = plan.stack("tenants").addresses();
  expect(parts).toEqual(written.filter((address) => address.includes(".opening_")));
  expect(plan.intent.rules[0]?.parts).toEqual(parts);
});

describe("hosts", () => {
  test("are opened on both groups, one source and one target each", () => {
    const { Ingress, Egress } = partsOf(withRule({ expose: "hosts" }), "opening");
    const [dev, qa] = [
      expect.stringMatching(/^\$\{aws_security_group\.dev_Network_Tenant_\w+\.id\}$/),
      expect.stringMatching(/^\$\{aws_security_group\.qa_Network_Tenant_\w+\.id\}$/),
    ];
    const common = {
      ip_protocol: "tcp",
      from_port: 8443,
      to_port: 8443,
      description: "Smoke tests call the API",
      tags: { Name: "opening", "cdktf-tenants:infrastructure": "nonprod" },
    };
    expect(Ingress).toEqual({ ...common, security_group_id: dev, referenced_security_group_id: qa });
    expect(Egress).toEqual({ ...common, security_group_id: qa, referenced_security_group_id: dev });
  });

  test.each<[string, Changes, object]>([
    ["a range of ports", RANGE, { ip_protocol: "tcp", from_port: 8000, to_port: 8100 }],
    ["every type of ICMP", ICMP, { ip_protocol: "icmp", from_port: -1, to_port: -1 }],
    ["every type of ICMPv6", ICMPV6, { ip_protocol: "icmpv6", from_port: -1, to_port: -1 }],
    ["an IPv4 range", CIDR, { cidr_ipv4: "192.0.2.0/24" }],
    ["an IPv6 range", CIDR6, { cidr_ipv6: "2001:db8::/32" }],
    ["a prefix list", LIST, { prefix_list_id: "pl-0a1b2c3d4e5f60718" }],
    ["a description with an apostrophe", { description: "QA's tests" }, { description: "QAs tests" }],
  ])("with %s", (_, changes, said) => {
    const { Ingress } = partsOf(withRule({ ...changes, expose: "hosts" }), "opening");
    expect(Ingress).toMatchObject(said);
  });

  test("with everything name no ports", () => {
    const { Ingress } = partsOf(withRule({ ...ALL, expose: "hosts" }), "opening");
    expect(Object.keys(Ingress ?? {}).sort()).toEqual([
      ...["description", "ip_protocol", "referenced_security_group_id", "security_group_id", "tags"],
    ]);
    expect(Ingress).toMatchObject({ ip_protocol: "-1" });
  });

  test("are all that a rule opens without a dataplane", () => {
    const plan = synthesize((app) => {
      const infrastructure = someInfrastructure(app, { dataplane: undefined });
      const [from, to] = ["qa", "dev"].map(
        (name) => new Tenant(stackOf(app, "tenants"), name, { infrastructure }),
      );
      rule(app, "opening", { from, to });
    });
    expect(Object.keys(partsOf(plan, "opening"))).toEqual(["Egress", "Ingress"]);
    expect(plan.intent.rules[0]?.expose).toBe("hosts");
  });
});

describe("pods", () => {
  const namespaces = (...values: string[]) => ({
    namespace_selector: {
      match_expressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values }],
    },
  });

  test("of every namespace are opened to every namespace of the source, each in one peer", () => {
    const parts = partsOf(withRule({ expose: "pods" }), "opening");
    const ports = [{ protocol: "TCP", port: "8443" }];
    const into = {
      pod_selector: {},
      policy_types: ["Ingress"],
      ingress: [{ from: [namespaces("tenant-qa")], ports }],
    };
    const out = {
      pod_selector: {},
      policy_types: ["Egress"],
      egress: [{ to: [namespaces("tenant-dev", "tenant-dev--jobs")], ports }],
    };
    expect(parts["IngressPolicies/tenant-dev"]?.["spec"]).toEqual(into);
    expect(parts["IngressPolicies/tenant-dev--jobs"]?.["spec"]).toEqual(into);
    expect(parts["EgressPolicies/tenant-qa"]?.["spec"]).toEqual(out);
  });

  test("have policies named after the rule, that say why they are there", () => {
    const parts = partsOf(withRule({ expose: "pods" }), "opening");
    expect(parts["IngressPolicies/tenant-dev--jobs"]?.["metadata"]).toEqual({
      name: "rule-opening",
      namespace: "tenant-dev--jobs",
      labels: {
        "app.kubernetes.io/managed-by": "cdktf-tenants",
        "cdktf-tenants/infrastructure": "nonprod",
      },
      annotations: { "cdktf-tenants/description": "Smoke tests call the API" },
    });
  });

  test.each<[string, Changes, object]>([
    ["a range of ports", RANGE, { ports: [{ protocol: "TCP", port: "8000", end_port: 8100 }] }],
    ["a port of UDP", { protocol: "udp" }, { ports: [{ protocol: "UDP", port: "8443" }] }],
    ["an IPv4 range", CIDR, { from: [{ ip_block: { cidr: "192.0.2.0/24" } }] }],
    ["an IPv6 range", CIDR6, { from: [{ ip_block: { cidr: "2001:db8::/32" } }] }],
  ])("with %s", (_, changes, said) => {
    const parts = partsOf(withRule({ ...changes, expose: "pods" }), "opening");
    expect(parts["IngressPolicies/tenant-dev"]).toMatchObject({ spec: { ingress: [said] } });
  });

  test("with everything name no ports", () => {
    const parts = partsOf(withRule({ ...ALL, expose: "pods" }), "opening");
    expect(parts["IngressPolicies/tenant-dev"]).toMatchObject({
      spec: { ingress: [{ from: [namespaces("tenant-qa")] }] },
    });
    expect(JSON.stringify(parts).includes('"ports"')).toBe(false);
  });

  test("wait for the namespaces that the same stack makes", () => {
    const parts = partsOf(withRule({ expose: "pods" }), "opening");
    expect(parts["IngressPolicies/tenant-dev--jobs"]?.["depends_on"]).toEqual([
      expect.stringMatching(/^kubernetes_namespace_v1\.dev_Namespaces_Further-jobs_Namespace_/),
    ]);
    expect(parts["EgressPolicies/tenant-qa"]?.["depends_on"]).toEqual([
      expect.stringMatching(/^kubernetes_namespace_v1\.qa_Namespaces_Primary_Namespace_/),
    ]);
  });
});

describe("in a stack of its own", () => {
  const apart = () =>
    synthesize((app) => {
      tenantOf(app, "dev");
      rule(app, "opening", {}, "sharing");
    });

  test("a rule has all of its parts there, and the tenants' stack none", () => {
    const plan = apart();
    expect(Object.keys(partsOf(plan, "opening", "sharing"))).toHaveLength(4);
    expect(
      plan
        .stack("tenants")
        .paths()
        .filter((path) => path.startsWith("opening")),
    ).toEqual([]);
  });

  test("it is deployed after the tenants, also where it opens pods alone", () => {
    const dependencies: string[][] = [];
    synthesize((app) => {
      rule(app, "opening", { expose: "pods" }, "sharing");
      dependencies.push(stackOf(app, "sharing").dependencies.map((stack) => stack.node.path));
    });
    expect(dependencies).toEqual([["tenants"]]);
  });

  test("the stack has both providers, whatever is opened, so that a rule can be narrowed later", () => {
    const providers = (expose: string) =>
      Object.keys(
        synthesize((app) => rule(app, "opening", { expose }, "sharing")).stack("sharing").json.provider ?? {},
      ).sort();
    expect([providers("hosts"), providers("pods"), providers("both")]).toEqual([
      ["aws", "kubernetes"],
      ["aws", "kubernetes"],
      ["aws", "kubernetes"],
    ]);
  });

  test("two rules in opposite directions stand there together", () => {
    const plan = synthesize((app) => {
      const infrastructure = someInfrastructure(app);
      const dev = new Tenant(new TerraformStack(app, "one"), "dev", { infrastructure });
      const qa = new Tenant(new TerraformStack(app, "two"), "qa", { infrastructure });
      rule(app, "there", { from: dev, to: qa }, "sharing");
      rule(app, "back", { from: qa, to: dev }, "sharing");
    });
    expect(plan.intent.rules.map(({ name, parts }) => [name, parts.length])).toEqual([
      ["back", 4],
      ["there", 4],
    ]);
  });
});

test("a tenant of another app is named by its group and namespaces", () => {
  const plan = synthesize((app) => {
    const partner = Tenant.fromTenantAttributes(stackOf(app, "tenants"), "partner", {
      infrastructure: someInfrastructure(app),
      namespaces: ["partner", "partner-jobs"],
      securityGroupId: "sg-0a1b2c3d4e5f60718",
      loadBalancerSecurityGroupId: "sg-0b1b2c3d4e5f60718",
      keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
    });
    rule(app, "opening", { from: partner });
  });
  const parts = partsOf(plan, "opening");
  expect(parts["Ingress"]).toMatchObject({ referenced_security_group_id: "sg-0a1b2c3d4e5f60718" });
  expect(parts["Egress"]).toMatchObject({ security_group_id: "sg-0a1b2c3d4e5f60718" });
  expect(Object.keys(parts).filter((path) => path.startsWith("EgressPolicies"))).toEqual([
    "EgressPolicies/partner",
    "EgressPolicies/partner-jobs",
  ]);
});

test("the file of the intent lists rules by path, with their sources", () => {
  const plan = synthesize((app) => {
    rule(app, "office", { ...CIDR, ...RANGE });
    rule(app, "list", { ...LIST, expose: "hosts", protocol: "udp" });
    rule(app, "everything", ALL);
  });
  expect(
    plan.intent.rules.map(({ name, from, protocol, ports, expose }) => [name, from, protocol, ports, expose]),
  ).toEqual([
    ["everything", { kind: "tenant", infrastructure: "nonprod", tenant: "qa" }, "all", null, "both"],
    ["list", { kind: "prefix-list", id: "pl-0a1b2c3d4e5f60718" }, "udp", { from: 8443, to: 8443 }, "hosts"],
    ["office", { kind: "cidr", cidr: "192.0.2.0/24" }, "tcp", { from: 8000, to: 8100 }, "both"],
  ]);
});
