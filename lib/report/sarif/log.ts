import { createHash } from "node:crypto";
import type { CodeFlow, Location, Log, Result } from "sarif";
import type { Finding, OpaqueReport, ProofReport, ShownStep } from "../../proof/verdict/report";
import { findingWords, OPAQUE_ADVICE, pairName, undeclaredFindings, verdictSentence } from "../words";
import type { SourceFiles, Spot } from "./locations";
import { Locations } from "./locations";
import { ruleIdOf, RULES, ruleReference, UNREADABLE_RULE } from "./rules";

/**
 * What code scanning shows of one run; it refuses a run with more than 25,000.
 *
 * Source: GitHub Docs, "SARIF results exceed one or more limits".
 */
const RESULTS_MOST = 5_000;
/** Of a finding; more are not shown. Source: the same page. */
const RELATED_MOST = 100;
const ACTIONS_MOST = 10;

/** What a proof is to be written with. */
export interface SarifOptions {
  /** Of this package. */
  readonly version: string;
  readonly files: SourceFiles;
}

/**
 * A proof as SARIF 2.1.0, for code scanning: every opening that nobody declared and everything that cannot be told, in
 * the file, the construct and the resource that decide it, with the chain that leads there. What was declared is no
 * result.
 *
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 */
export function sarifLog(report: ProofReport, { version, files }: SarifOptions): Log {
  const findings = undeclaredFindings(report);
  const unread = report.opaque.filter(({ trusted }) => trusted === null);
  const shown = findings.slice(0, RESULTS_MOST);
  const shownUnread = unread.slice(0, RESULTS_MOST - shown.length);
  const left = findings.length + unread.length - shown.length - shownUnread.length;
  const spots = shown.flatMap(({ chain }) => chain.flatMap(({ evidence }) => evidence));
  const locations = new Locations(files, [...spots, ...shownUnread.map(spotOf)]);
  const results = [
    ...shown.map((finding) => resultOf(finding, locations)),
    ...shownUnread.map((part) => unreadableResult(part, locations)),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "cdktf-tenants", semanticVersion: version, version, rules: [...RULES] } },
        columnKind: "utf16CodeUnits",
        invocations: [invocation(left)],
        results: withFingerprints(results),
        properties: {
          verdict: report.verdict,
          summary: verdictSentence(report),
          planes: report.planes,
          assumptions: report.assumptions,
        },
      },
    ],
  };
}

function invocation(left: number): NonNullable<Log["runs"][number]["invocations"]>[number] {
  const text = `${left} more results were left out: cdktf-tenants prove --json lists all of them.`;
  return {
    executionSuccessful: true,
    ...(left > 0 && { toolExecutionNotifications: [{ level: "warning", message: { text } }] }),
  };
}

/** A result without what tells it from others of the same. */
type Unmarked = Result & { readonly identity: string };

function resultOf(finding: Finding, locations: Locations): Unmarked {
  const { id, from, to, planes, causes, chain, request } = finding;
  const last = chain[chain.length - 1];
  const [decisive] = last?.evidence ?? [];
  return {
    identity: id,
    ...ruleReference(ruleIdOf(finding)),
    level: finding.verdict === "open" ? "error" : "warning",
    message: { text: messageOf(finding) },
    locations: [decisive === undefined ? locations.otherwise : locations.of(decisive)],
    relatedLocations: relatedLocations(chain, locations),
    ...(chain.length > 0 && { codeFlows: [codeFlow(chain, locations)] }),
    properties: { from, to, planes, causes, request },
  };
}

function messageOf(finding: Finding): string {
  const { verdict, chain, causes, advice } = finding;
  const why = verdict === "open" ? "Nobody declared it." : "It cannot be told.";
  return unlinked(
    [
      `${pairName(finding)}: ${findingWords(finding, ACTIONS_MOST)}. ${why}`,
      ...chain.map(({ because }, index) => `${index + 1}. ${because}`),
      ...causes.map((cause) => `Unknown: ${cause}`),
      ...advice,
    ].join("\n"),
  );
}

function relatedLocations(chain: readonly ShownStep[], locations: Locations): Location[] {
  return chain
    .flatMap(({ because, evidence }) => evidence.map((one) => ({ because, one })))
    .slice(0, RELATED_MOST)
    .map(({ because, one }, id) => ({ id, ...locations.of(one), message: { text: unlinked(because) } }));
}

function codeFlow(chain: readonly ShownStep[], locations: Locations): CodeFlow {
  const steps = chain.map((step, index) => {
    const [decisive] = step.evidence;
    const text = unlinked(`${step.from} → ${step.to}: ${step.because}`);
    const place = decisive === undefined ? locations.otherwise : locations.of(decisive);
    return { executionOrder: index + 1, location: { ...place, message: { text } } };
  });
  return { threadFlows: [{ locations: steps }] };
}

function unreadableResult(part: OpaqueReport, locations: Locations): Unmarked {
  const { stack, address, scope, reason } = part;
  const text = `${address} cannot be read, and may have any effect on: ${scope}. ${reason}.\n${OPAQUE_ADVICE}`;
  return {
    identity: [stack, address, scope, reason].join("\n"),
    ...ruleReference(UNREADABLE_RULE),
    level: "warning",
    message: { text: unlinked(text) },
    locations: [locations.of(spotOf(part))],
  };
}

/** A report knows such parts by address alone; in Terraform JSON that says where they stand. */
function spotOf({ stack, address }: OpaqueReport): Spot {
  const names = address.replace(/\[.*$/, "").split(".");
  const isResource = names[0] !== "data" && names[0] !== "module";
  const pointer = ["", ...(isResource ? ["resource"] : []), ...names].join("/");
  return { stack, address, pointer, constructPath: null };
}

/**
 * Code scanning keeps an alert as the same one by its fingerprint; the number tells results apart that would have the
 * same one otherwise.
 */
function withFingerprints(results: readonly Unmarked[]): Result[] {
  const seen = new Map<string, number>();
  return results.map(({ identity, ...result }) => {
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    const digest = createHash("sha256").update(identity).digest("hex").slice(0, 16);
    return { ...result, partialFingerprints: { primaryLocationLineHash: `${digest}:${count}` } };
  });
}

/** SARIF takes `[text](target)` for a link, wherever the text came from. */
function unlinked(text: string): string {
  return text.replaceAll("](", "] (");
}
