import type { FactResource } from "../facts/resource";
import { keyOfText, literalOf } from "../facts/text";
import type { Value } from "../facts/value";
import { literal, type Pattern, shownPattern } from "../pattern/token";

/** Members of a list as far as they are known. */
export interface Listed<T> {
  readonly items: readonly T[];
  /** Why there may be more, or others. @default - these are all */
  readonly open?: string | undefined;
}

const NOTHING: Listed<never> = { items: [] };

/** True for what is not written, or written as null. */
export function isAbsent(value: Value | undefined): value is undefined {
  return value === undefined || (value.kind === "scalar" && value.value === null);
}

const camelCases = new Map<string, string>();

/** `match_labels` of Terraform is `matchLabels` in a manifest. */
function camelCase(name: string): string {
  const known =
    camelCases.get(name) ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  camelCases.set(name, known);
  return known;
}

function inCamelCase(fields: ReadonlyMap<string, Value>, name: string): Value | undefined {
  const other = camelCase(name);
  return other === name ? undefined : fields.get(other);
}

/** A block that does not occur, as plans write it. */
function isNoBlock(value: Value): boolean {
  return value.kind === "list" && value.items.length === 0 && !value.open;
}

/**
 * What stands at a name, by Terraform's or by Kubernetes' spelling of it. A block that occurs once is the
 * block; what cannot be read has members that cannot be read.
 */
export function member(value: Value | undefined, name: string): Value | undefined {
  if (isAbsent(value)) return undefined;
  if (value.kind === "unknown") return value;
  if (value.kind === "list") {
    if (value.open)
      return { kind: "unknown", cause: `it is not known how often the block of ${name} occurs` };
    return member(value.items[0], name);
  }
  if (value.kind !== "fields") return undefined;
  const found = value.fields.get(name) ?? inCamelCase(value.fields, name);
  if (found !== undefined) return isAbsent(found) || isNoBlock(found) ? undefined : found;
  return value.open ? { kind: "unknown", cause: `${name} is not known` } : undefined;
}

/** `spec[0].ingress` as names: `spec`, `ingress`. */
function namesIn(path: string): readonly string[] {
  return path.replace(/\[[^\]]*\]/g, "").split(".");
}

/** A value of which a part, which these names lead to, is not known. */
function unknownWithin(value: Value, names: readonly string[], cause: string): Value {
  const [name, ...rest] = names;
  if (name === undefined || value.kind === "unknown") return { kind: "unknown", cause };
  if (value.kind === "list")
    return { ...value, items: value.items.map((item) => unknownWithin(item, names, cause)) };
  if (value.kind !== "fields") return { kind: "unknown", cause };
  const part = value.fields.get(name) ?? { kind: "scalar", value: null };
  return { ...value, fields: new Map([...value.fields, [name, unknownWithin(part, rest, cause)]]) };
}

/** An attribute of a resource; what of it somebody else may change (`ignore_changes`) is not known. */
export function attribute(resource: FactResource, name: string): Value | undefined {
  const { ignored, provenance } = resource;
  if (ignored.length === 0) return written(resource.values.get(name));
  const cause = `${provenance.address} ignores changes of ${name}`;
  if (ignored === "all") return { kind: "unknown", cause };
  const paths = ignored.map(namesIn).filter(([first]) => first === name);
  const found = paths.reduce<Value>(
    (value, [, ...within]) => unknownWithin(value, within, cause),
    resource.values.get(name) ?? { kind: "scalar", value: null },
  );
  return written(found);
}

function written(found: Value | undefined): Value | undefined {
  return isAbsent(found) || isNoBlock(found) ? undefined : found;
}

/** The occurrences of a block, or the members of a list. */
export function occurrences(value: Value | undefined): Listed<Value> {
  if (isAbsent(value)) return NOTHING;
  if (value.kind === "unknown") return { items: [], open: value.cause };
  if (value.kind === "fields") return { items: [value] };
  if (value.kind !== "list") return { items: [value] };
  const open = value.open ? "it is not known how many there are" : undefined;
  return { items: value.items.filter((item) => !isAbsent(item)), open };
}

/** Text, numbers and truths as they are written; undefined where a part is not known, or nothing is there. */
export function literalValue(value: Value | undefined): string | undefined {
  if (isAbsent(value)) return undefined;
  if (value.kind === "text") return literalOf(value);
  return value.kind === "scalar" ? String(value.value) : undefined;
}

/** Text with what is not known in it. */
export function patternValue(value: Value | undefined): Pattern | undefined {
  if (isAbsent(value)) return undefined;
  if (value.kind === "text") return value.pattern;
  return value.kind === "scalar" ? literal(String(value.value)) : undefined;
}

/** A name for maps and for people: literal text as it is, else with its symbols. */
export function nameOf(value: Value | undefined): string | undefined {
  const known = literalValue(value);
  if (known !== undefined) return known;
  return value?.kind === "text" ? shownPattern(value.pattern) : undefined;
}

/** What equal texts have in common. */
export function identityOf(value: Value | undefined): string | undefined {
  if (isAbsent(value)) return undefined;
  if (value.kind === "text") return keyOfText(value);
  return value.kind === "scalar" ? String(value.value) : undefined;
}

/** A truth, also where it is written as text; `unknown` where it is not known; undefined where it is absent. */
export function truthValue(value: Value | undefined): boolean | "unknown" | undefined {
  if (isAbsent(value)) return undefined;
  const text = literalValue(value);
  return text === "true" ? true : text === "false" ? false : "unknown";
}

/** Why a value is not known, if it is not. */
export function causeOf(value: Value | undefined, what: string): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === "unknown") return value.cause;
  return value.kind === "text" && literalOf(value) === undefined
    ? `${what} is ${shownPattern(value.pattern)}, which only the apply knows`
    : undefined;
}

/** Literal texts of a list; what is not literal makes it open. */
export function literals(value: Value | undefined): Listed<string> {
  const { items, open } = occurrences(value);
  const texts = items.map((item) => literalValue(item));
  const unread = items.find((_, n) => texts[n] === undefined);
  return {
    items: texts.flatMap((text) => text ?? []),
    open:
      open ?? (unread === undefined ? undefined : (causeOf(unread, "a value") ?? "a value cannot be read")),
  };
}
