import type { PlainPolicies, PlainRequest, PlainStatement } from "./brute-force-iam";

/**
 * Where the simulator and the documentation of AWS disagree, in what these tests ask. The documentation
 * decides.
 */
export interface KnownFault {
  readonly name: string;
  readonly source: string;
  /** Could the fault show in this request? */
  concerns(request: PlainRequest, policies: PlainPolicies): boolean;
}

function namesSession(statement: PlainStatement, request: PlainRequest): boolean {
  const { Principal: principal } = statement;
  return principal === "*" || (typeof principal === "object" && principal.AWS === request.principal);
}

const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

export const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    name: "limits a grant to the session itself, or to everyone, by the session policy",
    source: `${GUIDE}reference_policies_evaluation-logic_policy-eval-denyallow.html`,
    concerns: (request, { session, resource }) =>
      session !== undefined && (resource ?? []).some((statement) => namesSession(statement, request)),
  },
  {
    name: "assumes a role without a trust policy by the identity policy alone",
    source: `${GUIDE}reference_policies_evaluation-logic.html`,
    concerns: ({ action }, { resource }) => action === "sts:AssumeRole" && resource === undefined,
  },
];
