import type { TenancyIntent } from "../model/intent";

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One resource, data source or module, as a stack holds it. */
export interface PlanBlock {
  /** As Terraform writes it, for example `aws_kms_key.dev_Key_1A2B3C4D` or `data.aws_iam_policy.x`. */
  readonly address: string;
  /** `aws_kms_key`, for example; `module` for a module. */
  readonly type: string;
  /** The path of the construct that wrote it; undefined for what was added by an escape hatch. */
  readonly constructPath: string | undefined;
  /** Everything the file says about it, cdktf's own `//` included. */
  readonly body: JsonObject;
}

/** One stack: what one `terraform apply` makes. */
export interface PlanStack {
  readonly name: string;
  /** The stack's construct path, which `tenancy.json` names. */
  readonly constructPath: string;
  /** Where its `cdk.tf.json` is, seen from where the folder was named. */
  readonly path: string;
  readonly resources: readonly PlanBlock[];
  readonly dataSources: readonly PlanBlock[];
  /** Opaque: what a module makes is in its source, not in the plan. */
  readonly modules: readonly PlanBlock[];
  /** The whole file. */
  readonly document: JsonObject;
}

/** What one synthesis wrote: the stacks, and what was declared. */
export interface Plan {
  /** The folder, as it was named. */
  readonly folder: string;
  /** By name. */
  readonly stacks: readonly PlanStack[];
  readonly intent: TenancyIntent;
}
