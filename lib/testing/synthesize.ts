import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Manifest } from "cdktf";
import type { App } from "cdktf";
import { SynthesizedPlan } from "./synthesized-plan";

/**
 * Synthesizes an app and returns what was written. It is the same `App.synth()` that `cdktf synth` runs, with its
 * validations and references between stacks, unlike cdktf's own `Testing.synth`. The app's output folder stays as it
 * is: this writes to a temporary one, which is gone afterwards.
 *
 * @throws what the app's validations find, and TNT3003 for an app without Infrastructure and Tenant
 */
export function synthesize(app: App): SynthesizedPlan {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-"));
  try {
    synthesizeInto(app, folder);
    return SynthesizedPlan.read(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An app knows its folder from its construction on, and keeps it in two places. */
function synthesizeInto(app: App, folder: string): void {
  const own = { outdir: app.outdir, manifest: app.manifest };
  Object.assign(app, {
    outdir: folder,
    manifest: new Manifest(app.manifest.version, folder, app.hclOutput),
  });
  try {
    app.synth();
  } finally {
    Object.assign(app, own);
  }
}
