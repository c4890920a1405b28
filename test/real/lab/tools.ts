import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cleanEnvironment } from "./environment";
import { run } from "./processes";
import { compareVersions } from "./versions";

interface Tool {
  readonly command: string;
  /** Prints the version, alone or in a longer text. */
  readonly versionArgs: readonly string[];
  readonly version: RegExp;
  readonly atLeast: string;
  readonly neededFor: string;
  readonly install: string;
}

const TOOLS = {
  terraform: {
    command: "terraform",
    versionArgs: ["version", "-json"],
    version: /"terraform_version":\s*"([\d.]+)/,
    atLeast: "1.11",
    neededFor: "applies what the library synthesized",
    install: "https://developer.hashicorp.com/terraform/install",
  },
  kubectl: {
    command: "kubectl",
    versionArgs: ["version", "--client", "-o", "json"],
    version: /"gitVersion":\s*"v([\d.]+)/,
    atLeast: "1.28",
    neededFor: "asks the API server what is there and what it admits",
    install: "https://kubernetes.io/docs/tasks/tools/",
  },
  python3: {
    command: "python3",
    versionArgs: ["-c", "import ensurepip, sys, venv; print('Python', sys.version.split()[0])"],
    version: /Python ([\d.]+)/,
    atLeast: "3.10",
    neededFor: "runs the AWS emulator, in a virtual environment of its own (needs the venv module)",
    install: "your system's packages python3 and python3-venv, or https://www.python.org/downloads/",
  },
  go: {
    command: "go",
    versionArgs: ["env", "GOVERSION"],
    version: /go([\d.]+)/,
    atLeast: "1.26.3",
    neededFor: "builds the Kubernetes control plane and provider, once",
    install: "https://go.dev/doc/install",
  },
  xz: {
    command: "xz",
    versionArgs: ["--version"],
    version: /([\d.]+)/,
    atLeast: "5.0",
    neededFor: "unpacks the prebuilt Kubernetes binaries",
    install: "your system's package xz-utils (xz with Homebrew)",
  },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

/**
 * The absolute paths of the tools asked for.
 *
 * @throws one error that names every tool which is missing or too old, what it is needed for and where to get it
 */
export async function requireTools<N extends ToolName>(names: readonly N[]): Promise<Record<N, string>> {
  const checked = await Promise.all(names.map(async (name) => ({ name, ...(await check(TOOLS[name])) })));
  const problems = checked.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  if (problems.length > 0) throw new Error(["The end-to-end tests cannot run here:", ...problems].join("\n"));
  return Object.fromEntries(checked.map(({ name, path }) => [name, path])) as Record<N, string>;
}

async function check(tool: Tool): Promise<{ path: string; problem?: string }> {
  const path = onPath(tool.command);
  if (path === undefined) return { path: "", problem: complaint(tool, "is not on the PATH") };
  const { code, stdout, stderr } = await run({ file: path, args: tool.versionArgs, env: cleanEnvironment() });
  const version = tool.version.exec(stdout)?.[1];
  if (code !== 0 || version === undefined) {
    const said = (stderr || stdout).trim().split("\n").at(-1) ?? "";
    return { path, problem: complaint(tool, `(${path}) did not say its version: ${said}`) };
  }
  if (compareVersions(version, tool.atLeast) < 0) {
    return { path, problem: complaint(tool, `(${path}) is ${version}; ${tool.atLeast} or newer is needed`) };
  }
  return { path };
}

function complaint(tool: Tool, what: string): string {
  return `  ${tool.command} ${what}\n    why  ${tool.neededFor}\n    do   install it: ${tool.install}`;
}

function onPath(command: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not ours to run: either way this folder of the PATH does not have it.
    return false;
  }
}
