import { existsSync, readFileSync } from "node:fs";
import { projectConfigUnusable } from "../errors/cli";
import type { Plan } from "../plan/plan";
import { DEFAULT_FOLDER, readPlan } from "../plan/read-plan";

const PROJECT_CONFIG = "cdktf.json";

/**
 * The plan in the folder that is named, or else in that of the project in the working directory.
 *
 * @throws TNT3023 for a cdktf.json that cannot say it, and what `readPlan` throws
 */
export function planIn(named: string | undefined): Plan {
  return readPlan(folderOf(named));
}

/** The folder that is named, or else that of the project in the working directory. @throws TNT3023 */
export function folderOf(named: string | undefined): string {
  return named ?? configuredFolder() ?? DEFAULT_FOLDER;
}

function configuredFolder(): string | undefined {
  if (!existsSync(PROJECT_CONFIG)) return undefined;
  const output = configuredOutput();
  if (output === undefined || (typeof output === "string" && output !== "")) return output;
  throw projectConfigUnusable(PROJECT_CONFIG, `output: ${JSON.stringify(output)}`);
}

function configuredOutput(): unknown {
  try {
    const config = JSON.parse(readFileSync(PROJECT_CONFIG, "utf8")) as { output?: unknown } | null;
    return config?.output;
  } catch (error) {
    throw projectConfigUnusable(PROJECT_CONFIG, (error as Error).message);
  }
}
