import { literal, type Pattern } from "../pattern/token";
import type { VariableValue } from "../policy/template";

/** What is known of one context key of a request. */
export type KeyState =
  | { readonly state: "absent" }
  | { readonly state: "values"; readonly values: readonly Pattern[] }
  | { readonly state: "unknown" };

/** The context of a request. Key names are in lower case (S4). */
export interface Context {
  lookUp(key: string): KeyState;
}

const ABSENT: KeyState = { state: "absent" };

/** A context of known values; what is not listed is absent. An empty list is absence too. */
export function contextOf(values: ReadonlyMap<string, KeyState>): Context {
  return { lookUp: (key) => values.get(key) ?? ABSENT };
}

/** The same context, with some keys set to something else. */
export function withKeys(context: Context, keys: ReadonlyMap<string, KeyState>): Context {
  return { lookUp: (key) => keys.get(key) ?? context.lookUp(key) };
}

/** One or several values that are known. */
export function known(...values: readonly string[]): KeyState {
  return { state: "values", values: values.map(literal) };
}

/** What a variable of this key stands for: only single values can be put in (S5). */
export function variableValue(context: Context, key: string): VariableValue {
  const found = context.lookUp(key);
  if (found.state === "unknown") return { state: "unknown" };
  const [value, ...more] = found.state === "values" ? found.values : [];
  return value === undefined || more.length > 0 ? { state: "none" } : { state: "value", value };
}
