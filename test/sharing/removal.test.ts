import type { App } from "cdktf";
import type { Construct } from "constructs";
import * as fc from "fast-check";
import type { Access, Area } from "../../lib/model/sharing/areas";
import { AREA_RULES, AREAS } from "../../lib/model/sharing/areas";
import { TenantSecret } from "../../lib/resources/tenant-secret";
import type { Visibility } from "../../lib/resources/declared-resource";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import type { CrossTenantGrantProps, IShareable } from "../../lib/sharing/grant/grant-props";
import type { TenantSecurityRuleProps } from "../../lib/sharing/security-rule/rule-props";
import { TenantSecurityRule } from "../../lib/sharing/security-rule/tenant-security-rule";
import { TenancyStack } from "../../lib/tenant/tenancy-stack";
import type { Tenant } from "../../lib/tenant/tenant";
import { someInfrastructure } from "../support/infrastructure";
import { someTenant } from "../support/sharing";
import type { Synthesis } from "../support/synth";
import { synthesize } from "../support/synth";
import { MADE } from "./grant/support/granted-app";

/** Who there is, and where openings between them are declared. */
interface Around {
  readonly scope: Construct;
  readonly dev: Tenant;
  readonly qa: Tenant;
  /** What dev has, one of each kind. */
  readonly things: Readonly<Record<Area, IShareable>>;
}

/** One opening, and what it is about: two grants about one thing could say the same, which is refused. */
interface Opening {
  readonly id: string;
  readonly about: string;
  readonly declare: (around: Around) => unknown;
}

type Grant = Omit<Partial<CrossTenantGrantProps>, "area" | "resources">;

function grantOf(area: Area, access: Access, how: "one" | "all", narrowed: Grant = {}): Opening {
  const narrowing = Object.keys(narrowed).join("-").toLowerCase();
  const id = ["grant", area, access, how, ...(narrowing ? [narrowing] : [])].join("-");
  const declare = ({ scope, dev, qa, things }: Around) => {
    const common = { owner: dev, requester: qa, access, reason: "It will be removed", ...narrowed };
    const what = how === "all" ? { area } : { resources: [things[area]] };
    new CrossTenantGrant(scope, id, { ...common, ...what } as CrossTenantGrantProps);
  };
  return { id, about: area, declare };
}

const GRANTS: readonly Opening[] = AREAS.flatMap((area) =>
  (Object.keys(AREA_RULES[area].access) as Access[]).flatMap((access) => [
    grantOf(area, access, "one"),
    grantOf(area, access, "all"),
    grantOf(area, access, "one", { expires: "2098-12-31" }),
    grantOf(area, access, "one", { requesterRoles: ["pods"] }),
    ...(area === "s3" ? [grantOf(area, access, "one", { prefix: "exports/" })] : []),
    ...(area === "dynamodb" ? [grantOf(area, access, "one", { leadingKeys: ["qa"] })] : []),
  ]),
);

const SOURCES = {
  tenant: ({ qa }: Around) => ({ from: qa }),
  range: () => ({ fromCidr: "192.0.2.0/24" }),
  list: () => ({ fromPrefixList: "pl-0a1b2c3d4e5f60718" }),
};
const EXPOSED = {
  tenant: ["both", "hosts", "pods", "load-balancers"],
  range: ["both", "hosts", "pods", "load-balancers"],
  list: ["hosts", "load-balancers"],
} as const;

const RULES: readonly Opening[] = (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).flatMap((source) =>
  EXPOSED[source].map((expose, index) => {
    const id = `rule-${source}-${expose}`;
    const port = 8000 + index;
    const declare = (around: Around) => {
      const traffic = { protocol: "tcp", port, expose, description: "It will be removed" };
      const rule = { to: around.dev, ...SOURCES[source](around), ...traffic } as TenantSecurityRuleProps;
      new TenantSecurityRule(around.scope, id, rule);
    };
    return { id, about: id, declare };
  }),
);

const ALL = [...GRANTS, ...RULES];

