import type { Piece } from "../../facts/text";
import { textOfPieces } from "../../facts/text";
import type { Place, Provenance } from "../../facts/resource";
import type { Text, Value } from "../../facts/value";
import { resourceSymbol } from "../../facts/symbols";
import { literalOf, piecesOf } from "../../facts/text";
import { toPieces } from "../evaluate/values";

/** The account and region of a provider, as pieces of the texts that are made of them. */
export interface PlaceTexts {
  readonly partition: Text;
  readonly account: Text;
  readonly region: Text;
}

export function placeOf({ partition, account, region }: PlaceTexts): Place {
  return { partition: partition.pattern, account: account.pattern, region: region.pattern };
}

/** A resource as far as its computed attributes need to know it. */
export interface Described {
  readonly type: string;
  readonly provenance: Provenance;
  readonly place: PlaceTexts;
  /** True for one that stands for any number of instances. */
  readonly many: boolean;
  /** An attribute that is written, or that a plan or state knows. */
  given(name: string): Value | undefined;
}

/** Computed attributes of one type, by name. */
export type Attributes = Readonly<Record<string, (resource: Described) => Value>>;

/** A text that the resource was given, and undefined where it was given none, or one that cannot be read. */
export function givenPieces(resource: Described, name: string): readonly Piece[] | undefined {
  const value = resource.given(name);
  const pieces = value === undefined ? undefined : toPieces(value);
  return pieces === undefined || pieces.length === 0 ? undefined : pieces;
}

/** What only the apply knows, unique in a namespace if one is named. */
export function unknownPart(
  resource: Described,
  path: string,
  unique?: string,
  holds: "name" | "text" = "name",
): Piece {
  const namespace = unique === undefined || resource.many ? {} : { unique };
  return resourceSymbol(resource.provenance, path, { holds, ...namespace });
}

/** The literal pieces and symbols of an ARN. Null leaves a part empty. */
export function arn(
  { place }: Described,
  service: string,
  parts: { readonly region?: null; readonly account?: null },
  rest: readonly Piece[],
): Text {
  const region = parts.region === null ? [] : piecesOf(place.region);
  const account = parts.account === null ? [] : piecesOf(place.account);
  return textOfPieces([
    "arn:",
    ...piecesOf(place.partition),
    `:${service}:`,
    ...region,
    ":",
    ...account,
    ":",
    ...rest,
  ]);
}

/** Tells accounts apart in the names of namespaces: two that are not known to be one are two. */
export function accountKey({ place }: Described): string {
  return literalOf(place.account) ?? piecesOf(place.account).map(shownPiece).join("");
}

export function regionKey(resource: Described): string {
  const region = literalOf(resource.place.region) ?? piecesOf(resource.place.region).map(shownPiece).join("");
  return `${accountKey(resource)}/${region}`;
}

function shownPiece(piece: Piece): string {
  return typeof piece === "string" ? piece : `\${${piece.id}}`;
}
