/**
 * Tries the package as users get it: packs it, unpacks it beside the dependencies, loads every entry point, runs the
 * command. Needs a build. Usage: tsx scripts/packed.ts
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
/** What the entry of the constructs leaves to be loaded when an app asks for its proof. */
const READERS = /[\\/]cdktf-tenants[\\/]dist[\\/](proof|plan)[\\/]/;
/** Below node_modules, so that peers and dependencies are found from there. */
const CACHE = join(ROOT, "node_modules", ".cache", "cdktf-tenants");
const FRAMEWORK = /[\\/]node_modules[\\/](cdktf|constructs|@cdktf)[\\/]/;

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

function main(): void {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "packed-"));
  try {
    const user = join(folder, "user");
    const installed = unpacked(folder, user);
    const packageJson = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as PackageJson;
    loadEntryPoints(packageJson, user);
    proveAnApp(user);
    runCommand(packageJson, installed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpacked(folder: string, user: string): string {
  const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [{ filename, size, entryCount }] = JSON.parse(output) as [
    { filename: string; size: number; entryCount: number },
  ];
  console.log(`${filename}: ${entryCount} files, ${Math.round(size / 1024)} KiB`);
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", folder]);
  const installed = join(user, "node_modules", "cdktf-tenants");
  mkdirSync(join(user, "node_modules"), { recursive: true });
  renameSync(join(folder, "package"), installed);
  return installed;
}

function loadEntryPoints({ name, exports }: PackageJson, user: string): void {
  for (const entry of Object.keys(exports)) {
    const specifier = join(name, entry).replaceAll("\\", "/");
    const loaded = loadedBy(specifier, user);
    const pure = entry === "./proof";
    if (pure && loaded.some((path) => FRAMEWORK.test(path))) throw new Error(`${specifier} loads cdktf`);
    if (entry === "." && loaded.some((path) => READERS.test(path)))
      throw new Error(`${specifier} loads the proof before it is asked for`);
    console.log(`${specifier}: ${loaded.length} modules${pure ? ", none of cdktf" : ""}`);
  }
}

function loadedBy(specifier: string, user: string): string[] {
  const script = `require(${JSON.stringify(specifier)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const output = execFileSync(process.execPath, ["-e", script], { cwd: user, encoding: "utf8" });
  return JSON.parse(output) as string[];
}

/** The proof that an app asks for is found from inside the package, by the package's own name. */
function proveAnApp(user: string): void {
  const script = `
    const { App, TerraformStack } = require("cdktf");
    const { Infrastructure, Tenancy, Tenant } = require("cdktf-tenants");
    const app = new App({ outdir: "proved" });
    const infrastructure = new Infrastructure(new TerraformStack(app, "nonprod"), "nonprod", {
      account: "123456789012",
      region: "eu-west-1",
      network: { cidr: "10.10.0.0/16", zones: 2, nat: "single" },
      dataplane: { version: "1.33" },
    });
    new Tenant(new TerraformStack(app, "tenants"), "dev", { infrastructure });
    console.log(Tenancy.prove(app, { quiet: true }).verdict);`;
  const verdict = execFileSync(process.execPath, ["-e", script], { cwd: user, encoding: "utf8" }).trim();
  if (verdict !== "isolated") throw new Error(`Tenancy.prove says ${verdict} of an app of one tenant`);
  console.log(`Tenancy.prove: ${verdict}`);
}

function runCommand({ bin, version }: PackageJson, installed: string): void {
  for (const [name, file] of Object.entries(bin)) {
    const path = join(installed, file);
    if (!readFileSync(path, "utf8").startsWith("#!/usr/bin/env node\n"))
      throw new Error(`${file} has no #! line`);
    const said = execFileSync(process.execPath, [path, "--version"], { encoding: "utf8" }).trim();
    if (said !== version) throw new Error(`${name} --version says ${said}, the package is ${version}`);
    console.log(`${name} --version: ${said}`);
  }
}

main();
