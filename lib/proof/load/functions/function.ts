import type { Value } from "../../facts/value";
import { symbol } from "../../pattern/token";
import { shownPattern } from "../../pattern/token";
import { textOfPieces } from "../../facts/text";
import type { Scope } from "../evaluate/scope";
import { isNull, toLiteral, unknown } from "../evaluate/values";

/** A function of Terraform over values of which parts may be unknown. Never throws. */
export type TerraformFunction = (args: readonly Value[], scope: Scope) => Value;

/** For functions that say nothing about an argument that is unknown as a whole. */
export function strict(compute: (args: readonly Value[], scope: Scope) => Value): TerraformFunction {
  return (args, scope) => args.find((arg) => arg.kind === "unknown") ?? compute(args, scope);
}

/** What a function needs and does not have. */
export function notEvaluated(name: string): Value {
  return unknown(`an argument of ${name}(…) is only known after the apply`);
}

/**
 * For functions from text to text. Of arguments with unknown parts the result is unknown too, but it is a text, and
 * the same for the same arguments.
 */
export function ofTexts(name: string, compute: (...texts: string[]) => Value): TerraformFunction {
  return strict((args) => {
    const literals = args.map(toLiteral);
    if (literals.every((one) => one !== undefined)) return compute(...literals);
    const shown = args.map(shownArgument);
    if (!shown.every((one) => one !== undefined)) return notEvaluated(name);
    return textOfPieces([symbol(`${name}(${shown.join(", ")})`, { holds: "text" })]);
  });
}

function shownArgument(value: Value): string | undefined {
  if (value.kind === "text") return shownPattern(value.pattern);
  return value.kind === "scalar" && !isNull(value) ? String(value.value) : undefined;
}
