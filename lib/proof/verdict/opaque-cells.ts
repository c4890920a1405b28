import type { Plane } from "../facts/step";
import type { OwnerRef } from "../graph/crossing";
import type { CellPart } from "./judge";
import type { OpaqueReport } from "./report";

const ANYONE: OwnerRef = { kind: "anyone" };

/** The planes in which a part may have an effect, by how far it may reach. */
const PLANES: Readonly<Record<OpaqueReport["scope"], readonly Plane[]>> = {
  resource: ["identity"],
  namespace: ["kubernetes", "network"],
  cluster: ["kubernetes", "network"],
  account: ["identity", "network"],
  everything: ["identity", "kubernetes", "network"],
};

/**
 * What parts that nobody answers for make unknown: of a part within one resource or namespace of a tenant, everything
 * to and from that tenant; of any other, whoever and whatever.
 */
export function opaqueCells(parts: readonly OpaqueReport[]): CellPart[] {
  return parts
    .filter(({ trusted }) => trusted === null)
    .flatMap(({ scope, owner }): CellPart[] => {
      const shared = { planes: PLANES[scope], verdict: "unknown", declaredBy: [] } as const;
      const isOwn = (scope === "resource" || scope === "namespace") && owner.kind === "tenant";
      if (!isOwn) return [{ ...shared, from: ANYONE, to: ANYONE }];
      return [
        { ...shared, from: ANYONE, to: owner },
        { ...shared, from: owner, to: ANYONE },
      ];
    });
}
