import { arnParts } from "../pattern/arn";
import { type Pattern, textOf } from "../pattern/token";
import type { Listed, PrincipalEntry } from "./document";
import { render, readTemplate, type TextReader } from "./template";

/** Why a document cannot be read. Caught where the document is parsed; never leaves the parser. */
export class Malformed extends Error {}

/** A JSON object, not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string or a list of strings, as most elements may be written. */
export function stringList(value: unknown, element: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((entry) => {
    if (typeof entry === "string") return entry;
    throw new Malformed(`${element} holds ${JSON.stringify(entry) ?? "nothing"}, not a string`);
  });
}

/** An element or its `Not…` form, of which a statement may have only one. */
export function either<T>(
  statement: Readonly<Record<string, unknown>>,
  element: string,
  read: (text: string) => T,
): Listed<T> | undefined {
  const negative = `Not${element}`;
  const [plain, negated] = [statement[element], statement[negative]];
  if (plain !== undefined && negated !== undefined)
    throw new Malformed(`${element} and ${negative} exclude each other`);
  if (plain !== undefined) return { negated: false, entries: stringList(plain, element).map(read) };
  if (negated !== undefined) return { negated: true, entries: stringList(negated, negative).map(read) };
  return undefined;
}

/** A text without wildcards: what a principal is. `*` in it is a character (I12: no partial wildcards). */
function exactText(text: string, reader: TextReader): Pattern {
  return render(readTemplate(text, false, reader), false, () => ({ state: "none" })) ?? [];
}

const ACCOUNT = /^\d{12}$/;

/** `AWS` principals: everyone, an account in its two spellings, or the ARN of a user, role or session. */
function awsPrincipal(text: string, reader: TextReader): PrincipalEntry {
  if (text === "*") return { type: "everyone" };
  const pattern = exactText(text, reader);
  const plain = textOf(pattern);
  if (plain !== undefined && ACCOUNT.test(plain)) return { type: "account", account: pattern };
  const parts = arnParts(pattern);
  if (parts.length < 6)
    return plain === undefined ? { type: "opaque", text: pattern } : { type: "arn", arn: pattern };
  const [, , service, , account, resource] = parts.map((part) => textOf(part));
  if (service === "iam" && resource === "root") {
    return {
      type: "account",
      account: account === undefined ? (parts[4] ?? []) : exactText(account, reader),
    };
  }
  return resource === undefined && parts[5]?.[0]?.kind === "symbol"
    ? { type: "opaque", text: pattern }
    : { type: "arn", arn: pattern };
}

function principalsOfType(type: string, value: unknown, reader: TextReader): readonly PrincipalEntry[] {
  return stringList(value, `Principal.${type}`).map((text): PrincipalEntry => {
    if (type === "AWS") return awsPrincipal(text, reader);
    const pattern = exactText(text, reader);
    if (type === "Service") return { type: "service", name: pattern };
    if (type === "Federated") return { type: "federated", provider: pattern };
    if (type === "CanonicalUser") return { type: "canonicalUser", id: pattern };
    throw new Malformed(`Principal has no type ${JSON.stringify(type)}`);
  });
}

function principalEntries(value: unknown, element: string, reader: TextReader): readonly PrincipalEntry[] {
  if (value === "*") return [{ type: "everyone" }];
  if (!isObject(value))
    throw new Malformed(`${element} is neither "*" nor an object of AWS, Service, Federated`);
  return Object.entries(value).flatMap(([type, names]) => principalsOfType(type, names, reader));
}

/** `Principal` or `NotPrincipal`. */
export function readPrincipals(
  statement: Readonly<Record<string, unknown>>,
  reader: TextReader,
): Listed<PrincipalEntry> | undefined {
  const { Principal: plain, NotPrincipal: negated } = statement;
  if (plain !== undefined && negated !== undefined)
    throw new Malformed("Principal and NotPrincipal exclude each other");
  if (plain !== undefined) return { negated: false, entries: principalEntries(plain, "Principal", reader) };
  if (negated !== undefined)
    return { negated: true, entries: principalEntries(negated, "NotPrincipal", reader) };
  return undefined;
}
