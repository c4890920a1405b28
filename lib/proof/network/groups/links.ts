import type { Facts } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute } from "../../read/values";
import type { Truth } from "../../truth";
import { all } from "../../truth";
import { overlaps } from "../addresses";
import type { Routes } from "./routes";
import { mayBeOne, type Vpc } from "./vpc";
import { TransitGateways } from "./transit-gateways";

/** How far two VPCs are one network, and why it is not sure. */
export interface Joined {
  readonly joined: boolean;
  readonly cause?: string | undefined;
  /** Does a rule of one that names a group of the other mean those who carry it? */
  readonly references: Truth;
  /**
   * True if such a rule shows that they are: AWS takes none for a group of a network that is neither its own nor joined.
   *
   * Source: EC2 API reference, `UserIdGroupPair`.
   *
   * @default - it shows nothing
   */
  readonly shownByReference?: true;
}

export const SAME_NETWORK: Joined = { joined: true, references: "yes" };
export const APART: Joined = { joined: false, references: "no" };

const PERHAPS_ONE: Joined = {
  ...{ joined: true, cause: "it is not known whether both are in one VPC" },
  ...{ references: "yes", shownByReference: true },
};

type VpcOf = (value: Value | undefined) => Vpc | undefined;

/** What joins VPCs of a plan: peerings and transit gateways (N10). */
export class Links {
  private readonly links = new Map<string, Joined>();
  private readonly joinedWith = new Map<string, Set<Vpc>>();

  constructor(
    private readonly facts: Facts,
    private readonly routes: Routes,
    private readonly vpc: VpcOf,
  ) {
    this.peer();
    this.attach();
  }

  between(a: Vpc, b: Vpc): Joined {
    if (a.key === b.key) return SAME_NETWORK;
    return this.links.get(pair(a.key, b.key)) ?? (mayBeOne(a, b) ? PERHAPS_ONE : APART);
  }

  /** The other VPCs that are, or may be, one network with this one. */
  of(vpc: Vpc): readonly Vpc[] {
    return [...(this.joinedWith.get(vpc.key) ?? [])];
  }

  private link(a: Vpc | undefined, b: Vpc | undefined, joined: Joined): void {
    if (a === undefined || b === undefined || a.key === b.key || !joined.joined) return;
    const key = pair(a.key, b.key);
    if (this.links.get(key)?.cause !== undefined || !this.links.has(key)) this.links.set(key, joined);
    for (const [one, other] of [[a, b] as const, [b, a] as const])
      this.joinedWith.set(one.key, new Set([...(this.joinedWith.get(one.key) ?? []), other]));
  }

  /** Do routes of a VPC lead by this hop to where another one is? */
  private leads(from: Vpc, to: Vpc, hop: string, isIt: (value: Value | undefined) => boolean): boolean {
    if (from.resource === undefined) return false;
    return this.routes.ofVpc(from.resource).some((route) => {
      if (!isIt(route.hop(hop))) return false;
      const { destination } = route;
      return destination === undefined || to.ranges === undefined || overlaps([destination], to.ranges);
    });
  }

  private lead(a: Vpc, b: Vpc, hop: string, isIt: (value: Value | undefined) => boolean): boolean {
    return this.leads(a, b, hop, isIt) && this.leads(b, a, hop, isIt);
  }

  /** A peering joins two VPCs; what routes it has on both sides decides whether anything gets through. */
  private peer(): void {
    for (const peering of resourcesOf(this.facts, "aws_vpc_peering_connection")) {
      const [a, b] = ["vpc_id", "peer_vpc_id"].map((name) => this.vpc(attribute(peering, name)));
      if (a === undefined || b === undefined) continue;
      const own = new References([peering], ["id"]);
      const isIt = (value: Value | undefined) => own.resolve(value)?.certain === true;
      const isRouted = this.lead(a, b, "vpc_peering_connection_id", isIt);
      const cause = isRouted ? undefined : "no routes of both sides to the peering are in the plan";
      this.link(a, b, { joined: true, cause, references: "yes" });
    }
  }

  /** What a transit gateway passes on follows from its own route tables, and from those of both VPCs. */
  private attach(): void {
    const gateways = new TransitGateways(this.facts);
    for (const [one, other] of gateways.pairs()) {
      const [a, b] = [one, other].map((each) => this.vpc(attribute(each.resource, "vpc_id")));
      if (a === undefined || b === undefined) continue;
      const passes = all([gateways.passes(one, other, b.ranges), gateways.passes(other, one, a.ranges)]);
      if (passes === "no") continue;
      const isIt = (value: Value | undefined) => gateways.isGateway(value, one);
      const isRouted = this.lead(a, b, "transit_gateway_id", isIt);
      const cause =
        passes === "unknown"
          ? "both are attached to one transit gateway, whose routes are not all in the plan"
          : isRouted
            ? undefined
            : "no routes of both sides to the transit gateway are in the plan";
      this.link(a, b, { joined: true, cause, references: gateways.references(one, other) });
    }
  }
}

function pair(a: string, b: string): string {
  return a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`;
}
