import { byText } from "../../../model/intent";
import type { FactResource, Facts } from "../../facts/resource";
import { ownershipByHand } from "../ownership/by-hand";
import { guessesByModule } from "./guess/by-module";
import {
  guessesByKey,
  guessesByLocalName,
  guessesByNamespace,
  guessesByPrincipal,
  tenantWords,
} from "./guess/by-name";
import { guessesByTag } from "./guess/by-tag";
import type { Guess } from "./guess/guess";
import type { HandIntent, OwnershipRule } from "./hand-intent";

/** An intent without tenants: everything belongs to the platform. It reads an input of which nothing is known yet. */
export const NO_TENANTS: HandIntent = {
  version: 1,
  tenants: [],
  ownership: [],
  rules: [],
  grants: [],
  trusted: [],
};

/** Where something stands is harder to get wrong than what is written on it: the first that matches holds. */
const KINDS: readonly OwnershipRule["kind"][] = ["address", "namespace", "arn", "tag", "label"];

/**
 * A first intent file from what an input holds: who seems to be a tenant, by tags, instances of modules, keys of
 * `for_each`, namespaces, paths and names. A person reads it and says what it should be: nothing is opened by it.
 */
export function initialIntent({ resources }: Pick<Facts, "resources">): HandIntent {
  const guesses = new Map<string, Guess>();
  const add = (found: readonly Guess[]) =>
    found.forEach((guess) => guesses.set(JSON.stringify(guess), guess));
  const rest = () => unowned(resources, [...guesses.values()]);
  const names = () => new Set([...guesses.values()].map(({ tenant }) => tenant));
  add(guessesByTag(resources));
  add(guessesByModule(resources));
  add(guessesByKey(rest()));
  const words = guesses.size === 0 ? tenantWords(resources) : [];
  add(guessesByNamespace(resources, new Set([...names(), ...words])));
  add(guessesByLocalName(rest(), new Set([...names(), ...words])));
  add(guessesByPrincipal(rest(), names()));
  const ownership = [...guesses.values()].sort(
    byText((guess) => `${KINDS.indexOf(guess.kind)}\n${guess.tenant}\n${JSON.stringify(guess)}`),
  );
  return { ...NO_TENANTS, tenants: [...names()].sort(), ownership };
}

function unowned(resources: readonly FactResource[], ownership: readonly Guess[]): readonly FactResource[] {
  const owned = ownershipByHand({ ownership });
  return resources.filter((resource) => owned(resource).owner.kind === "platform");
}
