import type { JsonObject, PlanBlock } from "./plan";
import type { Spot } from "./shape";
import { isPlainObject, plainObject } from "./shape";

type Kind = "resource" | "data";

/** Looks at each block without listing them. @throws TNT3006 for the first one that is none */
export function refuseMisshapen(document: JsonObject, file: string): void {
  for (const kind of ["resource", "data"] as const)
    for (const [type, all] of children(document[kind], { file, place: kind })) {
      const spot = { file, place: `${kind}.${type}` };
      refuseOther(plainObject(all, spot), spot);
    }
  const modules = { file, place: "module" };
  if (document["module"] !== undefined) refuseOther(plainObject(document["module"], modules), modules);
}

function refuseOther(bodies: JsonObject, { file, place }: Spot): void {
  for (const id of Object.keys(bodies))
    if (!isPlainObject(bodies[id])) plainObject(bodies[id], { file, place: `${place}.${id}` });
}

/** All resources or data sources of a stack, in the order of the file. @throws TNT3006 */
export function typedBlocks(document: JsonObject, kind: Kind, file: string): PlanBlock[] {
  const prefix = kind === "data" ? "data." : "";
  return children(document[kind], { file, place: kind }).flatMap(([type, all]) =>
    children(all, { file, place: `${kind}.${type}` }).map(([id, body]) =>
      block(`${prefix}${type}.${id}`, type, body, { file, place: `${kind}.${type}.${id}` }),
    ),
  );
}

/** All modules of a stack. @throws TNT3006 */
export function moduleBlocks(document: JsonObject, file: string): PlanBlock[] {
  return children(document["module"], { file, place: "module" }).map(([id, body]) =>
    block(`module.${id}`, "module", body, { file, place: `module.${id}` }),
  );
}

function children(value: unknown, spot: Spot): [string, unknown][] {
  return value === undefined ? [] : Object.entries(plainObject(value, spot));
}

function block(address: string, type: string, value: unknown, spot: Spot): PlanBlock {
  const body = plainObject(value, spot);
  return { address, type, constructPath: constructPath(body), body };
}

/** cdktf writes it as a comment; what an override added has none. */
function constructPath(body: JsonObject): string | undefined {
  const comment = body["//"] as { metadata?: { path?: unknown } } | null | undefined;
  const path = comment?.metadata?.path;
  return typeof path === "string" ? path : undefined;
}
