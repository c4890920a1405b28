import { shownMisshapen } from "../../../errors/proof";
import type { Json } from "../config/blocks";
import { isJson } from "../config/blocks";
import type { OpaquePart, ReadParts, ResourcePart } from "../read-parts";
import { refuseOtherFiles } from "./other-files";
import { listOf } from "./shown-resource";
import type { ShownInstance } from "./shown-instance";
import { ShownRoot } from "./shown-root";

/**
 * Reads what `terraform show -json` printed, of a plan or of a state.
 *
 * @throws TNT6014 for anything else, TNT6015 for another file of Terraform, TNT6016 for another version
 */
export function readShown(shown: unknown, file: string): ReadParts {
  if (!isJson(shown)) throw shownMisshapen(file, "It is not an object.");
  refuseOtherFiles(shown, file);
  const root = new ShownRoot(shown, file);
  return {
    resources: root.managed.map((instance) => partOf(instance, root)),
    opaque: unfinished(shown, file),
  };
}

function partOf(instance: ShownInstance, root: ShownRoot): ResourcePart {
  const { type, provenance, place, many, fields } = instance;
  const { resource } = instance.source;
  const provisioned = root.isProvisioned(resource);
  const clusterHints = root.clusterHints(resource);
  return { type, provenance, place, values: fields, many, ignored: [], provisioned, clusterHints };
}

/** What a plan leaves for later is not in it. */
function unfinished(shown: Json, file: string): OpaquePart[] {
  const later = listOf(shown["deferred_changes"])
    .map((one) =>
      isJson(one) && isJson(one["resource_change"]) ? one["resource_change"]["address"] : undefined,
    )
    .filter((address) => typeof address === "string");
  const parts = later.map((address): OpaquePart => {
    const provenance = { stack: file, address, pointer: "/deferred_changes" };
    return { provenance, scope: "everything", reason: "its change is deferred to a later plan" };
  });
  if (shown["complete"] !== false && shown["errored"] !== true) return parts;
  const provenance = { stack: file, address: file, pointer: "" };
  const reason = "the plan is not complete: it was limited by -target, deferred, or ended by an error";
  return [...parts, { provenance, scope: "everything", reason }];
}
