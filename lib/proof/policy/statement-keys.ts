import { gather } from "../../model/lists";
import type { PolicyDocument, Statement } from "./document";
import { variableKeys } from "./template";

/** The keys that a statement asks for, in its conditions and as variables; one as often as it does. */
export function eachKeyOf({ conditions, resources }: Statement, take: (key: string) => void): void {
  for (const { key, values } of conditions) {
    take(key);
    for (const value of values) variableKeys(value).forEach(take);
  }
  for (const entry of resources?.entries ?? []) variableKeys(entry).forEach(take);
}

const asked = new WeakMap<PolicyDocument, readonly string[]>();

function keysOf(document: PolicyDocument): readonly string[] {
  const known = asked.get(document);
  if (known !== undefined) return known;
  const keys = new Set<string>();
  for (const statement of document.statements) eachKeyOf(statement, (key) => keys.add(key));
  const found = [...keys];
  asked.set(document, found);
  return found;
}

/** All keys that documents ask for, in conditions and as variables. */
export function keysAskedBy(documents: readonly PolicyDocument[]): ReadonlySet<string> {
  return new Set(gather(documents, keysOf));
}
