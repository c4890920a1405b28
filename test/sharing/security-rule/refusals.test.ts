import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Infrastructure } from "../../../lib/infrastructure/infrastructure";
import type { IInfrastructure } from "../../../lib/infrastructure/infrastructure-attributes";
import { DEFAULT_QUOTAS } from "../../../lib/model/quotas";
import { Tenant } from "../../../lib/tenant/tenant";
import { someInfrastructure } from "../../support/infrastructure";
import { someTenant, stackOf } from "../../support/sharing";
import { refusal } from "../../support/synth";
import { rule, tenantOf } from "./support";

type Changes = Parameters<typeof rule>[2];

const CIDR = { from: undefined, fromCidr: "192.0.2.0/24" };
const LIST = { from: undefined, fromPrefixList: "pl-0a1b2c3d4e5f60718" };

const declared =
  (changes: Changes, id = "qa-calls-dev") =>
  (app: App) =>
    rule(app, id, changes);
const both = (first: Changes, second: Changes) => (app: App) => {
  rule(app, "one", first);
  rule(app, "two", second);
};
const range = (fromCidr: string) => declared({ from: undefined, fromCidr });

function existing(app: App, name: string, cidr: string, dataplane = false): IInfrastructure {
  return Infrastructure.fromAttributes(stackOf(app, name), name, {
    account: "123456789012",
    region: "eu-west-1",
    network: { vpcId: "vpc-0a1b2c3d", cidrs: [cidr], privateSubnetIds: ["subnet-0a1b2c3d"] },
    ...(dataplane && {
      dataplane: {
        endpoint: "https://cluster.example",
        certificateAuthority: "Y2E=",
        serviceCidr: "172.20.0.0/16",
      },
    }),
  });
}

/** Tenants of the same name pattern in two Infrastructures, and a rule between them. */
function acrossInfrastructures(changes: Changes, far: Partial<IInfrastructure> = {}) {
  return (app: App) => {
    const infrastructure = someInfrastructure(app, { name: "prod", ...far });
    const from = new Tenant(stackOf(app, "prod-tenants"), "web", { infrastructure });
    rule(app, "web-calls-dev", { from, ...changes }, "sharing");
  };
}

function importedWith(securityGroupId: unknown) {
  return (app: App) => {
    const from = Tenant.fromTenantAttributes(stackOf(app, "tenants"), "partner", {
      infrastructure: someInfrastructure(app),
      securityGroupId: securityGroupId as string,
      loadBalancerSecurityGroupId: "sg-0b1b2c3d4e5f60718",
      keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
    });
    rule(app, "qa-calls-dev", { from });
  };
}

function withoutDataplane(changes: Changes) {
  return (app: App) => {
    const infrastructure = someInfrastructure(app, { dataplane: undefined });
    const [from, to] = ["qa", "dev"].map(
      (name) => new Tenant(stackOf(app, "tenants"), name, { infrastructure }),
    );
    rule(app, "qa-calls-dev", { from, to, ...changes });
  };
}

