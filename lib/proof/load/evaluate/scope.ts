import type { SymbolToken } from "../../pattern/token";
import type { Fields, Value } from "../../facts/value";
import type { Step } from "../expression/ast";

/** What a name leads to, and how many of the steps after it that took. */
export interface Resolved {
  readonly value: Value;
  readonly used: number;
}

/** The names that an expression may use. */
export interface Scope {
  /** Tells the unknown values of this scope from those of others: a stack, a resource. */
  readonly label: string;
  /** A text of which nothing is known, not even that it is the same as another. */
  fresh(cause: string): SymbolToken;
  resolve(name: string, steps: readonly Step[]): Resolved;
}

/** A resource as a value: it has attributes that only its type knows. */
export abstract class InstanceFields implements Fields {
  readonly kind = "fields";
  readonly open = true;

  /** The attributes that are written or known. */
  abstract get fields(): ReadonlyMap<string, Value>;

  /** Any attribute; a symbol for what only the apply knows. */
  abstract attribute(name: string): Value;
}

/** The names of a scope and the variables of a `for`. */
export class InnerScope implements Scope {
  constructor(
    private readonly outer: Scope,
    private readonly variables: ReadonlyMap<string, Value>,
    /** Tells this round from the others, whose variables have the same names. */
    private readonly round: string,
  ) {}

  get label(): string {
    return `${this.outer.label} ${this.round}`;
  }

  fresh(cause: string): SymbolToken {
    return this.outer.fresh(cause);
  }

  resolve(name: string, steps: readonly Step[]): Resolved {
    const value = this.variables.get(name);
    return value === undefined ? this.outer.resolve(name, steps) : { value, used: 0 };
  }
}
