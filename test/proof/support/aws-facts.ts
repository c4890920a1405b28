import type { Facts, FactResource, Owner } from "../../../lib/proof/facts/resource";
import { textOfPieces } from "../../../lib/proof/facts/text";
import type { Value } from "../../../lib/proof/facts/value";
import { literal, symbol } from "../../../lib/proof/pattern/token";

/** A resource as these tests write it: plain values, `<address#attribute>` for what only the apply knows. */
export interface Written {
  /** `aws_s3_bucket.uploads`. */
  readonly address: string;
  /** A tenant's name; `platform`; `?` for nobody knows. @default "platform" */
  readonly owner?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly many?: boolean;
  readonly ignored?: FactResource["ignored"];
  /** @default `ACCOUNT` */
  readonly account?: string;
  /** @default `REGION` */
  readonly region?: string;
}

export const ACCOUNT = "123456789012";
export const REGION = "eu-central-1";

const SYMBOL = /<([\w.\-[\]"]+#[\w.]+)>/;

/** What only the apply knows, where it cannot even be named. */
export const UNKNOWN: unique symbol = Symbol("unknown");

function text(written: string): Value {
  return textOfPieces(written.split(SYMBOL).map((piece, at) => (at % 2 === 0 ? piece : symbol(piece))));
}

/** A value of JSON as a value of the facts. Objects under `policy` and the like are written as documents. */
export function value(written: unknown): Value {
  if (written === UNKNOWN) return { kind: "unknown", cause: "the value is only known after the apply" };
  if (typeof written === "string") return text(written);
  if (typeof written === "number" || typeof written === "boolean") return { kind: "scalar", value: written };
  if (Array.isArray(written)) return { kind: "list", items: written.map(value), open: false };
  if (written === null || written === undefined) return { kind: "scalar", value: null };
  return { kind: "fields", fields: fields(written as Readonly<Record<string, unknown>>), open: false };
}

function fields(written: Readonly<Record<string, unknown>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(written).map(([key, item]) => [key, value(item)]));
}

function ownerOf(name: string): Owner {
  if (name === "?") return { kind: "unknown", cause: "no tag" };
  return name === "platform" ? { kind: "platform" } : { kind: "tenant", tenant: name };
}

function resource({
  address,
  owner = "platform",
  values = {},
  many = false,
  ...rest
}: Written): FactResource {
  const [type = "", id = ""] = address.split(".");
  return {
    type,
    provenance: { stack: "main", address, pointer: `/resource/${type}/${id}`, constructPath: `main/${id}` },
    owner: ownerOf(owner),
    place: {
      partition: literal("aws"),
      account: literal(rest.account ?? ACCOUNT),
      region: literal(rest.region ?? REGION),
    },
    values: fields(values),
    many,
    ignored: rest.ignored ?? [],
  };
}

/** Facts of these resources. */
export function facts(...written: readonly Written[]): Facts {
  const resources = written.map(resource);
  const tenants = resources.flatMap(({ owner }) => (owner.kind === "tenant" ? [owner.tenant] : []));
  return { resources, opaque: [], tenants: [...new Set(tenants)].sort() };
}

/** A policy document with these statements, as text. `Effect` is `Allow` where it is not written. */
export function document(...statements: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  });
}
