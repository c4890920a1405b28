import { shown, TenancyError } from "./tenancy-error";

/** TNT6001: a principal that is none of the forms that AWS knows. */
export function invalidPrincipal(got: string): TenancyError {
  return new TenancyError({
    code: "TNT6001",
    what: "The request's principal is no principal that AWS knows.",
    got: shown(got),
    why: "What a policy names decides which other policies still limit the request: who asks must be known.",
    fix:
      "Give the ARN of a user, role, role session, federated user or root; a service such as " +
      '"lambda.amazonaws.com"; an identity provider; or "*" for a caller without credentials.',
  });
}

/** TNT6002: an action without a service, or with characters that no action has. */
export function invalidAction(got: string): TenancyError {
  return new TenancyError({
    code: "TNT6002",
    what: "The request's action is not of the form service:Action.",
    got: shown(got),
    why: "Statements match an action with its service; without it nothing can be decided.",
    fix: 'Give it as in a policy, for example "s3:GetObject".',
  });
}

/** TNT6003: a resource that is neither an ARN nor `*`. */
export function invalidResource(got: string): TenancyError {
  return new TenancyError({
    code: "TNT6003",
    what: "The request's resource is neither an ARN of six parts nor *.",
    got: shown(got),
    why: "Statements match a resource part by part of its ARN.",
    fix: 'Give the full ARN, for example "arn:aws:s3:::bucket/key", or "*" for an action without resources.',
  });
}

/** TNT6010: a folder without anything that could be proved. */
export function proofFolderEmpty(path: string): TenancyError {
  return new TenancyError({
    code: "TNT6010",
    at: { kind: "folder", path },
    what: "It holds no Terraform JSON.",
    why: "A manifest.json of `cdktf synth` or files *.tf.json are read; Terraform's own language is not.",
    fix:
      "Name the output of `cdktf synth`. For HCL: `terraform plan -out plan`, then " +
      "`terraform show -json plan > plan.json`, and prove plan.json.",
  });
}

/** TNT6011: resources without a word on whose they are. */
export function proofIntentMissing(path: string): TenancyError {
  return new TenancyError({
    code: "TNT6011",
    at: { kind: "folder", path },
    what: "It has no tenancy.json.",
    why: "Without it nobody knows which tenants there are, and which resources belong to whom.",
    fix: "Write one by docs/tenancy.schema.json; `cdktf-tenants prove --init` writes a first one.",
  });
}

/** TNT6012: an intent file of a person that is not as the schema says. */
export function handIntentMisshapen(file: string, what: string, got: string | undefined): TenancyError {
  return new TenancyError({
    code: "TNT6012",
    at: { kind: "file", path: file },
    what,
    got,
    why: "What is misread could make one tenant's resources another's, or an opening a declared one.",
    fix: "Write it as docs/tenancy.schema.json says; editors show mistakes where `$schema` names that file.",
  });
}

/** TNT6013: an owner, requester or target that is none of the tenants. */
export function intentTenantUnknown(
  file: string,
  place: string,
  name: string,
  proposal: string | undefined,
): TenancyError {
  return new TenancyError({
    code: "TNT6013",
    at: { kind: "file", path: file },
    what: `${place} names a tenant that the file does not list.`,
    got: shown(name),
    why: "A name that is misspelt would leave its resources to the platform, and its openings undeclared.",
    fix:
      proposal === undefined
        ? "List it under `tenants`."
        : `Did you mean ${shown(proposal)}? Else list it under tenants.`,
  });
}

/** TNT6014: JSON that `terraform show -json` did not print. */
export function shownMisshapen(file: string, what: string): TenancyError {
  return new TenancyError({
    code: "TNT6014",
    at: { kind: "file", path: file },
    what,
    why: "Only the documented output of Terraform says what is managed; anything else could leave resources out.",
    fix:
      "Give what `terraform show -json PLANFILE` prints after `terraform plan -out PLANFILE`, " +
      "or `terraform show -json` for the state.",
  });
}

/** TNT6015: another file of Terraform instead of what `terraform show -json` prints. */
export function shownOtherFile(file: string, what: string, instead: string): TenancyError {
  return new TenancyError({
    code: "TNT6015",
    at: { kind: "file", path: file },
    what,
    why: "Only what `terraform show -json` prints is documented and says of every resource what is known of it.",
    fix: `Name another input: ${instead}.`,
  });
}

/** TNT6016: a plan or state in another version of Terraform's format. */
export function shownVersionUnknown(file: string, got: unknown): TenancyError {
  return new TenancyError({
    code: "TNT6016",
    at: { kind: "file", path: file },
    what: "Its format_version is not 1.x.",
    got: shown(got),
    why: "A part of another version could mean something else, and an opening could look closed.",
    fix: "Print it with Terraform 1.1 or newer, and with a cdktf-tenants that knows its format.",
  });
}
