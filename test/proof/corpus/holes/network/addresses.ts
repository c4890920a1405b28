import type { Hole } from "../../case";
import { all, resource } from "../../parts";
import { hole, INTO, into, OF_ACME, OF_EVERYBODY, OF_HOSTS, OF_WORLD, outOf, shown, VPC } from "./parts";

const SIX = "2a05:d018:1a2b:3c00::/56";
const WORLD_MAY = "world > globex network unknown";

function range(id: string, title: string, cidr: string, cells: readonly string[] = OF_HOSTS): Hole {
  const [cell] = cells;
  return hole(id, title, into({ cidr_ipv4: cidr }), cells, shown(INTO, "globex", "tcp 443", cell));
}

const RANGES: readonly Hole[] = [
  range("range-vpc", "a rule for the range of the VPC", "10.20.0.0/16"),
  range("range-around", "a rule for all private addresses that begin alike", "10.0.0.0/8", [
    ...OF_HOSTS,
    WORLD_MAY,
  ]),
  range("range-subnet", "a rule for a subnet, in which other tenants' hosts stand too", "10.20.16.0/20"),
  range("range-host", "a rule for one address of the VPC, which any host may come to have", "10.20.16.10/32"),
  range("range-anywhere", "a rule for everybody", "0.0.0.0/0", OF_EVERYBODY),
  range("range-half", "a rule for one half of all addresses", "0.0.0.0/1", OF_EVERYBODY),
  range("range-office", "a rule for addresses outside that nobody declared", "203.0.113.0/24", [OF_WORLD]),
  {
    ...hole(
      "range-second",
      "a rule for a range that was added to the VPC",
      all(
        resource("aws_vpc_ipv4_cidr_block_association", "more", { vpc_id: VPC, cidr_block: "100.64.0.0/16" }),
        into({ cidr_ipv4: "100.64.0.0/10" }),
      ),
    ),
    cells: [...OF_HOSTS, WORLD_MAY],
  },
  hole(
    "range-older",
    "several ranges in one rule of the older form, one of them the VPC's",
    resource("aws_security_group_rule", "globex_added", {
      ...{ type: "ingress", security_group_id: "${aws_security_group.globex_hosts.id}" },
      ...{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["192.0.2.0/24", "10.20.0.0/16"] },
    }),
    OF_EVERYBODY,
    shown("aws_security_group_rule.globex_added"),
  ),
  hole(
    "range-computed",
    "the range of the VPC by its attribute",
    into({ cidr_ipv4: "${aws_vpc.main.cidr_block}" }),
    OF_HOSTS,
  ),
];

const SIX_HOLES: readonly Hole[] = [
  hole(
    "six-anywhere",
    "a rule for everybody's IPv6, in a VPC that has such addresses",
    all(
      resource("aws_vpc", "main", { ipv6_cidr_block: SIX }),
      outOf({ cidr_ipv6: "::/0" }),
      into({ cidr_ipv6: "::/0" }),
    ),
    [OF_ACME, OF_WORLD],
  ),
  hole(
    "six-generated",
    "the same where AWS chooses the range",
    all(
      resource("aws_vpc", "main", { assign_generated_ipv6_cidr_block: true }),
      outOf({ cidr_ipv6: "::/0" }),
      into({ cidr_ipv6: "::/0" }),
    ),
    [OF_ACME, OF_WORLD],
  ),
  {
    ...hole(
      "six-instances",
      "hosts in subnets with IPv6, which carry a group that lets all of it in",
      all(
        resource("aws_vpc", "main", { ipv6_cidr_block: SIX }),
        resource("aws_subnet", "private_a", { ipv6_cidr_block: "2a05:d018:1a2b:3c10::/64" }),
        resource("aws_security_group", "six", {
          ...{ name: "six", vpc_id: VPC },
          ingress: [{ protocol: "tcp", from_port: 22, to_port: 22, ipv6_cidr_blocks: [SIX] }],
        }),
        outOf({ cidr_ipv6: SIX, from_port: 22, to_port: 22 }),
        resource("aws_instance", "globex_app", {
          vpc_security_group_ids: ["${aws_security_group.globex_hosts.id}", "${aws_security_group.six.id}"],
          ipv6_address_count: 1,
        }),
      ),
    ),
    shows: shown("aws_security_group.six", "globex_app", "tcp 22"),
  },
];

/** A prefix list of the plan; its entries are blocks of it. */
function list(...cidrs: readonly string[]) {
  return resource("aws_ec2_managed_prefix_list", "known", {
    ...{ name: "known", address_family: "IPv4", max_entries: 5 },
    entry: cidrs.map((cidr) => ({ cidr })),
  });
}
const LISTED = into({ prefix_list_id: "${aws_ec2_managed_prefix_list.known.id}" });

/** A prefix list that is looked up by its name. */
function lookedUp(type: string, name: string) {
  return { data: { [type]: { known: { name } } } };
}
const LOOKED_UP = into({ prefix_list_id: "${data.aws_ec2_managed_prefix_list.known.id}" });
const LIST_UNKNOWN = ["acme > globex network unknown", "acme-eu > globex network unknown", OF_WORLD];

const LISTS: readonly Hole[] = [
  hole(
    "list-entries",
    "a prefix list that holds the VPC",
    all(list("192.0.2.0/24", "10.20.0.0/16"), LISTED),
    OF_EVERYBODY,
  ),
  hole(
    "list-entry-apart",
    "a prefix list to which somebody added the VPC",
    all(
      list("192.168.0.0/16"),
      resource("aws_ec2_managed_prefix_list_entry", "added", {
        ...{ cidr: "10.20.0.0/16", prefix_list_id: "${aws_ec2_managed_prefix_list.known.id}" },
      }),
      LISTED,
    ),
    [...OF_HOSTS, WORLD_MAY],
  ),
  hole(
    "list-of-others",
    "a prefix list by its id, which somebody else fills",
    into({ prefix_list_id: "pl-0a1b2c3d4e5f60718" }),
    LIST_UNKNOWN,
    shown(INTO, "globex", "tcp 443", OF_WORLD),
  ),
  hole(
    "list-looked-up",
    "a prefix list that is looked up by a name of this company's",
    all(lookedUp("aws_ec2_managed_prefix_list", "offices"), LOOKED_UP),
    LIST_UNKNOWN,
    shown(INTO, "globex", "tcp 443", OF_WORLD),
  ),
  hole(
    "list-of-cloudfront",
    "the addresses of CloudFront, behind which anybody may put a distribution",
    all(lookedUp("aws_ec2_managed_prefix_list", "com.amazonaws.global.cloudfront.origin-facing"), LOOKED_UP),
    [OF_WORLD],
    shown(INTO, "globex", "tcp 443", OF_WORLD),
  ),
];

/** Rules for addresses that others have as well. */
export const ADDRESS_HOLES: readonly Hole[] = [...RANGES, ...SIX_HOLES, ...LISTS];
