import { byText } from "../model/intent";
import type { LoadedFacts } from "./facts/loaded";
import type { Opaque } from "./facts/resource";
import { identityReach } from "./aws/identity-reach";
import { crossings } from "./graph/crossings";
import type { ProofInput } from "./load/input";
import { load } from "./load/load";
import { ASSUMPTIONS } from "./verdict/assumptions";
import { cellsOf, judge, nodesById } from "./verdict/judge";
import type { Finding, OpaqueReport, ProofReport } from "./verdict/report";
import { trustOf } from "./verdict/trust";

/**
 * Who can do what to whose resources, from synthesized Terraform alone, held against what was declared.
 *
 * The planes of identity are looked at: IAM, keys and data. What the report does not name among its planes has not been
 * proved. What cannot be read is unknown, and never a pass.
 *
 * @throws TNT3001 to TNT3010 for a folder that cannot be read, TNT6010 to TNT6014 for other input that cannot
 */
export function prove(input: ProofInput): ProofReport {
  const facts = load(input);
  const identity = identityReach(facts, facts.declared);
  const crossed = crossings([identity]).filter(({ from }) => from.kind !== "platform");
  const findings = judge(crossed, nodesById([identity]));
  return report(facts, findings, opaqueReports([...facts.opaque, ...identity.opaque], facts));
}

function report(
  facts: LoadedFacts,
  findings: readonly Finding[],
  opaque: readonly OpaqueReport[],
): ProofReport {
  const undeclared = findings.filter(({ declaredBy }) => declaredBy.length === 0);
  const open = undeclared.filter(({ verdict }) => verdict === "open").length;
  const unknown = undeclared.length - open + opaque.filter(({ trusted }) => trusted === null).length;
  return {
    version: 1,
    planes: ["identity"],
    verdict: open > 0 ? "open" : unknown > 0 ? "unknown" : "isolated",
    tenants: facts.tenants,
    totals: {
      resources: facts.resources.length,
      stacks: new Set(facts.resources.map(({ provenance }) => provenance.stack)).size,
      ...{ open, unknown },
      declared: findings.length - undeclared.length,
    },
    cells: cellsOf(findings),
    findings,
    opaque,
    unused: unusedGrants(facts, findings),
    disagreements: facts.disagreements.map(({ provenance }) => provenance.address).sort(),
    assumptions: ASSUMPTIONS,
  };
}

function opaqueReports(parts: readonly Opaque[], { declared }: LoadedFacts): OpaqueReport[] {
  return parts
    .map(({ provenance, scope, reason }) => ({
      ...{ stack: provenance.stack, address: provenance.address, scope, reason },
      trusted: trustOf(provenance.address, declared.trusted),
    }))
    .sort(byText(({ stack, address }) => `${stack}\n${address}`));
}

/** Grants that hold nothing of what was found. */
function unusedGrants({ declared }: LoadedFacts, findings: readonly Finding[]): string[] {
  const used = new Set(findings.flatMap(({ declaredBy }) => declaredBy));
  return declared.grants
    .map((grant) => (grant.kind === "app" ? grant.grant.path : grant.reason))
    .filter((name) => !used.has(name))
    .sort();
}
