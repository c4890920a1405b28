import { concat, glob, literal, type Pattern, symbol, textOf } from "../../pattern/token";
import type { KindSpec } from "../kinds/kind";
import type { Attributes } from "../read/attributes";
import { symbolId } from "../read/references";

const PLACEHOLDER = /\{(\w+)\}/;

function startsWith(name: Pattern, text: string): boolean {
  return textOf(name.slice(0, text.length)) === text;
}

/**
 * A name that only the apply knows: the same in all references to it, and different from those of all others
 * of its kind, unless it stands for many.
 */
function unknownName(attributes: Attributes, { kind, name }: KindSpec): Pattern {
  const { provenance, many } = attributes.resource;
  const id = symbolId(`${provenance.stack}/${provenance.address}`, name.attribute);
  const own = symbol(id, many ? {} : { unique: kind });
  const beginning = name.prefix === undefined ? undefined : attributes.text(name.prefix);
  return beginning === undefined ? [own] : [...beginning, symbol(id)];
}

/** The name of a resource as its ARN has it. */
export function nameOf(attributes: Attributes, spec: KindSpec): Pattern {
  const { attribute, slash, without } = spec.name;
  const written = attributes.text(attribute) ?? unknownName(attributes, spec);
  const name =
    without !== undefined && startsWith(written, without) ? written.slice(without.length) : written;
  return slash === true && !startsWith(name, "/") ? [...literal("/"), ...name] : name;
}

const taken = new Map<string, readonly (Pattern | string)[]>();

/** A text of the table taken apart: what it says, and the names of its places. */
function piecesOf(spec: string): readonly (Pattern | string)[] {
  const known =
    taken.get(spec) ?? spec.split(PLACEHOLDER).map((piece, at) => (at % 2 === 0 ? glob(piece) : piece));
  taken.set(spec, known);
  return known;
}

/** A path is the root where none is written; anything else that is not, only the apply knows. */
function held(attributes: Attributes, attribute: string): Pattern {
  const { stack, address } = attributes.resource.provenance;
  const otherwise =
    attribute === "path" ? literal("/") : [symbol(symbolId(`${stack}/${address}`, attribute))];
  return attributes.text(attribute) ?? otherwise;
}

/** A text of the table of kinds with everything put in. */
export function filled(spec: string, attributes: Attributes, name: Pattern, arn: Pattern): Pattern {
  const { partition, account, region } = attributes.resource.place;
  const known: Readonly<Record<string, Pattern>> = { P: partition, A: account, R: region, N: name, arn };
  const pieces = piecesOf(spec);
  const only = pieces.length === 3 ? pieces[1] : undefined;
  if (typeof only === "string" && spec === `{${only}}`) return known[only] ?? held(attributes, only);
  const parts = pieces.map((piece) =>
    typeof piece === "string" ? (known[piece] ?? held(attributes, piece)) : piece,
  );
  return concat(...parts);
}

/** The ARNs of the paths above a name, each as it is written with a slash at its end and without. */
export function arnsAbove(spec: KindSpec, attributes: Attributes, name: Pattern): readonly Pattern[] {
  const ends = name.flatMap((token, at) => (token.kind === "char" && token.char === "/" ? [at] : []));
  const paths = ends.flatMap((end) => [name.slice(0, end), name.slice(0, end + 1)]);
  return paths
    .filter((path) => path.length > 0 && path.length < name.length)
    .map((path) => filled(spec.arn, attributes, path, []));
}
