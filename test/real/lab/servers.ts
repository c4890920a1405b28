import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "./environment";
import { forgetProcess, guardProcess } from "./guard";

const STOP_SECONDS = 10;
const TAIL_LINES = 20;

export interface ServerCommand {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  /** All that the server prints goes there. */
  readonly log: string;
}

/** A process in the background, in a group of its own, ended with this run at the latest. */
export interface Server {
  readonly name: string;
  readonly log: string;
  /** Throws, with the end of the log, when the server has ended by itself. */
  assertAlive(): void;
  /** Asks the server to end, makes it end after ten seconds. Safe to call twice. */
  stop(): Promise<void>;
}

export function startServer(command: ServerCommand): Server {
  const output = openSync(command.log, "a");
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const { pid } = child;
  if (pid !== undefined) guardProcess(pid);
  child.unref();
  let failure: string | undefined;
  child.on("error", (error) => (failure = error.message));
  const ended = new Promise<void>((resolve) => {
    child.on("error", () => resolve());
    child.on("exit", () => resolve());
  });
  const hasEnded = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;

  return {
    name: command.name,
    log: command.log,
    assertAlive() {
      if (!hasEnded()) return;
      const how = failure ?? `status ${child.exitCode ?? child.signalCode}`;
      throw new Error(
        `${command.name} ended by itself (${how}); the end of its log:\n${tailOf(command.log)}`,
      );
    },
    async stop() {
      if (pid === undefined) return;
      if (!hasEnded()) {
        child.ref();
        process.kill(-pid, "SIGTERM");
        await Promise.race([ended, sleep(STOP_SECONDS * 1000, undefined, { ref: false })]);
        if (!hasEnded()) process.kill(-pid, "SIGKILL");
        await ended;
      }
      forgetProcess(pid);
    },
  };
}

/** The last lines of a log, indented, for an error message; Kubernetes' lines of mere information are left out. */
export function tailOf(log: string): string {
  const lines = readFileSync(log, "utf8")
    .trimEnd()
    .split("\n")
    .filter((line) => !/^I\d{4} /.test(line))
    .slice(-TAIL_LINES);
  return lines.map((line) => `  | ${line}`).join("\n");
}

/** Polls until `ready` holds; an ended server or a passed time is an error with the end of the log. */
export async function waitFor(
  what: string,
  server: Server,
  limitSeconds: number,
  ready: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + limitSeconds * 1000;
  while (!(await ready())) {
    server.assertAlive();
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${limitSeconds} s; the end of its log:\n${tailOf(server.log)}`);
    }
    await sleep(150);
  }
}

/** As many loopback ports as asked, free now and different from each other. */
export async function freePorts(count: number): Promise<number[]> {
  const listeners = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    listeners.map(
      (listener) =>
        new Promise<number>((resolve, reject) => {
          listener.on("error", reject);
          listener.listen(0, "127.0.0.1", () => resolve((listener.address() as AddressInfo).port));
        }),
    ),
  );
  await Promise.all(listeners.map((listener) => new Promise((resolve) => listener.close(resolve))));
  return ports;
}
