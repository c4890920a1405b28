import type { App } from "cdktf";
import { Infrastructure } from "../../../lib/infrastructure/infrastructure";
import { InfrastructurePeering } from "../../../lib/sharing/peering/infrastructure-peering";
import { Tenant } from "../../../lib/tenant/tenant";
import { someInfrastructure } from "../../support/infrastructure";
import { stackOf } from "../../support/sharing";
import { refusal, synthesize } from "../../support/synth";
import { partsOf, rule, tenantOf } from "./support";

type Changes = NonNullable<Parameters<typeof rule>[2]>;

const OFFICE = { from: undefined, fromCidr: "192.0.2.0/24" };
const CDN = { from: undefined, fromPrefixList: "pl-0a1b2c3d4e5f60718", prefixListSize: 55 };
const BALANCERS = { expose: "load-balancers", port: 443 } as const;

const withRule = (changes: Changes) =>
  synthesize((app) => rule(app, "opening", { ...BALANCERS, ...changes }));
const group = (tenant: string, kind: "Tenant" | "LoadBalancer"): unknown =>
  expect.stringMatching(new RegExp(`^\\$\\{aws_security_group\\.${tenant}_Network_${kind}_\\w+\\.id\\}$`));

test.each<[string, Changes, Record<string, unknown>]>([
  ["an office", OFFICE, { cidr_ipv4: "192.0.2.0/24" }],
  ["an office with IPv6", { ...OFFICE, fromCidr: "2001:db8::/32" }, { cidr_ipv6: "2001:db8::/32" }],
  ["a content delivery network", CDN, { prefix_list_id: "pl-0a1b2c3d4e5f60718" }],
])("%s is let to the ports of the load balancers, and to nothing behind them", (_, changes, source) => {
  const parts = partsOf(withRule(changes), "opening");
  expect(Object.keys(parts)).toEqual(["Ingress"]);
  expect(parts["Ingress"]).toEqual({
    security_group_id: group("dev", "LoadBalancer"),
    description: "Smoke tests call the API",
    ...{ ip_protocol: "tcp", from_port: 443, to_port: 443 },
    ...source,
    tags: { Name: "opening", "cdktf-tenants:infrastructure": "nonprod" },
  });
});

test("hosts of another tenant find their way out to the load balancers, and in", () => {
  const parts = partsOf(withRule({}), "opening");
  expect(Object.keys(parts)).toEqual(["Egress", "Ingress"]);
  expect(parts["Ingress"]).toMatchObject({
    security_group_id: group("dev", "LoadBalancer"),
    referenced_security_group_id: group("qa", "Tenant"),
  });
  expect(parts["Egress"]).toMatchObject({
    security_group_id: group("qa", "Tenant"),
    referenced_security_group_id: group("dev", "LoadBalancer"),
  });
});

test("from the load balancers the hosts are reached, as they were before anybody was let in", () => {
  const written = (build: (app: App) => void) => synthesize(build).stack("tenants");
  const before = written((app) => tenantOf(app, "dev"));
  const after = written((app) => rule(app, "opening", { ...BALANCERS, ...OFFICE }));
  for (const stack of [before, after]) {
    expect(stack.at("dev/Network/LoadBalancerOut")).toMatchObject({
      security_group_id: group("dev", "LoadBalancer"),
      referenced_security_group_id: group("dev", "Tenant"),
    });
    expect(stack.at("dev/Network/FromLoadBalancer")).toMatchObject({
      security_group_id: group("dev", "Tenant"),
      referenced_security_group_id: group("dev", "LoadBalancer"),
    });
  }
});

test("a service behind a load balancer is opened by two rules that do not say the same", () => {
  const plan = synthesize((app) => {
    rule(app, "office-to-balancer", { ...BALANCERS, ...OFFICE });
    rule(app, "office-to-pods", { ...OFFICE, expose: "pods", port: 443 });
  });
  expect(plan.intent.rules.map(({ name, expose }) => [name, expose])).toEqual([
    ["office-to-balancer", "load-balancers"],
    ["office-to-pods", "pods"],
  ]);
});

test("without a dataplane there are load balancers, too", () => {
  const plan = synthesize((app) => {
    const infrastructure = { ...someInfrastructure(app), dataplane: undefined };
    const to = new Tenant(stackOf(app, "tenants"), "web", { infrastructure });
    rule(app, "opening", { ...BALANCERS, ...OFFICE, to });
  });
  expect(plan.intent.rules[0]?.expose).toBe("load-balancers");
});

test("hosts of a joined Infrastructure are let to the load balancers by their group", () => {
  const known = (app: App, name: string, octet: number) =>
    Infrastructure.fromAttributes(stackOf(app, name), name, {
      ...{ account: "123456789012", region: "eu-west-1" },
      network: {
        vpcId: `vpc-0a1b2c${octet}`,
        cidrs: [`10.${octet}.0.0/16`],
        privateSubnetIds: [`subnet-0a1b2c${octet}`],
        privateRouteTableIds: [`rtb-0a1b2c${octet}`],
      },
    });
  const plan = synthesize((app) => {
    const [near, far] = [known(app, "nonprod", 10), known(app, "prod", 20)];
    const to = new Tenant(stackOf(app, "nonprod-tenants"), "dev", { infrastructure: near });
    const from = new Tenant(stackOf(app, "prod-tenants"), "web", { infrastructure: far });
    new InfrastructurePeering(stackOf(app, "sharing"), "nonprod-prod", { from: near, to: far });
    rule(app, "opening", { ...BALANCERS, from, to }, "sharing");
  });
  const parts = partsOf(plan, "opening", "sharing");
  expect(parts["Ingress"]).toMatchObject({
    security_group_id: expect.stringMatching(/dev_Network_LoadBalancer/),
    referenced_security_group_id: expect.stringMatching(/web_Network_Tenant/),
  });
});

describe("refused, with the way out, is", () => {
  test("a tenant of another app whose group of load balancers is not known", () => {
    const { message } = refusal((app) => {
      const to = Tenant.fromTenantAttributes(stackOf(app, "tenants"), "dev", {
        infrastructure: someInfrastructure(app),
        ...{ securityGroupId: "sg-0a1b2c3d4e5f60718", loadBalancerSecurityGroupId: "", keyArn: "arn" },
      });
      rule(app, "opening", { ...BALANCERS, ...OFFICE, to });
    });
    expect(message).toMatch(/^TNT1304 .*\n {2}got {3}loadBalancerSecurityGroupId "" of tenants\/dev\n/);
    expect(message).toMatch(/give tenants\/dev its `loadBalancerSecurityGroupId`/);
  });

  test("the whole internet, which is every tenant of the network as well", () => {
    const { message } = refusal((app) =>
      rule(app, "opening", { ...BALANCERS, ...OFFICE, fromCidr: "0.0.0.0/0" }),
    );
    expect(message).toMatch(/^TNT1316 TenantSecurityRule tenants\/opening: /);
  });

  test("a rule more than the load balancers' group takes, counted apart from the hosts'", () => {
    const build = (size: number) => (app: App) => {
      rule(app, "hosts", { ...CDN, expose: "hosts", prefixListSize: 55 });
      rule(app, "balancers", { ...CDN, ...BALANCERS, prefixListSize: size });
    };
    expect(synthesize(build(60)).intent.rules).toHaveLength(2);
    expect(refusal(build(61)).message).toMatch(
      /^TNT1213 .*the security group of the load balancers of tenant \S+ would have 61 inbound rules for IPv4, and 60/,
    );
  });
});
