import { rangeCoversNetwork, rangeCoversOther } from "../../errors/rule-reach";
import type { ErrorPlace, TenancyError } from "../../errors/tenancy-error";
import type { IInfrastructure, NetworkAttributes } from "../../infrastructure/infrastructure-attributes";
import type { Cidr } from "../../model/cidr";
import { formatCidr, overlapCidr, parseCidr } from "../../model/cidr";
import { isTokenLike } from "../../model/names";
import type { TenancyRegistry } from "../../tenancy/registry";

/** A range of the target's own network lets in every tenant of it. @throws TNT1316 */
export function refuseOwnAddresses(at: ErrorPlace, range: Cidr, infrastructure: IInfrastructure): void {
  const { cidrs, ipv6Cidr } = infrastructure.network;
  const literal = ipv6Cidr === undefined || isTokenLike(ipv6Cidr) ? cidrs : [...cidrs, ipv6Cidr];
  for (const network of literal) {
    if (overlapCidr(range, parseCidr(at, "network", network))) {
      throw rangeCoversNetwork(at, formatCidr(range), network, infrastructure.name);
    }
  }
}

/** Asked when all Infrastructures have been declared. */
export function otherAddresses(
  at: ErrorPlace,
  range: Cidr,
  infrastructure: IInfrastructure,
  registry: TenancyRegistry,
): TenancyError[] {
  const { account } = infrastructure.environment;
  return registry.infrastructures
    .filter(({ name, environment }) => name !== infrastructure.name || environment.account !== account)
    .flatMap(({ name, ranges }) => {
      const network = ranges.find((one) => overlapCidr(range, one));
      return network ? [rangeCoversOther(at, formatCidr(range), formatCidr(network), name)] : [];
    });
}

/** What the comparison needs of an Infrastructure. */
interface NamedNetwork {
  readonly name: string;
  readonly network: Pick<NetworkAttributes, "ipv6Cidr">;
}

/** A condition that Terraform checks before it opens anything. */
export interface Precondition {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * The IPv6 range of a network is AWS's to choose, so what the literal ranges are compared with here is compared by
 * the plan: both cut to the shorter mask are the same address if and only if the ranges overlap.
 */
export function ipv6Precondition(range: Cidr, infrastructure: NamedNetwork): Precondition | undefined {
  const { ipv6Cidr } = infrastructure.network;
  if (range.family !== 6 || ipv6Cidr === undefined || !isTokenLike(ipv6Cidr)) return undefined;
  const [address = ""] = formatCidr(range).split("/");
  const network = `split("/", "${ipv6Cidr}")`;
  const mask = `min(${range.prefix}, tonumber(${network}[1]))`;
  const first = (of: string) => `cidrhost(format("%s/%d", ${of}, ${mask}), 0)`;
  return {
    condition: `\${${first(`${network}[0]`)} != ${first(`"${address}"`)}}`,
    errorMessage:
      `${formatCidr(range)} covers IPv6 addresses of the network of ${infrastructure.name}: ` +
      "every tenant of it would be let in.",
  };
}
