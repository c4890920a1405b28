import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lab } from "../lab/lab";
import { PROJECT } from "../lab/paths";
import { runChecked } from "../lab/processes";
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

/** The variable that the example reads, as people behind a tunnel set it. */
export function saasEnvironment(lab: Lab): Record<string, string> {
  return { SAAS_KUBECONFIG: lab.kubernetes.kubeconfig };
}

/** The example, synthesized by its own command into a copy of its folder, and Terraform in each of its stacks. */
export class Saas {
  static async synthesize(lab: Lab): Promise<Saas> {
    const saas = new Saas(lab, lab.copyOfApp(join(PROJECT, "examples", "saas")));
    await saas.synthesize();
    return saas;
  }

  private constructor(
    private readonly lab: Lab,
    readonly folder: string,
  ) {}

  terraform(stack: StackName): Terraform {
    return this.lab.terraform(join(this.folder, "cdktf.out", "stacks", stack));
  }

  /** Changes the app's source and synthesizes it again, over states that stay. */
  async edit(...edits: readonly Edit[]): Promise<void> {
    const main = join(this.folder, "main.ts");
    const source = edits.reduce(applied, readFileSync(main, "utf8"));
    writeFileSync(main, source);
    await this.synthesize();
  }

  /** Does something with one stack after the other, in the order of their dependencies. */
  async each<T>(what: string, work: (terraform: Terraform) => Promise<T>): Promise<Record<StackName, T>> {
    return this.inOrder(STACKS, what, work);
  }

  /** What a plan of each stack would change. */
  async plans(): Promise<Record<StackName, readonly PlannedChange[]>> {
    return this.each("plan", (terraform) => terraform.plan());
  }

  /** Destroys the stacks, those first that need others. */
  async destroy(): Promise<void> {
    await this.inOrder([...STACKS].reverse(), "destroy", (terraform) => terraform.destroy());
  }

  private async inOrder<T>(
    stacks: readonly StackName[],
    what: string,
    work: (terraform: Terraform) => Promise<T>,
  ): Promise<Record<StackName, T>> {
    const results: [string, T][] = [];
    for (const stack of stacks) {
      results.push([stack, await step(`${what} ${stack}`, () => work(this.terraform(stack)))]);
    }
    return Object.fromEntries(results) as Record<StackName, T>;
  }

  private async synthesize(): Promise<void> {
    const { app } = JSON.parse(readFileSync(join(this.folder, "cdktf.json"), "utf8")) as { app: string };
    const [command = "", ...args] = app.split(" ");
    await runChecked({
      file: command,
      args,
      cwd: this.folder,
      env: { ...this.lab.env, ...saasEnvironment(this.lab), CDKTF_OUTDIR: "cdktf.out" },
    });
  }
}

function applied(source: string, { from, to }: Edit): string {
  const parts = source.split(from);
  if (parts.length !== 2) throw new Error(`the app has ${parts.length - 1} times, not once: ${from}`);
  return parts.join(to);
}
