import { piecesOf, textOfPieces } from "../../facts/text";
import type { Text, Value } from "../../facts/value";
import { symbol } from "../../pattern/token";
import { failure, isNull, list, toLiteral, toNumber, unknown } from "./values";
import { InstanceFields } from "./scope";

/** What stands behind `.name`. */
export function attributeOf(value: Value, name: string): Value {
  if (value.kind === "unknown") return value;
  if (value instanceof InstanceFields) return value.attribute(name);
  if (value.kind === "text") return within(value, `.${name}`);
  if (value.kind !== "fields") return failure(`there is no attribute ${name} in ${a(value)}`);
  const found = value.fields.get(name);
  if (found !== undefined) return found;
  return value.open
    ? unknown(`the field ${name} is not known`)
    : failure(`there is no field ${name} among ${[...value.fields.keys()].join(", ")}`);
}

/** What stands behind `[key]`. */
export function elementOf(value: Value, key: Value): Value {
  if (value.kind === "unknown") return value;
  if (key.kind === "unknown") return key;
  if (value.kind === "fields") {
    const name = toLiteral(key);
    return name === undefined ? unknown("an index is only known after the apply") : attributeOf(value, name);
  }
  const index = toNumber(key);
  if (value.kind === "text") return within(value, `[${toLiteral(key) ?? "?"}]`);
  if (value.kind !== "list") return failure(`there are no elements in ${a(value)}`);
  if (index === undefined) return unknown("an index is only known after the apply");
  if (value.open) return unknown("it is not known how many elements there are");
  return value.items[index] ?? failure(`there is no element ${index} among ${value.items.length}`);
}

/** What stands behind `[*]`, with what is taken of each element. */
export function eachOf(value: Value, take: (item: Value) => Value): Value {
  if (value.kind === "unknown") return value;
  if (isNull(value)) return list([]);
  return value.kind === "list" ? list(value.items.map(take), value.open) : list([take(value)]);
}

/** A part of what only the apply knows has a name as well: `aws_eks_cluster.x#identity[0].oidc`. */
function within(value: Text, step: string): Value {
  const [only, ...rest] = piecesOf(value);
  if (rest.length > 0 || only === undefined || typeof only === "string")
    return failure(`there is no ${step} in a text`);
  if (step === "[?]") return unknown(`an index of ${only.id} is only known after the apply`);
  return textOfPieces([symbol(`${only.id}${step}`, { holds: "text" })]);
}

function a(value: Value): string {
  if (value.kind === "scalar") return isNull(value) ? "null" : `a ${typeof value.value}`;
  return `a ${value.kind}`;
}
