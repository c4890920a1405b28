import type { Opaque, Provenance } from "../facts/resource";
import type { Value } from "../facts/value";
import type { PlaceTexts } from "./reference/described";

/** A managed resource, before anybody asked whose it is. */
export interface ResourcePart {
  readonly type: string;
  readonly provenance: Provenance;
  readonly place: PlaceTexts;
  readonly values: ReadonlyMap<string, Value>;
  readonly many: boolean;
  readonly ignored: readonly string[] | "all";
  /** True if it runs programs of its own when it is made. */
  readonly provisioned: boolean;
  /** What the provider's setup says of the cluster that this is written to. @default - nothing */
  readonly clusterHints?: readonly Value[] | undefined;
}

/** What cannot be read at all. */
export interface OpaquePart {
  readonly provenance: Provenance;
  readonly scope: Opaque["scope"];
  readonly reason: string;
  /** As of a resource. @default - nothing */
  readonly clusterHints?: readonly Value[] | undefined;
}

/** What one input holds. */
export interface ReadParts {
  readonly resources: readonly ResourcePart[];
  readonly opaque: readonly OpaquePart[];
}
