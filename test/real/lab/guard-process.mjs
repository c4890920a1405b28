/**
 * Ends what a run started, however the run ends. The run holds the other end of this process's standard input,
 * which the operating system closes when the run is over, also when it was killed: no handler has to have run.
 *
 * Lines: `process PID` and `forget PID` for a process group, `folder PATH` for a folder to remove at the end.
 */
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const GRACE_MS = 10_000;
const groups = new Set();
const folders = new Set();

/** False once the whole group is gone. */
function signal(group, name) {
  try {
    process.kill(-group, name);
    return true;
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const space = line.indexOf(" ");
  const value = line.slice(space + 1);
  if (line.startsWith("process ")) groups.add(Number(value));
  else if (line.startsWith("forget ")) groups.delete(Number(value));
  else if (line.startsWith("folder ")) folders.add(value);
}

for (const group of groups) signal(group, "SIGTERM");
const deadline = Date.now() + GRACE_MS;
while (Date.now() < deadline && [...groups].some((group) => signal(group, 0))) await sleep(100);
for (const group of groups) signal(group, "SIGKILL");
for (const folder of folders) rmSync(folder, { recursive: true, force: true });
