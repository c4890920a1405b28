import { printable } from "../model/words";
import type { ProofReport } from "../proof/verdict/report";
import { findingWords, pairName, undeclaredFindings } from "../report/words";

const FINDINGS_MOST = 5;
const ACTIONS_MOST = 5;

/** The worst of what a proof found, for a message that must stay short. */
export function worstFindings(report: ProofReport): {
  readonly shown: readonly string[];
  readonly left: number;
} {
  const all = [
    ...undeclaredFindings(report).map((finding) => {
      const reason = finding.causes[0] ?? finding.chain.at(-1)?.because;
      const words = `${pairName(finding)}: ${findingWords(finding, ACTIONS_MOST)}`;
      return reason === undefined ? words : `${words}, because ${reason}`;
    }),
    ...report.opaque
      .filter(({ trusted }) => trusted === null)
      .map(({ address, scope, reason }) => `${address} may have any effect on: ${scope}; ${reason}`),
  ];
  return { shown: all.slice(0, FINDINGS_MOST).map(printable), left: Math.max(0, all.length - FINDINGS_MOST) };
}
