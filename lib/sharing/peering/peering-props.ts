import type { TerraformProvider, TerraformStack } from "cdktf";
import {
  peeredAcrossAccounts,
  peeredWithItself,
  peeringProviderMissing,
  routeTablesUnknown,
} from "../../errors/peering";
import type { ErrorPlace } from "../../errors/tenancy-error";
import type { IInfrastructure } from "../../infrastructure/infrastructure-attributes";
import { refuseForeignProviders } from "../../infrastructure/inside-stack";
import { infrastructureKey } from "../../tenancy/peerings";

/** Providers of your own, one a side. */
export interface PeeringProviders {
  /** @default - the stack's, set up by the library */
  readonly from?: TerraformProvider;
  /** Required where the regions differ. @default - the same as `from` */
  readonly to?: TerraformProvider;
}

/** A peering of two Infrastructures' networks: the way between them, by which alone nobody reaches anybody yet. */
export interface InfrastructurePeeringProps {
  /** The side that asks for the peering. Which of the two it is makes no difference afterwards. */
  readonly from: IInfrastructure;
  /** The side that accepts it: of the same account, in the same region or another. */
  readonly to: IInfrastructure;
  /** Whether the names of the other side's hosts resolve to their private addresses. @default false */
  readonly resolveNames?: boolean;
  /** @default - the stack's AWS provider, set up by the library for the region of `from` */
  readonly providers?: PeeringProviders;
}

/** One end of a peering. */
export interface PeeringSide {
  readonly infrastructure: IInfrastructure;
  readonly routeTableIds: readonly string[];
  readonly provider: TerraformProvider | undefined;
}

/** Props that were checked. */
export interface DeclaredPeering {
  readonly from: PeeringSide;
  readonly to: PeeringSide;
  readonly sameRegion: boolean;
  readonly resolveNames: boolean;
}

/** All that can be refused of one peering by itself. */
export function declarePeering(
  at: ErrorPlace,
  stack: TerraformStack,
  props: InfrastructurePeeringProps,
): DeclaredPeering {
  const { from, to, providers = {}, resolveNames = false } = props;
  if (infrastructureKey(from) === infrastructureKey(to)) throw peeredWithItself(at, from.name);
  if (from.environment.account !== to.environment.account) {
    throw peeredAcrossAccounts(at, from.environment.account, to.environment.account);
  }
  const sameRegion = from.environment.region === to.environment.region;
  if (!sameRegion && !providers.to) throw peeringProviderMissing(at, to.environment.region);
  for (const provider of [providers.from, providers.to]) refuseForeignProviders(at, stack, { aws: provider });
  return {
    from: side(at, from, providers.from),
    to: side(at, to, providers.to ?? providers.from),
    sameRegion,
    resolveNames,
  };
}

function side(
  at: ErrorPlace,
  infrastructure: IInfrastructure,
  provider: TerraformProvider | undefined,
): PeeringSide {
  const routeTableIds = infrastructure.network.privateRouteTableIds ?? [];
  if (routeTableIds.length === 0) throw routeTablesUnknown(at, infrastructure.name);
  return { infrastructure, routeTableIds, provider };
}
