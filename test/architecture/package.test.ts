import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/source";

interface PackageJson {
  readonly main: string;
  readonly types: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const packageJson = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as PackageJson;

/** The source of a file of the build. */
function sourceOf(built: string): string {
  return built.replace(/^(\.\/)?dist\//, "lib/").replace(/(\.d\.ts|\.js)$/, ".ts");
}

test("every entry point and the command have a source in lib", () => {
  const built = [
    packageJson.main,
    packageJson.types,
    ...Object.values(packageJson.bin),
    ...Object.values(packageJson.exports).flatMap((entry) =>
      typeof entry === "string" ? [] : [entry.types, entry.default],
    ),
  ];
  expect(built.filter((path) => !existsSync(join(ROOT, sourceOf(path))))).toEqual([]);
});

test("the package holds the build, the pages and nothing of the workshop", () => {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  const [packed] = JSON.parse(output) as [{ files: { path: string }[] }];
  const paths = packed.files.map((file) => file.path);
  const wanted =
    /^(dist\/.+\.(js|js\.map|d\.ts)|dist\/proof\/[a-z]+\/data\/[a-z-]+\.json|docs\/.+\.(md|schema\.json)|(README|CHANGELOG)\.md|LICENSE|package\.json)$/;
  expect(paths.filter((path) => !wanted.test(path))).toEqual([]);
  expect(paths).toEqual(
    expect.arrayContaining(["package.json", "LICENSE", "CHANGELOG.md", "docs/CLI.md", "docs/ERRORS.md"]),
  );
});

test("cdktf, constructs and the bindings are the user's: peers, never dependencies", () => {
  const peers = Object.keys(packageJson.peerDependencies).sort();
  expect(peers).toEqual(["@cdktf/provider-aws", "@cdktf/provider-kubernetes", "cdktf", "constructs"]);
  expect(Object.keys(packageJson.dependencies).filter((name) => peers.includes(name))).toEqual([]);
});
