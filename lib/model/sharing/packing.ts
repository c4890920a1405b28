import type { PolicyStatement } from "../policy-document";
import { filledIn } from "../policy-size";

/** A managed policy holds this many characters, white space not counted. Source: IAM user guide, "IAM quotas". */
export const MANAGED_POLICY_MOST = 6144;
const FRAME = JSON.stringify({ Version: "2012-10-17", Statement: [] }).length;

/** The characters of a statement after Terraform has filled in its references. */
export function sizeOfStatement(statement: PolicyStatement): number {
  return filledIn(JSON.stringify(statement)).length + 1;
}

/** The characters of a policy after Terraform has filled in its references. */
export function sizeOfPolicy(statements: readonly PolicyStatement[]): number {
  return statements.reduce((sum, statement) => sum + sizeOfStatement(statement), FRAME);
}

/**
 * Statements in as few policies as fit, in the order given: a policy is filled before the next one is begun. While all
 * fit into one policy, which is the rule, adding or removing one leaves the others where they are.
 */
export function packed(statements: readonly PolicyStatement[]): PolicyStatement[][] {
  const policies: PolicyStatement[][] = [];
  let room = 0;
  for (const statement of statements) {
    const size = sizeOfStatement(statement);
    if (size > room) {
      policies.push([]);
      room = MANAGED_POLICY_MOST - FRAME;
    }
    policies[policies.length - 1]?.push(statement);
    room -= size;
  }
  return policies;
}
