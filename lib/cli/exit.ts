import { CommanderError } from "commander";
import { TenancyError } from "../errors/tenancy-error";

/**
 * What the command ends with; scripts may rely on it. `prove` ends with 2 for what cannot be told, which a script has to
 * look at just like a command that was called wrongly.
 */
export const EXIT = {
  fine: 0,
  /** The proof found something open that nobody declared. */
  open: 1,
  /** The command was called wrongly, or names something that does not exist. */
  usage: 2,
  /** The folder cannot be read, or holds no synthesized app. */
  input: 3,
  /** A fault of the command itself. */
  internal: 70,
} as const;

const USAGE_CODES: ReadonlySet<string> = new Set([
  "TNT3020",
  "TNT3021",
  "TNT3022",
  "TNT3031",
  "TNT3032",
  "TNT3040",
  "TNT3041",
]);

/** How an error ends the command, and what is said about it; nothing where commander has said it already. */
export function failure(error: unknown): { readonly exit: number; readonly message?: string } {
  if (error instanceof CommanderError) return { exit: error.exitCode === 0 ? EXIT.fine : EXIT.usage };
  if (TenancyError.is(error)) {
    return { exit: USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.input, message: error.message };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exit: EXIT.internal,
    message: `cdktf-tenants failed by a fault of its own. Please report this:\n${detail}`,
  };
}
