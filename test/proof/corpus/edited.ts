import { type Patch, StatementEdit } from "./case";

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The path of the construct that wrote a block. */
function pathOf(body: unknown): string | undefined {
  const metadata = isObject(body) && isObject(body["//"]) ? body["//"]["metadata"] : undefined;
  const path = isObject(metadata) ? metadata["path"] : undefined;
  return typeof path === "string" ? path : undefined;
}

/**
 * In a synthesized stack blocks are called by the paths of their constructs: `tenants/acme/Access/Pods` is the block
 * which that construct wrote, or a new one of its own.
 */
function keyIn(target: Json, key: string): { readonly key: string; readonly made?: Json } {
  if (!key.includes("/")) return { key };
  const found = Object.keys(target).find((name) => pathOf(target[name]) === key);
  return found === undefined
    ? { key: key.replace(/\W+/g, "_"), made: { "//": { metadata: { path: key } } } }
    : { key: found };
}

function edited(value: unknown, edit: StatementEdit, key: string): string {
  if (typeof value !== "string") throw new Error(`${key} holds no document that could be changed`);
  return edit.of(value);
}

/** `${type[path/of/construct].id}` as the address of what that construct wrote. */
function referring(value: unknown, target: Json): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => referring(item, target));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, referring(item, target)]));
  if (typeof value !== "string") return value;
  return value.replace(/\$\{(\w+)\[([\w/-]+)\]/g, (_, type: string, path: string) => {
    const resources = isObject(target["resource"]) ? target["resource"][type] : undefined;
    const found = isObject(resources) ? keyIn(resources, path) : undefined;
    if (found === undefined || found.made !== undefined) throw new Error(`no ${type} stands at ${path}`);
    return `\${${type}.${found.key}`;
  });
}

/** A file of a base with the patch merged in, whose references to constructs are resolved. */
export function patched(target: unknown, patch: Patch): unknown {
  const result = merged(target, patch);
  return referring(result, result);
}

/** Blocks stand under their kind and type, and they alone are called by paths: labels have slashes in their names too. */
const BLOCKS_AT = 2;

/** The document with the patch merged in; what is taken away must have been there. */
export function merged(target: unknown, patch: Patch, depth = 0): Json {
  const result: Json = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    const { key, made } = depth === BLOCKS_AT ? keyIn(result, name) : { key: name };
    const before = result[key] ?? made;
    if (value === null && before === undefined) throw new Error(`${name} is not there to be taken away`);
    if (value === null) delete result[key];
    else if (value instanceof StatementEdit) result[key] = edited(before, value, name);
    else if (isObject(value)) result[key] = merged(before, value as Patch, depth + 1);
    else result[key] = value;
  }
  return result;
}
