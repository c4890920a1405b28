import { peeredTwice } from "../errors/peering";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { PeeringIntent } from "../model/intent";
import { byText } from "../model/intent";
import type { Resource } from "../terraform/resource";

/** One Infrastructure of all: account and name. */
export type InfrastructureKey = string & { readonly infrastructureKey: unique symbol };

/** The key of an Infrastructure. */
export function infrastructureKey(infrastructure: InfrastructureIdentity): InfrastructureKey {
  return `${infrastructure.environment.account}/${infrastructure.name}` as InfrastructureKey;
}

interface InfrastructureIdentity {
  readonly name: string;
  readonly environment: { readonly account: string };
}

/** A peering as rules must know it. */
export interface PeeringEntry {
  readonly place: ErrorPlace;
  readonly between: readonly [InfrastructureKey, InfrastructureKey];
  /** What stands once the peering carries traffic. */
  readonly active: Resource;
  readonly intent: () => PeeringIntent;
}

/** All peerings of an app. Rules that need one may be declared before it. */
export class Peerings {
  private readonly known = new Map<string, PeeringEntry>();
  private readonly waiting = new Map<string, ((peering: PeeringEntry) => void)[]>();

  /** @throws TNT1333 for a second one between the same two */
  add(peering: PeeringEntry): void {
    const key = pairKey(...peering.between);
    const taken = this.known.get(key);
    if (taken) throw peeredTwice(peering.place, taken.place.path);
    this.known.set(key, peering);
    for (const tell of this.waiting.get(key) ?? []) tell(peering);
  }

  /** What `tenancy.json` says of them. */
  intents(): PeeringIntent[] {
    return [...this.known.values()].map((peering) => peering.intent()).sort(byText((one) => one.path));
  }

  has(a: InfrastructureKey, b: InfrastructureKey): boolean {
    return this.known.has(pairKey(a, b));
  }

  /** Calls back with the peering between the two: at once, or when it is declared. */
  whenDeclared(a: InfrastructureKey, b: InfrastructureKey, tell: (peering: PeeringEntry) => void): void {
    const key = pairKey(a, b);
    const known = this.known.get(key);
    if (known) tell(known);
    else this.waiting.set(key, [...(this.waiting.get(key) ?? []), tell]);
  }
}

/** A peering has no direction. */
function pairKey(a: InfrastructureKey, b: InfrastructureKey): string {
  return [a, b].sort().join("\n");
}
