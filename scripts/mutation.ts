/**
 * Tries the tests of the proof's kernels: changes their code in small ways, one at a time, and counts which changes no
 * test notices. Each room by itself; without arguments all of them, which takes hours.
 * Usage: tsx scripts/mutation.ts [room…]
 *
 * Exit code 1 if a room's score is below what `test/MUTATION.md` asks for.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import rooms from "../test/mutation/rooms.json";

const ROOT = join(__dirname, "..");
/** Percent of the mutants that some test has to notice. */
const LEAST = 90;

interface Mutant {
  readonly status: string;
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

/** Percent of a room's mutants that are noticed: by a failing test, or because nothing ends any more. */
function scoreOf(room: string): number {
  const text = readFileSync(join(ROOT, "reports", "mutation", `${room}.json`), "utf8");
  const { files } = JSON.parse(text) as Report;
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (...statuses: readonly string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count("Killed", "Timeout");
  return (100 * noticed) / (noticed + count("Survived", "NoCoverage"));
}

function run(room: string): boolean {
  const { status } = spawnSync("npx", ["stryker", "run"], {
    cwd: ROOT,
    env: { ...process.env, MUTATION_ROOM: room },
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) return false;
  const score = scoreOf(room);
  console.log(`${room}: ${score.toFixed(1)} % of its mutants are noticed; ${LEAST} % are asked for`);
  return score >= LEAST;
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
