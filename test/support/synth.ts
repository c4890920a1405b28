import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { TenancyIntent } from "../../lib/model/intent";
import { SynthesizedPlan } from "../../lib/testing/synthesized-plan";
import type { SynthesizedStack } from "../../lib/testing/synthesized-stack";

export type { Attributes } from "../../lib/testing/synthesized-stack";

/** What one synthesis wrote, in a folder that stays until the tests of the file are done. */
export interface Synthesis {
  readonly stacks: Readonly<Record<string, SynthesizedStack>>;
  readonly intent: TenancyIntent;
  /** `tenancy.json`, byte by byte. */
  readonly intentText: string;
  readonly outdir: string;
  /** One stack by its name. */
  stack(name: string): SynthesizedStack;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Synthesizes an app through the real `App.synth()`, validations included, into a folder of its own. */
export function synthesize(build: (app: App) => void): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), "cdktf-tenants-test-"));
  folders.push(outdir);
  const app = new App({ outdir, stackTraces: false, skipBackendValidation: true });
  build(app);
  app.synth();
  const plan = SynthesizedPlan.read(outdir);
  return {
    stacks: Object.fromEntries(plan.stacks.map((stack) => [stack.name, stack])),
    intent: plan.intent,
    intentText: readFileSync(join(outdir, "tenancy.json"), "utf8"),
    outdir,
    stack: (name) => plan.stack(name),
  };
}

/** What `build` throws while it declares or synthesizes an app. */
export function refusal(build: (app: App) => void): Error {
  try {
    synthesize(build);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error("The app was synthesized, and should have been refused.");
}
