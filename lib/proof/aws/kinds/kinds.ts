import { COMPUTE_KINDS } from "./compute";
import { DATA_KINDS } from "./data";
import { IDENTITY_KINDS } from "./identity";
import type { KindSpec } from "./kind";
import { WORKLOAD_KINDS } from "./workloads";

/** All kinds of resources that something can be done to, by Terraform's type. */
export const KINDS: Readonly<Record<string, KindSpec>> = {
  ...DATA_KINDS,
  ...COMPUTE_KINDS,
  ...WORKLOAD_KINDS,
  ...IDENTITY_KINDS,
};
