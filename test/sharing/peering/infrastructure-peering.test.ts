import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { Infrastructure } from "../../../lib/infrastructure/infrastructure";
import type { IInfrastructure } from "../../../lib/infrastructure/infrastructure-attributes";
import { InfrastructurePeering } from "../../../lib/sharing/peering/infrastructure-peering";
import type { InfrastructurePeeringProps } from "../../../lib/sharing/peering/peering-props";
import { Tenant } from "../../../lib/tenant/tenant";
import { stackOf } from "../../support/sharing";
import { refusal, synthesize } from "../../support/synth";
import { partsOf, rule } from "../security-rule/support";

const ACCOUNT = "123456789012";

/** An Infrastructure that exists, with two private route tables. */
function existing(app: App, name: string, octet: number, changes: object = {}): IInfrastructure {
  const id = (prefix: string, index: number) => `${prefix}-0a1b2c3${octet}${index}`;
  return Infrastructure.fromAttributes(stackOf(app, name), name, {
    account: ACCOUNT,
    region: "eu-west-1",
    network: {
      vpcId: id("vpc", 0),
      cidrs: [`10.${octet}.0.0/16`],
      privateSubnetIds: [id("subnet", 1), id("subnet", 2)],
      privateRouteTableIds: [id("rtb", 1), id("rtb", 2)],
      ...changes,
    },
  });
}

function elsewhere(app: App, changes: { account?: string; region?: string }): IInfrastructure {
  return Infrastructure.fromAttributes(stackOf(app, "far"), "far", {
    account: ACCOUNT,
    region: "eu-west-1",
    network: {
      vpcId: "vpc-0a1b2c3d",
      cidrs: ["10.99.0.0/16"],
      privateSubnetIds: ["subnet-0a1b2c3d", "subnet-0b1b2c3d"],
      privateRouteTableIds: ["rtb-0a1b2c3d"],
    },
    ...changes,
  });
}

type Changes = Partial<InfrastructurePeeringProps>;

function peer(app: App, changes: Changes = {}, stack = "peering"): InfrastructurePeering {
  const from = changes.from ?? existing(app, "nonprod", 10);
  const to = changes.to ?? existing(app, "prod", 20);
  return new InfrastructurePeering(stackOf(app, stack), "nonprod-prod", { ...changes, from, to });
}

test("both sides route to each other, in every private route table, through one connection", () => {
  const parts = partsOf(
    synthesize((app) => peer(app)),
    "nonprod-prod",
    "peering",
  );
  const through: unknown = expect.stringMatching(
    /^\$\{aws_vpc_peering_connection\.nonprod-prod_Connection_\w+\.id\}$/,
  );
  const active = [expect.stringMatching(/^aws_vpc_peering_connection\.nonprod-prod_Connection_/)];
  const route = (route_table_id: string, destination_cidr_block: string) => ({
    ...{ route_table_id, destination_cidr_block, vpc_peering_connection_id: through, depends_on: active },
  });
  expect(parts).toEqual({
    Connection: {
      vpc_id: "vpc-0a1b2c3100",
      peer_vpc_id: "vpc-0a1b2c3200",
      auto_accept: true,
      tags: { Name: "nonprod--prod", "cdktf-tenants:infrastructure": "nonprod" },
    },
    "RoutesFrom/Table1-10.20.0.0-16": route("rtb-0a1b2c3101", "10.20.0.0/16"),
    "RoutesFrom/Table2-10.20.0.0-16": route("rtb-0a1b2c3102", "10.20.0.0/16"),
    "RoutesTo/Table1-10.10.0.0-16": route("rtb-0a1b2c3201", "10.10.0.0/16"),
    "RoutesTo/Table2-10.10.0.0-16": route("rtb-0a1b2c3202", "10.10.0.0/16"),
  });
});

test("tenancy.json names both sides and everything that joins them", () => {
  const plan = synthesize((app) => peer(app));
  expect(plan.intent.peerings).toEqual([
    {
      ...{ path: "peering/nonprod-prod", stack: "peering", from: "nonprod", to: "prod" },
      parts: plan.stack("peering").addresses(),
    },
  ]);
});

