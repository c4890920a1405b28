import { byText } from "../model/intent";
import { identityReach } from "./aws/identity-reach";
import type { LoadedFacts } from "./facts/loaded";
import type { Opaque } from "./facts/resource";
import type { Plane, Reached } from "./facts/step";
import { ownerRef } from "./graph/crossing";
import { crossings } from "./graph/crossings";
import { clustersByProvider } from "./kubernetes/clusters-by-provider";
import { reachInKubernetes } from "./kubernetes/reach";
import type { ProofInput } from "./load/input";
import { load } from "./load/load";
import { DeclaredRules } from "./network/declared-rules";
import { clusterPolicies } from "./network/policies/surroundings";
import { networkReach } from "./network/reach";
import type { OnProgress, ProofPhase } from "./progress";
import { ASSUMPTIONS } from "./verdict/assumptions";
import { cellsOf, judge, nodesById } from "./verdict/judge";
import { opaqueCells } from "./verdict/opaque-cells";
import type { Finding, OpaqueReport, ProofReport } from "./verdict/report";
import { trustOf } from "./verdict/trust";

const PLANES: readonly Plane[] = ["identity", "kubernetes", "network"];

/** What may be asked of a proof besides its result. */
export interface ProveOptions {
  /**
   * Told how far the proof is; it changes nothing.
   *
   * @default - nobody is told
   */
  readonly onProgress?: OnProgress | undefined;
}

/**
 * Who can do what to whose resources, from synthesized Terraform alone, held against what was declared.
 *
 * Three planes are looked at, and what leads from one to another: identity (IAM, keys and data), Kubernetes (who may do
 * what in the clusters) and the network (who may connect to what). The platform is trusted with everything; whoever
 * comes to have what is the platform's, has what that leads to. What cannot be read is unknown, and never a pass.
 *
 * @throws TNT3001 to TNT3010 for a folder that cannot be read, TNT6010 to TNT6014 for other input that cannot
 */
export function prove(input: ProofInput, { onProgress }: ProveOptions = {}): ProofReport {
  const at = (phase: ProofPhase) => onProgress?.({ phase });
  const facts = load(input, onProgress);
  const { parts, opaque } = reached(facts, at);
  at("judging");
  const crossed = crossings(parts, ({ kind }) => kind === "platform");
  const findings = judge(crossed, nodesById(parts), facts.declaredBy);
  return report(facts, findings, opaqueReports([...facts.opaque, ...opaque], facts));
}

/** What the engines of all planes find. Identity comes last: it follows what the others lead to. */
function reached(
  facts: LoadedFacts,
  at: (phase: ProofPhase) => void,
): {
  readonly parts: readonly Reached[];
  readonly opaque: readonly Opaque[];
} {
  at("kubernetes");
  const clusterOf = clustersByProvider(facts);
  const rules = new DeclaredRules(facts.declared.rules, facts.declaredBy);
  const places = clusterPolicies(facts, clusterOf, rules);
  const kubernetes = reachInKubernetes(facts, clusterOf, places);
  at("network");
  const network = networkReach(facts, clusterOf, rules, places);
  const identity = identityReach(facts, facts.declared, [kubernetes, network], () => at("identity"));
  return { parts: [kubernetes, network, identity], opaque: identity.opaque };
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
    planes: PLANES,
    verdict: open > 0 ? "open" : unknown > 0 ? "unknown" : "isolated",
    tenants: facts.tenants,
    totals: {
      resources: facts.resources.length,
      stacks: new Set(facts.resources.map(({ provenance }) => provenance.stack)).size,
      ...{ open, unknown },
      declared: findings.length - undeclared.length,
    },
    cells: cellsOf([...findings, ...opaqueCells(opaque)]),
    findings,
    opaque,
    unused: unusedDeclarations(facts, findings),
    disagreements: facts.disagreements.map(({ provenance }) => provenance.address).sort(),
    assumptions: ASSUMPTIONS,
  };
}

function opaqueReports(parts: readonly Opaque[], { declared }: LoadedFacts): OpaqueReport[] {
  return parts
    .map(({ provenance, owner, scope, reason }) => ({
      ...{ stack: provenance.stack, address: provenance.address, owner: ownerRef({ owner }), scope, reason },
      trusted: trustOf(provenance, declared.trusted),
    }))
    .sort(byText(({ stack, address }) => `${stack}\n${address}`));
}

/** Grants and rules that hold nothing of what was found. */
function unusedDeclarations({ declared }: LoadedFacts, findings: readonly Finding[]): string[] {
  const used = new Set(findings.flatMap(({ declaredBy }) => declaredBy));
  const grants = declared.grants.map((grant) => (grant.kind === "app" ? grant.grant.path : grant.reason));
  const rules = declared.rules.map(({ name }) => name);
  return [...grants, ...rules].filter((name) => !used.has(name)).sort();
}
