import type { SymbolToken } from "../pattern/token";
import { symbol } from "../pattern/token";
import type { Provenance } from "./resource";

/**
 * What only the apply knows of a resource, by the attribute's path: `key_id`, `vpc_config[0].vpc_id`. References to
 * it and the resource's own values hold the same symbol.
 */
export function resourceSymbol(
  at: Pick<Provenance, "stack" | "address">,
  path: string,
  about: { readonly unique?: string; readonly holds?: "name" | "text" } = {},
): SymbolToken {
  return symbol(`${at.stack}/${at.address}#${path}`, about);
}
