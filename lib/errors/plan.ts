import { shown, TenancyError } from "./tenancy-error";

const file = (path: string) => ({ kind: "file", path });
const folder = (path: string) => ({ kind: "folder", path });

/** TNT3001: no such folder. */
export const folderMissing = (path: string): TenancyError =>
  new TenancyError({
    code: "TNT3001",
    at: folder(path),
    what: "it does not exist.",
    why: "the folder that `cdktf synth` wrote is all that is read.",
    fix: "run `cdktf synth`, or name the folder that holds its output.",
  });

/** TNT3002: a folder that no synthesis wrote. */
export const folderNotSynthesized = (path: string, proposal: string | undefined): TenancyError =>
  new TenancyError({
    code: "TNT3002",
    at: folder(path),
    what: "it is not the output of `cdktf synth`.",
    why: "it has no manifest.json, which names the stacks.",
    fix:
      proposal === undefined
        ? "run `cdktf synth`, or name the folder that holds its output."
        : `did you mean ${shown(proposal)}?`,
  });

/** TNT3003: stacks without the declaration of tenants. */
export const intentMissing = (path: string): TenancyError =>
  new TenancyError({
    code: "TNT3003",
    at: folder(path),
    what: "it has no tenancy.json.",
    why: "it is written beside the stacks of every app that declares an Infrastructure or a Tenant.",
    fix:
      "declare one with cdktf-tenants and run `cdktf synth` again; keep tenancy.json where the output is copied. " +
      "For an app without these constructs, `cdktf-tenants prove --init` writes a first one to prove it with.",
  });

/** TNT3004: a file of another version of this package. */
export const intentVersionUnknown = (path: string, got: unknown, known: number): TenancyError =>
  new TenancyError({
    code: "TNT3004",
    at: file(path),
    what: "its version is not one that is understood.",
    got: shown(got),
    why: `this is version ${known} of the format; a part of another version could be read as something it is not.`,
    fix: "use the cdktf-tenants that synthesized the app, or synthesize again with this one.",
  });

/** TNT3005: a file that is no JSON. */
export const fileDamaged = (path: string, got: string): TenancyError =>
  new TenancyError({
    code: "TNT3005",
    at: file(path),
    what: "it is not JSON.",
    got,
    why: "it was cut short or changed after it was synthesized.",
    fix: "run `cdktf synth` again.",
  });

/** TNT3006: JSON of another shape. */
export const fileMisshapen = (path: string, place: string, expected: string, got: unknown): TenancyError =>
  new TenancyError({
    code: "TNT3006",
    at: file(path),
    what: `${place === "" ? "the whole" : place} is not ${expected}.`,
    got: shown(got),
    why: "it was changed after it was synthesized, or another version of cdktf or cdktf-tenants wrote it.",
    fix: "run `cdktf synth` again, with the versions that are installed here.",
  });

/** TNT3007: a file that is named and cannot be had. */
export const fileUnreadable = (path: string, got: string): TenancyError =>
  new TenancyError({
    code: "TNT3007",
    at: file(path),
    what: "it cannot be read.",
    got,
    why: "every stack of the manifest is needed: what is missing would look as if it did not exist.",
    fix: "run `cdktf synth` again, or copy the whole folder and make it readable.",
  });

/** TNT3008: a plan in Terraform's own language. */
export const stackNotJson = (path: string): TenancyError =>
  new TenancyError({
    code: "TNT3008",
    at: file(path),
    what: "the stack is not written as JSON.",
    why: "Terraform JSON is read, HCL is not.",
    fix: "synthesize without `--hcl` and without `hclOutput`.",
  });

/** TNT3009: declarations and stacks of different syntheses. */
export const stackNotInPlan = (path: string, what: string, stack: string, known: string): TenancyError =>
  new TenancyError({
    code: "TNT3009",
    at: file(path),
    what: `${what} stands in the stack ${shown(stack)}, which manifest.json does not name.`,
    got: known === "" ? "no stacks" : `stacks ${known}`,
    why: "tenancy.json and the stacks are not of one synthesis.",
    fix: "run `cdktf synth` again.",
  });

/** TNT3010: a manifest that leads out of its folder. */
export const pathLeadsOutside = (path: string, got: string): TenancyError =>
  new TenancyError({
    code: "TNT3010",
    at: file(path),
    what: "it names a stack outside of its folder.",
    got: shown(got),
    why: "cdktf writes stacks below the folder of the manifest; this one was changed.",
    fix: "run `cdktf synth` again.",
  });
