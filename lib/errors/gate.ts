import type { ErrorPlace } from "./tenancy-error";
import { shown, TenancyError } from "./tenancy-error";

/** What the proof of an app found, in words. */
export interface GateFindings {
  /** The folder that was written and proved. */
  readonly folder: string;
  /** The verdict in a sentence. */
  readonly verdict: string;
  /** The worst findings, a few lines each. */
  readonly findings: readonly string[];
  /** How many more there are. */
  readonly left: number;
}

const listed = ({ findings, left }: GateFindings) =>
  [...findings, ...(left > 0 ? [`… and ${left} more.`] : [])].join("\n        ");

const showAll = (folder: string) => `\`cdktf-tenants prove ${folder}\` shows all of it, step by step`;

/** TNT6020: an app that opens what nobody declared. */
export const appOpen = (found: GateFindings): TenancyError =>
  new TenancyError({
    code: "TNT6020",
    at: { kind: "app", path: found.folder },
    what: `what was synthesized opens more than was declared. ${found.verdict}`,
    got: listed(found),
    why: "everything that was read allows it: deployed like this, one owner reaches what another has.",
    fix: `close it, or declare it if it is meant; ${showAll(found.folder)}. Do not deploy what was written.`,
  });

/** TNT6021: an app of which it cannot be told whether it opens more than was declared. */
export const appUnknown = (found: GateFindings): TenancyError =>
  new TenancyError({
    code: "TNT6021",
    at: { kind: "app", path: found.folder },
    what: `whether only what was declared is open cannot be told. ${found.verdict}`,
    got: listed(found),
    why: "what cannot be read could open anything: unknown is not a pass.",
    fix:
      "write what decides it so that it can be read, answer for a part with `Tenancy.trust`, or accept it all with " +
      `\`Tenancy.prove(app, { allowUnknown: true })\`; ${showAll(found.folder)}.`,
  });

/** TNT6022: a part for which nobody is said to answer. */
export const trustOwnerMissing = (at: ErrorPlace, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT6022",
    at,
    what: "the `owner` is missing.",
    got: shown(got),
    why: "what cannot be read passes only because somebody answers for it; every report says who.",
    fix: 'name a person or a team, for example "platform team".',
  });
