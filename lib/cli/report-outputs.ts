import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { reportIsFolder, reportsCollide, reportUnwritable } from "../errors/reports";
import type { Terminal } from "./terminal";

/** How the formats of a report are asked for: to standard output, or to a file. */
export interface OutputOptions {
  readonly json?: true;
  readonly sarif?: string | true;
  readonly markdown?: string | true;
}

export type Format = "text" | "json" | "sarif" | "markdown";

/** One report to be written; to standard output where no file is named. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

/**
 * What is to be written where. One format goes to standard output: the one that names no file, else the text.
 *
 * @throws TNT3040 for two reports in one place, TNT3041 for a folder in the place of a file
 */
export function outputsOf(options: OutputOptions): Output[] {
  const asked = (["json", "sarif", "markdown"] as const).flatMap((format): Output[] => {
    const value = options[format];
    if (value === undefined) return [];
    return [{ format, file: typeof value === "string" ? value : undefined }];
  });
  refuseCollisions(asked);
  for (const { format, file } of asked)
    if (file !== undefined && isFolder(file)) throw reportIsFolder(file, `--${format}`);
  const printed = asked.some(({ file }) => file === undefined);
  return printed ? asked : [{ format: "text", file: undefined }, ...asked];
}

/** Files first: who sees the end of the output knows that they are there. @throws TNT3042 */
export function writeOutputs(
  outputs: readonly Output[],
  text: (format: Format) => string,
  terminal: Terminal,
): void {
  for (const { format, file } of outputs) if (file !== undefined) writeFile(file, text(format));
  for (const { format, file } of outputs) if (file === undefined) terminal.stdout.write(text(format));
}

function refuseCollisions(outputs: readonly Output[]): void {
  const places = new Map<string, Output[]>();
  for (const output of outputs) {
    const place = output.file === undefined ? "" : resolve(output.file);
    places.set(place, [...(places.get(place) ?? []), output]);
  }
  for (const together of places.values()) {
    if (together.length < 2) continue;
    throw reportsCollide(
      together[0]?.file ?? "standard output",
      // The one that cannot have a file comes last: the first one is the example of what to do.
      together.map(({ format }) => `--${format}`).reverse(),
    );
  }
}

function isFolder(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory();
}

function writeFile(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw reportUnwritable(file, (error as Error).message);
  }
}
