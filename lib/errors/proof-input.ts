import { shown, TenancyError } from "./tenancy-error";

/** The two files that a proof may be given. */
export type ProofFileRole = "plan" | "intent";

const file = (path: string) => ({ kind: "file", path });

const HOW_TO_GET: Readonly<Record<ProofFileRole, string>> = {
  plan: "`terraform plan -out plan`, then `terraform show -json plan > plan.json`, and name plan.json.",
  intent:
    "`cdktf-tenants prove --init plan.json` writes a first one from a plan; or name it with `--intent`.",
};

const WHAT_IT_IS: Readonly<Record<ProofFileRole, string>> = {
  plan: "a plan or a state as `terraform show -json` prints it is what is proved.",
  intent: "the intent file says who the tenants are, what belongs to whom, and what is meant to be open.",
};

/** TNT3024: a file for the proof that is no JSON. */
export const proofFileUnusable = (
  path: string,
  role: ProofFileRole,
  got: string,
  how: string | undefined,
): TenancyError =>
  new TenancyError({
    code: "TNT3024",
    at: file(path),
    what: "it cannot be read as JSON.",
    got,
    why: WHAT_IT_IS[role],
    fix: `name a file that holds it: ${how ?? HOW_TO_GET[role]}`,
  });

/** TNT3030: a file for the proof that is not there. */
export const proofFileMissing = (path: string, role: ProofFileRole): TenancyError =>
  new TenancyError({
    code: "TNT3030",
    at: file(path),
    what: "it does not exist.",
    why: WHAT_IT_IS[role],
    fix: HOW_TO_GET[role],
  });

/** TNT3031: a first intent file where there is one. */
export const intentFileExists = (path: string): TenancyError =>
  new TenancyError({
    code: "TNT3031",
    at: file(path),
    what: "it exists already, and `--init` writes over nothing.",
    why: "what people have decided about tenants and openings would be lost.",
    fix: "prove with it, delete it first, or name another file with `--intent`.",
  });

/** TNT3032: a folder or file, and a plan besides. */
export const proofInputTwice = (named: string, plan: string): TenancyError =>
  new TenancyError({
    code: "TNT3032",
    what: "two inputs are named, and one is proved at a time.",
    got: `${shown(named)} and --plan ${shown(plan)}`,
    why: "nobody could tell which of them the result is about.",
    fix: "leave one of them out.",
  });

/** TNT3033: a first intent file that cannot be written. */
export const intentFileUnwritable = (path: string, got: string): TenancyError =>
  new TenancyError({
    code: "TNT3033",
    at: file(path),
    what: "it cannot be written.",
    got,
    why: "`--init` writes the intent file that it proposes there.",
    fix: "name a file in a folder that exists and can be written to, with `--intent`.",
  });
