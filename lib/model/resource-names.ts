import { createHash } from "node:crypto";
import type { Environment } from "./environment";
import { physicalName } from "./names";

/**
 * A bucket's name has at most 63 characters. Source: S3 user guide, "General purpose bucket naming rules".
 */
const BUCKET_NAME_MOST = 63;

/**
 * `nonprod--dev--uploads-1a2b3c4d`: bucket names are global, so account and region are part of it, as a
 * digest that tells outsiders neither.
 */
export function bucketName(environment: Environment, parts: readonly string[]): string {
  const { account, region } = environment;
  const digest = createHash("sha256").update(`${account}/${region}`).digest("hex").slice(0, 8);
  return `${physicalName(parts, BUCKET_NAME_MOST - digest.length - 1)}-${digest}`;
}
