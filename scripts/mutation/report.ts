/** One small change of the code, as Stryker reports it. */
export interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string | undefined;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** Both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What Stryker writes about a room, as far as it is read. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

const NOTICED = new Set(["Killed", "Timeout"]);
const LIVING = new Set(["Survived", "NoCoverage"]);

/** True for a change that no test notices, be it that none runs the code. */
export function survives({ status }: Mutant): boolean {
  return LIVING.has(status);
}

/** How many mutants a room has, how many are noticed, by a failing test or because nothing ends, and in percent. */
export interface Score {
  readonly mutants: number;
  readonly noticed: number;
  readonly percent: number;
}

export function scoreOf({ files }: MutationReport): Score {
  const all = Object.values(files).flatMap((file) => file.mutants);
  const noticed = all.filter(({ status }) => NOTICED.has(status)).length;
  const mutants = noticed + all.filter(survives).length;
  return { mutants, noticed, percent: mutants === 0 ? 0 : (100 * noticed) / mutants };
}
