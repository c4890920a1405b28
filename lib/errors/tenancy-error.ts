/** Where in the app an error belongs: the kind of construct and its path. */
export interface ErrorPlace {
  /** The construct's class, for example `Tenant`. */
  readonly kind: string;
  /** The construct's path, for example `nonprod-tenants/dev`. */
  readonly path: string;
}

/** The parts of every message, in the order in which they are printed. */
export interface ErrorParts {
  /** Stable code, `TNT` and four digits. Never reused for another meaning. */
  readonly code: string;
  /** @default - the error belongs to no construct */
  readonly at?: ErrorPlace | undefined;
  /** What is wrong, in the caller's words. */
  readonly what: string;
  /** The value that was received. @default - there is no value to show */
  readonly got?: string | undefined;
  /** The rule that the value breaks, and what it would lead to. */
  readonly why: string;
  /** What to change; the corrected value where it can be computed. */
  readonly fix: string;
}

/** Keeps a wrongly huge value from hiding the message. */
const SHOWN_MOST = 200;

/** How a received value is shown: as it would be written in the source, cut where it is very long. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= SHOWN_MOST ? text : `${text.slice(0, SHOWN_MOST)}… (${text.length} characters)`;
}

/**
 * Thrown by everything in this library. `code` is stable and may be tested for; the text may get better.
 *
 * Tell it from other errors with `TenancyError.is(error)`, which also holds for a second copy of the package.
 */
export class TenancyError extends Error {
  private static readonly brand = Symbol.for("cdktf-tenants/TenancyError");

  /** True for every error of this library, whichever copy of the package threw it. */
  static is(error: unknown): error is TenancyError {
    return typeof error === "object" && error !== null && TenancyError.brand in error;
  }

  readonly code: string;
  readonly at: ErrorPlace | undefined;
  readonly what: string;
  readonly got: string | undefined;
  readonly why: string;
  readonly fix: string;

  constructor(parts: ErrorParts) {
    super(formatError(parts));
    Object.defineProperty(this, TenancyError.brand, { value: true });
    this.name = "TenancyError";
    this.code = parts.code;
    this.at = parts.at;
    this.what = parts.what;
    this.got = parts.got;
    this.why = parts.why;
    this.fix = parts.fix;
  }
}

/** The printed form: a line that stands alone, then the parts, aligned. */
export function formatError(parts: ErrorParts): string {
  const head = parts.at ? `${parts.code} ${parts.at.kind} ${parts.at.path}` : parts.code;
  return [
    `${head}: ${parts.what}`,
    ...(parts.got === undefined ? [] : [`  got   ${parts.got}`]),
    `  why   ${parts.why}`,
    `  do    ${parts.fix}`,
  ].join("\n");
}
