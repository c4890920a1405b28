import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SynthesizedPlan } from "../../../lib/testing/synthesized-plan";
import type { CdktfCli } from "../lab/cdktf-cli";
import type { Environment } from "../lab/environment";
import type { Lab } from "../lab/lab";
import { PROJECT } from "../lab/paths";
import { step } from "../lab/progress";
import type { PlannedChange, Terraform } from "../lab/terraform";

/** The example's stacks, each after those that it needs. */
export const STACKS = [
  "nonprod",
  "nonprod-inside",
  "nonprod-tenants",
  "prod",
  "prod-inside",
  "prod-tenants",
] as const;
export type StackName = (typeof STACKS)[number];

/** One edit of a source file: what it replaces must be there exactly once. */
export interface Edit {
  readonly from: string;
  readonly to: string;
}

/** The example in a copy of its folder, with Terraform and the cdktf CLI in it. */
export class Saas {
  /** The real CLI, as a user's CI calls it. */
  readonly cli: CdktfCli;
  readonly folder: string;
  /** What the example reads: a kubeconfig, as people behind a tunnel have it. */
  private readonly env: Environment;

  constructor(private readonly lab: Lab) {
    this.folder = lab.copyOfApp(join(PROJECT, "examples", "saas"));
    this.env = { SAAS_KUBECONFIG: lab.kubernetes.kubeconfig };
    // The two Infrastructures beside each other: most of a deployment is the provider's own waiting.
    this.cli = lab.cdktf(this.folder, this.env, { parallelism: 2 });
  }

  async synthesize(): Promise<void> {
    await this.lab.synthesize(this.folder, this.env);
  }

  /** What was synthesized last. */
  plan(): SynthesizedPlan {
    return SynthesizedPlan.read(join(this.folder, "cdktf.out"));
  }

  terraform(stack: StackName): Terraform {
    return this.lab.terraform(join(this.folder, "cdktf.out", "stacks", stack));
  }

  /** Changes the app's source and synthesizes it again, over states that stay. */
  async edit(...edits: readonly Edit[]): Promise<void> {
    const main = join(this.folder, "main.ts");
    writeFileSync(main, edits.reduce(applied, readFileSync(main, "utf8")));
    await this.synthesize();
  }

  /** Does something with stacks, in order but those of the two Infrastructures at the same time. */
  async each<T>(
    stacks: readonly StackName[],
    what: string,
    work: (terraform: Terraform) => Promise<T>,
  ): Promise<Partial<Record<StackName, T>>> {
    const results: Partial<Record<StackName, T>> = {};
    const chain = async (infrastructure: string) => {
      for (const stack of stacks.filter((one) => one.split("-")[0] === infrastructure)) {
        results[stack] = await step(`${what} ${stack}`, () => work(this.terraform(stack)));
      }
    };
    await Promise.all([chain("nonprod"), chain("prod")]);
    return results;
  }

  /** The changes that Terraform plans, of every stack. */
  async plans(): Promise<Partial<Record<StackName, readonly PlannedChange[]>>> {
    return this.each(STACKS, "plan", (terraform) => terraform.plan());
  }
}

/** The plans of all stacks when nothing is to change. */
export const NO_CHANGES = Object.fromEntries(STACKS.map((stack) => [stack, []]));

function applied(source: string, { from, to }: Edit): string {
  const parts = source.split(from);
  if (parts.length !== 2)
    throw new Error(`the app says this ${parts.length - 1} times instead of once: ${from}`);
  return parts.join(to);
}
