import { spawn } from "node:child_process";
import type { Environment } from "./environment";
import { forgetProcess, guardProcess } from "./guard";

/** Of standard output, when a command failed. */
const SHOWN_LINES = 40;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** @default - the current folder */
  readonly cwd?: string;
  readonly env: Environment;
  /** Given to the command's standard input. @default - nothing */
  readonly input?: string;
}

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever its exit status. It ends with this run at the latest. */
export async function run(command: Command): Promise<Finished> {
  // A process group of its own, so that what the command starts (Terraform's providers) can be ended with it.
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: "pipe",
  });
  const { pid } = child;
  if (pid !== undefined) guardProcess(pid);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      // A command that refuses early does not read all of its input: its exit status says enough.
      child.stdin.on("error", (error: NodeJS.ErrnoException) => error.code === "EPIPE" || reject(error));
      child.stdin.end(command.input ?? "");
      child.on("close", (status, signal) =>
        status === null ? reject(killed(command, signal)) : resolve(status),
      );
    });
    return { code, stdout, stderr };
  } finally {
    if (pid !== undefined) forgetProcess(pid);
  }
}

/** Runs a command that must succeed; the error shows what the command itself said. */
export async function runChecked(command: Command): Promise<Finished> {
  const finished = await run(command);
  if (finished.code !== 0) throw commandFailed(command, finished);
  return finished;
}

/** The error for a command that ended with an unwanted status. */
export function commandFailed(command: Command, finished: Finished): Error {
  const where = command.cwd === undefined ? "" : ` in ${command.cwd}`;
  // Both: some tools print their errors to standard output, and a mere warning to the other.
  const said = [finished.stdout.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n"), finished.stderr.trim()];
  const text = said.filter((part) => part !== "").join("\n");
  return new Error(`${commandLine(command)}${where} ended with status ${finished.code}:\n${text}`);
}

function killed(command: Command, signal: NodeJS.Signals | null): Error {
  return new Error(`${commandLine(command)} was ended by ${signal ?? "a signal"}`);
}

function commandLine(command: Command): string {
  return [command.file.split("/").at(-1), ...command.args].join(" ");
}
