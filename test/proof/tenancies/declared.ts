import fc from "fast-check";
import type { Access, Area } from "../../../lib/model/sharing/areas";

/** A tenant as it is drawn: by number, in one of two stacks of its Infrastructure. */
export interface DrawnTenant {
  readonly infrastructure: 0 | 1;
  readonly stack: 0 | 1;
  readonly namespaces: 1 | 2;
  readonly internet: boolean;
}

export interface DrawnRule {
  /** A tenant by number, or a range. */
  readonly from: number | string;
  readonly to: number;
  readonly ports: { readonly protocol: "tcp" | "udp"; readonly from: number; readonly to: number } | "all";
  readonly expose: "hosts" | "pods" | "both";
}

export interface DrawnGrant {
  readonly owner: number;
  readonly requester: number;
  readonly area: Extract<Area, "s3" | "dynamodb" | "sqs" | "kms" | "secretsmanager">;
  readonly access: Access;
  /** Part of a bucket, or some items of a table. */
  readonly narrow: boolean;
  /** Everything of the kind, instead of the one thing. */
  readonly whole: boolean;
  readonly roles: readonly ("pods" | "hosts")[] | undefined;
}

/** What somebody declares, before any construct. */
export interface Drawn {
  readonly tenants: readonly DrawnTenant[];
  readonly rules: readonly DrawnRule[];
  readonly grants: readonly DrawnGrant[];
  /** Who else reads a parameter of the first tenant: everybody, or tenants by number. `nowhere`: it has none. */
  readonly visible: "public" | "nowhere" | readonly number[];
}

const tenant: fc.Arbitrary<DrawnTenant> = fc.record({
  infrastructure: fc.constantFrom(0, 0, 1),
  stack: fc.constantFrom(0, 1),
  namespaces: fc.constantFrom(1, 2),
  internet: fc.boolean(),
});

const ports: fc.Arbitrary<DrawnRule["ports"]> = fc.oneof(
  fc.constant<DrawnRule["ports"]>("all"),
  fc
    .record({
      protocol: fc.constantFrom("tcp", "udp"),
      from: fc.integer({ min: 1, max: 9_000 }),
      span: fc.constantFrom(0, 99),
    })
    .map(({ protocol, from, span }) => ({ protocol, from, to: from + span })),
);

function rule(count: number): fc.Arbitrary<DrawnRule> {
  return fc.record({
    from: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: count - 1 }) },
      fc.constantFrom("192.0.2.0/24", "198.51.100.7/32", "2001:db8::/48"),
    ),
    to: fc.integer({ min: 0, max: count - 1 }),
    ports,
    expose: fc.constantFrom("hosts", "pods", "both"),
  });
}

const ACCESSES: readonly (readonly [DrawnGrant["area"], Access])[] = [
  ["s3", "read"],
  ["s3", "write"],
  ["s3", "readwrite"],
  ["dynamodb", "read"],
  ["dynamodb", "write"],
  ["sqs", "consume"],
  ["sqs", "send"],
  ["kms", "decrypt"],
  ["kms", "encrypt"],
  ["secretsmanager", "read"],
];

function grant(count: number): fc.Arbitrary<DrawnGrant> {
  return fc
    .record({
      owner: fc.integer({ min: 0, max: count - 1 }),
      requester: fc.integer({ min: 0, max: count - 1 }),
      what: fc.constantFrom(...ACCESSES),
      narrow: fc.boolean(),
      whole: fc.boolean(),
      roles: fc.constantFrom(undefined, ["pods"] as const, ["hosts"] as const),
    })
    .map(({ what: [area, access], ...rest }) => ({ ...rest, area, access }));
}

/** Pods of two clusters know each other by address alone: between Infrastructures rules open hosts, or are refused. */
function possible(tenants: readonly DrawnTenant[], rule: DrawnRule): DrawnRule {
  if (typeof rule.from === "string") return rule;
  const apart = tenants[rule.from]?.infrastructure !== tenants[rule.to]?.infrastructure;
  return apart ? { ...rule, expose: "hosts" } : rule;
}

function once<T>(list: readonly T[], key: (each: T) => string): readonly T[] {
  return [...new Map(list.map((each) => [key(each), each])).values()];
}

/** Tenants of another Infrastructure are no others to be visible to. */
function beside(tenants: readonly DrawnTenant[], visible: Drawn["visible"]): Drawn["visible"] {
  if (typeof visible === "string") return visible;
  const left = visible.filter((n) => tenants[n]?.infrastructure === tenants[0]?.infrastructure);
  return left.length > 0 ? left : "nowhere";
}

/** Two to four tenants in one or two Infrastructures, with what is open between them: nothing twice, nothing to oneself. */
export const drawn: fc.Arbitrary<Drawn> = fc.array(tenant, { minLength: 2, maxLength: 4 }).chain((tenants) =>
  fc
    .record({
      rules: fc.array(rule(tenants.length), { maxLength: 4 }),
      grants: fc.array(grant(tenants.length), { maxLength: 4 }),
      visible: fc.oneof(
        fc.constantFrom<Drawn["visible"]>("public", "nowhere"),
        fc.uniqueArray(fc.integer({ min: 1, max: tenants.length - 1 }), { minLength: 1 }),
      ),
    })
    .map(({ rules, grants, visible }) => ({
      ...{ tenants, visible: beside(tenants, visible) },
      rules: once(
        rules.filter(({ from, to }) => from !== to).map((each) => possible(tenants, each)),
        ({ from, to }) => `${from} ${to}`,
      ),
      grants: once(
        grants.filter(({ owner, requester }) => owner !== requester),
        ({ owner, requester, area }) => `${owner} ${requester} ${area}`,
      ),
    })),
);
