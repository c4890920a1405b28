import type { Value } from "../../facts/value";
import type { Labels } from "../../kubernetes/namespaces";
import { includes } from "../../pattern/includes";
import { intersects } from "../../pattern/intersects";
import { literal, type Pattern, textOf } from "../../pattern/token";
import { causeOf, literalValue, literals, member, occurrences } from "../../read/values";
import { all, any, not, type Truth, truthOf } from "../../truth";

/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  /** Empty for the last two. */
  readonly values: readonly string[];
}

/** A label selector: every requirement must hold; without any it selects everything. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** Why it may select otherwise. @default - it is read completely */
  readonly cause?: string | undefined;
}

export const EVERYTHING: Selector = { requirements: [] };

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"] as const;

function equality(key: string, value: Value): Requirement | string {
  const text = literalValue(value);
  if (text === undefined) return causeOf(value, `the label ${key}`) ?? `the label ${key} cannot be read`;
  return { key, operator: "In", values: [text] };
}

function expression(value: Value): Requirement | string {
  const key = literalValue(member(value, "key"));
  const named = literalValue(member(value, "operator"));
  const operator = OPERATORS.find((known) => known === named);
  const { items, open } = literals(member(value, "values"));
  if (open !== undefined) return open;
  if (key === undefined || operator === undefined) return "a label expression cannot be read";
  const hasValues = operator === "In" || operator === "NotIn";
  if (hasValues !== items.length > 0) return `the API server refuses ${operator} with ${items.length} values`;
  return { key, operator, values: items };
}

/** Reads a label selector; what is not there at all selects everything, which the caller must want. */
export function readSelector(value: Value | undefined): Selector {
  if (value?.kind === "unknown") return { requirements: [], cause: value.cause };
  const labels = member(value, "match_labels");
  const pairs = labels?.kind === "fields" ? [...labels.fields] : [];
  const expressions = occurrences(member(value, "match_expressions"));
  const read = [...pairs.map(([key, label]) => equality(key, label)), ...expressions.items.map(expression)];
  const open =
    labels?.kind === "unknown"
      ? labels.cause
      : labels?.kind === "fields" && labels.open
        ? "there may be other labels"
        : expressions.open;
  return {
    requirements: read.flatMap((each) => (typeof each === "string" ? [] : [each])),
    cause: read.find((each) => typeof each === "string") ?? open,
  };
}

function equals(value: Pattern, wanted: string): Truth {
  const known = textOf(value);
  if (known !== undefined) return truthOf(known === wanted);
  const text = literal(wanted);
  if (!intersects(value, text)) return "no";
  return includes(value, text);
}

function holds({ key, operator, values }: Requirement, labels: Labels): Truth {
  const value = labels.known.get(key);
  const exists: Truth = value !== undefined ? "yes" : labels.known.has(key) || labels.open ? "unknown" : "no";
  if (operator === "Exists") return exists;
  if (operator === "DoesNotExist") return not(exists);
  const isIn = value === undefined ? exists : any(values.map((wanted) => equals(value, wanted)));
  return operator === "In" ? isIn : not(isIn);
}

/** Does a selector select what has these labels? A label that is absent is in no list, and so not in any. */
export function selects({ requirements, cause }: Selector, labels: Labels): Truth {
  const read = all(requirements.map((requirement) => holds(requirement, labels)));
  return cause === undefined || read === "no" ? read : "unknown";
}

/** The only values that a key can have where the selector selects; undefined if it says nothing of the kind. */
export function valuesFor({ requirements }: Selector, key: string): readonly string[] | undefined {
  return requirements.find((each) => each.key === key && each.operator === "In")?.values;
}
