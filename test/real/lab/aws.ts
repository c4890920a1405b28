import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment, type Environment } from "./environment";
import { temporaryFolder } from "./guard";
import { cacheFolder, PROJECT } from "./paths";
import { runChecked } from "./processes";
import { step } from "./progress";
import { freePorts, startServer, waitFor, type Server } from "./servers";

const EMULATOR = join(PROJECT, "test", "real", "aws-emulator");
const READY_SECONDS = 60;

/** Where AWS is: all that a client, Terraform or the cdktf CLI needs to reach it. */
export interface AwsTarget {
  readonly account: string;
  /** The region where none is asked for; every other region is served too. */
  readonly region: string;
  readonly endpoint: string;
  /** Environment variables that the AWS provider and the AWS SDKs read by themselves. */
  readonly env: Environment;
}

export interface RunningAws {
  readonly target: AwsTarget;
  readonly server: Server;
}

/**
 * Starts the emulator with IAM enforced, on a free loopback port. Its root credentials are `test` / `test`;
 * every session of a role is allowed and denied by the policies that were applied.
 */
export async function startAws(
  python3: string,
  options: { readonly account: string; readonly region: string },
): Promise<RunningAws> {
  const python = await emulatorPython(python3);
  const folder = temporaryFolder("aws");
  const [port] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  return step(`AWS emulator on ${endpoint}, account ${options.account}`, async () => {
    const server = startServer({
      name: "aws-emulator",
      file: python,
      args: [join(EMULATOR, "emulator.py")],
      cwd: folder,
      log: join(folder, "aws-emulator.log"),
      env: { ...cleanEnvironment(), ...emulatorSettings(options, String(port), folder) },
    });
    await waitFor("AWS emulator", server, READY_SECONDS, () => answers(`${endpoint}/_ministack/health`));
    return { target: { ...options, endpoint, env: clientEnvironment(endpoint, options.region) }, server };
  });
}

function emulatorSettings(
  { account, region }: { readonly account: string; readonly region: string },
  port: string,
  folder: string,
): Environment {
  return {
    AUTH: "true",
    GATEWAY_PORT: port,
    BIND_HOST: "127.0.0.1",
    // An address, not a name: S3 clients then put the bucket into the path, which needs no name resolution.
    MINISTACK_HOST: "127.0.0.1",
    MINISTACK_ACCOUNT_ID: account,
    MINISTACK_REGION: region,
    SFTP_ENABLED: "0",
    IOT_MTLS_ENABLED: "0",
    STATE_DIR: folder,
    LOG_LEVEL: "WARNING",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

function clientEnvironment(endpoint: string, region: string): Environment {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    // The developer's own profiles are none of a test's business.
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/** The interpreter of a virtual environment that holds exactly what requirements.txt pins. */
async function emulatorPython(python3: string): Promise<string> {
  const requirements = join(EMULATOR, "requirements.txt");
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const environment = join(cacheFolder(), `aws-emulator-${digest}`);
  const python = join(environment, "bin", "python");
  const complete = join(environment, "complete");
  if (existsSync(complete)) return python;
  return step(`AWS emulator: installing into ${environment}`, async () => {
    rmSync(environment, { recursive: true, force: true });
    mkdirSync(cacheFolder(), { recursive: true });
    const env = cleanEnvironment();
    await runChecked({ file: python3, args: ["-m", "venv", environment], env });
    await runChecked({
      file: python,
      args: ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements],
      env,
    });
    // Last: an environment that was interrupted half way is made anew.
    writeFileSync(complete, "");
    return python;
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    // Not listening yet: the caller asks again, and gives up in time.
    return false;
  }
}
