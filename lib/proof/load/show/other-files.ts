import { shownMisshapen, shownOtherFile, shownVersionUnknown } from "../../../errors/proof";
import type { Json } from "../config/blocks";
import { isJson } from "../config/blocks";

/**
 * Refuses what people name instead of a plan or state as `terraform show -json` prints it, and says what it is.
 *
 * @throws TNT6014 for anything else, TNT6015 for another file of Terraform, TNT6016 for another version
 */
export function refuseOtherFiles(shown: Json, file: string): void {
  if (isJson(shown["planned_values"]) || isJson(shown["values"])) {
    const version = shown["format_version"];
    if (typeof version !== "string" || !/^1\.\d+$/.test(version)) throw shownVersionUnknown(file, version);
    return;
  }
  if (typeof shown["lineage"] === "string")
    throw shownOtherFile(
      file,
      "It is a state as Terraform keeps it.",
      "what `terraform show -json` prints of it",
    );
  if (isJson(shown["resource"]) || isJson(shown["module"]))
    throw shownOtherFile(
      file,
      "It is a configuration.",
      "its folder, or what `terraform show -json` prints of a plan of it",
    );
  if (Array.isArray(shown["tenants"]))
    throw shownOtherFile(file, "It is an intent file.", "the plan, and this file with `--intent`");
  if (shown["format_version"] !== undefined && shown["planned_values"] === undefined)
    throw shownOtherFile(
      file,
      "It is a state with nothing in it, or what another command printed.",
      "what `terraform show -json` prints of a plan, or of the state after an apply",
    );
  throw shownMisshapen(file, "It holds neither planned_values nor values.");
}
