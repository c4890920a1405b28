import { relateArn } from "../pattern/arn";
import type { Pattern } from "../pattern/token";
import { type KeyValues, type OperatorDefinition, withNegation } from "./operator";
import { stringValues } from "./string";

/** Part-wise patterns have no exact samples here: what is tried are ARNs of the patterns' own forms. */
function arnValues(wanted: readonly Pattern[]): KeyValues {
  return { values: stringValues(wanted).values, complete: false };
}

const comparison = {
  wildcards: true,
  compare: relateArn,
  keyValues: arnValues,
};

/** `Equals` and `Like` are one operator for ARNs: six parts, wildcards in each, none crosses a colon (S3). */
export const ARN_OPERATORS: readonly OperatorDefinition[] = [
  ...withNegation("ArnEquals", "ArnNotEquals", comparison),
  ...withNegation("ArnLike", "ArnNotLike", comparison),
];
