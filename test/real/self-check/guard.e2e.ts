import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECT } from "../lab/paths";

const PATIENCE_MS = 60_000;

async function until(holds: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds()) && Date.now() < deadline) await sleep(100);
  return holds();
}

/** Whether the server accepts a connection: unlike its process id, that cannot be a dead one not yet reaped. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
  });
}

/** Starts a run that never stops its server. */
async function abandonedRun() {
  const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "abandoned-run.ts")], {
    cwd: PROJECT,
    // Whoever keeps the folders of this run wants to see what was deployed: this one must still clean up.
    env: { ...process.env, CDKTF_TENANTS_KEEP: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", resolve);
    child.once("error", reject);
  });
  const { folder, port } = JSON.parse(said) as { folder: string; port: number };
  return { child, folder, port };
}

describe("Nothing outlives a run", () => {
  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "servers and temporary folders are gone after %s",
    async (signal) => {
      const { child, folder, port } = await abandonedRun();
      expect(await until(() => accepts(port))).toBe(true);
      expect(existsSync(folder)).toBe(true);
      child.kill(signal);
      expect(await until(async () => !(await accepts(port)) && !existsSync(folder))).toBe(true);
    },
  );
});