/** What is declared, the code, and the line that helps. */
const REFUSED: [string, (app: App) => unknown, string, RegExp][] = [
  ["a capital in its id", declared({}, "QaCallsDev"), "TNT1002", /use "qa-calls-dev"/],
  ["59 characters", declared({ name: "a".repeat(59) }), "TNT1003", /of at most 58/],
  ["no source", declared({ from: undefined }), "TNT1301", /name who calls: a tenant with `from`/],
  ["two sources", declared({ fromCidr: "192.0.2.0/24" }), "TNT1301", /declare one rule for each/],
  [
    "three sources",
    declared({ ...CIDR, ...LIST, from: 1 }),
    "TNT1301",
    /`from` and `fromCidr` and `fromPrefixList`/,
  ],
  ["no target", declared({ to: undefined }), "TNT1302", /pass the construct of the tenant as `to`/],
  ["the name of a tenant", declared({ from: "qa" }), "TNT1302", /pass the construct of the tenant as `from`/],
  [
    "a tenant of another app",
    (app) => {
      const other = new App({ skipBackendValidation: true });
      rule(app, "qa-calls-dev", { from: someTenant(other, "qa") });
    },
    "TNT1303",
    /Tenant\.fromTenantAttributes/,
  ],
  [
    "a tenant without a group",
    importedWith(undefined),
    "TNT1304",
    /give tenants\/partner its `securityGroupId`/,
  ],
  ["a tenant with another id for its group", importedWith("vpc-1"), "TNT1304", /"sg-0a1b2c3d4e5f60718"/],
  [
    "its own target as source",
    (app) => rule(app, "dev-calls-dev", { from: tenantOf(app, "dev") }),
    "TNT1305",
    /remove the rule/,
  ],
  ["another protocol", declared({ protocol: "sctp" }), "TNT1110", /one of "tcp", "udp"/],
  ["port 0", declared({ port: 0 }), "TNT1306", /from 1 to 65535/],
  ["port 65536", declared({ port: 65_536 }), "TNT1306", /from 1 to 65535/],
  ["no port", declared({ port: undefined }), "TNT1307", /`port: 8443`/],
  ["ports with ICMP", declared({ protocol: "icmp" }), "TNT1308", /leave the ports out/],
  ["ports with everything", declared({ protocol: "all" }), "TNT1308", /every port of every protocol/],
  ["a port and ports", declared({ ports: { from: 1, to: 2 } }), "TNT1309", /keep one of the two/],
  [
    "ports from the end to the start",
    declared({ port: undefined, ports: { from: 90, to: 80 } }),
    "TNT1310",
    /did you mean \{ from: 80, to: 90 \}/,
  ],
  ["no description", declared({ description: undefined }), "TNT1311", /say who needs it for what/],
  ["a blank description", declared({ description: " " }), "TNT1311", /say who needs it for what/],
  ["a description in Greek", declared({ description: "Ω" }), "TNT1311", /use "-", for example/],
  ["a bare address", range("192.0.2.1"), "TNT1020", /did you mean "192\.0\.2\.1\/32"/],
  ["a bare IPv6 address", range("2001:db8::1"), "TNT1020", /did you mean "2001:db8::1\/128"/],
  ["an address inside a range", range("192.0.2.1/24"), "TNT1021", /use "192\.0\.2\.0\/24"/],
  ["a range that holds the VPC", range("10.0.0.0/8"), "TNT1316", /use a range outside 10\.10\.0\.0\/16/],
  ["the VPC itself", range("10.10.0.0/16"), "TNT1316", /name the tenant with `from`/],
  ["a range inside the VPC", range("10.10.3.0/24"), "TNT1316", /every tenant of it would be let in/],
  ["the whole internet", range("0.0.0.0/0"), "TNT1316", /put a load balancer in front/],
  [
    "a range of another Infrastructure",
    (app) => {
      range("10.20.7.0/24")(app);
      existing(app, "prod", "10.20.0.0/16");
    },
    "TNT1317",
    /10\.20\.0\.0\/16 is the network of prod/,
  ],
  [
    "an IPv6 range inside a VPC whose range is known",
    (app) => {
      const { network } = someInfrastructure(app);
      const infrastructure = someInfrastructure(app, { network: { ...network, ipv6Cidr: "2001:db8::/56" } });
      someTenant(app, "dev", { infrastructure });
      rule(app, "office", { from: undefined, fromCidr: "2001:db8::/64" });
    },
    "TNT1316",
    /2001:db8::\/56 is the network of nonprod/,
  ],
  [
    "something else than a prefix list",
    declared({ from: undefined, fromPrefixList: "list" }),
    "TNT1318",
    /pl-0a1b/,
  ],
  ["a prefix list of no entries", declared({ ...LIST, prefixListSize: 0 }), "TNT1324", /max_entries/],
  [
    "ICMP from an IPv6 range",
    declared({ from: undefined, fromCidr: "2001:db8::/32", protocol: "icmp", port: undefined }),
    "TNT1319",
    /use protocol: "icmpv6"/,
  ],
  [
    "ICMPv6 from an IPv4 range",
    declared({ ...CIDR, protocol: "icmpv6", port: undefined }),
    "TNT1319",
    /use protocol: "icmp"/,
  ],
  [
    "another word for what it opens",
    declared({ expose: "all" }),
    "TNT1110",
    /one of "both", "hosts", "load-balancers", "pods"/,
  ],
  ["pods without a dataplane", withoutDataplane({ expose: "pods" }), "TNT1320", /leave `expose` out/],
  ["ICMP to pods", declared({ protocol: "icmp", port: undefined }), "TNT1321", /use `expose: "hosts"`/],
  [
    "ICMPv6 to pods alone",
    declared({ protocol: "icmpv6", port: undefined, expose: "pods" }),
    "TNT1321",
    /without ports it would open all of them/,
  ],
  ["a prefix list to pods", declared(LIST), "TNT1321", /knows no prefix lists/],
  ["what another rule says", both({}, {}), "TNT1312", /tenants\/one says the same already/],
  [
    "what another rule says of hosts among others",
    both({}, { expose: "hosts" }),
    "TNT1312",
    /remove one of the two/,
  ],
  [
    "what another rule says with a range",
    both({ port: 80 }, { port: undefined, ports: { from: 80, to: 80 } }),
    "TNT1312",
    /tcp 80 from 123456789012\/nonprod\/qa to 123456789012\/nonprod\/dev/,
  ],
  [
    "what another rule says of an IPv6 range in other letters",
    both({ from: undefined, fromCidr: "2001:DB8:0::/48" }, { from: undefined, fromCidr: "2001:db8::/48" }),
    "TNT1312",
    /says the same already/,
  ],
  [
    "the name of a rule in another stack",
    (app) => {
      rule(app, "qa-calls-dev");
      rule(app, "qa-calls-dev", { port: 1 }, "sharing");
    },
    "TNT1005",
    /give one of the two another rule name/,
  ],
  [
    "a place inside a tenant",
    (app) => {
      const dev = tenantOf(app, "dev");
      rule(app, "qa-calls-dev", {}, dev);
    },
    "TNT1313",
    /pass the stack as scope/,
  ],
  [
    "a stack that the other tenant waits for",
    (app) => {
      const dev = someTenant(app, "dev", {}, "one");
      const qa = someTenant(app, "qa", {}, "two");
      rule(app, "qa-calls-dev", { from: qa, to: dev }, "one");
      rule(app, "dev-calls-qa", { from: dev, to: qa }, "two");
    },
    "TNT1314",
    /in a stack of their own: new TenancyStack\(app, "sharing", \{ infrastructure \}\)/,
  ],
  [
    "more ports than the network plugin keeps apart",
    (app) => {
      for (let port = 1; port <= 25; port += 1) rule(app, `port-${port}`, { port, expose: "pods" });
    },
    "TNT1315",
    /join ports to ranges/,
  ],
  [
    "more ports for an address of two ranges than the network plugin keeps apart",
    (app) => {
      const wide = { from: undefined, fromCidr: "192.0.2.0/24", expose: "pods" };
      for (let port = 1; port <= 24; port += 1) rule(app, `port-${port}`, { ...wide, port });
      rule(app, "narrow", { ...wide, fromCidr: "192.0.2.128/25", port: 25 });
    },
    "TNT1315",
    /from 192\.0\.2\.128\/25 to 123456789012\/nonprod\/dev/,
  ],
  [
    "more rules than a group takes",
    (app) => {
      // Two of the tenant's own in, and four out.
      const quotas = { ...DEFAULT_QUOTAS, rulesPerSecurityGroup: 5 };
      const infrastructure = someInfrastructure(app, { quotas });
      const [dev, qa, ops] = ["dev", "qa", "ops"].map((name) => someTenant(app, name, { infrastructure }));
      rule(app, "one", { from: qa, to: dev });
      rule(app, "two", { from: qa, to: ops });
    },
    "TNT1213",
    /the security group of tenant 123456789012\/nonprod\/qa would have 6 outbound rules for IPv4, and 5 is the quota/,
  ],
  [
    "a prefix list with more entries than a group takes",
    declared({ ...LIST, prefixListSize: 59, expose: "hosts" }),
    "TNT1213",
    /would have 61 inbound rules for IPv4, and 60 is the quota/,
  ],
  [
    "a tenant of an Infrastructure that is not joined",
    acrossInfrastructures({ expose: "hosts" }),
    "TNT1322",
    /new InfrastructurePeering\(scope, "prod-nonprod", \{ from: prod, to: nonprod \}\)/,
  ],
  [
    "pods of another Infrastructure",
    acrossInfrastructures({}),
    "TNT1321",
    /pods are known by address alone, and those of all its tenants share the same subnets/,
  ],
  [
    "a tenant of another region",
    acrossInfrastructures(
      { expose: "hosts" },
      { environment: { account: "123456789012", region: "eu-central-1", partition: "aws" } },
    ),
    "TNT1323",
    /different regions/,
  ],
  [
    "a tenant of another account",
    acrossInfrastructures(
      { expose: "hosts" },
      { environment: { account: "210987654321", region: "eu-west-1", partition: "aws" } },
    ),
    "TNT1323",
    /different accounts/,
  ],
  [
    "a stack of another Infrastructure",
    (app) => {
      const prod = existing(app, "prod", "10.20.0.0/16", true);
      new Tenant(stackOf(app, "prod-tenants"), "web", { infrastructure: prod });
      rule(app, "qa-calls-dev", {}, "prod-tenants");
    },
    "TNT1040",
    /a stack of its own for what belongs to "nonprod"/,
  ],
  [
    "a provider of another stack",
    (app) => {
      const aws = new AwsProvider(new TerraformStack(app, "other"), "Aws", { alias: "mine" });
      rule(app, "qa-calls-dev", { providers: { aws } });
    },
    "TNT1112",
    /declare it in the stack "tenants"/,
  ],
];

test.each(REFUSED)("a rule with %s is refused, with the way out", (_, build, code, help) => {
  const { message } = refusal(build);
  // What is only known at the end is told by App.synth(), behind a line of its own.
  const [told = message] = /TNT\d{4} [^]*/.exec(message) ?? [];
  expect(told.slice(0, 7)).toBe(code);
  expect(told).toMatch(help);
  expect(told).toMatch(
    /^TNT\d{4} TenantSecurityRule [a-z-]+\/\S+: .+\n(?: +got {3}.+\n)? +why {3}.+\n +do {4}.+/,
  );
});