test("an Infrastructure that the app makes gives its route tables, and its stack comes first", () => {
  const dependencies: string[] = [];
  const plan = synthesize((app) => {
    const made = (name: string, cidr: string) =>
      new Infrastructure(stackOf(app, name), name, {
        account: ACCOUNT,
        region: "eu-west-1",
        network: { cidr, zones: 2 },
        ebsEncryptionByDefault: name === "nonprod",
      });
    peer(app, { from: made("nonprod", "10.10.0.0/16"), to: made("prod", "10.20.0.0/16") });
    app.node.addValidation({
      validate: () => {
        dependencies.push(...stackOf(app, "peering").dependencies.map((stack) => stack.node.path));
        return [];
      },
    });
  });
  expect(Object.keys(partsOf(plan, "nonprod-prod", "peering"))).toEqual([
    "Connection",
    "RoutesFrom/Table1-10.20.0.0-16",
    "RoutesFrom/Table2-10.20.0.0-16",
    "RoutesTo/Table1-10.10.0.0-16",
    "RoutesTo/Table2-10.10.0.0-16",
  ]);
  expect(dependencies.sort()).toEqual(["nonprod", "prod"]);
});

test("an Infrastructure that is looked up gives as many route tables as it is said to publish", () => {
  const plan = synthesize((app) => {
    const stack = stackOf(app, "prod");
    const to = Infrastructure.fromLookup(stack, "prod", {
      ...{ account: ACCOUNT, region: "eu-west-1", cidrs: ["10.20.0.0/16"], privateRouteTables: 2 },
    });
    peer(app, { to });
  });
  const published = plan.stack("prod").at("prod/Published/PrivateRouteTableIds");
  expect(published).toMatchObject({
    name: "/prod/platform/infrastructure/private-route-table-ids",
    lifecycle: {
      postcondition: [{ condition: '${length(split(",", self.insecure_value)) == 2}' }],
    },
  });
  const routes = Object.entries(partsOf(plan, "nonprod-prod", "peering")).filter(([path]) =>
    path.startsWith("RoutesTo/"),
  );
  expect(routes.map(([, { route_table_id: table }]) => table)).toEqual(
    [0, 1].map((index): unknown =>
      expect.stringMatching(
        new RegExp(`^\\$\\{element\\(split\\(",", .*PrivateRouteTableIds.*\\), ${index}\\)\\}$`),
      ),
    ),
  );
});

test("names of the other side resolve on request", () => {
  const parts = partsOf(
    synthesize((app) => peer(app, { resolveNames: true })),
    "nonprod-prod",
    "peering",
  );
  expect(parts["Names"]).toMatchObject({
    requester: { allow_remote_vpc_dns_resolution: true },
    accepter: { allow_remote_vpc_dns_resolution: true },
  });
});

test("between regions each side accepts, routes and resolves by its own provider", () => {
  const plan = synthesize((app) => {
    const to = elsewhere(app, { region: "eu-central-1" });
    const provider = new AwsProvider(stackOf(app, "peering"), "To", { alias: "to", region: "eu-central-1" });
    peer(app, { to, resolveNames: true, providers: { to: provider } });
  });
  const parts = partsOf(plan, "nonprod-prod", "peering");
  expect(Object.entries(parts).map(([path, part]) => [path, part["provider"] ?? "aws"])).toEqual([
    ["Accepter", "aws.to"],
    ["Connection", "aws"],
    ["NamesFrom", "aws"],
    ["NamesTo", "aws.to"],
    ["RoutesFrom/Table1-10.99.0.0-16", "aws"],
    ["RoutesFrom/Table2-10.99.0.0-16", "aws"],
    ["RoutesTo/Table1-10.10.0.0-16", "aws.to"],
  ]);
  expect(parts["Connection"]).toMatchObject({ peer_region: "eu-central-1" });
  expect(parts["RoutesTo/Table1-10.10.0.0-16"]?.["depends_on"]).toEqual([
    expect.stringMatching(/^aws_vpc_peering_connection_accepter\./),
  ]);
});

