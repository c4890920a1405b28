/** One character that stands for itself. */
export interface CharToken {
  readonly kind: "char";
  readonly char: string;
  /** Its number where that takes one byte, else `undefined`. */
  readonly byte: number | undefined;
}

/** `?`: exactly one character, whichever it is. */
export interface OneToken {
  readonly kind: "one";
}

/** `*`: any text, the empty one and one with separators included. */
export interface ManyToken {
  readonly kind: "many";
}

/**
 * A piece of text whose value is not known before the apply, but whose identity is: the name of one resource,
 * the id of one key. Two tokens with the same `id` are the same text.
 */
export interface SymbolToken {
  readonly kind: "symbol";
  /** What it is the value of, for example `aws_s3_bucket.uploads#bucket`. */
  readonly id: string;
  /**
   * A namespace in which no two things have the same value (bucket names of a partition, role names of an
   * account): two symbols with different ids in one such namespace are different texts.
   *
   * @default - nothing is known about being different from other symbols
   */
  readonly unique?: string | undefined;
  /**
   * `name`: not empty, without `:` and `/`. `text`: anything, also nothing at all.
   */
  readonly holds: "name" | "text";
}

export type Token = CharToken | OneToken | ManyToken | SymbolToken;
/** What is not a character, but one of many texts. */
export type OtherToken = Exclude<Token, CharToken>;

/**
 * A pattern in normal form: neighbouring wildcards are `?`s followed by at most one `*`, so that equal
 * patterns look equal (`*?*` and `?**` are `?*`). A text is a pattern without wildcards.
 */
export type Pattern = readonly Token[];

export const ONE: OneToken = { kind: "one" };
export const MANY: ManyToken = { kind: "many" };

/** Matches everything. */
export const ANYTHING: Pattern = [MANY];

const chars = new Map<string, CharToken>();
/** By what is said about them, then by id. */
const symbols = new Map<string, Map<string, SymbolToken>>();

/** The one token of a character: tokens are interned, so that comparing them is comparing references. */
export function char(value: string): CharToken {
  const known = chars.get(value);
  if (known !== undefined) return known;
  const code = value.codePointAt(0) ?? 0;
  const made: CharToken = { kind: "char", char: value, byte: code < 256 ? code : undefined };
  chars.set(value, made);
  return made;
}

/** The one token of an unknown value. */
export function symbol(
  id: string,
  about: { readonly unique?: string; readonly holds?: "name" | "text" } = {},
): SymbolToken {
  const holds = about.holds ?? "name";
  const sort = about.unique === undefined ? holds : `${holds} ${about.unique}`;
  const known = symbols.get(sort) ?? new Map<string, SymbolToken>();
  symbols.set(sort, known);
  const made = known.get(id) ?? { kind: "symbol", id, unique: about.unique, holds };
  known.set(id, made);
  return made;
}

/** Brings tokens into normal form. What is in it already stays the same object. */
export function normalise(tokens: readonly Token[]): Pattern {
  if (isNormal(tokens)) return tokens;
  const result: Token[] = [];
  let many = false;
  for (const token of tokens) {
    if (token.kind === "many") {
      many = true;
    } else if (token.kind === "one") {
      result.push(ONE);
    } else {
      if (many) result.push(MANY);
      many = false;
      result.push(token);
    }
  }
  if (many) result.push(MANY);
  return result;
}

function isNormal(tokens: readonly Token[]): boolean {
  let many = false;
  for (const { kind } of tokens) {
    const isMany = kind === "many";
    if (many && (isMany || kind === "one")) return false;
    many = isMany;
  }
  return true;
}

const ASCII: readonly CharToken[] = Array.from({ length: 128 }, (_, code) => char(String.fromCharCode(code)));

/** Where tokens are laid out: a copy is as long as its text and no longer, and without holes. There are many. */
const DESK: CharToken[] = [];

/** A text of which every character stands for itself, `*` and `?` too. */
export function literal(text: string): readonly CharToken[] {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const known = ASCII[text.charCodeAt(at)];
    if (known !== undefined) DESK[count] = known;
    else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      DESK[count] = char(character);
      at += character.length - 1;
    }
    count += 1;
  }
  return DESK.slice(0, count);
}

/** The characters of a text, `*` and `?` as wildcards. Neighbouring ones are left as they are written. */
export function withWildcards(text: string): readonly Token[] {
  const tokens = literal(text);
  return /[*?]/.test(text)
    ? tokens.map((token) => (token.char === "*" ? MANY : token.char === "?" ? ONE : token))
    : tokens;
}

/** Reads `*` and `?` as wildcards, everything else as itself. */
export function glob(text: string): Pattern {
  return normalise(withWildcards(text));
}

const words = new Map<string, Pattern>();

/** The one pattern of a word out of few, such as the name of an action: what is derived from it is then kept. */
export function word(text: string): Pattern {
  const known = words.get(text) ?? literal(text);
  words.set(text, known);
  return known;
}

const NOTHING: Pattern = [];

/** Joins patterns, one after the other. */
export function concat(...patterns: readonly Pattern[]): Pattern {
  return normalise(NOTHING.concat(...patterns));
}

const lowered = new WeakMap<Pattern, Pattern>();

/** Characters in lower case, for what is compared without regard to case. Symbols and wildcards stay. */
export function lowerCase(pattern: Pattern): Pattern {
  const known = lowered.get(pattern);
  if (known !== undefined) return known;
  const made = pattern.flatMap((token): readonly Token[] =>
    token.kind === "char" ? Array.from(token.char.toLowerCase(), char) : [token],
  );
  lowered.set(pattern, made);
  return made;
}

/** True for a pattern with a value that is not known yet: it has no texts so far. */
export function isSymbolic(pattern: Pattern): boolean {
  return pattern.some((token) => token.kind === "symbol");
}

/** The text of a pattern that is one, else `undefined`. */
export function textOf(pattern: Pattern): string | undefined {
  return pattern.every(({ kind }) => kind === "char") ? keyOf(pattern) : undefined;
}

/** True for patterns that are written alike. */
export function isSamePattern(a: Pattern, b: Pattern): boolean {
  return a.length === b.length && a.every((token, at) => token === b[at]);
}

/** Where characters are lined up: a text that is added to one by one is made as often. */
const LINE = Buffer.alloc(4_096);

function keyOfToken(token: OtherToken): string {
  return token.kind === "symbol" ? `\u0000${token.id}\u0000` : `\u0000${token.kind}\u0000`;
}

/** A text that no other pattern has: for maps and sets of patterns. */
export function keyOf(pattern: Pattern): string {
  return textWith(pattern, keyOfToken);
}

/** The text of a pattern, with something in the place of what is not a character. */
export function textWith(pattern: Pattern, inPlaceOf: (token: OtherToken) => string): string {
  let text = "";
  let count = 0;
  const line = () => LINE.toString("latin1", 0, count);
  for (const token of pattern) {
    const byte = token.kind === "char" ? token.byte : undefined;
    if (byte !== undefined && count < LINE.length) {
      LINE[count] = byte;
      count += 1;
    } else {
      text += line() + (token.kind === "char" ? token.char : inPlaceOf(token));
      count = 0;
    }
  }
  return text + line();
}

/** For people: wildcards as written in a policy, a symbol as `${id}`. */
export function shownPattern(pattern: Pattern): string {
  return textWith(pattern, shownToken);
}

function shownToken(token: OtherToken): string {
  if (token.kind === "symbol") return `\${${token.id}}`;
  return token.kind === "one" ? "?" : "*";
}
