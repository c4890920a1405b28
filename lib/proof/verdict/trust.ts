import type { TrustedPart } from "../facts/declared";
import type { OpaqueReport, TrustReport } from "./report";

/** Who answers for a part that cannot be read; null if nobody does, or not any more. */
export function trustOf(
  { stack, address }: Pick<OpaqueReport, "stack" | "address">,
  trusted: readonly TrustedPart[],
  today: Date = new Date(),
): TrustReport | null {
  const day = today.toISOString().slice(0, 10);
  const found = trusted.find(
    (part) => part.expires >= day && (part.stack ?? stack) === stack && matches(part.address, address),
  );
  return found === undefined ? null : { reason: found.reason, owner: found.owner, expires: found.expires };
}

/** `*` stands for any text. */
function matches(pattern: string, address: string): boolean {
  const escaped = pattern.split("*").map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(address);
}
