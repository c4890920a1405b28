import type { FactResource, Provenance } from "../../facts/resource";
import { type Piece, piecesOf } from "../../facts/text";
import type { Value } from "../../facts/value";
import {
  normalise,
  type OtherToken,
  type Pattern,
  type SymbolToken,
  symbol,
  textWith,
} from "../../pattern/token";
import type { PolicyDocument, PolicyKind, PolicyObject, StatementSource } from "../../policy/document";
import { parsePolicy } from "../../policy/parse";
import type { TextReader } from "../../policy/template";
import type { Attributes } from "./attributes";

/** Characters that no policy holds: between them stands the number of a symbol. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];
const HELD = new RegExp(`${OPEN}(\\d+)${CLOSE}`);

/** The text of a document with its symbols held by numbers, and how to take it apart again. */
class HeldText {
  private readonly symbols: SymbolToken[] = [];

  of(pattern: Pattern): string {
    return textWith(pattern, (token) => this.hold(token));
  }

  /** Text as it was written: of a large document only what is not known is made into tokens. */
  ofPieces(pieces: readonly Piece[], resolve: (pattern: Pattern) => Pattern): string {
    return pieces
      .map((piece) => (typeof piece === "string" ? piece : this.of(normalise(resolve([piece])))))
      .join("");
  }

  private hold(token: OtherToken): string {
    const held = token.kind === "symbol" ? token : symbol(`unread text (${token.kind})`, { holds: "text" });
    return `${OPEN}${this.symbols.push(held) - 1}${CLOSE}`;
  }

  readonly reader: TextReader = (text) =>
    text.includes(OPEN) ? text.split(HELD).flatMap((piece, at) => this.piece(piece, at % 2 === 1)) : [text];

  private piece(text: string, isHeld: boolean): readonly (string | SymbolToken)[] {
    if (!isHeld) return text === "" ? [] : [text];
    const found = this.symbols[Number(text)];
    return found === undefined ? [] : [found];
  }
}
/** A document that was evaluated rather than written as text. */
function plain(value: Value, held: HeldText, resolve: (pattern: Pattern) => Pattern): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "text":
      return held.ofPieces(piecesOf(value), resolve);
    case "list":
      return value.items.map((item) => plain(item, held, resolve));
    case "fields":
      return Object.fromEntries([...value.fields].map(([key, item]) => [key, plain(item, held, resolve)]));
    case "unknown":
      return undefined;
  }
}

/** Where in a value something is not known. */
function unread(value: Value): string | undefined {
  if (value.kind === "unknown") return value.cause;
  if (value.kind !== "list" && value.kind !== "fields") return undefined;
  if (value.open) return "the document may hold more than is known";
  const parts = value.kind === "list" ? value.items : [...value.fields.values()];
  return parts.map(unread).find((cause) => cause !== undefined);
}

/** A document of which nothing is known: it may say anything, for this reason; or allow anything. */
export function unreadable(name: string, kind: PolicyKind, reason: string, effect?: "Allow"): PolicyDocument {
  const source = { policy: name, kind, index: 0 };
  return { name, kind, statements: [], unreadable: [{ source, reason, effect }] };
}

/** Where a document stands. */
export interface DocumentPlace {
  readonly provenance: Provenance;
  /** As people call it: address, and construct path where there is one. */
  readonly words: string;
  /** True where the document itself stands elsewhere, and what attaches it is here. @default false */
  readonly attached?: boolean | undefined;
}

function placeOf({ resource, place }: Attributes, attribute: string, title?: string): DocumentPlace {
  const { provenance } = resource;
  const path = provenance.constructPath === undefined ? "" : ` (${provenance.constructPath})`;
  const words = `${provenance.address}${path}`;
  return {
    provenance: { ...provenance, pointer: `${provenance.pointer}${place}/${attribute}` },
    words: title === undefined ? words : `${title}, by ${words}`,
    attached: title !== undefined,
  };
}

/** Reads policy documents and remembers where each of them stands. */
export class Documents {
  private readonly places = new Map<string, () => DocumentPlace>();
  private readonly known = new Map<FactResource, Map<string, PolicyDocument>>();

