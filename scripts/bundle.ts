/**
 * Puts the modules behind an entry point of the compiled library into one file: loading 140 files takes a quarter of
 * the time that cdktf itself takes to load, loading one takes a tenth. Packages stay what they are, and types and all
 * other entry points are left alone.
 *
 * Usage: tsx scripts/bundle.ts <folder of the compiled library>
 */
import { resolve } from "node:path";
import { buildSync } from "esbuild";

const ENTRY = "index.js";

/** Replaces `<folder>/index.js` by the same with everything of the library in it. */
export function bundle(folder: string): void {
  const entry = resolve(folder, ENTRY);
  buildSync({
    entryPoints: [entry],
    outfile: entry,
    allowOverwrite: true,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: true,
    // Names of classes are part of error messages.
    keepNames: true,
    logLevel: "warning",
  });
}

if (require.main === module) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("Usage: tsx scripts/bundle.ts <folder of the compiled library>");
    process.exitCode = 2;
  } else {
    bundle(folder);
  }
}
