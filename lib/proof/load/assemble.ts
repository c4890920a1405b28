import type { Disagreement, LoadedFacts } from "../facts/loaded";
import type { FactResource, Opaque, Owner } from "../facts/resource";
import type { Value } from "../facts/value";
import type { OnProgress } from "../progress";
import type { ReadIntent } from "./intent/read-intent";
import { clustersOf, declaredOf, tenantsOf } from "./intent/read-intent";
import { ownershipByApp } from "./ownership/by-app";
import { ownershipByHand } from "./ownership/by-hand";
import type { Candidate } from "./ownership/candidate";
import { sorted } from "./opaque";
import type { OpaquePart, ReadParts, ResourcePart } from "./read-parts";
import { placeOf } from "./reference/described";

const NO_VALUES: ReadonlyMap<string, Value> = new Map();

/** Puts together what was read and whose it is. */
export function assemble(parts: ReadParts, intent: ReadIntent, onProgress?: OnProgress): LoadedFacts {
  const owned = intent.form === "hand" ? ownershipByHand(intent.intent) : ownershipByApp(intent.intent);
  const disagreements: Disagreement[] = [];
  const ownerOf = (candidate: Candidate): Owner => {
    const { owner, tagged } = owned(candidate);
    if (tagged !== undefined) disagreements.push({ provenance: candidate.provenance, stands: owner, tagged });
    return owner;
  };
  const resources: FactResource[] = [];
  const opaque: Opaque[] = [];
  const addOpaque = ({ provenance, scope, reason, clusterHints }: OpaquePart, owner: Owner) =>
    opaque.push({ provenance, owner, scope, reason, clusterHints });
  for (const [done, part] of parts.resources.entries()) {
    onProgress?.({ phase: "resolving", counted: { done, of: parts.resources.length } });
    const owner = ownerOf(part);
    const { resource, opaque: obscure } = sorted(part);
    if (resource !== undefined) resources.push(factOf(resource, owner));
    for (const one of obscure) addOpaque(one, owner);
  }
  for (const part of parts.opaque)
    addOpaque(part, ownerOf({ provenance: part.provenance, values: NO_VALUES }));
  const [tenants, declared, clusters] = [tenantsOf(intent), declaredOf(intent), clustersOf(intent)];
  return { resources, opaque, tenants, declared, declaredBy: intent.form, clusters, disagreements };
}

function factOf(
  { type, provenance, place, values, many, ignored, clusterHints }: ResourcePart,
  owner: Owner,
): FactResource {
  return { type, provenance, owner, place: placeOf(place), values, many, ignored, clusterHints };
}
