import type { OnProgress, ProofPhase, ProofProgress } from "../proof/progress";
import type { Terminal } from "./terminal";

/** Milliseconds: who waits for less needs no words. */
const PATIENCE = 1000;
/** Milliseconds between two lines of one phase: more often than this nobody reads. */
const PAUSE = 100;
const ERASE = "\r\u001b[K";
const USUAL_WIDTH = 80;

const WORDS: Readonly<Record<ProofPhase, string>> = {
  reading: "Reading",
  resolving: "Resolving",
  kubernetes: "Looking at Kubernetes: who may do what in the clusters",
  network: "Looking at the network: who may connect to what",
  identity: "Looking at identity: who may do what in AWS",
  judging: "Comparing with what was declared",
};

/** One line of stderr that is written again and again, and gone at the end. */
export interface ProgressLine {
  readonly tell: OnProgress;
  /** Takes the line away. */
  end(): void;
}

/**
 * Tells somebody who waits how far a proof is. Only people are told: nothing is written where stderr is no terminal, or one
 * that cannot take a line back.
 */
export function progressLine(
  { stderr, env }: Pick<Terminal, "stderr" | "env">,
  now: () => number = () => performance.now(),
): ProgressLine {
  if (stderr.isTTY !== true || env["TERM"] === "dumb") return { tell: () => undefined, end: () => undefined };
  const start = now();
  let shown: { readonly phase: ProofPhase; readonly at: number } | undefined;
  return {
    tell: (progress) => {
      const at = now();
      const tooSoon = at - start < PATIENCE || (shown?.phase === progress.phase && at - shown.at < PAUSE);
      if (tooSoon) return;
      shown = { phase: progress.phase, at };
      stderr.write(`${ERASE}${textOf(progress).slice(0, (stderr.columns ?? USUAL_WIDTH) - 1)}`);
    },
    end: () => {
      if (shown !== undefined) stderr.write(ERASE);
    },
  };
}

/** Does something long, and takes the line away whatever comes of it. */
export function toldBy<T>(line: ProgressLine, work: (line: ProgressLine) => T): T {
  try {
    return work(line);
  } finally {
    line.end();
  }
}

function textOf({ phase, counted }: ProofProgress): string {
  const words = WORDS[phase];
  return counted === undefined ? `${words} …` : `${words} ${counted.done} of ${counted.of} resources …`;
}
