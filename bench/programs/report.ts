/** What a measured process says of itself, as its only line on standard output. */
export interface OwnReport {
  /** Wall time of the measured part; nothing where the whole process is measured from outside. */
  readonly milliseconds?: number;
  /** The most memory that the process ever had. */
  readonly peakMiB: number;
}

/** Prints the report; the last thing that a program does. */
export function report(milliseconds?: number): void {
  const own: OwnReport = {
    ...(milliseconds !== undefined && { milliseconds }),
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(`${JSON.stringify(own)}\n`);
}
