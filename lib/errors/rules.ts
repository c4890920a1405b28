import { shown, TenancyError } from "./tenancy-error";
import type { ErrorPlace } from "./tenancy-error";

/** TNT1301: no source, or more than one. */
export const sourceNotOne = (at: ErrorPlace, given: readonly string[]): TenancyError =>
  new TenancyError({
    code: "TNT1301",
    at,
    what: given.length === 0 ? "the rule lets nobody in." : "the rule has more than one source.",
    got: given.length === 0 ? "neither `from`, `fromCidr` nor `fromPrefixList`" : given.join(" and "),
    why: "a rule opens one way: one source, one target, so that removing it closes exactly that.",
    fix:
      given.length === 0
        ? "name who calls: a tenant with `from`, or addresses with `fromCidr` or `fromPrefixList`."
        : "declare one rule for each.",
  });

/** TNT1302: something else in the place of a tenant. */
export const notATenant = (at: ErrorPlace, what: string, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1302",
    at,
    what: `${shown(what)} is not a tenant.`,
    got: typeof got === "object" && got !== null ? "an object without name and Infrastructure" : shown(got),
    why: "a rule is between tenants that the app makes, or names with Tenant.fromTenantAttributes.",
    fix: `pass the construct of the tenant as \`${what}\`.`,
  });

/** TNT1303: a tenant of another app object. */
export const tenantUnknown = (at: ErrorPlace, what: string, path: string): TenancyError =>
  new TenancyError({
    code: "TNT1303",
    at,
    what: `${shown(what)} is a tenant that this app does not know.`,
    got: shown(path),
    why: "its security group and namespaces cannot be referred to from here.",
    fix: "name it in this app with Tenant.fromTenantAttributes.",
  });

/** TNT1304: a tenant without the group that a rule stands on. */
export const tenantWithoutGroup = (
  at: ErrorPlace,
  what: string,
  path: string,
  attribute: string,
  got: unknown,
): TenancyError =>
  new TenancyError({
    code: "TNT1304",
    at,
    what: `${shown(what)} has no security group.`,
    got: `${attribute} ${shown(got)} of ${path}`,
    why: "hosts and load balancers are opened by rules of the security groups of both tenants.",
    fix: `give ${path} its \`${attribute}\`, for example "sg-0a1b2c3d4e5f60718".`,
  });

/** TNT1305: a tenant that is opened to itself. */
export const sourceIsTarget = (at: ErrorPlace, tenant: string): TenancyError =>
  new TenancyError({
    code: "TNT1305",
    at,
    what: `the source and the target are the same tenant, ${shown(tenant)}.`,
    got: `from: ${tenant}, to: ${tenant}`,
    why: "a tenant's hosts and pods reach each other without a rule.",
    fix: "remove the rule, or name the other tenant.",
  });

/** TNT1306: a number that is no port. */
export const portUnusable = (at: ErrorPlace, what: string, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1306",
    at,
    what: `${shown(what)} is not a port.`,
    got: shown(got),
    why: "a port is a whole number from 1 to 65535; port 0 means `any` to some tools and nothing to others.",
    fix: 'write it like 8443; every port of every protocol is `protocol: "all"`.',
  });

/** TNT1307: a protocol with ports, without ports. */
export const portsMissing = (at: ErrorPlace, protocol: string): TenancyError =>
  new TenancyError({
    code: "TNT1307",
    at,
    what: `${protocol} needs a port.`,
    got: "neither `port` nor `ports`",
    why: "a missing port would open all of them.",
    fix: "give `port: 8443`, or `ports: { from: 1, to: 65535 }` if all of them are meant.",
  });

/** TNT1308: ports of a protocol that has none. */
export const portsUnknownHere = (at: ErrorPlace, protocol: string, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1308",
    at,
    what: `${shown(protocol)} has no ports.`,
    got: shown(got),
    why:
      protocol === "all"
        ? "AWS opens every port of every protocol then, whatever ports are named beside it."
        : "AWS reads the numbers as a type and a code, and opens something else.",
    fix: 'leave the ports out, or use `protocol: "tcp"`.',
  });

/** TNT1309: one port and a range. */
export const portsTwice = (at: ErrorPlace, port: unknown, ports: unknown): TenancyError =>
  new TenancyError({
    code: "TNT1309",
    at,
    what: "the rule has both `port` and `ports`.",
    got: `port: ${shown(port)}, ports: ${shown(ports)}`,
    why: "a rule opens one port or one range.",
    fix: "keep one of the two, and declare a second rule for the other.",
  });

/** TNT1310: a range from its end to its start. */
export const portsReversed = (
  at: ErrorPlace,
  { from, to }: { readonly from: number; readonly to: number },
): TenancyError =>
  new TenancyError({
    code: "TNT1310",
    at,
    what: "`ports` ends before it starts.",
    got: `{ from: ${from}, to: ${to} }`,
    why: "AWS and Kubernetes refuse such a range.",
    fix: `did you mean { from: ${to}, to: ${from} }?`,
  });

/** TNT1311: a description that says nothing, or that AWS would refuse. */
export const descriptionUnusable = (
  at: ErrorPlace,
  got: unknown,
  why: string,
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT1311",
    at,
    what: "`description` cannot be used.",
    got: shown(got),
    why,
    fix:
      proposal === undefined
        ? 'say who needs it for what, for example "Smoke tests call the API".'
        : `use ${shown(proposal)}, for example.`,
  });

/** TNT1312: a rule that tells the same as another. */
export const ruleTwice = (at: ErrorPlace, opening: string, otherPath: string): TenancyError =>
  new TenancyError({
    code: "TNT1312",
    at,
    what: `${otherPath} says the same already.`,
    got: opening,
    why: "AWS takes a rule once, and removing one of the two would not close anything.",
    fix: "remove one of the two.",
  });

/** TNT1313: a rule that stands in a tenant. */
export const ruleInsideTenant = (at: ErrorPlace, tenant: string): TenancyError =>
  new TenancyError({
    code: "TNT1313",
    at,
    what: `the rule stands in the scope of the tenant ${shown(tenant)}.`,
    got: at.path,
    why: "what stands there belongs to that tenant alone, and a rule has parts on both sides.",
    fix: "pass the stack as scope, beside the tenants.",
  });

/** TNT1314: stacks that would wait for each other. */
export const ruleMakesCycle = (at: ErrorPlace, stack: string, other: string): TenancyError =>
  new TenancyError({
    code: "TNT1314",
    at,
    what: `the stack ${shown(other)} is deployed after ${shown(stack)}, and this rule needs it before.`,
    got: `the rule in ${shown(stack)}, a tenant in ${shown(other)}`,
    why: "a rule names the security groups and namespaces of both tenants, so their stacks come first.",
    fix: 'declare the rules between the two in a stack of their own: new TenancyStack(app, "sharing", { infrastructure }).',
  });

/** TNT1315: more openings between two sides than the network plugin keeps apart. */
export const tooManyPorts = (at: ErrorPlace, pair: string, count: number, most: number): TenancyError =>
  new TenancyError({
    code: "TNT1315",
    at,
    what: `there would be ${count} different openings for pods ${pair}, and ${most} is the most.`,
    got: String(count),
    why: "the VPC CNI keeps so many combinations of protocol and ports an address, and drops what is beyond.",
    fix: 'join ports to ranges with `ports: { from, to }`, or open what only hosts need with `expose: "hosts"`.',
  });
