import type { Finding, OpaqueReport, ProofReport, ShownEvidence } from "../../lib/proof/verdict/report";

/** A tenant as one side of a finding. */
export const tenantOf = (tenant: string) => ({ kind: "tenant", tenant }) as const;

/** Something that decides, by default a policy in the stack `tenants`. */
export function someEvidence(props: Partial<ShownEvidence> = {}): ShownEvidence {
  return {
    stack: "tenants",
    address: "aws_iam_role_policy.qa_Etl_Policy",
    pointer: "/resource/aws_iam_role_policy/qa_Etl_Policy/policy/Statement/0",
    constructPath: "tenants/qa/Etl/Policy",
    ...props,
  };
}

/** By default: qa can write what dev has, and nobody declared it. */
export function someFinding(props: Partial<Finding> = {}): Finding {
  const step = {
    ...{
      from: "qa: role etl",
      to: "dev: bucket uploads",
      what: ["s3:PutObject"],
      plane: "identity" as const,
    },
    ...{ certainty: "must" as const, because: 'statement "AllowAll" allows it', evidence: [someEvidence()] },
  };
  return {
    id: "0123456789ab",
    from: tenantOf("qa"),
    to: tenantOf("dev"),
    planes: ["identity"],
    verdict: "open",
    declaredBy: [],
    who: "qa: role etl",
    what: ["s3:PutObject"],
    on: "dev: bucket uploads",
    causes: [],
    chain: [step],
    request: null,
    advice: ["Close it: change aws_iam_role_policy.qa_Etl_Policy (tenants/qa/Etl/Policy)."],
    ...props,
  };
}

/** A part that cannot be read, for which nobody answers by default. */
export function someOpaque(props: Partial<OpaqueReport> = {}): OpaqueReport {
  const part = {
    ...({ stack: "tenants", address: "helm_release.chart", scope: "cluster", trusted: null } as const),
    ...{ owner: { kind: "platform" } as const, reason: "what a chart makes is in its templates" },
  };
  return { ...part, ...props };
}

/** A report of these findings and parts, with the verdict, totals and cells that follow from them. */
export function someReport(
  findings: readonly Finding[] = [],
  opaque: readonly OpaqueReport[] = [],
  props: Partial<ProofReport> = {},
): ProofReport {
  const undeclared = findings.filter(({ declaredBy }) => declaredBy.length === 0);
  const open = undeclared.filter(({ verdict }) => verdict === "open").length;
  const unknown = undeclared.length - open + opaque.filter(({ trusted }) => trusted === null).length;
  return {
    version: 1,
    planes: ["identity"],
    verdict: open > 0 ? "open" : unknown > 0 ? "unknown" : "isolated",
    tenants: ["dev", "qa"],
    totals: { resources: 3, stacks: 1, open, unknown, declared: findings.length - undeclared.length },
    cells: findings.map(({ from, to, verdict, declaredBy }) => ({
      ...{ from, to, plane: "identity", verdict, declared: declaredBy.length > 0 },
    })),
    findings,
    opaque,
    unused: [],
    disagreements: [],
    assumptions: ["Principals that stand outside of what was read may add ways."],
    ...props,
  };
}
