import { OPERATORS } from "../condition/operators";
import type { Condition, ConditionOperator } from "./document";
import { isObject, Malformed } from "./elements";
import { readTemplate, type Template, type TextReader } from "./template";

const QUALIFIED = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/i;

function setQualifier(text: string | undefined): ConditionOperator["set"] {
  if (text === undefined) return undefined;
  return text.toLowerCase() === "forallvalues" ? "ForAllValues" : "ForAnyValue";
}

/** Takes an operator's name apart. Names are compared without regard to case. */
export function readOperator(name: string): ConditionOperator {
  const [, set, base, ifExists] = QUALIFIED.exec(name) ?? [];
  const known = base === undefined ? undefined : OPERATORS.get(base.toLowerCase());
  if (known === undefined) throw new Malformed(`there is no condition operator ${JSON.stringify(name)}`);
  if (known.name === "Null" && ifExists !== undefined) throw new Malformed("Null has no IfExists form");
  return { base: known.name, set: setQualifier(set), ifExists: ifExists !== undefined };
}

/** Values may be written as strings, numbers and booleans. */
function readValue(value: unknown, variables: boolean, reader: TextReader): Template {
  if (typeof value === "string") return readTemplate(value, variables, reader);
  if (typeof value === "number" || typeof value === "boolean") return readTemplate(String(value), false);
  throw new Malformed(`a condition compares with ${JSON.stringify(value) ?? "nothing"}, not with a text`);
}

/** The `Condition` element: operators, keys, values. */
export function readConditions(block: unknown, variables: boolean, reader: TextReader): readonly Condition[] {
  if (block === undefined) return [];
  if (!isObject(block)) throw new Malformed("Condition is not an object of operators");
  return Object.entries(block).flatMap(([name, keys]) => {
    const operator = readOperator(name);
    if (!isObject(keys)) throw new Malformed(`Condition.${name} is not an object of keys`);
    return Object.entries(keys).map(([key, value]): Condition => {
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      return {
        operator,
        key: key.toLowerCase(),
        values: list.map((one) => readValue(one, variables, reader)),
      };
    });
  });
}
