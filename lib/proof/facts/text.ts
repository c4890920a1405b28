import type { Pattern, SymbolToken, Token } from "../pattern/token";
import { keyOf, literal, symbol } from "../pattern/token";
import type { Text } from "./value";

/** Literal text, or a value that only the apply knows. */
export type Piece = string | SymbolToken;

/**
 * Text that is kept as it was written. Its pattern, which takes a token for each character, is made when it is
 * asked for: of a large plan most texts never are.
 */
class PieceText implements Text {
  readonly kind = "text";
  private made: Pattern | undefined;

  constructor(readonly pieces: readonly Piece[]) {}

  get pattern(): Pattern {
    this.made ??= tokensOf(this.pieces);
    return this.made;
  }
}

function tokensOf(pieces: readonly Piece[]): Pattern {
  const only = pieces.length === 1 ? pieces[0] : undefined;
  if (typeof only === "string") return literal(only);
  const tokens: Token[] = [];
  for (const piece of pieces) {
    if (typeof piece !== "string") tokens.push(piece);
    else for (const each of literal(piece)) tokens.push(each);
  }
  return tokens;
}

/** Text of pieces, one after the other. `*` and `?` in them are characters. */
export function textOfPieces(pieces: readonly Piece[]): Text {
  const only = pieces.length === 1 ? pieces[0] : undefined;
  if (only !== undefined && only !== "") return new PieceText([only]);
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece === "") continue;
    if (typeof piece === "string" && typeof last === "string") joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return new PieceText([...joined]);
}

/** The pieces of a text: runs of literal characters, and what is not known between them. */
export function piecesOf(text: Text): readonly Piece[] {
  if (text instanceof PieceText) return text.pieces;
  const pieces = text.pattern.map((token): Piece => {
    if (token.kind === "char") return token.char;
    return token.kind === "symbol" ? token : symbol(`any text (${token.kind})`, { holds: "text" });
  });
  return (textOfPieces(pieces) as PieceText).pieces;
}

/** What equal texts have in common, and others do not: as of their patterns. */
export function keyOfText(text: Text): string {
  let key = "";
  for (const piece of piecesOf(text)) key += typeof piece === "string" ? piece : keyOf([piece]);
  return key;
}

/** The characters of a text without anything unknown in it, else undefined. */
export function literalOf(text: Text): string | undefined {
  const pieces = piecesOf(text);
  const first = pieces[0] ?? "";
  return typeof first === "string" && pieces.length < 2 ? first : undefined;
}
