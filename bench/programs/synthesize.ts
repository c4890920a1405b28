import { performance } from "node:perf_hooks";
import type { App } from "cdktf";
import { type BenchApp, benchApp } from "../app";
import { report } from "./report";

/** Constructs and synthesizes `<count>` tenants into `<outdir>`, and says how long both took, imports left out. */
export function synthesize(declare: (count: number, outdir: string) => App): void {
  const [count, outdir] = process.argv.slice(2);
  if (count === undefined || outdir === undefined) throw new Error("Usage: <program> <count> <outdir>");
  const began = performance.now();
  declare(Number(count), outdir).synth();
  report(performance.now() - began);
}

/** The same of tenants alone, which stand in an Infrastructure that is given. */
export function synthesizeTenants(declare: (bench: BenchApp) => void): void {
  synthesize((count, outdir) => {
    const bench = benchApp(count, outdir);
    declare(bench);
    return bench.app;
  });
}
