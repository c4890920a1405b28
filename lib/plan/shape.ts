import { fileMisshapen } from "../errors/plan";

/** Where in a file a value stands. */
export interface Spot {
  readonly file: string;
  /** For example `tenants[3].name`; empty for the whole file. */
  readonly place: string;
}

/** Returns the value as what it should be. @throws TNT3006 if it is something else */
export type Shape<T> = (value: unknown, spot: Spot) => T;

/** A shape for each field: one that is added to `T` and forgotten here does not compile. */
type Fields<T> = { readonly [Key in keyof T]-?: Shape<T[Key]> };

const below = (spot: Spot, key: string): Spot => ({
  file: spot.file,
  place: spot.place === "" ? key : `${spot.place}.${key}`,
});

export const text: Shape<string> = (value, spot) => {
  if (typeof value !== "string") throw fileMisshapen(spot.file, spot.place, "a text", value);
  return value;
};

export const truth: Shape<boolean> = (value, spot) => {
  if (typeof value !== "boolean") throw fileMisshapen(spot.file, spot.place, "true or false", value);
  return value;
};

export const wholeNumber: Shape<number> = (value, spot) => {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw fileMisshapen(spot.file, spot.place, "a whole number", value);
  }
  return value;
};

/** One of a few values. */
export function oneOf<const T extends string | number>(...choices: readonly T[]): Shape<T> {
  return (value, spot) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw fileMisshapen(spot.file, spot.place, choices.join(" or "), value);
    return found;
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, spot) => (value === null ? null : shape(value, spot));
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, spot) => {
    if (!Array.isArray(value)) throw fileMisshapen(spot.file, spot.place, "a list", value);
    return value.map((item, index) => shape(item, { file: spot.file, place: `${spot.place}[${index}]` }));
  };
}

/** A list that may be left out, which is then empty. */
export function listOrNone<T>(shape: Shape<T>): Shape<readonly T[]> {
  const list = listOf(shape);
  return (value, spot) => (value === undefined ? [] : list(value, spot));
}

/** Any object, by its keys. */
export function recordOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, spot) =>
    Object.fromEntries(
      Object.entries(plainObject(value, spot)).map(([key, item]) => [key, shape(item, below(spot, key))]),
    );
}

/** An object with exactly these fields: what is not known here could change the meaning of what is. */
export function exactly<T extends object>(fields: Fields<T>): Shape<T> {
  return (value, spot) => {
    const read = atLeast(fields)(value, spot);
    const extra = Object.keys(value as object).find((key) => !Object.hasOwn(fields, key));
    if (extra === undefined) return read;
    throw fileMisshapen(spot.file, below(spot, extra).place, "a field of this version", extra);
  };
}

/** One of several kinds of objects, told apart by the field `kind`. */
export function oneOfKinds<T extends { readonly kind: string }>(kinds: {
  readonly [Kind in T["kind"]]: Shape<Extract<T, { readonly kind: Kind }>>;
}): Shape<T> {
  const kind = oneOf(...(Object.keys(kinds) as T["kind"][]));
  return (value, spot) => kinds[kind(plainObject(value, spot)["kind"], below(spot, "kind"))](value, spot);
}

/** An object with these fields and others, for files that somebody else defines. */
export function atLeast<T extends object>(fields: Fields<T>): Shape<T> {
  const shapes = Object.entries<Shape<unknown>>(fields);
  return (value, spot) => {
    const given = plainObject(value, spot);
    return Object.fromEntries(
      shapes.map(([key, shape]) => [
        key,
        shape(Object.hasOwn(given, key) ? given[key] : undefined, below(spot, key)),
      ]),
    ) as T;
  };
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const plainObject: Shape<Readonly<Record<string, unknown>>> = (value, spot) => {
  if (!isPlainObject(value)) throw fileMisshapen(spot.file, spot.place, "an object", value);
  return value;
};
