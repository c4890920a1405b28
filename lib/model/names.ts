import { createHash } from "node:crypto";
import { nameIsToken, nameMalformed, nameReserved, nameTooLong } from "../errors/names";
import type { ErrorPlace } from "../errors/tenancy-error";

/**
 * The longest name of an Infrastructure. With the longest tenant name and two separators it leaves 19 of the 63
 * characters of a bucket's name, and 20 of the 64 of a role's.
 */
export const INFRASTRUCTURE_NAME_MOST = 16;
/** The longest name of a tenant. */
export const TENANT_NAME_MOST = 24;
/** The longest name of something within a tenant: a namespace, a node pool, a purpose. */
export const PART_NAME_MOST = 24;

/** Between the parts of a physical name. No name contains it, so `dev--x` is never a prefix of `dev-2--x`. */
export const NAME_SEPARATOR = "--";

const GRAMMAR = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*$/;
/** cdktf writes a value that is only known later as such a marker, in any letter case once it was mangled. */
const TOKEN = /\$\{|tftoken\[|#\{tf/i;

/** The tenants of the operator, which exist in every Infrastructure. */
export const MASTER_TENANTS = ["default", "compliance"] as const;

const RESERVED: Readonly<Record<string, string>> = {
  all: "it reads as `every tenant` in reports and on the command line.",
  world: "it names everybody outside in reports.",
  platform: "it names what belongs to no tenant in reports.",
  operator: "it is the place of the operator's own roles.",
  shared: "it names what belongs to several tenants in reports.",
  unknown: "it is a verdict of the proof.",
  none: "it reads as `no tenant` in reports.",
};

/** The nearest valid name, if anything of the given one is usable. */
export function proposedName(text: string, most: number): string | undefined {
  const cleaned = text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, most)
    .replace(/-+$/, "");
  return cleaned === "" ? undefined : cleaned;
}

/** True where a string holds a value that only Terraform will know. */
export function isTokenLike(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * The name itself, if it is one: lowercase letters, digits and single hyphens, a letter first, no more than `most`.
 *
 * @throws TNT1001 if it is a token, TNT1002 if its shape is wrong, TNT1003 if it is too long
 */
export function checkedName(at: ErrorPlace, what: string, name: unknown, most: number): string {
  if (typeof name !== "string") throw nameMalformed(at, what, name, undefined);
  if (isTokenLike(name)) throw nameIsToken(at, what, name);
  if (!GRAMMAR.test(name)) throw nameMalformed(at, what, name, proposedName(name, most));
  if (name.length > most) throw nameTooLong(at, what, name, most, shortened(name, most));
  return name;
}

/** @throws TNT1004 if the name has a meaning of its own, and what `checkedName` throws */
export function checkedTenantName(at: ErrorPlace, name: unknown): string {
  const checked = checkedName(at, "tenant name", name, TENANT_NAME_MOST);
  const reason = RESERVED[checked];
  if (reason !== undefined) throw nameReserved(at, "tenant name", checked, reason, `${checked}-team`);
  return checked;
}

/** @throws what `checkedName` throws, and TNT1004 for names that AWS keeps for itself */
export function checkedInfrastructureName(at: ErrorPlace, name: unknown): string {
  const checked = checkedName(at, "infrastructure name", name, INFRASTRUCTURE_NAME_MOST);
  if (/^(aws|amzn|amazon|sg)(-|$)/.test(checked)) {
    const why =
      "AWS keeps names that start with `aws`, and security groups that start with `sg-`, for itself.";
    throw nameReserved(
      at,
      "infrastructure name",
      checked,
      why,
      shortened(`my-${checked}`, INFRASTRUCTURE_NAME_MOST),
    );
  }
  return checked;
}

/** Cut to `most` characters with a digest of the whole at the end, so that different names stay different. */
export function shortened(name: string, most: number): string {
  if (name.length <= most) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, most - 9).replace(/-+$/, "")}-${digest}`;
}

/** A physical name from its parts, none of which contains the separator; cut with a digest beyond `most`. */
export function physicalName(parts: readonly string[], most: number): string {
  return shortened(parts.join(NAME_SEPARATOR), most);
}
