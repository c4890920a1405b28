import { shown, TenancyError } from "./tenancy-error";

const listed = (names: readonly string[]) => (names.length === 0 ? "there is none." : `${names.join(", ")}.`);

/** TNT3101: a stack that the app does not have. */
export const stackUnknown = (
  got: string,
  known: readonly string[],
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT3101",
    what: `the app has no stack ${shown(got)}.`,
    got: shown(got),
    why: `its stacks: ${listed(known)}`,
    fix: proposal === undefined ? "name one of those." : `did you mean ${shown(proposal)}?`,
  });

/** TNT3102: none or several where one was asked for. */
export const notTheOnly = (stack: string, type: string, found: readonly string[]): TenancyError =>
  new TenancyError({
    code: "TNT3102",
    at: { kind: "stack", path: stack },
    what: `it has ${found.length} of ${type}, not one.`,
    got: listed(found),
    why: "`only` answers for a type that the stack has once.",
    fix: "use `resources` for all of a type, or `at` for the one of a construct.",
  });

/** TNT3103: no construct of that path wrote anything. */
export const nothingAt = (
  stack: string,
  got: string,
  known: readonly string[],
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT3103",
    at: { kind: "stack", path: stack },
    what: `it has no resource and no data source at ${shown(got)}.`,
    got: shown(got),
    why: `it has:\n        ${known.length === 0 ? "nothing" : known.join("\n        ")}`,
    fix: proposal === undefined ? "name one of those paths." : `did you mean ${shown(proposal)}?`,
  });
