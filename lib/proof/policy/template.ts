import { gather } from "../../model/lists";
import {
  char,
  normalise,
  type Pattern,
  type SymbolToken,
  symbol,
  type Token,
  withWildcards,
} from "../pattern/token";

/** A policy variable: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`. */
export interface VariablePart {
  readonly kind: "variable";
  /** In lower case: key names are compared without regard to case (S4). */
  readonly key: string;
  /** @default - without a value in the request the text matches nothing */
  readonly fallback?: string | undefined;
}

/**
 * A text of a policy: characters, wildcards, unknown values, and variables of the request.
 * `*` and `?` are kept apart from the literal ones until it is known whether the place reads wildcards.
 */
export type Template = readonly (Token | VariablePart)[];

/** How the text of a document is taken apart where Terraform left values that only the apply knows. */
export type TextReader = (text: string) => readonly (string | SymbolToken)[];

/** Documents of a concrete request hold no such values. */
export const plainText: TextReader = (text) => [text];

const DEFAULTED = /^([^,]+),\s*'([^']*)'$/;
const ESCAPED = new Set(["*", "?", "$"]);

function variable(inside: string): Token | VariablePart {
  if (ESCAPED.has(inside)) return char(inside);
  const defaulted = DEFAULTED.exec(inside);
  const key = (defaulted?.[1] ?? inside).trim().toLowerCase();
  return { kind: "variable", key, fallback: defaulted?.[2] };
}

function readPlain(text: string, variables: boolean): Template {
  if (!variables || !text.includes("${")) return withWildcards(text);
  const parts: (Token | VariablePart)[] = [];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf("${", at);
    const end = start < 0 ? -1 : text.indexOf("}", start);
    // What is not closed is a text.
    const plain = text.slice(at, end < 0 ? text.length : start);
    for (const token of withWildcards(plain)) parts.push(token);
    if (end < 0) break;
    parts.push(variable(text.slice(start + 2, end)));
    at = end + 1;
  }
  return parts;
}

/**
 * Reads a text. Variables exist only in version 2012-10-17 of the language; before, `${…}` is plain text
 * (S5).
 */
export function readTemplate(text: string, variables: boolean, reader: TextReader = plainText): Template {
  const pieces = reader(text);
  const [first] = pieces;
  if (pieces.length === 1 && typeof first === "string") return readPlain(first, variables);
  return gather<string | SymbolToken, Token | VariablePart>(pieces, (piece) =>
    typeof piece === "string" ? readPlain(piece, variables) : [piece],
  );
}

/** The place after the fifth colon outside of a variable, or -1. */
function endOfFifthPart(text: string): number {
  let colons = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith("${", at)) depth += 1;
    else if (text[at] === "}" && depth > 0) depth -= 1;
    else if (text[at] === ":" && depth === 0) {
      colons += 1;
      if (colons === 5) return at + 1;
    }
  }
  return -1;
}

/** Reads a resource ARN: variables only in its last part (S5), elsewhere they are plain text. */
export function readResourceTemplate(
  text: string,
  variables: boolean,
  reader: TextReader = plainText,
): Template {
  if (reader !== plainText) return readTemplate(text, variables, reader);
  const split = endOfFifthPart(text);
  if (split < 0) return readTemplate(text, false);
  return [...readTemplate(text.slice(0, split), false), ...readTemplate(text.slice(split), variables)];
}

/** What a variable stands for in a request. */
export type VariableValue =
  /** The key has exactly one value. */
  | { readonly state: "value"; readonly value: Pattern }
  /** The key is absent, or has several values: nothing to put in. */
  | { readonly state: "none" }
  /** It may be anything. */
  | { readonly state: "unknown" };

/** Is it one already: without variables, in normal form, and without wildcards where none are read? */
function isPattern(template: Template, wildcards: boolean): template is Pattern {
  let many = false;
  for (const { kind } of template) {
    if (kind === "variable") return false;
    const isWildcard = kind === "many" || kind === "one";
    if (isWildcard && (many || !wildcards)) return false;
    many = kind === "many";
  }
  return true;
}

/**
 * Puts the request's values in. `undefined` when a variable has none and no default: the text then matches
 * nothing (S5). A variable that may be anything becomes a symbol for any text.
 *
 * Values never act as wildcards: the characters that tags, names and sessions may have do not include `*`
 * and `?`.
 */
export function render(
  template: Template,
  wildcards: boolean,
  lookUp: (key: string) => VariableValue,
): Pattern | undefined {
  if (isPattern(template, wildcards)) return template;
  const tokens: Token[] = [];
  for (const part of template) {
    if (part.kind === "many") tokens.push(wildcards ? part : char("*"));
    else if (part.kind === "one") tokens.push(wildcards ? part : char("?"));
    else if (part.kind !== "variable") tokens.push(part);
    else {
      const found = lookUp(part.key);
      if (found.state === "value") tokens.push(...found.value);
      else if (found.state === "unknown") tokens.push(symbol(`request:${part.key}`, { holds: "text" }));
      else if (part.fallback !== undefined) tokens.push(...Array.from(part.fallback, char));
      else return undefined;
    }
  }
  return normalise(tokens);
}

const NO_KEYS: readonly string[] = [];

/** True if what it says depends on the request. */
export function hasVariables(template: Template): boolean {
  return template.some(({ kind }) => kind === "variable");
}

/** The keys of a template's variables. */
export function variableKeys(template: Template): readonly string[] {
  if (!hasVariables(template)) return NO_KEYS;
  const keys: string[] = [];
  for (const part of template) if (part.kind === "variable") keys.push(part.key);
  return keys;
}

/**
 * S6: a string of Terraform JSON as AWS gets it: `$${` and `%%{` are the escaped forms of `${` and `%{`.
 */
export function unescapeTerraform(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** S6: the `aws_iam_policy_document` data source writes IAM's variables as `&{…}`. */
export function unescapePolicyDocument(text: string): string {
  return text.replaceAll("&{", "${");
}
