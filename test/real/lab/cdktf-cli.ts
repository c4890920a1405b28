import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "./environment";
import { runChecked } from "./processes";

/**
 * The lock step asks the registry for checksums and ignores mirrors: it would need the internet, for files that
 * are thrown away.
 */
const OFFLINE = "--skip-provider-lock";

export interface CdktfCliOptions {
  /**
   * States at once.
   *
   * @default 1
   */
  readonly parallelism?: number;
}

/** The real cdktf CLI in an app's folder, as a user's CI calls it. */
export class CdktfCli {
  constructor(
    private readonly app: string,
    private readonly env: Environment,
    private readonly options: CdktfCliOptions = {},
  ) {}

  async synth(): Promise<string> {
    return this.run("synth");
  }

  async diff(stack: string): Promise<string> {
    return this.run("diff", stack, OFFLINE);
  }

  /** @param stacks - names or patterns: `*` for all, in the order of their dependencies */
  async deploy(...stacks: readonly string[]): Promise<string> {
    return this.run("deploy", ...stacks, "--auto-approve", this.parallelism(), OFFLINE);
  }

  async destroy(...stacks: readonly string[]): Promise<string> {
    return this.run("destroy", ...stacks, "--auto-approve", this.parallelism(), OFFLINE);
  }

  private parallelism(): string {
    return `--parallelism=${this.options.parallelism ?? 1}`;
  }

  private async run(...args: readonly string[]): Promise<string> {
    const { stdout } = await runChecked({
      file: process.execPath,
      args: [executable(), ...args],
      cwd: this.app,
      env: this.env,
    });
    return stdout;
  }
}

function executable(): string {
  const manifest = require.resolve("cdktf-cli/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: Record<string, string> };
  const path = bin["cdktf"];
  if (path === undefined) throw new Error(`${manifest} names no executable cdktf`);
  return join(dirname(manifest), path);
}
