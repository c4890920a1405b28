import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";

let line: Writable | undefined;

/** Started with the first thing to guard; lives in a session of its own, so that Ctrl-C does not reach it. */
function guard(): Writable {
  if (line === undefined) {
    const child = spawn(process.execPath, [join(__dirname, "guard-process.mjs")], {
      detached: true,
      stdio: ["pipe", "ignore", "inherit"],
    });
    child.unref();
    line = child.stdin;
    // An open pipe must not keep a finished run alive: its end is what the guard waits for.
    if ("unref" in line && typeof line.unref === "function") line.unref();
  }
  return line;
}

/** Has the process group ended when this run ends, by whatever cause. */
export function guardProcess(group: number): void {
  guard().write(`process ${group}\n`);
}

/** Takes back `guardProcess`, once the group has ended: its number may be given to another. */
export function forgetProcess(group: number): void {
  guard().write(`forget ${group}\n`);
}

/** A new folder under the system's temporary folder, removed when this run ends (kept with CDKTF_TENANTS_KEEP). */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `cdktf-tenants-${name}-`));
  if (!process.env["CDKTF_TENANTS_KEEP"]) guard().write(`folder ${folder}\n`);
  return folder;
}
