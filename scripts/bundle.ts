/**
 * Puts the modules behind the main entry point into one file: loading 140 files takes a quarter of the time that cdktf
 * itself takes to load, loading one takes a tenth. Packages stay what they are, and types and all other entry points are
 * left as they were compiled. The source is bundled, not what was compiled from it: only then the file ends with the list
 * of its names in the form that Node.js reads for `import { Tenant }` of an ES module.
 *
 * Usage: tsx scripts/bundle.ts <folder of the compiled library>
 */
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

const SOURCE = resolve(__dirname, "..", "lib", "index.ts");

/** Replaces `<folder>/index.js` by the same with everything of the library in it. */
export function bundle(folder: string): void {
  buildSync({
    entryPoints: [SOURCE],
    outfile: join(folder, "index.js"),
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
