/**
 * Makes the plans of examples/brownfield again, with the real Terraform and the real providers, without an account: all
 * that they ask of AWS is whose credentials they have, and this answers.
 * Usage: tsx scripts/brownfield.ts
 */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const EXAMPLE = join(__dirname, "..", "examples", "brownfield");
const ACCOUNT = "123456789012";

/** Each version of the estate, and the folders that are laid over each other to make it. */
const VERSIONS = { isolated: ["estate"], mistakes: ["estate", "mistakes"] } as const;

/** Differs from one run to the next and says nothing about the estate. */
const PASSING = new Set(["timestamp"]);
/** A list that Terraform prints in an order of chance. */
const UNORDERED = "relevant_attributes";

/** Source: AWS STS API Reference, GetCallerIdentity. */
const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::${ACCOUNT}:user/planner</Arn>
    <UserId>AIDAPLANNER</UserId>
    <Account>${ACCOUNT}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>plan</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`;

type Environment = Readonly<Record<string, string | undefined>>;

async function main(): Promise<void> {
  const sts = createServer((_, response) => {
    response.setHeader("content-type", "text/xml");
    response.end(IDENTITY);
  });
  await new Promise<void>((listening) => sts.listen(0, "127.0.0.1", listening));
  const { port } = sts.address() as AddressInfo;
  const env: Environment = {
    ...process.env,
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`,
    CHECKPOINT_DISABLE: "1",
  };
  try {
    for (const [version, layers] of Object.entries(VERSIONS)) await plan(version, layers, env);
  } finally {
    sts.close();
  }
}

async function plan(version: string, layers: readonly string[], env: Environment): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), "cdktf-tenants-brownfield-"));
  try {
    for (const layer of layers) cpSync(join(EXAMPLE, layer), cwd, { recursive: true });
    await terraform(["init", "-input=false", "-no-color"], cwd, env);
    await terraform(["plan", "-input=false", "-no-color", "-out=plan"], cwd, env);
    const shown = JSON.parse(await terraform(["show", "-json", "plan"], cwd, env)) as object;
    const file = join(EXAMPLE, "plans", `${version}.json`);
    writeFileSync(file, `${JSON.stringify(kept(shown), null, 1)}\n`);
    console.log(`Written: ${file}`);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** What is the same each time. */
function kept(shown: object): object {
  const lasting = Object.entries(shown).filter(([name]) => !PASSING.has(name));
  return Object.fromEntries(
    lasting.map(([name, value]) => [name, name === UNORDERED ? sorted(value) : value]),
  );
}

function sorted(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list
    .map((item) => [JSON.stringify(item), item as unknown] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, item]) => item);
}

function terraform(args: readonly string[], cwd: string, env: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("terraform", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(out.join(""));
      else reject(new Error(`terraform ${args.join(" ")} ended with ${code}:\n${err.join("")}`));
    });
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
