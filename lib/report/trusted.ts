import type { OpaqueReport, ProofReport } from "../proof/verdict/report";

/** A part that was not read because somebody answers for it. */
export interface AnsweredPart extends OpaqueReport {
  readonly trusted: NonNullable<OpaqueReport["trusted"]>;
}

/** The parts for which somebody answers: the proof rests on them, so that every report lists them. */
export function answeredParts({ opaque }: Pick<ProofReport, "opaque">): AnsweredPart[] {
  return opaque.flatMap((part) => (part.trusted === null ? [] : [{ ...part, trusted: part.trusted }]));
}

/** What is said of such a part: itself, what it may have an effect on, who answers, until when, and why. */
export const ANSWERED_HEADINGS = ["Not read", "May affect", "Answered for by", "Until", "Because"] as const;

/** The same of one part, in that order. */
export function answeredRow({ address, scope, trusted }: AnsweredPart): string[] {
  return [address, scope, trusted.owner, trusted.expires, trusted.reason];
}
