import { shownMisshapen } from "../../../errors/proof";
import type { Json } from "../config/blocks";
import { isJson } from "../config/blocks";

/** One resource or data source of a plan or state, as Terraform prints it. */
export interface ShownResource {
  readonly address: string;
  /** `module.acme["eu"]`; empty for the root module. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** @default - the only instance */
  readonly key: string | number | undefined;
  readonly managed: boolean;
  readonly values: Json;
  readonly pointer: string;
}

/**
 * All resources of a module and the modules in it. Source: Terraform, "JSON output format", "Values representation".
 *
 * @throws TNT6014 for a resource without address or type
 */
export function shownResources(values: unknown, pointer: string, file: string): ShownResource[] {
  const root = isJson(values) ? values["root_module"] : undefined;
  return root === undefined ? [] : inModule(root, `${pointer}/root_module`, file);
}

function inModule(module: unknown, pointer: string, file: string): ShownResource[] {
  if (!isJson(module)) throw shownMisshapen(file, `${pointer} is not a module.`);
  const address = typeof module["address"] === "string" ? module["address"] : "";
  const own = listOf(module["resources"]).map((resource, index) =>
    shownResource(resource, address, `${pointer}/resources/${index}`, file),
  );
  const inside = listOf(module["child_modules"]).flatMap((child, index) =>
    inModule(child, `${pointer}/child_modules/${index}`, file),
  );
  return [...own, ...inside];
}

/** @throws TNT6014 for a resource without address or type */
export function shownResource(
  resource: unknown,
  module: string,
  pointer: string,
  file: string,
): ShownResource {
  if (!isJson(resource)) throw shownMisshapen(file, `${pointer} is not a resource.`);
  const { address, type, name, index, mode, values } = resource;
  if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string")
    throw shownMisshapen(file, `${pointer} has no address, type or name.`);
  return {
    address,
    module,
    type,
    name,
    key: typeof index === "string" || typeof index === "number" ? index : undefined,
    managed: mode !== "data",
    values: isJson(values) ? values : {},
    pointer,
  };
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
