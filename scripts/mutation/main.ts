/**
 * Tries the tests of the proof's kernels: changes their code in small ways, one at a time, and counts which changes no
 * test notices. Each room by itself; without arguments all of them, which takes hours. The survivors of each room are
 * listed in `test/mutation/survivors/`, by what explains them.
 * Usage: tsx scripts/mutation/main.ts [room…]
 *
 * Exit code 1 if a room's score is below what `test/MUTATION.md` asks for.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import rooms from "../../test/mutation/rooms.json";
import explanations from "../../test/mutation/explanations.json";
import { type MutationReport, scoreOf } from "./report";
import { survivorsPage } from "./survivors";

const ROOT = join(__dirname, "..", "..");
const LISTS = join(ROOT, "test", "mutation", "survivors");
/** Percent of the mutants that some test has to notice. */
const LEAST = 90;

function reportOf(room: string): MutationReport {
  const text = readFileSync(join(ROOT, "reports", "mutation", `${room}.json`), "utf8");
  return JSON.parse(text) as MutationReport;
}

function run(room: string): boolean {
  const { status } = spawnSync("npx", ["stryker", "run"], {
    cwd: ROOT,
    env: { ...process.env, MUTATION_ROOM: room },
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) return false;
  const report = reportOf(room);
  mkdirSync(LISTS, { recursive: true });
  writeFileSync(join(LISTS, `${room}.md`), survivorsPage(room, report, explanations));
  const { percent } = scoreOf(report);
  console.log(`${room}: ${percent.toFixed(1)} % of its mutants are noticed; ${LEAST} % are asked for`);
  return percent >= LEAST;
}

function main(asked: readonly string[]): void {
  const known = Object.keys(rooms);
  const unknown = asked.filter((room) => !known.includes(room));
  if (unknown.length > 0) {
    console.error(`There is no room ${unknown.join(", ")}. Rooms: ${known.join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const results = (asked.length === 0 ? known : asked).map(run);
  process.exitCode = results.every((good) => good) ? 0 : 1;
}

main(process.argv.slice(2));
