import { spawnSync } from "node:child_process";

/** A report of many findings is longer than what is kept by default. */
const OUTPUT_MOST = 256 * 2 ** 20;

/** What a command prints. @throws with what it said, if it does not end well */
export function output(command: string, args: readonly string[]): string {
  const { status, signal, stdout, stderr, error } = spawn(command, args);
  if (error) throw error;
  if (status !== 0) {
    const how = signal === null ? `status ${status}` : signal;
    throw new Error(`${command} ${args.join(" ")} ended with ${how}:\n${stderr || stdout}`);
  }
  return stdout;
}

/** What a command prints; nothing if it is not there or does not end well. */
export function succeeds(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawn(command, args);
  return status === 0 ? stdout : undefined;
}

function spawn(command: string, args: readonly string[]) {
  return spawnSync(command, args, { encoding: "utf8", maxBuffer: OUTPUT_MOST });
}
