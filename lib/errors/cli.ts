import { shown, TenancyError } from "./tenancy-error";

/** A tenant that a name may have meant. */
export interface TenantCandidate {
  readonly infrastructure: string;
  readonly path: string;
}

const KNOWN_SHOWN_MOST = 20;

const listed = (known: readonly string[]) =>
  `${known.slice(0, KNOWN_SHOWN_MOST).join(", ")}${known.length > KNOWN_SHOWN_MOST ? ", …" : ""}`;

const meant = (proposal: string | undefined) =>
  proposal === undefined ? "name one of those; `cdktf-tenants list` shows all." : `did you mean ${proposal}?`;

/** TNT3020: a tenant that nobody declared. */
export const tenantUnknown = (
  got: string,
  within: string | undefined,
  known: readonly string[],
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT3020",
    what: `there is no tenant ${shown(got)}${within === undefined ? "" : ` in Infrastructure ${within}`}.`,
    got: shown(got),
    why: known.length === 0 ? "no tenant is declared there." : `there are ${listed(known)}.`,
    fix: known.length === 0 ? "declare it, and run `cdktf synth` again." : meant(proposal),
  });

/** TNT3021: one name, several tenants. */
export const tenantAmbiguous = (got: string, candidates: readonly TenantCandidate[]): TenancyError => {
  const names = candidates.map((one) => one.infrastructure);
  const distinct = new Set(names).size === names.length;
  const [first] = candidates;
  return new TenancyError({
    code: "TNT3021",
    what: `${candidates.length} tenants have the name ${shown(got)}.`,
    got: shown(got),
    why: `a name is unique within an Infrastructure; these are ${listed(
      candidates.map((one) => `${one.path} (of ${one.infrastructure})`),
    )}.`,
    fix: distinct
      ? `say which one with \`--infrastructure ${first?.infrastructure}\`, for example.`
      : `name it by its construct path: \`cdktf-tenants show ${first?.path}\`, for example.`,
  });
};

/** TNT3022: an Infrastructure that nobody declared. */
export const infrastructureUnknown = (
  got: string,
  known: readonly string[],
  proposal: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT3022",
    what: `there is no Infrastructure ${shown(got)}.`,
    got: shown(got),
    why: known.length === 0 ? "none is declared there." : `there are ${listed(known)}.`,
    fix: known.length === 0 ? "declare it, and run `cdktf synth` again." : meant(proposal),
  });

/** TNT3023: a project's configuration that does not say where its output is. */
export const projectConfigUnusable = (path: string, got: string): TenancyError =>
  new TenancyError({
    code: "TNT3023",
    at: { kind: "file", path },
    what: "it does not say where the output is.",
    got,
    why: "`output` of cdktf.json names the folder when the command line does not.",
    fix: 'write it like { "output": "cdktf.out" }, or name the folder on the command line.',
  });
