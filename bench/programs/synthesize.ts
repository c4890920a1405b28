import { performance } from "node:perf_hooks";
import type { BenchApp } from "../app";
import { benchApp } from "../app";
import { report } from "./report";

/** Constructs and synthesizes `<count>` tenants into `<outdir>`, and says how long both took, imports left out. */
export function synthesize(declare: (bench: BenchApp) => void): void {
  const [count, outdir] = process.argv.slice(2);
  if (count === undefined || outdir === undefined) throw new Error("Usage: <program> <count> <outdir>");
  const began = performance.now();
  const bench = benchApp(Number(count), outdir);
  declare(bench);
  bench.app.synth();
  report(performance.now() - began);
}
