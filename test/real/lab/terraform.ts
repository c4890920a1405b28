import { join } from "node:path";
import type { Environment } from "./environment";
import { commandFailed, run, runChecked, type Command } from "./processes";

export type ChangeAction = "create" | "read" | "update" | "delete";

/** One thing that a plan changes. A replacement has two actions. */
export interface PlannedChange {
  /** The resource's address, or `output.<name>`. */
  readonly address: string;
  readonly actions: readonly ChangeAction[];
}

export interface ValidationResult {
  readonly valid: boolean;
  /** Each as `severity address: summary: detail`. */
  readonly diagnostics: readonly string[];
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

interface ValidateJson {
  readonly valid: boolean;
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly summary: string;
    readonly detail?: string;
    readonly address?: string;
    readonly snippet?: { readonly context?: string | null };
  }[];
}

/** With `-detailed-exitcode`: success, and there are changes. */
const CHANGES = 2;

/** The real Terraform in the folder of one stack; its own text is in every error. */
export class Terraform {
  constructor(
    private readonly binary: string,
    private readonly env: Environment,
    readonly folder: string,
  ) {}

  async init(): Promise<void> {
    await this.run("init", "-input=false");
  }

  async apply(): Promise<void> {
    await this.run("apply", "-input=false", "-auto-approve");
  }

  async destroy(): Promise<void> {
    await this.run("destroy", "-input=false", "-auto-approve");
  }

  /** What an apply would change, sorted by address: empty when reality is what the configuration says. */
  async plan(): Promise<PlannedChange[]> {
    const planFile = join(this.folder, "e2e.tfplan");
    const command = this.command(["plan", "-input=false", "-detailed-exitcode", `-out=${planFile}`]);
    const finished = await run(command);
    if (finished.code === 0) return [];
    if (finished.code !== CHANGES) throw commandFailed(command, finished);
    const changes = changesOf(JSON.parse(await this.run("show", "-json", planFile)) as PlanJson);
    if (changes.length === 0)
      throw new Error(`terraform plan in ${this.folder} changes what it does not list`);
    return changes;
  }

  /** Checks the configuration against the schemas of the real providers. */
  async validate(): Promise<ValidationResult> {
    const command = this.command(["validate", "-json"]);
    const finished = await run(command);
    if (!finished.stdout.trimStart().startsWith("{")) throw commandFailed(command, finished);
    const { valid, diagnostics } = JSON.parse(finished.stdout) as ValidateJson;
    return { valid, diagnostics: diagnostics.map(diagnosticText) };
  }

  /** The addresses in the state, sorted. */
  async state(): Promise<string[]> {
    const listed = await this.run("state", "list");
    return listed
      .split("\n")
      .filter((line) => line !== "")
      .sort();
  }

  /** The values of the outputs. */
  async outputs(): Promise<Record<string, unknown>> {
    const outputs = JSON.parse(await this.run("output", "-json")) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  private async run(...args: readonly string[]): Promise<string> {
    return (await runChecked(this.command(args))).stdout;
  }

  private command(args: readonly string[]): Command {
    const [verb = "", ...rest] = args;
    const plain = ["init", "apply", "destroy", "plan"].includes(verb) ? ["-no-color"] : [];
    return { file: this.binary, args: [verb, ...plain, ...rest], cwd: this.folder, env: this.env };
  }
}

function changesOf(plan: PlanJson): PlannedChange[] {
  const outputs = Object.entries(plan.output_changes ?? {}).map(([name, { actions }]) => ({
    address: `output.${name}`,
    actions,
  }));
  const resources = (plan.resource_changes ?? []).map(({ address, change }) => ({
    address,
    actions: change.actions,
  }));
  return [...resources, ...outputs]
    .map(({ address, actions }) => ({ address, actions: actions.filter(isChange) }))
    .filter(({ actions }) => actions.length > 0)
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function isChange(action: string): action is ChangeAction {
  return action !== "no-op";
}

function diagnosticText(diagnostic: ValidateJson["diagnostics"][number]): string {
  const where = diagnostic.address ?? diagnostic.snippet?.context ?? "the configuration";
  const detail = diagnostic.detail ? `: ${diagnostic.detail}` : "";
  return `${diagnostic.severity} ${where}: ${diagnostic.summary}${detail}`;
}
