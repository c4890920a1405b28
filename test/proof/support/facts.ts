import type { FactResource, Facts, Owner } from "../../../lib/proof/facts/resource";
import { textOfPieces } from "../../../lib/proof/facts/text";
import type { Value } from "../../../lib/proof/facts/value";
import { literal, symbol } from "../../../lib/proof/pattern/token";

/** A value as Terraform's JSON writes it, or one that is made by hand. */
export type Written =
  string | number | boolean | null | Value | readonly Written[] | { readonly [key: string]: Written };

const REFERENCE = /^\$\{([^}]+)\.([a-z0-9_]+)\}$/;
const KINDS = ["scalar", "text", "list", "fields", "unknown"];

function isValue(written: object): written is Value {
  return "kind" in written && KINDS.includes(String(written.kind)) && !("metadata" in written);
}

/** `${aws_vpc.main.id}` is a value that only the apply knows, everything else what it says. */
export function value(written: Written): Value {
  if (typeof written === "string") {
    const [, address, attribute] = REFERENCE.exec(written) ?? [];
    return textOfPieces([address === undefined ? written : symbol(`${address}#${attribute}`)]);
  }
  if (typeof written === "number" || typeof written === "boolean" || written === null)
    return { kind: "scalar", value: written };
  if (Array.isArray(written)) return { kind: "list", items: written.map(value), open: false };
  if (isValue(written)) return written;
  const fields = Object.entries(written).map(([key, item]) => [key, value(item)] as const);
  return { kind: "fields", fields: new Map(fields), open: false };
}

/** What cannot be read. */
export const UNREAD: Value = { kind: "unknown", cause: "it is only known after the apply" };

/** `platform`, `unknown` or a tenant. */
export function owner(name: string): Owner {
  if (name === "platform") return { kind: "platform" };
  return name === "unknown" ? { kind: "unknown", cause: "nobody says so" } : { kind: "tenant", tenant: name };
}

export interface ResourceOptions {
  readonly stack?: string;
  readonly ignored?: readonly string[] | "all";
  readonly many?: boolean;
}

/** A resource at `type.name`, which belongs to `of`. */
export function resource(
  of: string,
  address: string,
  attributes: Readonly<Record<string, Written>>,
  options: ResourceOptions = {},
): FactResource {
  const [type = ""] = address.split(".");
  return {
    type,
    provenance: {
      stack: options.stack ?? "stack",
      address,
      pointer: `/resource/${address.replace(".", "/")}`,
    },
    owner: owner(of),
    place: { partition: literal("aws"), account: literal("123456789012"), region: literal("eu-west-1") },
    values: new Map(Object.entries(attributes).map(([name, written]) => [name, value(written)])),
    many: options.many ?? false,
    ignored: options.ignored ?? [],
  };
}

/** The facts of some resources; their tenants are all there are. */
export function facts(...resources: readonly FactResource[]): Facts {
  const tenants = resources.flatMap(({ owner: of }) => (of.kind === "tenant" ? [of.tenant] : []));
  return { resources, opaque: [], tenants: [...new Set(tenants)].sort() };
}
