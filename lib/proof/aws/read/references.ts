import { isSymbolic, normalise, type Pattern, type Token } from "../../pattern/token";
import { push } from "../../../model/lists";

/** The symbol of an attribute that only the apply knows, as the facts name it. */
export function symbolId(address: string, attribute: string): string {
  return `${address}#${attribute}`;
}

function attributeOf(id: string): string {
  return id.slice(id.lastIndexOf("#") + 1);
}

/** A resource with what references to it become. */
export interface Referable {
  /** True if something is known of the attribute. */
  has(attribute: string): boolean;
  refer(attribute: string): Pattern;
}

/**
 * What is known of attributes that resources have after the apply: a bucket's ARN is made of its name, also
 * where the reference to it was left as a symbol. Made when first asked for, since names may refer to each
 * other.
 */
export class References {
  /** By address, with the stack before it and without. */
  private readonly known = new Map<string, Referable[]>();
  private readonly made = new Map<string, Pattern>();

  /** Two stacks may use one address: where they do, a symbol without its stack stays one. */
  add(stack: string, address: string, resource: Referable): void {
    push(this.known, `${stack}/${address}`, resource);
    push(this.known, address, resource);
  }

  /** The pattern with everything put in that is known. */
  resolve(pattern: Pattern, stack: string): Pattern {
    if (!isSymbolic(pattern)) return pattern;
    const tokens: Token[] = [];
    for (const token of pattern) {
      const value = token.kind === "symbol" ? this.valueOf(token.id, stack) : undefined;
      if (value === undefined) tokens.push(token);
      else for (const each of value) tokens.push(each);
    }
    return normalise(tokens);
  }

  private valueOf(id: string, stack: string): Pattern | undefined {
    const key = `${stack}/${id}`;
    const done = this.made.get(key);
    if (done !== undefined) return done.length === 0 ? undefined : done;
    // A value that leads back to itself stays a symbol.
    this.made.set(key, []);
    const value = this.referredTo(key, id)?.refer(attributeOf(id)) ?? [];
    this.made.set(key, value);
    return value.length === 0 ? undefined : value;
  }

  /** The resource of the stack, else the only one of all stacks. */
  private referredTo(inStack: string, id: string): Referable | undefined {
    const own = this.of(inStack).at(-1);
    if (own !== undefined) return own;
    const [first, ...others] = this.of(id);
    return others.length === 0 ? first : undefined;
  }

  /** The resources at an address that have the attribute. */
  private of(id: string): readonly Referable[] {
    const at = id.lastIndexOf("#");
    const found = at < 0 ? undefined : this.known.get(id.slice(0, at));
    return found?.filter((each) => each.has(attributeOf(id))) ?? [];
  }
}
