import { TenancyError } from "./tenancy-error";

/** TNT3040: several reports, and one place for them. */
export const reportsCollide = (where: string, options: readonly string[]): TenancyError =>
  new TenancyError({
    code: "TNT3040",
    what: `several reports would be written to ${where}.`,
    got: options.join(" and "),
    why: "a reader takes one report, and would take neither of them.",
    fix: `give all but one of them a file of their own, for example \`${options[0]} <file>\`.`,
  });

/** TNT3041: a folder where a report was to be written. */
export const reportIsFolder = (path: string, option: string): TenancyError =>
  new TenancyError({
    code: "TNT3041",
    at: { kind: "folder", path },
    what: `${option} is to write a file, and this is a folder.`,
    got: `${option} ${path}`,
    why: `what follows ${option} is taken for the file of the report.`,
    fix: `if it is what to look at, name it before the option: \`${path} ${option}\`.`,
  });

/** TNT3042: a report that cannot be written. */
export const reportUnwritable = (path: string, got: string): TenancyError =>
  new TenancyError({
    code: "TNT3042",
    at: { kind: "file", path },
    what: "it cannot be written.",
    got,
    why: "the report was to be there.",
    fix: "name a file that can be written.",
  });
