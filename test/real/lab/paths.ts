import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The project's own folder. */
export const PROJECT = resolve(__dirname, "..", "..", "..");

/** What is downloaded or built once and used by every run. */
export function cacheFolder(): string {
  return process.env["CDKTF_TENANTS_CACHE"] ?? join(homedir(), ".cache", "cdktf-tenants");
}
