import { piecesOf } from "../../facts/text";
import type { Value } from "../../facts/value";

/** A text that equal values have in common, symbols being equal to themselves; undefined where parts are unknown. */
export function identityOf(value: Value): string | undefined {
  switch (value.kind) {
    case "unknown":
      return undefined;
    case "scalar":
      return JSON.stringify(value.value);
    case "text":
      return JSON.stringify(
        piecesOf(value).map((piece) => (typeof piece === "string" ? piece : { id: piece.id })),
      );
    case "list": {
      const items = value.items.map(identityOf);
      return value.open || items.includes(undefined) ? undefined : `[${items.join()}]`;
    }
    case "fields": {
      const entries = [...value.fields].map(([key, item]) => [key, identityOf(item)] as const);
      if (value.open || entries.some(([, item]) => item === undefined)) return undefined;
      const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
      return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${item}`).join()}}`;
    }
  }
}

/** True if every part of a value is literal, so that what differs in writing differs. */
function isLiteral(value: Value): boolean {
  if (value.kind === "text") return piecesOf(value).every((piece) => typeof piece === "string");
  if (value.kind === "list") return !value.open && value.items.every(isLiteral);
  if (value.kind === "fields") return !value.open && [...value.fields.values()].every(isLiteral);
  return value.kind === "scalar";
}

/** Whether two values are the same; undefined where that is only known after the apply. */
export function same(left: Value, right: Value): boolean | undefined {
  const [first, second] = [identityOf(left), identityOf(right)];
  if (first !== undefined && first === second) return true;
  return isLiteral(left) && isLiteral(right) ? false : undefined;
}
