import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ownerKey, type OwnerRef } from "../../../lib/proof/graph/crossing";
import { prove } from "../../../lib/proof/prove";
import type { ProofReport } from "../../../lib/proof/verdict/report";

const ACCOUNT = "123456789012";
const REGION = "eu-central-1";

/** What a statement is about: a thing of one of the tenants, by its number. */
export interface Target {
  readonly tenant: number;
  readonly thing: "objects" | "queue" | "role" | "prefix" | "everything";
}

/** A statement without the names of tenants, so that it can be written with any. */
export interface PlainStatement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly targets: readonly Target[];
  /** Only from one network, of which a plan does not say who is in it. */
  readonly fromNetwork: boolean;
}

/** What one tenant has: a role with its rights and with whom it trusts, and a bucket that lets others in. */
export interface PlainTenant {
  readonly rights: readonly PlainStatement[];
  /** Numbers of the tenants whose roles may become this one's. */
  readonly trusts: readonly number[];
  /** Whom the bucket's policy names, in one statement each; `everyone` or a tenant's number. */
  readonly admits: readonly { readonly effect: "Allow" | "Deny"; readonly whom: number | "everyone" }[];
}

export type Estate = readonly PlainTenant[];

export const NAMES = ["acme", "globex", "initech"] as const;

const tenant = fc.nat({ max: NAMES.length - 1 });
const target: fc.Arbitrary<Target> = fc.record({
  tenant,
  thing: fc.constantFrom("objects", "queue", "role", "prefix", "everything"),
});
const action = fc.constantFrom(
  ...[
    "s3:GetObject",
    "s3:*",
    "sqs:SendMessage",
    "sqs:*",
    "sts:AssumeRole",
    "iam:UpdateAssumeRolePolicy",
    "*",
  ],
);

/** Statements of one effect, or of both. */
export function statement(...effects: readonly PlainStatement["effect"][]): fc.Arbitrary<PlainStatement> {
  return fc.record({
    effect: fc.constantFrom(...effects),
    actions: fc.uniqueArray(action, { minLength: 1, maxLength: 2 }),
    targets: fc.array(target, { minLength: 1, maxLength: 2 }),
    fromNetwork: fc.boolean(),
  });
}

const plainTenant: fc.Arbitrary<PlainTenant> = fc.record({
  rights: fc.array(statement("Allow", "Deny"), { maxLength: 2 }),
  trusts: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: tenant.map((one) => [one]) },
  ),
  admits: fc.array(
    fc.record({
      effect: fc.constantFrom("Allow", "Deny"),
      whom: fc.oneof(tenant, fc.constant("everyone" as const)),
    }),
    { maxLength: 1 },
  ),
});

export const estate: fc.Arbitrary<Estate> = fc.tuple(plainTenant, plainTenant, plainTenant);

function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}-app`;
}

function targetArn({ tenant: of, thing }: Target, names: readonly string[]): string {
  const name = names[of] ?? "";
  if (thing === "objects") return `arn:aws:s3:::${name}-data/*`;
  if (thing === "queue") return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}-jobs`;
  if (thing === "role") return roleArn(name);
  return thing === "prefix" ? `arn:aws:s3:::${name}-*` : "*";
}

function document(statements: readonly unknown[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function rightsOf({ rights }: PlainTenant, names: readonly string[]): readonly unknown[] {
  return rights.map(({ effect, actions, targets, fromNetwork }) => ({
    Effect: effect,
    Action: actions,
    Resource: targets.map((each) => targetArn(each, names)),
    ...(fromNetwork ? { Condition: { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } } } : {}),
  }));
}

function admitted({ admits }: PlainTenant, names: readonly string[], own: string): readonly unknown[] {
  return admits.map(({ effect, whom }) => ({
    Effect: effect,
    Principal: whom === "everyone" ? "*" : { AWS: roleArn(names[whom] ?? "") },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${own}-data/*`,
  }));
}

type Blocks = readonly (readonly [type: string, name: string, body: Readonly<Record<string, unknown>>])[];

function blocksOf(plain: PlainTenant, name: string, names: readonly string[]): Blocks {
  const callers = plain.trusts.map((number) => ({ AWS: roleArn(names[number] ?? "") }));
  const trusted = [{ Service: "vpc-flow-logs.amazonaws.com" }, ...callers];
  const assume = trusted.map((Principal) => ({ Effect: "Allow", Principal, Action: "sts:AssumeRole" }));
  const rights = rightsOf(plain, names);
  const admits = admitted(plain, names, name);
  return [
    ["aws_iam_role", name, { name: `${name}-app`, assume_role_policy: document(assume) }],
    ["aws_s3_bucket", name, { bucket: `${name}-data` }],
    ["aws_sqs_queue", name, { name: `${name}-jobs` }],
    ...(rights.length === 0
      ? []
      : [["aws_iam_role_policy", name, { role: `${name}-app`, policy: document(rights) }] as const]),
    ...(admits.length === 0
      ? []
      : [["aws_s3_bucket_policy", name, { bucket: `${name}-data`, policy: document(admits) }] as const]),
  ];
}

/** What an estate is written with. */
export interface Writing {
  /** @default - acme, globex, initech */
  readonly names?: readonly string[];
  /** @default - tenant by tenant */
  readonly order?: (blocks: Blocks) => Blocks;
}

/** The estate as Terraform's JSON and an intent that declares nothing, proved. */
export function proved(
  plain: Estate,
  { names = NAMES, order = (blocks) => blocks }: Writing = {},
): ProofReport {
  const resource: Record<string, Record<string, unknown>> = {};
  const blocks = order(plain.flatMap((each, number) => blocksOf(each, names[number] ?? "", names)));
  for (const [type, name, body] of blocks) (resource[type] ??= {})[name] = body;
  const used = names.slice(0, plain.length);
  const files = {
    "main.tf.json": { provider: { aws: [{ region: REGION, allowed_account_ids: [ACCOUNT] }] }, resource },
    "tenancy.json": {
      version: 1,
      tenants: used,
      ownership: used.map((name) => ({ kind: "address", tenant: name, pattern: `*.${name}` })),
    },
  };
  const folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-metamorphic-"));
  try {
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, name), JSON.stringify(content));
    return prove({ folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each cell that is not isolated, as `tenant acme > tenant globex: open`. */
export type Matrix = Readonly<Record<string, "open" | "unknown">>;

/** The matrix, with other names for owners and without the cells of some. */
export function matrix(
  { cells }: ProofReport,
  call: (owner: string) => string = (owner) => owner,
  without: readonly string[] = [],
): Matrix {
  const key = (owner: OwnerRef) => ownerKey(owner);
  const kept = cells.filter(({ from, to }) => !without.includes(key(from)) && !without.includes(key(to)));
  return Object.fromEntries(
    kept.map(({ from, to, plane, verdict }) => [`${call(key(from))} > ${call(key(to))} ${plane}`, verdict]),
  );
}

const LEVELS = { isolated: 0, unknown: 1, open: 2 } as const;

/** The cells that the second matrix holds to be closed further than the first. */
export function closed(before: Matrix, after: Matrix): readonly string[] {
  return Object.keys(before).filter(
    (key) => LEVELS[after[key] ?? "isolated"] < LEVELS[before[key] ?? "isolated"],
  );
}
