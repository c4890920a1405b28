import type { Disagreement, LoadedFacts } from "../facts/loaded";
import type { FactResource, Opaque, Owner, Place } from "../facts/resource";
import type { Value } from "../facts/value";
import type { OnProgress } from "../progress";
import type { ReadIntent } from "./intent/read-intent";
import { clustersOf, declaredOf, tenantsOf } from "./intent/read-intent";
import { ownershipByApp } from "./ownership/by-app";
import { ownershipByHand } from "./ownership/by-hand";
import type { Candidate } from "./ownership/candidate";
import { sorted } from "./opaque";
import type { OpaquePart, ReadParts, ResourcePart } from "./read-parts";
import { placeOf, type PlaceTexts } from "./reference/described";

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
  const placeAt = placesOf();
  const resources: FactResource[] = [];
  const opaque: Opaque[] = [];
  const addOpaque = ({ provenance, scope, reason, clusterHints }: OpaquePart, owner: Owner) =>
    opaque.push({ provenance, owner, scope, reason, clusterHints });
  for (const [done, part] of parts.resources.entries()) {
    onProgress?.({ phase: "resolving", counted: { done, of: parts.resources.length } });
    const owner = ownerOf(part);
    const { resource, opaque: obscure } = sorted(part);
    if (resource !== undefined) resources.push(factOf(resource, owner, placeAt(resource.place)));
    for (const one of obscure) addOpaque(one, owner);
  }
  for (const part of parts.opaque)
    addOpaque(part, ownerOf({ provenance: part.provenance, values: NO_VALUES }));
  const [tenants, declared, clusters] = [tenantsOf(intent), declaredOf(intent), clustersOf(intent)];
  return { resources, opaque, tenants, declared, declaredBy: intent.form, clusters, disagreements };
}

function factOf(
  { type, provenance, values, many, ignored, clusterHints }: ResourcePart,
  owner: Owner,
  place: Place,
): FactResource {
  return { type, provenance, owner, place, values, many, ignored, clusterHints };
}

/** Resources of one provider are in one place. */
function placesOf(): (texts: PlaceTexts) => Place {
  const known = new Map<PlaceTexts, Place>();
  return (texts) => {
    const place = known.get(texts) ?? placeOf(texts);
    known.set(texts, place);
    return place;
  };
}
