import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../lab/environment";
import type { Lab } from "../lab/lab";
import { PROJECT } from "../lab/paths";
import { runChecked } from "../lab/processes";
import { step } from "../lab/progress";
import type { PlannedChange, Terraform } from "../lab/terraform";

/** An example as a suite deploys it. */
export interface ExampleAppOptions {
  /** Its folder below `examples/`. */
  readonly name: string;
  /** Its stacks, each after those that it needs; what stands together does not need one another. */
  readonly stages: readonly (readonly string[])[];
  /** What people set for it: where its clusters are. */
  readonly environment: Environment;
}

/** An example, synthesized by its own command into a copy of its folder, and Terraform in each of its stacks. */
export class ExampleApp {
  static async synthesize(lab: Lab, options: ExampleAppOptions): Promise<ExampleApp> {
    const app = new ExampleApp(lab, options, lab.copyOfApp(join(PROJECT, "examples", options.name)));
    await app.synthesize();
    return app;
  }

  private constructor(
    private readonly lab: Lab,
    private readonly options: ExampleAppOptions,
    readonly folder: string,
  ) {}

  terraform(stack: string): Terraform {
    return this.lab.terraform(join(this.folder, "cdktf.out", "stacks", stack));
  }

  /**
   * Removes pieces of the app's source, each of which must be there exactly once, and synthesizes it again, over states
   * that stay.
   */
  async cut(...pieces: readonly RegExp[]): Promise<void> {
    const main = join(this.folder, "main.ts");
    writeFileSync(main, pieces.reduce(without, readFileSync(main, "utf8")));
    await this.synthesize();
  }

  /** What Terraform is given for each stack, byte by byte. */
  texts(): Record<string, string> {
    const text = (stack: string) => readFileSync(join(this.terraform(stack).folder, "cdk.tf.json"), "utf8");
    return Object.fromEntries(this.options.stages.flat().map((stack) => [stack, text(stack)]));
  }

  /** Does something with all stacks, in the order of their dependencies. */
  async each<T>(what: string, work: (terraform: Terraform) => Promise<T>): Promise<Record<string, T>> {
    return this.inOrder(this.options.stages, what, work);
  }

  /** What a plan of each stack would change. */
  async plans(): Promise<Record<string, readonly PlannedChange[]>> {
    return this.each("plan", (terraform) => terraform.plan());
  }

  /** Destroys the stacks, those first that need others. */
  async destroy(): Promise<void> {
    await this.inOrder([...this.options.stages].reverse(), "destroy", (terraform) => terraform.destroy());
  }

  private async inOrder<T>(
    stages: ExampleAppOptions["stages"],
    what: string,
    work: (terraform: Terraform) => Promise<T>,
  ): Promise<Record<string, T>> {
    const results: Record<string, T> = {};
    for (const stacks of stages) {
      const begun = stacks.map(async (stack) => {
        results[stack] = await step(`${what} ${stack}`, () => work(this.terraform(stack)));
      });
      // None is left running: what comes next is another stage, or the end of the run.
      const failed = (await Promise.allSettled(begun)).find(({ status }) => status === "rejected");
      if (failed !== undefined) await Promise.all(begun);
    }
    return results;
  }

  private async synthesize(): Promise<void> {
    const { app } = JSON.parse(readFileSync(join(this.folder, "cdktf.json"), "utf8")) as { app: string };
    const [command = "", ...args] = app.split(" ");
    await runChecked({
      file: command,
      args,
      cwd: this.folder,
      env: { ...this.lab.env, ...this.options.environment, CDKTF_OUTDIR: "cdktf.out" },
    });
  }
}

function without(source: string, piece: RegExp): string {
  const parts = source.split(piece);
  if (parts.length !== 2) throw new Error(`the app has ${parts.length - 1} times, not once: ${piece}`);
  return parts.join("");
}