  /** The document in an attribute; undefined where there is none. Whoever it is attached to has the same one. */
  read(attributes: Attributes, attribute: string, kind: PolicyKind): PolicyDocument | undefined {
    const value = attributes.value(attribute);
    if (value === undefined) return undefined;
    const ofResource = this.known.get(attributes.resource) ?? new Map<string, PolicyDocument>();
    this.known.set(attributes.resource, ofResource);
    const key = `${kind} ${attributes.place}/${attribute}`;
    const document = ofResource.get(key) ?? this.readAs(value, attributes, attribute, kind);
    ofResource.set(key, document);
    return document;
  }

  private readAs(value: Value, attributes: Attributes, attribute: string, kind: PolicyKind): PolicyDocument {
    const name = this.nameOf(attributes, attribute);
    const document = this.parse(value, kind, name, (pattern) => attributes.resolve(pattern));
    if (!attributes.isIgnored(attribute)) return document;
    const reason = `${attribute} is in ignore_changes: what is there may differ`;
    // What was denied may be gone: nothing rests on it.
    return {
      ...document,
      statements: document.statements.filter(({ effect }) => effect === "Allow"),
      unreadable: [...document.unreadable, ...unreadable(name, kind, reason).unreadable],
    };
  }

  /** A document that may say anything, in place of one that this attribute should lead to. */
  unknown(
    attributes: Attributes,
    attribute: string,
    kind: PolicyKind,
    reason: string,
    effect?: "Allow",
  ): PolicyDocument {
    return unreadable(this.nameOf(attributes, attribute), kind, reason, effect);
  }

  /** A document of somebody else's, which this attribute attaches: its statements are told from elsewhere by that. */
  attached(attributes: Attributes, attribute: string, document: PolicyDocument): PolicyDocument {
    const name = this.nameOf(attributes, attribute, document.name);
    const renamed = <T extends { readonly source: StatementSource }>(each: T): T => ({
      ...each,
      source: { ...each.source, policy: name },
    });
    const { statements, unreadable: unread } = document;
    return { ...document, name, statements: statements.map(renamed), unreadable: unread.map(renamed) };
  }

  /** A document that follows from attributes, and is written nowhere. */
  implied(
    attributes: Attributes,
    attribute: string,
    kind: PolicyKind,
    document: PolicyObject,
  ): PolicyDocument {
    return parsePolicy(document, kind, this.nameOf(attributes, attribute));
  }

  /** The same for one whose principals and resources hold what only the apply knows. */
  impliedFrom(
    attributes: Attributes,
    attribute: string,
    kind: PolicyKind,
    make: (text: (pattern: Pattern) => string) => PolicyObject,
  ): PolicyDocument {
    const held = new HeldText();
    const document = make((pattern) => held.of(pattern));
    return parsePolicy(document, kind, this.nameOf(attributes, attribute), held.reader);
  }

  /** Where a statement stands, down to its place in the document. */
  placeOf({ policy, index }: StatementSource): DocumentPlace | undefined {
    const found = this.places.get(policy)?.();
    if (found === undefined) return undefined;
    const { provenance, words, attached } = found;
    if (attached === true) return found;
    return { words, provenance: { ...provenance, pointer: `${provenance.pointer}/Statement/${index}` } };
  }

  private parse(
    value: Value,
    kind: PolicyKind,
    name: string,
    resolve: (pattern: Pattern) => Pattern,
  ): PolicyDocument {
    const cause = unread(value);
    if (cause !== undefined) return unreadable(name, kind, cause);
    const held = new HeldText();
    if (value.kind === "text" && piecesOf(value).every((piece) => typeof piece !== "string"))
      return unreadable(name, kind, "the document is only known after the apply");
    const document = plain(value, held, resolve);
    return parsePolicy({ name, document: document as string | PolicyObject }, kind, name, held.reader);
  }

  private nameOf(attributes: Attributes, attribute: string, title?: string): string {
    const { provenance } = attributes.resource;
    const suffix = title === undefined ? "" : `: ${title}`;
    const name = `${provenance.stack}/${provenance.address}${attributes.place}/${attribute}${suffix}`;
    this.places.set(name, () => placeOf(attributes, attribute, title));
    return name;
  }
}
