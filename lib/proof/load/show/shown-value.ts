import type { Value } from "../../facts/value";
import { fields, fromJson, isNull, list, NULL } from "../evaluate/values";
import type { Json } from "../config/blocks";
import { isJson } from "../config/blocks";
import { isMapAttribute } from "../config/map-attributes";

/** Says what is in the place of a value that only the apply knows. */
export type Unresolved = (path: readonly (string | number)[], expression: unknown) => Value;

/**
 * A value of a plan. `unknown` is what `after_unknown` says of it: true where it is not known, of the same shape as the
 * value where parts of it are not. `expression` is what the configuration says in its place, as far as it is shown.
 */
export function shownValue(
  shown: { readonly json: unknown; readonly unknown: unknown; readonly expression: unknown },
  path: readonly (string | number)[],
  unresolved: Unresolved,
): Value {
  const { json, unknown: mark, expression } = shown;
  if (mark === true) return unresolved(path, expression);
  if (Array.isArray(json) || Array.isArray(mark))
    return listValue(asList(json), asList(mark), expression, path, unresolved);
  if (isJson(json) || isJson(mark))
    return fieldsValue(asJson(json), asJson(mark), expression, path, unresolved);
  return json === undefined ? NULL : fromJson(json);
}

function listValue(
  items: readonly unknown[],
  marks: readonly unknown[],
  expression: unknown,
  path: readonly (string | number)[],
  unresolved: Unresolved,
): Value {
  const length = Math.max(items.length, marks.length);
  // What `dynamic` made is not in the configuration one by one.
  const expressions = Array.isArray(expression) && expression.length === length ? expression : [];
  return list(
    Array.from({ length }, (_, index) =>
      shownValue(
        { json: items[index], unknown: marks[index], expression: expressions[index] },
        [...path, index],
        unresolved,
      ),
    ),
  );
}

function fieldsValue(
  json: Json,
  marks: Json,
  expression: unknown,
  path: readonly (string | number)[],
  unresolved: Unresolved,
): Value {
  const expressions = isJson(expression) ? expression : {};
  const names = [...new Set([...Object.keys(json), ...Object.keys(marks)])];
  const entries = names.map((name) => {
    const inside = { json: json[name], unknown: marks[name], expression: expressions[name] };
    return [name, shownValue(inside, [...path, name], unresolved)] as const;
  });
  return fields(entries.filter(([, value]) => !isNull(value)));
}

/** A block that can only occur once is an object in a plan; here it is a list of its occurrences. */
export function asBlock(type: string, name: string, value: Value): Value {
  return value.kind === "fields" && !isMapAttribute(type, name) ? list([value]) : value;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asJson(value: unknown): Json {
  return isJson(value) ? value : {};
}
