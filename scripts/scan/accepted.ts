/** Findings that are as they should be, and why. */
export interface Accepted {
  /** The scanner's id of the check. */
  readonly check: string;
  /** The Terraform type. */
  readonly type: string;
  /** The construct's path, from its stack on; `*` stands for any text. */
  readonly path: string;
  readonly reason: string;
}

const FIELDS = ["check", "type", "path", "reason"] as const;

/**
 * Reads the list of accepted findings.
 *
 * @throws if an entry has no check, type, path or reason, has anything else, or stands there twice
 */
export function parseAccepted(text: string): Accepted[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error("The accepted findings are a list.");
  const entries = list.map(parseEntry);
  const keys = entries.map(keyOf);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) throw new Error(`Accepted twice: ${twice}.`);
  return entries;
}

/** Which finding an entry is about. */
export function keyOf({ check, type, path }: Accepted): string {
  return `${check} of ${type} at ${path}`;
}

/** True if the entry is about this finding. */
export function accepts(entry: Accepted, finding: Omit<Accepted, "reason">): boolean {
  if (entry.check !== finding.check || entry.type !== finding.type) return false;
  const parts = entry.path.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(finding.path);
}

function parseEntry(value: unknown, index: number): Accepted {
  const entry = Object(value) as Record<string, unknown>;
  const missing = FIELDS.find((field) => typeof entry[field] !== "string" || entry[field] === "");
  if (missing !== undefined) throw new Error(`Accepted finding ${index + 1} has no ${missing}.`);
  const known: readonly string[] = FIELDS;
  const unknown = Object.keys(entry).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new Error(`Accepted finding ${index + 1} has ${unknown}, which means nothing.`);
  return entry as unknown as Accepted;
}
