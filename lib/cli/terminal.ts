/** The part of a process that the command speaks to. */
export interface Terminal {
  /** Results. */
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Messages. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How text is made to stand out; both return it unchanged where colour is not wanted. */
export interface Style {
  heading(text: string): string;
  faint(text: string): string;
}

const ESCAPE = "\u001b[";
const wrapped = (open: number, close: number) => (text: string) =>
  text === "" ? text : `${ESCAPE}${open}m${text}${ESCAPE}${close}m`;
const unchanged = (text: string) => text;

/** Colour for people alone: on a terminal that can show it, unless `NO_COLOR` says otherwise (no-color.org). */
export function styleOf({ stdout, env }: Pick<Terminal, "stdout" | "env">): Style {
  const coloured = stdout.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return coloured
    ? { heading: wrapped(1, 22), faint: wrapped(2, 22) }
    : { heading: unchanged, faint: unchanged };
}

/** `head` and its like close the pipe when they have seen enough: that is no failure. */
export function endQuietlyWhenClosed({ stdout, stderr }: Pick<Terminal, "stdout" | "stderr">): void {
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
