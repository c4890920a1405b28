import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { prove } from "../../lib/proof/prove";
import { report } from "./report";

/** Proves what another process synthesized of `<count>` tenants into `<outdir>`, and says how long the proof took. */
function main(): void {
  const [count, outdir] = process.argv.slice(2);
  if (count === undefined || outdir === undefined) throw new Error("Usage: prove <count> <outdir>");
  // With the memory that this process was given: to synthesize takes more than to prove.
  execFileSync(process.execPath, [...process.execArgv, join(__dirname, "synth-whole.js"), count, outdir], {
    stdio: "pipe",
  });
  const began = performance.now();
  const { verdict, tenants } = prove({ folder: outdir });
  const took = performance.now() - began;
  // A proof that found something, or lost somebody, has done other work than what is compared.
  if (verdict !== "isolated" || tenants.length < Number(count)) {
    throw new Error(`Of ${count} tenants ${tenants.length} were proved, and they are ${verdict}.`);
  }
  report(took);
}

main();
