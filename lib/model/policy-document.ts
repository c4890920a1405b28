/** Values of one condition key. */
export type ConditionValues = string | readonly string[];

/** Condition operators, each with the keys that it looks at. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, ConditionValues>>>>;

/** Whom a statement of a resource, key or trust policy speaks of. */
export type Principals = "*" | Readonly<Record<string, ConditionValues>>;

/** One purpose of a policy. The Sid says which, because a finding quotes it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principals;
  readonly Action?: ConditionValues;
  readonly NotAction?: ConditionValues;
  readonly Resource?: ConditionValues;
  readonly NotResource?: ConditionValues;
  readonly Condition?: Conditions;
}

/**
 * The policy as literal JSON. Scanners and the proof read it as it stands; a policy that Terraform puts together
 * (`jsonencode`) is opaque to both.
 */
export function policyJson(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** An IAM policy variable, escaped so that Terraform does not take it for a reference of its own. */
export function policyVariable(key: string): string {
  return `$\${${key}}`;
}

/** Sorted, each once; a list of one is written as AWS answers it: as the value itself. */
export function oneOrMany(values: readonly string[]): ConditionValues {
  const distinct = [...new Set(values)].sort();
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only : distinct;
}
