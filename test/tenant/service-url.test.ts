import type { App } from "cdktf";
import { Tenant } from "../../lib/tenant/tenant";
import type { ServiceUrlOptions } from "../../lib/tenant/tenant-attributes";
import { rule, tenantOf } from "../sharing/security-rule/support";
import { someInfrastructure } from "../support/infrastructure";
import { someTenant, stackOf } from "../support/sharing";
import { refusal, synthesize } from "../support/synth";

/** The address that `dev` gives for its service `api` at port 8443, asked before `declare` declares anything else. */
function asked(
  options: (app: App) => ServiceUrlOptions,
  declare: (app: App) => unknown = () => undefined,
): string {
  let url = "";
  synthesize((app) => {
    url = someTenant(app, "dev", { namespaces: [{}, { name: "jobs" }] }).serviceUrl(
      "api",
      8443,
      options(app),
    );
    declare(app);
  });
  return url;
}

test("a tenant knows the addresses of its own services", () => {
  expect(asked(() => ({}))).toBe("https://api.tenant-dev:8443");
  expect(asked(() => ({ scheme: "postgres" }))).toBe("postgres://api.tenant-dev:8443");
  expect(asked(() => ({ namespace: "tenant-dev--jobs" }))).toBe("https://api.tenant-dev--jobs:8443");
  expect(asked((app) => ({ from: tenantOf(app, "dev") }))).toBe("https://api.tenant-dev:8443");
});

test("the prefix of namespaces is the Infrastructure's", () => {
  let url = "";
  synthesize((app) => {
    const infrastructure = someInfrastructure(app, { namespacePrefix: "team-" });
    url = someTenant(app, "dev", { infrastructure }).serviceUrl("api", 80);
  });
  expect(url).toBe("https://api.team-dev:80");
});

test.each<[string, Parameters<typeof rule>[2]]>([
  ["of that port", {}],
  ["of ports around it", { port: undefined, ports: { from: 8000, to: 9000 } }],
  ["of everything", { protocol: "all", port: undefined }],
  ["of pods alone", { expose: "pods" }],
])("another tenant gets an address by a rule %s, declared later", (_, changes) => {
  const url = asked(
    (app) => ({ from: tenantOf(app, "qa") }),
    (app) => rule(app, "qa-calls-dev", changes),
  );
  expect(url).toBe("https://api.tenant-dev:8443");
});

const OTHERS: [string, (app: App) => unknown][] = [
  ["no rule", () => undefined],
  ["a rule of another port", (app) => rule(app, "qa-calls-dev", { port: 8444 })],
  ["a rule of UDP", (app) => rule(app, "qa-calls-dev", { protocol: "udp" })],
  ["a rule of hosts alone", (app) => rule(app, "qa-calls-dev", { expose: "hosts" })],
  [
    "a rule the other way round",
    (app) => rule(app, "dev-calls-qa", { from: tenantOf(app, "dev"), to: tenantOf(app, "qa") }),
  ],
  ["a rule of somebody else", (app) => rule(app, "ops-calls-dev", { from: tenantOf(app, "ops") })],
  ["a rule of addresses", (app) => rule(app, "office", { from: undefined, fromCidr: "192.0.2.0/24" })],
];

test.each(OTHERS)("by %s another tenant gets none, and the rule that it needs is proposed", (_, declare) => {
  const { message } = refusal((app) => {
    tenantOf(app, "dev").serviceUrl("api", 8443, { from: tenantOf(app, "qa") });
    declare(app);
  });
  expect(message).toMatch(/TNT1343 Tenant tenants\/dev: "qa" asked for an address of "dev"/);
  expect(message).toMatch(
    /new TenantSecurityRule\(scope, "qa-calls-dev", \{ from: qa, to: dev, protocol: "tcp", port: 8443, description: "…" \}\)/,
  );
});

test.each<[string, (app: App) => unknown, string, RegExp]>([
  ["a dotted name", (app) => tenantOf(app, "dev").serviceUrl("api.x", 80), "TNT1340", /write it like "api"/],
  ["a digit first", (app) => tenantOf(app, "dev").serviceUrl("1api", 80), "TNT1340", /DNS label/],
  [
    "another scheme",
    (app) => tenantOf(app, "dev").serviceUrl("api", 80, { scheme: "https://" }),
    "TNT1340",
    /write it like "https"/,
  ],
  ["port 0", (app) => tenantOf(app, "dev").serviceUrl("api", 0), "TNT1306", /from 1 to 65535/],
  [
    "another tenant's namespace",
    (app) => tenantOf(app, "dev").serviceUrl("api", 80, { namespace: "tenant-qa" }),
    "TNT1341",
    /the tenant has tenant-dev/,
  ],
  [
    "no cluster",
    (app) => {
      const infrastructure = someInfrastructure(app, { dataplane: undefined });
      someTenant(app, "dev", { infrastructure }).serviceUrl("api", 80);
    },
    "TNT1341",
    /a dataplane/,
  ],
  [
    "a caller of another cluster",
    (app) => {
      const infrastructure = someInfrastructure(app, { name: "prod", dataplane: undefined });
      const from = new Tenant(stackOf(app, "prod"), "web", { infrastructure });
      tenantOf(app, "dev").serviceUrl("api", 80, { from });
    },
    "TNT1342",
    /load balancer/,
  ],
])("an address with %s is refused", (_, build, code, help) => {
  const { message } = refusal(build);
  expect(message.slice(0, 7)).toBe(code);
  expect(message).toMatch(help);
});
