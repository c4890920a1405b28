import type { RouteConfig } from "@cdktf/provider-aws/lib/route";
import type { VpcPeeringConnectionConfig } from "@cdktf/provider-aws/lib/vpc-peering-connection";
import type { VpcPeeringConnectionAccepterAConfig } from "@cdktf/provider-aws/lib/vpc-peering-connection-accepter";
import type { VpcPeeringConnectionOptionsConfig } from "@cdktf/provider-aws/lib/vpc-peering-connection-options";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { ErrorPlace } from "../../errors/tenancy-error";
import type { PeeringIntent } from "../../model/intent";
import { NAME_TAG, ownerTags } from "../../model/ownership";
import { infrastructureKey } from "../../tenancy/peerings";
import { TenancyRegistry } from "../../tenancy/registry";
import type { AttributesOf } from "../../terraform/attributes";
import { placeBelow } from "../../terraform/place";
import { Resource } from "../../terraform/resource";
import { awsForOpening } from "../opening-providers";
import type { DeclaredPeering, InfrastructurePeeringProps, PeeringSide } from "./peering-props";
import { declarePeering } from "./peering-props";

type Options = AttributesOf<VpcPeeringConnectionOptionsConfig>;

/**
 * Joins the networks of two Infrastructures of one account: packets between their private subnets, over IPv4, find
 * the other side. It opens nothing by itself: security groups stay closed to each other until a `TenantSecurityRule`
 * names a tenant of each side, which takes a peering within one region.
 *
 * Declare it in a stack of its own, beside those of the Infrastructures.
 */
export class InfrastructurePeering extends Construct {
  /** The id of the peering connection. */
  readonly connectionId: string;
  /** The addresses of everything that the peering is, sorted. */
  readonly parts: readonly string[];
  private readonly declared: DeclaredPeering;
  private readonly resources: Resource[] = [];

  /** @throws TNT1330 to TNT1334, TNT1040, TNT1112 */
  constructor(scope: Construct, id: string, props: InfrastructurePeeringProps) {
    const place = placeBelow("InfrastructurePeering", scope, id);
    const declared = declarePeering(place, TerraformStack.of(scope), props);
    super(scope, id);
    this.declared = declared;
    const { from, to, sameRegion, resolveNames } = declared;
    awsForOpening(this, place, from.infrastructure, from.provider);
    const connection = this.connect();
    const active = sameRegion ? connection : this.accept(connection);
    TenancyRegistry.of(this).peerings.add({
      place,
      between: [infrastructureKey(from.infrastructure), infrastructureKey(to.infrastructure)],
      active,
      intent: () => this.intent(place),
    });
    if (resolveNames) this.resolveNames(connection, active);
    this.route("RoutesFrom", from, to, connection, active);
    this.route("RoutesTo", to, from, connection, active);
    this.connectionId = connection.attribute("id");
    this.parts = this.resources.map((part) => part.address).sort();
  }

  private intent({ path }: ErrorPlace): PeeringIntent {
    const { from, to } = this.declared;
    return {
      ...{ path, stack: TerraformStack.of(this).node.path },
      ...{ from: from.infrastructure.name, to: to.infrastructure.name },
      parts: this.parts,
    };
  }

  private connect(): Resource {
    const { from, to, sameRegion } = this.declared;
    return this.write<VpcPeeringConnectionConfig>(this, "Connection", "aws_vpc_peering_connection", from, {
      vpc_id: from.infrastructure.network.vpcId,
      peer_vpc_id: to.infrastructure.network.vpcId,
      // AWS takes the other side's answer along with the question within one region only.
      ...(sameRegion ? { auto_accept: true } : { peer_region: to.infrastructure.environment.region }),
      tags: this.tags(from),
    });
  }

  private accept(connection: Resource): Resource {
    const { to } = this.declared;
    return this.write<VpcPeeringConnectionAccepterAConfig>(
      this,
      "Accepter",
      "aws_vpc_peering_connection_accepter",
      to,
      { vpc_peering_connection_id: connection.local("id"), auto_accept: true, tags: this.tags(to) },
    );
  }

  /** Each region sets its own side. */
  private resolveNames(connection: Resource, active: Resource): void {
    const { from, to, sameRegion } = this.declared;
    const allowed = { allow_remote_vpc_dns_resolution: true };
    const write = (id: string, side: PeeringSide, sides: Pick<Options, "requester" | "accepter">) =>
      this.write<VpcPeeringConnectionOptionsConfig>(
        this,
        id,
        "aws_vpc_peering_connection_options",
        side,
        { vpc_peering_connection_id: connection.local("id"), ...sides },
        [active],
      );
    if (sameRegion) {
      write("Names", from, { requester: allowed, accepter: allowed });
      return;
    }
    write("NamesFrom", from, { requester: allowed });
    write("NamesTo", to, { accepter: allowed });
  }

  private route(
    id: string,
    near: PeeringSide,
    far: PeeringSide,
    connection: Resource,
    active: Resource,
  ): void {
    const scope = new Construct(this, id);
    near.routeTableIds.forEach((route_table_id, index) => {
      for (const cidr of far.infrastructure.network.cidrs) {
        this.write<RouteConfig>(
          scope,
          `Table${index + 1}-${cidr.replace("/", "-")}`,
          "aws_route",
          near,
          { route_table_id, destination_cidr_block: cidr, vpc_peering_connection_id: connection.local("id") },
          [active],
        );
      }
    });
  }

  private write<Config>(
    scope: Construct,
    id: string,
    type: string,
    side: PeeringSide,
    attributes: ConstructorParameters<typeof Resource<Config>>[3],
    after: readonly Resource[] = [],
  ): Resource {
    const made = new Resource<Config>(scope, id, type, attributes, {
      provider: side.provider,
      dependsOn: after,
    });
    this.resources.push(made as Resource);
    return made as Resource;
  }

  private tags({ infrastructure }: PeeringSide): Record<string, string> {
    const { from, to } = this.declared;
    const name = `${from.infrastructure.name}--${to.infrastructure.name}`;
    return { [NAME_TAG]: name, ...ownerTags({ infrastructure: infrastructure.name }) };
  }
}
