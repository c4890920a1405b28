import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { cacheFolder } from "./paths";
import { pinned, providerBinary } from "./kubernetes-binaries";
import { say } from "./progress";

const AWS = "registry.terraform.io/hashicorp/aws";
const KUBERNETES = "registry.terraform.io/hashicorp/kubernetes";
const AWS_VERSION = "5.100.0";
const USUAL_MIRROR = "/opt/tf-plugins";

/**
 * Writes the Terraform CLI configuration of the runs and returns its path (for TF_CLI_CONFIG_FILE).
 *
 * The Kubernetes provider comes from a mirror of our own; the AWS provider from a mirror on this machine where
 * there is one, else `terraform init` fetches it as usual, once, into a plugin cache.
 */
export async function writeCliConfiguration(folder: string): Promise<string> {
  const mirrors = [filesystemMirror(await kubernetesMirror(), KUBERNETES)];
  const awsMirror = findAwsMirror();
  const general = ["disable_checkpoint = true"];
  if (awsMirror === undefined) {
    const cache = join(cacheFolder(), "terraform-plugins");
    mkdirSync(cache, { recursive: true });
    say(`AWS provider: no local mirror, terraform init fetches it into ${cache}`);
    general.push(`plugin_cache_dir = ${JSON.stringify(cache)}`);
    mirrors.push(`  direct {\n    exclude = [${JSON.stringify(KUBERNETES)}]\n  }`);
  } else {
    mirrors.push(filesystemMirror(awsMirror, AWS));
  }
  const file = join(folder, "terraform.rc");
  writeFileSync(file, [...general, "provider_installation {", ...mirrors, "}", ""].join("\n"));
  return file;
}

function filesystemMirror(path: string, provider: string): string {
  const include = `include = [${JSON.stringify(provider)}]`;
  return `  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n    ${include}\n  }`;
}

/** A mirror that is named must hold the version; the usual one is taken when it does. */
function findAwsMirror(): string | undefined {
  const named = process.env["CDKTF_TENANTS_AWS_MIRROR"];
  if (named && !holdsAws(named)) {
    throw new Error(
      `CDKTF_TENANTS_AWS_MIRROR=${named} has no ${join(AWS, AWS_VERSION)}: unset or correct it`,
    );
  }
  return named || (holdsAws(USUAL_MIRROR) ? USUAL_MIRROR : undefined);
}

function holdsAws(mirror: string): boolean {
  const version = join(mirror, AWS, AWS_VERSION);
  return existsSync(version) && readdirSync(version).length > 0;
}

async function kubernetesMirror(): Promise<string> {
  const binary = await providerBinary();
  const mirror = join(cacheFolder(), "tf-mirror");
  const folder = join(mirror, KUBERNETES, pinned("PROVIDER_VERSION"), terraformPlatform());
  mkdirSync(folder, { recursive: true });
  // A link: the mirror must hold the binary alone, without what lies beside it in the cache.
  const linked = join(folder, basename(binary));
  if (!existsSync(linked) || statSync(linked).ino !== statSync(binary).ino) {
    rmSync(linked, { force: true });
    linkSync(binary, linked);
  }
  return mirror;
}

/** This machine in Terraform's words, for example `linux_amd64`. */
function terraformPlatform(): string {
  return `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
}
