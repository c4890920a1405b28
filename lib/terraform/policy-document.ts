export { policyJson, policyVariable } from "../model/policy-document";
export type { Conditions, ConditionValues, PolicyStatement, Principals } from "../model/policy-document";
