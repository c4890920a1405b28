import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AwsTarget } from "./aws";
import { AwsSession } from "./aws-session";
import { CdktfCli } from "./cdktf-cli";
import type { CdktfCliOptions } from "./cdktf-cli";
import { cleanEnvironment, type Environment } from "./environment";
import { temporaryFolder } from "./guard";
import { readAccess, writeKubeconfig } from "./kubeconfig";
import { Kubectl } from "./kubectl";
import type { KubernetesTarget } from "./kubernetes";
import { userKubeconfig } from "./kubernetes-users";
import { runningLab, type LabDescription } from "./lab-description";
import { PROJECT } from "./paths";
import { runChecked } from "./processes";
import { Terraform } from "./terraform";

/** Below an app's folder: output, states and modules. */
const GENERATED = /^\/(cdktf\.out|node_modules|terraform\..*\.tfstate.*)$/;

/** What the tests do with a running lab. */
export class Lab {
  readonly aws: AwsTarget;
  readonly kubernetes: KubernetesTarget;
  /** For Terraform and everything that starts it. */
  readonly env: Environment;

  constructor(private readonly description: LabDescription) {
    this.aws = description.aws;
    this.kubernetes = description.kubernetes;
    this.env = {
      ...cleanEnvironment(),
      ...description.aws.env,
      KUBECONFIG: description.kubernetes.kubeconfig,
      TF_CLI_CONFIG_FILE: description.cliConfiguration,
    };
  }

  /** The account's root, in the lab's region. */
  root(): AwsSession {
    return AwsSession.root(this.aws);
  }

  /** kubectl as a cluster's administrator. */
  kubectl(context: string): Kubectl {
    return this.kubectlWith(this.kubernetes.kubeconfig, context);
  }

  /** kubectl as a user of these groups. */
  async kubectlAs(context: string, name: string, groups: readonly string[]): Promise<Kubectl> {
    const user = { context, name, groups };
    const kubeconfig = await userKubeconfig(this.description.tools.kubectl, this.kubernetes, user);
    return this.kubectlWith(kubeconfig, context);
  }

  /** Terraform in a folder that holds a configuration. */
  terraform(folder: string): Terraform {
    return new Terraform(this.description.tools.terraform, this.env, folder);
  }

  /** Terraform in a new folder, with this as its only configuration. */
  terraformFor(name: string, configuration: unknown): Terraform {
    const folder = join(this.description.folder, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration, undefined, 2));
    return this.terraform(folder);
  }

  /**
   * A copy of an app, for a run that must leave the original alone (states and output lie beside the app, and what
   * an earlier run left there is not copied). It finds the project's own modules and compiler options as the
   * original does.
   */
  copyOfApp(app: string): string {
    const copy = temporaryFolder("app");
    cpSync(app, copy, { recursive: true, filter: (file) => !GENERATED.test(file.slice(app.length)) });
    symlinkSync(join(PROJECT, "node_modules"), join(copy, "node_modules"));
    const options = join(copy, "tsconfig.json");
    writeFileSync(options, JSON.stringify({ extends: join(PROJECT, "tsconfig.json") }));
    return copy;
  }

  /** A kubeconfig with one of the clusters alone, under the name by which an app asks for it. */
  async kubeconfigNamed(name: string, context: string): Promise<string> {
    const access = await readAccess(this.description.tools.kubectl, this.kubernetes.kubeconfig, context);
    const file = join(temporaryFolder("kubeconfig"), name);
    writeKubeconfig(file, new Map([[name, access]]));
    return file;
  }

  /** The cdktf CLI in an app's folder; `env` is what the app itself reads. */
  cdktf(app: string, env: Environment = {}, options: CdktfCliOptions = {}): CdktfCli {
    const settings = {
      ...this.env,
      ...env,
      CI: "1",
      // Its plugin cache lies in the home folder, and would offer the lab's providers to other projects.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    };
    return new CdktfCli(app, settings, options);
  }

  /** Runs the command of an app's cdktf.json, which synthesizes into cdktf.out; `env` is what the app itself reads. */
  async synthesize(app: string, env: Environment = {}): Promise<void> {
    const { app: command } = JSON.parse(readFileSync(join(app, "cdktf.json"), "utf8")) as { app: string };
    const [file = "", ...args] = command.split(" ");
    await runChecked({ file, args, cwd: app, env: { ...this.env, ...env, CDKTF_OUTDIR: "cdktf.out" } });
  }

  private kubectlWith(kubeconfig: string, context: string): Kubectl {
    return new Kubectl(this.description.tools.kubectl, cleanEnvironment(), kubeconfig, context);
  }
}

/** The lab that was started for this run of the tests. */
export function openLab(): Lab {
  const description = runningLab();
  if (description === undefined) throw new Error("no lab is running: use `npm run e2e`, which starts one");
  return new Lab(description);
}