/** Two tenants, one of which has one of everything, and the openings. */
function withOpenings(openings: readonly Opening[]): Synthesis {
  return synthesize((app: App) => {
    const [dev, qa] = [someTenant(app, "dev"), someTenant(app, "qa")];
    const scope = new TenancyStack(app, "shared", { infrastructure: someInfrastructure(app) });
    const made = Object.entries(MADE).map(([area, make]) => [area, make(dev, `a-${area}`)] as const);
    const things = { ...Object.fromEntries(made), kms: dev.key } as Around["things"];
    for (const { declare } of openings) declare({ scope, dev, qa, things });
  });
}

/** Each resource by its address, byte by byte. */
function bodies(plan: Synthesis): Map<string, string> {
  return new Map(
    Object.values(plan.stacks).flatMap(({ json }) =>
      Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
        Object.entries(byName).map(([name, body]) => [`${type}.${name}`, JSON.stringify(body)] as const),
      ),
    ),
  );
}

/** Addresses of resources that only one of two plans has, or that differ. */
function differing(one: Synthesis, other: Synthesis): string[] {
  const [a, b] = [bodies(one), bodies(other)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((address) => a.get(address) !== b.get(address))
    .sort();
}

/** Everything that was written, byte by byte. */
function written(plan: Synthesis): Record<string, string> {
  const stacks = Object.entries(plan.stacks).map(([name, { text }]) => [name, text] as const);
  return { ...Object.fromEntries(stacks), "tenancy.json": plan.intentText };
}

const NEVER = withOpenings([]);

test("there is a grant of every area and access, to one resource and to all", () => {
  const accesses = AREAS.flatMap((area) => Object.keys(AREA_RULES[area].access));
  expect(GRANTS.filter(({ id }) => /-(one|all)$/.test(id))).toHaveLength(2 * accesses.length);
});

test.each(ALL.map((opening) => [opening.id, opening] as const))(
  "%s: what it changes is what it lists as its parts, and removed it leaves the bytes of never",
  (_, opening) => {
    const declared = withOpenings([opening]);
    const listed = [...declared.intent.grants, ...declared.intent.rules].flatMap(({ parts }) => parts);
    expect(listed.length).toBeGreaterThan(0);
    expect(differing(NEVER, declared)).toEqual([...listed].sort());
    expect({ ...declared.intent, grants: [], rules: [] }).toEqual(NEVER.intent);
    expect(written(withOpenings([]))).toEqual(written(NEVER));
  },
);

test("among others an opening comes and goes with its own parts alone", () => {
  const several = fc
    .uniqueArray(fc.constantFrom(...ALL), { minLength: 1, maxLength: 6, selector: ({ about }) => about })
    .map(([last, ...others]) => ({ last, others }));
  fc.assert(
    fc.property(several, ({ last, others }) => {
      if (last === undefined) throw new Error("nothing was chosen");
      const without = withOpenings(others);
      const declared = withOpenings([...others, last]);
      const own = [...declared.intent.grants, ...declared.intent.rules].find(({ path }) =>
        path.endsWith(`/${last.id}`),
      );
      expect(differing(without, declared).filter((address) => !own?.parts.includes(address))).toEqual([]);
      expect(written(withOpenings(others))).toEqual(written(without));
    }),
    { numRuns: 15 },
  );
}, 120_000);

test.each<[string, (others: Tenant[]) => Visibility]>([
  ["to everyone", () => "public"],
  ["to those that are listed", (others) => others],
])("what is visible %s and is not any more leaves the bytes of never", (_, visibility) => {
  const build = (visible: boolean) =>
    synthesize((app) => {
      const others = [someTenant(app, "dev"), someTenant(app, "qa")];
      const operator = someTenant(app, "default", {}, "operator");
      new TenantSecret(operator, "licence", visible ? { visibility: visibility(others) } : {});
    });
  const [never, visible] = [build(false), build(true)];
  const listed = visible.intent.grants.flatMap(({ parts }) => parts);
  expect(differing(never, visible)).toEqual([...new Set(listed)].sort());
  expect(written(build(false))).toEqual(written(never));
});
