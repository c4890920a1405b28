import type { Plane } from "./facts/step";

/** What a proof is at: it reads, resolves what it has read, looks at the planes, and holds what it found against what was declared. */
export type ProofPhase = "reading" | "resolving" | Plane | "judging";

/** How far a proof is. */
export interface ProofProgress {
  readonly phase: ProofPhase;
  /** How many resources of how many are done. @default - the phase does not count */
  readonly counted?: { readonly done: number; readonly of: number } | undefined;
}

/** Told how far a proof is: at the start of each phase, and often within those that count. Must be quick. */
export type OnProgress = (progress: ProofProgress) => void;
