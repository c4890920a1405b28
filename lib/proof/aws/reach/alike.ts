import { keyOf, type Pattern, type SymbolToken } from "../../pattern/token";
import type { Statement } from "../../policy/document";
import { keysAskedBy } from "../../policy/statement-keys";
import type { AwsNode } from "../model/node";
import { documentsOf, statementsOf } from "./about";
import type { Asker } from "./asker";
import type { Outcome } from "./outcome";

/** What was decided of the first of some resources, and the name that it has. */
interface First {
  readonly name: SymbolToken;
  readonly outcomes: readonly Outcome[];
}

/**
 * Resources that differ in a name alone, which only the apply knows. A symbol is nothing but itself, so that where
 * nothing that is asked mentions it, another may stand in its place: what somebody can do to one of them, it can do to
 * all, and that is decided once. A role for all nodes of a cluster is asked about each group of each tenant.
 */
export class Alike {
  private readonly firsts = new WeakMap<Asker, Map<string, First>>();
  private readonly mentions = new WeakMap<Asker, ReadonlySet<unknown> | "keys">();

  /** What the asker can do to the resource, by this question unless one like it was asked. */
  outcomes(asker: Asker, node: AwsNode, decide: () => readonly Outcome[]): readonly Outcome[] {
    const name = nameIn(node);
    if (name === undefined || this.isTold(asker, name)) return decide();
    const firsts = this.firsts.get(asker) ?? new Map<string, First>();
    this.firsts.set(asker, firsts);
    const shape = shapeOf(node, name);
    const first = firsts.get(shape);
    if (first !== undefined) return first.outcomes.map((outcome) => renamed(outcome, first.name, name));
    const outcomes = decide();
    if (outcomes.every((outcome) => isInNameOnly(outcome, name))) firsts.set(shape, { name, outcomes });
    return outcomes;
  }

  /** True where policies tell it from others, or may: by its name, or by any key of a request. */
  private isTold(asker: Asker, name: SymbolToken): boolean {
    const known = this.mentions.get(asker) ?? mentionsOf(asker);
    this.mentions.set(asker, known);
    return known === "keys" || known.has(name);
  }
}

/** The only name of a resource without policies of its own. */
function nameIn({ name, policies, kind }: AwsNode): SymbolToken | undefined {
  const [only, ...others] = name;
  const isAlone = others.length === 0 && policies.length === 0 && kind.kind !== "access-point";
  return isAlone && only?.kind === "symbol" ? only : undefined;
}

function mentionsOf(asker: Asker): ReadonlySet<unknown> | "keys" {
  const documents = documentsOf(asker);
  if (keysAskedBy(documents).size > 0) return "keys";
  const parts = ({ actions, resources }: Statement) => [...actions.entries, ...(resources?.entries ?? [])];
  return new Set(statementsOf(documents).flatMap(parts).flat());
}

/** The same for resources that differ in this name alone. */
function shapeOf({ kind, account, parts }: AwsNode, name: SymbolToken): string {
  const texts = parts.map(({ language }) => language.map((each) => keyOf(swapped(each, name, NAMELESS))));
  return JSON.stringify([kind.kind, keyOf(account), name.unique, name.holds, texts]);
}

const NAMELESS: SymbolToken = { kind: "symbol", id: "", holds: "name" };

function swapped(pattern: Pattern, from: SymbolToken, to: SymbolToken): Pattern {
  return pattern.map((token) => (token === from ? to : token));
}

/** True if the name stands in what the request is made on, and nowhere else: then it can be told from the rest. */
function isInNameOnly({ reach: { witness, reason, causes } }: Outcome, name: SymbolToken): boolean {
  const isNamed = [reason, ...causes].some((text) => text.includes(name.id));
  const isShown = witness === undefined || (witness.keys.size === 0 && witness.resource.includes(name));
  return isShown && !isNamed;
}

function renamed(outcome: Outcome, from: SymbolToken, to: SymbolToken): Outcome {
  const { reach } = outcome;
  if (reach.witness === undefined) return outcome;
  const witness = { ...reach.witness, resource: swapped(reach.witness.resource, from, to) };
  return { ...outcome, reach: { ...reach, witness } };
}
