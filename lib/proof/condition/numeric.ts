import { orderedOperators } from "./ordered";

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Integers and decimals; a text that is neither is no number. */
export function readNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

export const NUMERIC_OPERATORS = orderedOperators({ family: "Numeric", read: readNumber, write: String });
