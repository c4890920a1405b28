import { push } from "../../../model/lists";
import type { FactResource, Facts } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { attribute, identityOf, literalValue, truthValue } from "../../read/values";
import type { Truth } from "../../truth";
import { type AddressSet, overlaps, readCidr } from "../addresses";

/** A VPC's attachment to a transit gateway. */
export interface Attachment {
  readonly resource: FactResource;
  /** What two attachments to one gateway have in common. */
  readonly gateway: string;
}

/** Routes by a range, and by a prefix list, which may hold any. */
const ROUTES: ReadonlySet<string> = new Set([
  ...["aws_ec2_transit_gateway_route", "aws_ec2_transit_gateway_prefix_list_reference"],
]);

type Use = "association" | "propagation";

function keyOf({ provenance }: FactResource): string {
  return `${provenance.stack}/${provenance.address}`;
}

/** Enabled unless it says otherwise. */
function isEnabled(resource: FactResource, name: string): Truth {
  const value = attribute(resource, name);
  if (value === undefined) return "yes";
  const text = literalValue(value);
  return text === "enable" || text === "true" ? "yes" : text === undefined ? "unknown" : "no";
}

/**
 * What transit gateways of a plan pass on between the VPCs that are attached to them.
 *
 * Each attachment is associated with one route table, which decides where its packets go; routes in it stand there as
 * they were written, or are those of attachments that propagate theirs to it. A gateway has a default table with which
 * attachments are associated, and to which they propagate, unless it or they say otherwise.
 *
 * Source: Amazon VPC, Transit Gateways guide, "How transit gateways work"; API reference,
 * `TransitGatewayRequestOptions`.
 */
export class TransitGateways {
  private readonly gateways: References;
  private readonly attachments: References;
  private readonly tables: References;
  private readonly all: readonly Attachment[];

  constructor(private readonly facts: Facts) {
    this.gateways = new References(resourcesOf(this.facts, "aws_ec2_transit_gateway"), [
      ...["id", "association_default_route_table_id", "propagation_default_route_table_id"],
    ]);
    const attached = resourcesOf(this.facts, "aws_ec2_transit_gateway_vpc_attachment");
    this.attachments = new References(attached, ["id"]);
    this.tables = new References(resourcesOf(this.facts, "aws_ec2_transit_gateway_route_table"), ["id"]);
    this.all = attached.flatMap((resource) => {
      const value = attribute(resource, "transit_gateway_id");
      const known = this.gatewayOf(resource);
      const gateway = known === undefined ? identityOf(value) : keyOf(known);
      return gateway === undefined ? [] : [{ resource, gateway }];
    });
  }

  /** Attachments to one gateway, two by two. */
  pairs(): readonly (readonly [Attachment, Attachment])[] {
    const byGateway = new Map<string, Attachment[]>();
    for (const each of this.all) push(byGateway, each.gateway, each);
    return [...byGateway.values()].flatMap((group) =>
      group.flatMap((one, n) => group.slice(n + 1).map((other) => [one, other] as const)),
    );
  }

  isGateway(value: Value | undefined, { gateway }: Attachment): boolean {
    const found = this.gateways.resolve(value);
    const [only] = found?.certain === true ? found.resources : [];
    return (only === undefined ? identityOf(value) : keyOf(only)) === gateway;
  }

  /** Does the gateway know the way from one attachment to the addresses behind another? */
  passes(from: Attachment, to: Attachment, addresses: AddressSet | undefined): Truth {
    const gateway = this.gatewayOf(from.resource);
    if (gateway === undefined) return "unknown";
    const tables = this.tablesOf(from, gateway, "association");
    const targets = this.tablesOf(to, gateway, "propagation");
    if (tables === undefined || targets === undefined) return "unknown";
    const routes = this.facts.resources.filter((route) => {
      if (!ROUTES.has(route.type)) return false;
      const table = this.keyOfTable(attribute(route, "transit_gateway_route_table_id"));
      return table !== undefined && tables.includes(table) && this.isFor(route, addresses);
    });
    const stops = routes.filter((route) => truthValue(attribute(route, "blackhole")) !== undefined);
    const written = routes.some((route) => this.isOf(attribute(route, "transit_gateway_attachment_id"), to));
    if (!written && !tables.some((table) => targets.includes(table))) return "no";
    return stops.some((route) => truthValue(attribute(route, "blackhole")) !== false) ? "unknown" : "yes";
  }

  /** Rules name groups across a gateway only where it and both attachments say so. */
  references(one: Attachment, other: Attachment): Truth {
    const gateway = this.gatewayOf(one.resource);
    if (gateway === undefined) return "unknown";
    const name = "security_group_referencing_support";
    if (attribute(gateway, name) === undefined) return "no";
    const said = [gateway, one.resource, other.resource].map((each) => isEnabled(each, name));
    return said.includes("no") ? "no" : said.includes("unknown") ? "unknown" : "yes";
  }

  private gatewayOf(attachment: FactResource): FactResource | undefined {
    const found = this.gateways.resolve(attribute(attachment, "transit_gateway_id"));
    return found?.certain === true ? found.resources[0] : undefined;
  }

  private isOf(value: Value | undefined, { resource }: Attachment): boolean {
    return this.attachments.resolve(value)?.resources.includes(resource) === true;
  }

  private isFor(route: FactResource, addresses: AddressSet | undefined): boolean {
    const range = readCidr(literalValue(attribute(route, "destination_cidr_block")) ?? "");
    return range === undefined || addresses === undefined || overlaps([range], addresses);
  }

  private keyOfTable(value: Value | undefined): string | undefined {
    const found = this.tables.resolve(value);
    const [table] = found?.certain === true ? found.resources : [];
    if (table !== undefined) return keyOf(table);
    const made = this.gateways.resolve(value);
    const [gateway] = made?.certain === true ? made.resources : [];
    return gateway === undefined ? identityOf(value) : `default of ${keyOf(gateway)}`;
  }

  /** The tables with which an attachment is associated, or to which it propagates; undefined if nobody knows. */
  private tablesOf(attachment: Attachment, gateway: FactResource, use: Use): readonly string[] | undefined {
    const written = resourcesOf(this.facts, `aws_ec2_transit_gateway_route_table_${use}`)
      .filter((each) => this.isOf(attribute(each, "transit_gateway_attachment_id"), attachment))
      .flatMap((each) => this.keyOfTable(attribute(each, "transit_gateway_route_table_id")) ?? []);
    // An attachment is associated with one table: that which is written takes the place of the default.
    if (use === "association" && written.length > 0) return written;
    const usual = [
      isEnabled(gateway, `default_route_table_${use}`),
      isEnabled(attachment.resource, `transit_gateway_default_route_table_${use}`),
    ];
    if (usual.includes("no")) return written;
    return usual.includes("unknown") ? undefined : [...written, `default of ${keyOf(gateway)}`];
  }
}
