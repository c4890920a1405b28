import type { Pattern } from "../../pattern/token";
import { normalise } from "../../pattern/token";

/** The symbol of an attribute that only the apply knows, as the facts name it. */
export function symbolId(address: string, attribute: string): string {
  return `${address}#${attribute}`;
}

/**
 * What is known of attributes that resources have after the apply: a bucket's ARN is made of its name, also
 * where the reference to it was left as a symbol. Made when first asked for, since names may refer to each
 * other.
 */
export class References {
  private readonly known = new Map<string, () => Pattern>();
  private readonly made = new Map<string, Pattern>();

  /** Two stacks may use one address: where they do, a symbol without its stack stays one. */
  add(stack: string, address: string, attribute: string, value: () => Pattern): void {
    const id = symbolId(address, attribute);
    this.known.set(`${stack}/${id}`, value);
    this.known.set(id, this.known.has(id) ? () => [] : value);
  }

  /** The pattern with everything put in that is known. */
  resolve(pattern: Pattern, stack: string): Pattern {
    if (!pattern.some((token) => token.kind === "symbol")) return pattern;
    return normalise(
      pattern.flatMap((token) =>
        token.kind === "symbol" ? (this.valueOf(token.id, stack) ?? [token]) : [token],
      ),
    );
  }

  private valueOf(id: string, stack: string): Pattern | undefined {
    const own = `${stack}/${id}`;
    const key = this.known.has(own) ? own : id;
    const done = this.made.get(key);
    if (done !== undefined) return done.length === 0 ? undefined : done;
    const make = this.known.get(key);
    if (make === undefined) return undefined;
    // A value that leads back to itself stays a symbol.
    this.made.set(key, []);
    const value = make();
    this.made.set(key, value);
    return value.length === 0 ? undefined : value;
  }
}
