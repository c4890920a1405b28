import { createHash } from "node:crypto";
import { chmodSync, createReadStream, existsSync, mkdirSync, readdirSync } from "node:fs";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { cleanEnvironment, type Environment } from "./environment";
import { cacheFolder, PROJECT } from "./paths";
import { runChecked } from "./processes";
import { say, step } from "./progress";
import { requireTools } from "./tools";

const SOURCES = join(PROJECT, "test", "real", "kubernetes");

/** The pinned versions and flags of versions.env, which is a shell fragment of plain assignments. */
export function pinned(name: string): string {
  const lines = readFileSync(join(SOURCES, "versions.env"), "utf8").split("\n");
  const line = lines.find((candidate) => candidate.startsWith(`${name}=`));
  if (line === undefined) throw new Error(`versions.env does not set ${name}`);
  return line.slice(name.length + 1).replace(/^"(.*)"$/, "$1");
}

interface Binary {
  readonly name: string;
  /** The folder of its go.mod. */
  readonly module: string;
  readonly package: string;
  readonly linkerFlags: string;
}

/** etcd, kube-apiserver and kube-controller-manager in one binary: its first argument says which. */
export async function controlPlaneBinary(): Promise<string> {
  const version = pinned("K8S_VERSION");
  const [major, minor] = version.split(".");
  // Without a version the API server reports a placeholder that the Kubernetes provider cannot parse.
  const flags = ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap((path) => [
    `-X ${path}.gitVersion=v${version}`,
    `-X ${path}.gitMajor=${major}`,
    `-X ${path}.gitMinor=${minor}`,
    `-X ${path}.gitTreeState=clean`,
  ]);
  return provide({
    name: "tenantlab-k8s",
    module: "controlplane",
    package: ".",
    linkerFlags: flags.join(" "),
  });
}

/** The Kubernetes provider, named as Terraform expects it in a mirror. */
export async function providerBinary(): Promise<string> {
  return provide({
    name: `terraform-provider-kubernetes_v${pinned("PROVIDER_VERSION")}_x5`,
    module: "provider",
    package: "github.com/hashicorp/terraform-provider-kubernetes",
    linkerFlags: "",
  });
}

/** The binary in the cache: as it is when built from these very sources, else unpacked or built. */
async function provide(binary: Binary): Promise<string> {
  const target = join(cacheFolder(), "bin", binary.name);
  const stamp = `${target}.inputs`;
  const inputs = inputsOf(binary.module);
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, "utf8").trim() === inputs) return target;
  mkdirSync(dirname(target), { recursive: true });
  // Under another name until it is complete: two runs at once then cannot see each other's half.
  const unfinished = `${target}.${process.pid}`;
  try {
    const archive = findArchive(binary.name, inputs);
    if (archive === undefined) await build(binary, unfinished);
    else await unpack(archive, unfinished);
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, target);
    writeFileSync(stamp, `${inputs}\n`);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return target;
}

/** A digest of all that decides what is built from a module, so that a cached binary is never a stale one. */
function inputsOf(module: string): string {
  const files = readdirSync(join(SOURCES, module))
    .filter((name) => name.endsWith(".go") || name.startsWith("go."))
    .sort()
    .map((name) => join(SOURCES, module, name));
  const digest = createHash("sha256");
  for (const file of [join(SOURCES, "versions.env"), ...files]) digest.update(readFileSync(file));
  return digest.digest("hex").slice(0, 16);
}

/** Folders that may hold packed binaries: the one named, else those beside the checkout. */
function archiveFolders(): string[] {
  const named = process.env["CDKTF_TENANTS_PREBUILT"];
  if (named) return [named];
  const parent = dirname(PROJECT);
  return readdirSync(parent)
    .sort()
    .map((sibling) => join(parent, sibling, "real-parts", "kubernetes", "packed"));
}

/** The archive of a binary that was built from the same inputs. */
function findArchive(name: string, inputs: string): string | undefined {
  const archives = archiveFolders().map((folder) => join(folder, name));
  const present = archives.filter((archive) => existsSync(`${archive}.inputs`));
  const fitting = present.find((archive) => readFileSync(`${archive}.inputs`, "utf8").trim() === inputs);
  if (fitting === undefined && present.length > 0) {
    say(`${name}: the prebuilt archive was made from other sources and is not used`);
  }
  return fitting;
}

async function unpack(archive: string, target: string): Promise<void> {
  const { xz } = await requireTools(["xz"]);
  await step(`${basename(archive)}: unpacking`, async () => {
    // By the shell: its redirection keeps 100 MB of binary out of this process.
    const script = 'exec "$1" -dc "$2.xz" >"$3"';
    await runChecked({
      file: "/bin/sh",
      args: ["-c", script, "sh", xz, archive, target],
      env: cleanEnvironment(),
    });
    const expected = readFileSync(`${archive}.sha256`, "utf8").split(/\s/)[0];
    const digest = createHash("sha256");
    await pipeline(createReadStream(target), digest);
    if (digest.digest("hex") !== expected)
      throw new Error(`${archive}.xz is damaged: its digest does not fit`);
  });
}

async function build(binary: Binary, target: string): Promise<void> {
  const { go } = await requireTools(["go"]);
  const minutes = "several minutes the first time";
  await step(`${binary.name}: building from the Go module proxy, ${minutes}`, async () => {
    await runChecked({
      file: go,
      args: [
        "build",
        ...pinned("GO_BUILD_FLAGS").split(" "),
        "-ldflags",
        `${pinned("GO_LDFLAGS")} ${binary.linkerFlags}`,
        "-o",
        target,
        binary.package,
      ],
      cwd: join(SOURCES, binary.module),
      env: await goEnvironment(go),
    });
  });
}

async function goEnvironment(go: string): Promise<Environment> {
  const env = cleanEnvironment();
  const { stdout } = await runChecked({ file: go, args: ["env", "GOPROXY"], env });
  return {
    ...env,
    // Modules come from the proxy alone, whose content is checked by go.sum, never from a source host.
    GOPROXY: stdout.trim().replace(/[,|]direct$/, ""),
    CGO_ENABLED: "0",
    GOFLAGS: "-mod=readonly",
    GOTOOLCHAIN: "local",
    GOWORK: "off",
  };
}
