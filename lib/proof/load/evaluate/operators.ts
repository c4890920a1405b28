import type { Scalar, Value } from "../../facts/value";
import type { BinaryOperator, Expression } from "../expression/ast";
import { same } from "./identity";
import { failure, scalar, toNumber, toTruth, unknown } from "./values";

type Binary = Extract<Expression, { kind: "binary" }>;

const ARITHMETIC: Readonly<Partial<Record<BinaryOperator, (a: number, b: number) => number | boolean>>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

export function unary(operator: "!" | "-", value: Value): Value {
  if (value.kind === "unknown") return value;
  const truth = toTruth(value);
  const number = toNumber(value);
  if (operator === "!" && truth !== undefined) return scalar(!truth);
  if (operator === "-" && number !== undefined) return scalar(-number);
  return failure(`${operator} is not for such a value`);
}

export function binary({ operator, left, right }: Binary, evaluate: (side: Expression) => Value): Value {
  const first = evaluate(left);
  if (operator === "&&" || operator === "||") return logic(operator, first, evaluate(right));
  const second = evaluate(right);
  if (operator === "==" || operator === "!=") return equality(operator, first, second);
  const unreadable = [first, second].find((side) => side.kind === "unknown");
  if (unreadable) return unreadable;
  const [a, b] = [toNumber(first), toNumber(second)];
  const compute = ARITHMETIC[operator];
  if (a === undefined || b === undefined || compute === undefined)
    return unknown(`a side of ${operator} is only known after the apply`);
  const result = compute(a, b);
  return typeof result === "number" && !Number.isFinite(result)
    ? failure("a number is divided by zero")
    : scalar(result);
}

function equality(operator: "==" | "!=", first: Value, second: Value): Value {
  const equal = same(first, second);
  if (equal === undefined) return unknown(`a side of ${operator} is only known after the apply`);
  return scalar(operator === "==" ? equal : !equal);
}

/** One side may decide by itself. */
function logic(operator: "&&" | "||", first: Value, second: Value): Value {
  const decides = operator === "||";
  const truths = [toTruth(first), toTruth(second)];
  if (truths.includes(decides)) return scalar(decides);
  const decided: Scalar = scalar(!decides);
  return truths.includes(undefined)
    ? unknown(`a side of ${operator} is only known after the apply`)
    : decided;
}
