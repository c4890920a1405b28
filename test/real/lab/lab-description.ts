import type { AwsTarget } from "./aws";
import type { KubernetesTarget } from "./kubernetes";

/** Plain data, so that it can be handed from the process's set-up to the tests. */
export interface LabDescription {
  readonly folder: string;
  readonly aws: AwsTarget;
  readonly kubernetes: KubernetesTarget;
  readonly cliConfiguration: string;
  readonly tools: { readonly terraform: string; readonly kubectl: string };
  /** What each server prints. */
  readonly logs: readonly { readonly name: string; readonly log: string }[];
}

const HANDED_OVER = "CDKTF_TENANTS_LABS";

/** Makes running labs known to the workers of this run: one to each, so that no two files share an account. */
export function handOver(descriptions: readonly LabDescription[]): void {
  process.env[HANDED_OVER] = JSON.stringify(descriptions);
}

/** The description of the lab that runs for this worker; undefined when none does. */
export function runningLab(): LabDescription | undefined {
  const descriptions = JSON.parse(process.env[HANDED_OVER] ?? "[]") as readonly LabDescription[];
  return descriptions[Number(process.env["JEST_WORKER_ID"] ?? "1") - 1];
}
