import type { FactResource } from "../facts/resource";
import type { Value } from "../facts/value";
import type { Pattern, SymbolToken } from "../pattern/token";
import { identityOf, literalValue } from "./values";

/** What a value names. */
export interface Referred {
  readonly resources: readonly FactResource[];
  /**
   * True if the value can name nothing else: a reference, or the value that one resource has. A literal id
   * that no resource is known to have may, after an apply, be that of any of the type.
   */
  readonly certain: boolean;
}

/** A separator between what a scope is called and an address in it. */
const SCOPED = /[\s:/|]/;

/** A symbol's id, and what is left of it without the scopes around it. */
function* addressesIn(id: string): Generator<string> {
  for (let rest = id, at = 0; at >= 0; rest = rest.slice(at + 1)) {
    yield rest;
    at = rest.search(SCOPED);
  }
}

/** Resources of some types, by the values by which others refer to them. */
export class References {
  private readonly byAddress = new Map<string, FactResource[]>();
  private readonly byValue = new Map<string, FactResource[]>();

  /** @param attributes those by which the types are referred to, `id` for example */
  constructor(
    private readonly resources: readonly FactResource[],
    attributes: readonly string[],
  ) {
    for (const resource of resources)
      for (const attribute of attributes) {
        this.add(this.byAddress, `${resource.provenance.address}#${attribute}`, resource);
        const identity = identityOf(resource.values.get(attribute));
        if (identity !== undefined) this.add(this.byValue, identity, resource);
      }
  }

  /** Which resources a value names; `undefined` for one that cannot be read at all. */
  resolve(value: Value | undefined): Referred | undefined {
    const identity = identityOf(value);
    if (value === undefined || identity === undefined) return undefined;
    const same = this.byValue.get(identity);
    if (same !== undefined) return { resources: same, certain: true };
    const only = value.kind === "text" ? onlySymbol(value.pattern) : undefined;
    const found = only === undefined ? undefined : this.ofSymbol(only.id);
    if (found !== undefined) return found;
    const literal = literalValue(value) !== undefined;
    return { resources: literal ? this.resources.filter((each) => !hasLiteralId(each)) : [], certain: false };
  }

  private ofSymbol(id: string): Referred | undefined {
    for (const address of addressesIn(id)) {
      const found = this.byAddress.get(address);
      if (found === undefined) continue;
      const scope = id.slice(0, id.length - address.length);
      const inScope = found.filter(({ provenance }) => scope !== "" && scope.includes(provenance.stack));
      return { resources: inScope.length > 0 ? inScope : found, certain: true };
    }
    return undefined;
  }

  private add(map: Map<string, FactResource[]>, key: string, resource: FactResource): void {
    const known = map.get(key);
    if (known === undefined) map.set(key, [resource]);
    else if (!known.includes(resource)) known.push(resource);
  }
}

function onlySymbol(pattern: Pattern): SymbolToken | undefined {
  const [first, ...rest] = pattern;
  return first?.kind === "symbol" && rest.length === 0 ? first : undefined;
}

/** A resource whose id is known is not one of another id. */
function hasLiteralId(resource: FactResource): boolean {
  return literalValue(resource.values.get("id")) !== undefined;
}
