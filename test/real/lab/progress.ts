import { performance } from "node:perf_hooks";

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** One line on standard error, after the seconds since the run began. Lines only: logs of a CI stay readable. */
export function say(text: string): void {
  process.stderr.write(`${seconds(performance.now()).padStart(9)}  ${text}\n`);
}

/** Says what begins, and how long it took or that it failed. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  say(`${what} …`);
  try {
    const result = await work();
    say(`${what}: ${seconds(performance.now() - began)}`);
    return result;
  } catch (error) {
    say(`${what}: failed after ${seconds(performance.now() - began)}`);
    throw error;
  }
}
