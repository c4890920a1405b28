import type { Value } from "../../facts/value";
import type { Expression } from "../expression/ast";
import type { Scope } from "../evaluate/scope";
import { isFailure, scalar, unknown } from "../evaluate/values";
import { COLLECTION_FUNCTIONS } from "./collections";
import { ENCODING_FUNCTIONS } from "./encoding";
import type { TerraformFunction } from "./function";
import { LIST_FUNCTIONS } from "./lists";
import { NETWORK_FUNCTIONS } from "./network";
import { NUMBER_FUNCTIONS } from "./numbers";
import { TEXT_FUNCTIONS } from "./texts";

const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map<string, TerraformFunction>([
  ...COLLECTION_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
]);

/** What a function returns for values; unknown where it is not evaluated, or needs what only the apply knows. */
export function callFunction(name: string, args: readonly Value[], scope: Scope): Value {
  const found = FUNCTIONS.get(name.replace(/^core::/, ""));
  return found === undefined ? unknown(`the function ${name} is not evaluated`) : found(args, scope);
}

/**
 * `try` and `can`, which look at their arguments one after the other. Where one could fail at the apply and
 * another take its place, nothing is known. Undefined for every other function.
 */
export function callLazily(
  name: string,
  args: readonly Expression[],
  evaluate: (arg: Expression) => Value,
): Value | undefined {
  if (name !== "try" && name !== "can") return undefined;
  const values = args.map(evaluate);
  const first = values.find((value) => !isFailure(value));
  if (name === "try") return first ?? values[0] ?? unknown("try has no arguments");
  return first?.kind === "unknown" ? first : scalar(first !== undefined);
}
