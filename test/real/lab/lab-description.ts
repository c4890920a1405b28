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

const HANDED_OVER = "CDKTF_TENANTS_LAB";

/** Makes a running lab known to the tests of this process. */
export function handOver(description: LabDescription): void {
  process.env[HANDED_OVER] = JSON.stringify(description);
}

/** The description of the lab that runs for these tests; undefined when none does. */
export function runningLab(): LabDescription | undefined {
  const description = process.env[HANDED_OVER];
  return description === undefined ? undefined : (JSON.parse(description) as LabDescription);
}
