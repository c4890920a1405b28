import type { Value } from "../../facts/value";
import { failure, NULL, scalar, toNumber } from "../evaluate/values";
import { notEvaluated, strict, type TerraformFunction } from "./function";

function ofNumbers(name: string, compute: (...numbers: number[]) => number): TerraformFunction {
  return strict((args) => {
    const numbers = args.map(toNumber);
    return numbers.every((one) => one !== undefined) ? finite(compute(...numbers)) : notEvaluated(name);
  });
}

function finite(number: number): Value {
  return Number.isFinite(number) ? scalar(number) : failure("the result is no number");
}

const sum: TerraformFunction = strict(([of = NULL]) => {
  const numbers = of.kind === "list" && !of.open ? of.items.map(toNumber) : [undefined];
  const known = numbers.every((one) => one !== undefined);
  return known ? scalar(numbers.reduce((total, one) => total + one, 0)) : notEvaluated("sum");
});

const tonumber: TerraformFunction = strict(([value = NULL]) => {
  const number = toNumber(value);
  if (number !== undefined) return scalar(number);
  return value.kind === "text" ? notEvaluated("tonumber") : value;
});

export const NUMBER_FUNCTIONS: readonly (readonly [string, TerraformFunction])[] = [
  ["abs", ofNumbers("abs", (value = 0) => Math.abs(value))],
  ["ceil", ofNumbers("ceil", (value = 0) => Math.ceil(value))],
  ["floor", ofNumbers("floor", (value = 0) => Math.floor(value))],
  ["max", ofNumbers("max", Math.max)],
  ["min", ofNumbers("min", Math.min)],
  ["pow", ofNumbers("pow", (base = 0, power = 0) => base ** power)],
  ["sum", sum],
  ["tonumber", tonumber],
];
