import { gather } from "../../model/lists";
import { type Context, type KeyState, withKeys } from "../condition/context";
import { keyStates } from "../condition/key-states";
import type { Condition, Statement } from "../policy/document";
import { eachKeyOf } from "../policy/statement-keys";
import { variableKeys } from "../policy/template";
import type { Decision } from "./decide";
import type { Policies } from "./scene";

/** All statements of all layers. */
export function statementsOf(policies: Policies): readonly Statement[] {
  const documents = [
    ...policies.identity,
    ...(policies.boundary ?? []),
    ...(policies.session ?? []),
    ...policies.resource,
    ...policies.restrictions.flatMap((layer) => layer.policies),
  ];
  return gather(documents, ({ statements }) => statements);
}

/** The statements that some of the decisions could not tell. */
export function openStatements(
  decisions: readonly Pick<Decision, "open">[],
  statements: readonly Statement[],
): readonly Statement[] {
  const sources = new Set(decisions.flatMap(({ open }) => open.map(({ source }) => source)));
  return statements.filter(({ source }) => sources.has(source));
}

/** The keys that some condition or variable asks for and whose state is not known, sorted. */
export function undeterminedKeys(statements: readonly Statement[], context: Context): readonly string[] {
  const keys = new Set<string>();
  for (const statement of statements) eachKeyOf(statement, (key) => keys.add(key));
  return [...keys].filter((key) => context.lookUp(key).state === "unknown").sort();
}

/** The contexts in which undetermined keys have been given states. */
export interface Completions {
  readonly contexts: readonly Context[];
  /** True when every context that a request may have is answered like one of these. */
  readonly complete: boolean;
}

/** Beyond so many combinations of states the rest is left out, and the completions are not complete. */
export const COMPLETIONS_MOST = 2_048;

/** True when a key is put into a resource's text: its values are then not told apart by conditions alone. */
function isInResource(key: string, statements: readonly Statement[]): boolean {
  return statements.some(({ resources }) =>
    (resources?.entries ?? []).some((text) => variableKeys(text).includes(key)),
  );
}

/**
 * Gives the keys every state that tells the statements apart, in all combinations up to a limit. `hints` are
 * values worth a try, for keys that are put into the text of a resource.
 */
export function completions(
  keys: readonly string[],
  statements: readonly Statement[],
  context: Context,
  hints: (key: string) => readonly string[] = () => [],
): Completions {
  const conditions: readonly Condition[] = statements.flatMap((statement) => statement.conditions);
  let complete = true;
  let combinations: readonly ReadonlyMap<string, KeyState>[] = [new Map()];
  for (const key of keys) {
    const found = keyStates(key, conditions, context, hints(key));
    complete &&= found.complete && !isInResource(key, statements);
    const next = combinations.flatMap((known) =>
      found.states.map((state) => new Map([...known, [key, state]])),
    );
    complete &&= next.length <= COMPLETIONS_MOST;
    combinations = next.slice(0, COMPLETIONS_MOST);
  }
  return { contexts: combinations.map((known) => withKeys(context, known)), complete };
}
