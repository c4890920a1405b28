import type { Finding } from "../proof/verdict/report";

/** Causes that are named: of many, the first ones already say what to look at. */
const CAUSES_MOST = 3;

/** A line of a witness, without indentation. */
export interface WitnessLine {
  readonly kind: "step" | "place" | "cause" | "advice";
  readonly text: string;
}

/** How a finding comes about, step by step with what decides each, why it cannot be told, and what settles it. */
export function witnessLines({ chain, causes, advice }: Finding): WitnessLine[] {
  return [
    ...chain.flatMap((step, index): WitnessLine[] => [
      { kind: "step", text: `${index + 1}  ${step.because}` },
      ...step.evidence.map(({ address, constructPath }): WitnessLine => ({
        kind: "place",
        text: `   ${address}${constructPath === null ? "" : `   ${constructPath}`}`,
      })),
    ]),
    ...causes.slice(0, CAUSES_MOST).map((cause): WitnessLine => ({ kind: "cause", text: `?  ${cause}` })),
    ...advice.map((text): WitnessLine => ({ kind: "advice", text })),
  ];
}