describe("a rule between tenants of joined Infrastructures", () => {
  const between = (order: readonly ("peering" | "rule")[], where = "sharing") =>
    synthesize((app) => {
      const [nonprod, prod] = [existing(app, "nonprod", 10), existing(app, "prod", 20)];
      const dev = new Tenant(stackOf(app, "nonprod-tenants"), "dev", { infrastructure: nonprod });
      const web = new Tenant(stackOf(app, "prod-tenants"), "web", { infrastructure: prod });
      const declare = {
        peering: () => peer(app, { from: nonprod, to: prod }),
        rule: () => rule(app, "web-calls-dev", { from: web, to: dev, expose: "hosts" }, where),
      };
      for (const one of order) declare[one]();
    });

  test("names the groups of both sides, so that nobody else of the other network gets in", () => {
    const parts = partsOf(between(["peering", "rule"]), "web-calls-dev", "sharing");
    const tenantGroup = (stack: string, tenant: string): unknown =>
      expect.stringMatching(new RegExp(`remote.state.*${stack}.*aws_security_group${tenant}_Network_Tenant`));
    expect(Object.keys(parts)).toEqual(["Egress", "Ingress"]);
    expect(parts["Ingress"]).toMatchObject({
      security_group_id: tenantGroup("nonprod-tenants", "dev"),
      referenced_security_group_id: tenantGroup("prod-tenants", "web"),
    });
  });

  test("is the same whether it or the peering is declared first", () => {
    const [first, second] = [between(["peering", "rule"]), between(["rule", "peering"])];
    expect(second.stack("sharing").text).toBe(first.stack("sharing").text);
    expect(second.intentText).toBe(first.intentText);
  });

  test("waits for the peering in the same stack", () => {
    const parts = partsOf(between(["rule", "peering"], "peering"), "web-calls-dev", "peering");
    const active = [expect.stringMatching(/^aws_vpc_peering_connection\.nonprod-prod_Connection_/)];
    expect([parts["Ingress"]?.["depends_on"], parts["Egress"]?.["depends_on"]]).toEqual([active, active]);
  });

  test("waits for the stack of the peering", () => {
    const seen: string[] = [];
    synthesize((app) => {
      const [nonprod, prod] = [existing(app, "nonprod", 10), existing(app, "prod", 20)];
      const dev = new Tenant(stackOf(app, "nonprod-tenants"), "dev", { infrastructure: nonprod });
      const web = new Tenant(stackOf(app, "prod-tenants"), "web", { infrastructure: prod });
      rule(app, "web-calls-dev", { from: web, to: dev }, "sharing");
      peer(app, { from: nonprod, to: prod });
      seen.push(...stackOf(app, "sharing").dependencies.map((stack) => stack.node.path));
    });
    expect(seen.sort()).toEqual(["nonprod-tenants", "peering", "prod-tenants"]);
  });
});

test.each<[string, (app: App) => unknown, string, RegExp]>([
  [
    "with itself",
    (app) => {
      const from = existing(app, "nonprod", 10);
      peer(app, { from, to: from });
    },
    "TNT1330",
    /name the other Infrastructure/,
  ],
  [
    "with another account",
    (app) => peer(app, { to: elsewhere(app, { account: "210987654321" }) }),
    "TNT1331",
    /endpoint service/,
  ],
  [
    "with another region and one provider",
    (app) => peer(app, { to: elsewhere(app, { region: "eu-central-1" }) }),
    "TNT1332",
    /region: "eu-central-1", alias: "to"/,
  ],
  [
    "a second time, the other way round",
    (app) => {
      const [from, to] = [existing(app, "nonprod", 10), existing(app, "prod", 20)];
      peer(app, { from, to });
      peer(app, { from: to, to: from }, "again");
    },
    "TNT1333",
    /peering\/nonprod-prod joins the two already/,
  ],
  [
    "without route tables",
    (app) => peer(app, { to: existing(app, "prod", 20, { privateRouteTableIds: undefined }) }),
    "TNT1334",
    /network: \{ privateRouteTableIds: \[\.\.\.\] \}/,
  ],
  [
    "with one that is looked up without its route tables",
    (app) => {
      const cidrs = ["10.20.0.0/16"];
      const identity = { account: ACCOUNT, region: "eu-west-1" };
      peer(app, { to: Infrastructure.fromLookup(stackOf(app, "prod"), "prod", { ...identity, cidrs }) });
    },
    "TNT1334",
    /to fromLookup how many it publishes, `privateRouteTables: 3`/,
  ],
  [
    "with a provider of another stack",
    (app) => {
      const to = new AwsProvider(stackOf(app, "other"), "To", { alias: "to", region: "eu-west-1" });
      peer(app, { providers: { to } });
    },
    "TNT1112",
    /declare it in the stack "peering"/,
  ],
  [
    "in the stack of a tenant of the other side",
    (app) => {
      const [from, to] = [existing(app, "nonprod", 10), existing(app, "prod", 20)];
      new Tenant(stackOf(app, "peering"), "web", { infrastructure: to });
      peer(app, { from, to });
    },
    "TNT1040",
    /or pass `providers`/,
  ],
])("a peering %s is refused, with the way out", (_, build, code, help) => {
  const { message } = refusal(build);
  expect(message.slice(0, 7)).toBe(code);
  expect(message).toMatch(help);
  expect(message).toMatch(
    /^TNT\d{4} InfrastructurePeering [a-z]+\/nonprod-prod: .+\n {2}got {3}.+\n {2}why {3}.+\n {2}do {4}.+$/,
  );
});
