import { REGION, type Written } from "./aws-facts";

type Json = Readonly<Record<string, unknown>>;

const REFERENCE = /\$\{((?:aws|kubernetes)_\w+\.[\w-]+)\.([a-z0-9_]+)\}/g;

/** References as these tests write them, escapes as AWS gets them. */
function written(item: unknown): unknown {
  if (typeof item === "string") return item.replace(REFERENCE, "<$1#$2>").replaceAll("$${", "${");
  if (Array.isArray(item)) return item.map(written);
  if (typeof item !== "object" || item === null) return item;
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, inner]) => (key === "//" ? [] : [[key, written(inner)]])),
  );
}

/** In a stack of tenants each construct is one tenant; what stands elsewhere is the platform's. */
export function tenantByPath(path: string): string {
  const [stack = "", tenant = ""] = path.split("/");
  return stack.endsWith("tenants")
    ? `${stack.replace(/-?tenants$/, "")}/${tenant}`.replace(/^\//, "")
    : "platform";
}

function pathOf(body: Json): string {
  return (body["//"] as { metadata?: { path?: string } } | undefined)?.metadata?.path ?? "";
}

interface Provider {
  readonly region?: string;
}

/** The one region of a stack. */
function regionOf(stack: Json): string | undefined {
  const { aws = [] } = (stack["provider"] ?? {}) as { aws?: readonly Provider[] };
  return aws[0]?.region;
}

/** The resources of synthesized stacks, for tests that need no more than that of reading them. */
export function synthesized(ownerOf: (path: string) => string, ...stacks: readonly Json[]): Written[] {
  return stacks.flatMap((stack) =>
    Object.entries((stack["resource"] ?? {}) as Record<string, Record<string, Json>>).flatMap(([type, all]) =>
      Object.entries(all).map(([id, body]): Written => ({
        address: `${type}.${id}`,
        owner: ownerOf(pathOf(body)),
        region: regionOf(stack) ?? REGION,
        values: written(body) as Record<string, unknown>,
      })),
    ),
  );
}
