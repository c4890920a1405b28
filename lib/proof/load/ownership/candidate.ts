import type { Owner, Provenance } from "../../facts/resource";
import type { Text, Value } from "../../facts/value";

/** A resource or opaque part, as far as its owner depends on it. */
export interface Candidate {
  readonly provenance: Provenance;
  readonly values: ReadonlyMap<string, Value>;
}

/** Whose something is. */
export interface Owned {
  readonly owner: Owner;
  /** Another owner, by tags or labels. @default - they say the same, or nothing */
  readonly tagged?: Owner | undefined;
}

export type Ownership = (candidate: Candidate) => Owned;

/** A value that may be missing, and of which it may be unknown whether it is. */
export type Looked = Text | "absent" | "unknown";

/** A tag, the provider's own included. */
export function tagOf({ values }: Candidate, key: string): Looked {
  const all = values.get("tags_all") ?? values.get("tags");
  return all === undefined ? "absent" : textIn(all, key);
}

/** A label of a Kubernetes object. */
export function labelOf(candidate: Candidate, key: string): Looked {
  const labels = metadataOf(candidate, "labels");
  return labels === undefined ? "absent" : textIn(labels, key);
}

/** The namespace that something is, or is in. */
export function namespaceOf(candidate: Candidate): Looked {
  const { values, provenance } = candidate;
  const isNamespace = /(^|\.)kubernetes_namespace(_v1)?\./.test(provenance.address);
  const found = metadataOf(candidate, isNamespace ? "name" : "namespace") ?? values.get("namespace");
  if (found === undefined) return "absent";
  return found.kind === "text" ? found : "unknown";
}

function metadataOf({ values }: Candidate, name: string): Value | undefined {
  const manifest = values.get("manifest");
  const metadata = manifest?.kind === "fields" ? manifest.fields.get("metadata") : values.get("metadata");
  const block = metadata?.kind === "list" ? metadata.items[0] : metadata;
  return block?.kind === "fields" ? block.fields.get(name) : undefined;
}

function textIn(fields: Value, key: string): Looked {
  if (fields.kind !== "fields") return "unknown";
  const found = fields.fields.get(key);
  if (found === undefined) return fields.open ? "unknown" : "absent";
  return found.kind === "text" ? found : "unknown";
}
