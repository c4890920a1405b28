/** One failed check of one resource. */
export interface Finding {
  /** The scanner's id of the check. */
  readonly check: string;
  /** What the check asks for. */
  readonly name: string;
  /** The Terraform type. */
  readonly type: string;
  /** The Terraform name, unique in its stack. */
  readonly id: string;
  /** The construct's path, from its stack on. */
  readonly path: string;
  /** The example and its stack. */
  readonly stack: string;
}

/** What one run of the scanner says. */
export interface ScanReport {
  readonly passed: number;
  readonly findings: readonly Finding[];
}

/** A stack's `cdk.tf.json`, as far as the scanner's findings lead into it. */
export interface ScannedStack {
  readonly resource?: Resources;
  readonly data?: Resources;
}

type Resources = Readonly<Record<string, Readonly<Record<string, { readonly "//"?: Metadata }>>>>;
type Metadata = { readonly metadata: { readonly path: string } };

/** The part of the scanner's JSON that is read. */
interface CheckovReport {
  readonly results?: { readonly failed_checks: readonly CheckovFinding[] };
  readonly summary?: { readonly passed: number; readonly failed: number; readonly parsing_errors: number };
}

interface CheckovFinding {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_abs_path: string;
  readonly resource: string;
}

/**
 * Reads the scanner's report; `stacks` are the files that it was given.
 *
 * @throws if the scanner could not read a file or checked nothing: neither is a pass
 */
export function parseReport(
  text: string,
  stacks: ReadonlyMap<string, { readonly name: string; readonly json: ScannedStack }>,
): ScanReport {
  const { results, summary } = JSON.parse(text) as CheckovReport;
  if (results === undefined || summary === undefined || summary.passed + summary.failed === 0) {
    throw new Error("The scanner found nothing that it could check.");
  }
  if (summary.parsing_errors > 0)
    throw new Error(`The scanner could not read ${summary.parsing_errors} file(s).`);
  const findings = results.failed_checks.map((failed): Finding => {
    const stack = stacks.get(failed.file_abs_path);
    if (stack === undefined)
      throw new Error(`The scanner speaks of ${failed.file_abs_path}, which it was not given.`);
    // `aws_kms_key.<id>`, or `resource.<id>` without the type: which of them depends on the kind of check.
    const id = failed.resource.slice(failed.resource.lastIndexOf(".") + 1);
    const { check_id: check, check_name: name } = failed;
    return { check, name, id, stack: stack.name, ...placeOf(stack, id) };
  });
  return { passed: summary.passed, findings };
}

function placeOf(stack: { readonly name: string; readonly json: ScannedStack }, id: string) {
  const blocks = [stack.json.resource ?? {}, stack.json.data ?? {}];
  for (const [type, all] of blocks.flatMap((block) => Object.entries(block))) {
    const path = all[id]?.["//"]?.metadata.path;
    if (path !== undefined) return { type, path };
  }
  throw new Error(`The scanner speaks of ${id}, which ${stack.name} does not have.`);
}
