import type { Hole } from "../../case";
import { all, resource } from "../../parts";
import { group, hole, into, OF_ACME, outOf, shown, VPC } from "./parts";

const ACME = { referenced_security_group_id: group("acme_hosts") } as const;
const OLDER = { protocol: "tcp", from_port: 443, to_port: 443 } as const;
const INLINE = { ...OLDER, security_groups: [group("acme_hosts")] } as const;
const DB = "aws_security_group.globex_db";

/** The older form of a rule, into globex's hosts. */
function older(body: Readonly<Record<string, string | number | boolean | readonly string[]>>) {
  const rule = { type: "ingress", security_group_id: group("globex_hosts"), ...OLDER, ...body };
  return resource("aws_security_group_rule", "globex_added", rule);
}
const OLDER_RULE = "aws_security_group_rule.globex_added";

/** Rules that name the group of another tenant, in every form in which a rule can be written. */
const FORMS: readonly Hole[] = [
  hole("group-rule-newer", "a rule that names the group of another tenant's hosts", into(ACME)),
  hole(
    "group-rule-older",
    "the same by the older resource for rules",
    older({ source_security_group_id: group("acme_hosts") }),
    [OF_ACME],
    shown(OLDER_RULE),
  ),
  hole(
    "group-rule-inline",
    "the same in the group itself",
    resource("aws_security_group", "globex_db", { ingress: [INLINE] }),
    [OF_ACME],
    shown(DB),
  ),
  hole(
    "group-rule-dynamic",
    "the same as dynamic blocks, one for each other group",
    resource("aws_security_group", "globex_db", {
      dynamic: {
        ingress: {
          for_each: [group("acme_hosts")],
          content: { ...OLDER, security_groups: ["${ingress.value}"] },
        },
      },
    }),
    [OF_ACME],
    shown(DB),
  ),
  hole(
    "group-rule-for-each",
    "the same for each of several callers",
    into({
      for_each: { acme: group("acme_hosts"), own: group("globex_lb") },
      referenced_security_group_id: "${each.value}",
    }),
    [OF_ACME],
    shown("globex_added"),
  ),
  hole(
    "group-rule-for-list",
    "a rule of the platform for each group of a list in which two tenants' stand",
    resource("aws_security_group_rule", "services", {
      ...{ count: 2, type: "ingress", ...OLDER, source_security_group_id: group("acme_hosts") },
      security_group_id: "${[aws_security_group.acme_db.id, aws_security_group.globex_db.id][count.index]}",
    }),
    [OF_ACME],
    shown("aws_security_group_rule.services"),
  ),
  hole(
    "group-by-id",
    "a rule for a group by an id that somebody looked up, which may be anybody's",
    into({ referenced_security_group_id: "sg-0a1b2c3d4e5f60718" }),
    ["acme > globex network unknown", "acme-eu > globex network unknown"],
    shown("globex_added", "globex", "tcp 443", "acme > globex network unknown"),
  ),
  hole(
    "group-ignored-rules",
    "a group whose rules are kept by hand",
    resource("aws_security_group", "globex_db", { lifecycle: { ignore_changes: ["ingress"] } }),
    ["acme > globex network unknown", "acme-eu > globex network unknown", "world > globex network unknown"],
    shown(DB, "globex", "tcp 443", "acme > globex network unknown"),
  ),
];

/** Groups that belong to nobody in particular, and are carried by several. */
const SHARED: readonly Hole[] = [
  {
    ...hole(
      "group-self",
      "a group for everybody's hosts, whose members reach each other",
      all(
        resource("aws_security_group", "services", {
          ...{ name: "services", vpc_id: VPC },
          ingress: [{ ...OLDER, from_port: 22, to_port: 22, self: true }],
          egress: [{ protocol: "-1", from_port: 0, to_port: 0, self: true }],
        }),
        ...["acme", "globex"].map((name) =>
          resource("aws_instance", `${name}_app`, {
            vpc_security_group_ids: [group(`${name}_hosts`), group("services")],
          }),
        ),
      ),
    ),
    cells: [OF_ACME, "globex > acme network open"],
    shows: shown("aws_security_group.services", "globex_app", "tcp 22"),
  },
  {
    ...hole(
      "group-default",
      "hosts without a group, in a VPC whose own is as AWS makes it",
      all(
        resource("aws_default_security_group", "main", null),
        ...["acme", "globex"].map((name) =>
          resource("aws_instance", `${name}_app`, { vpc_security_group_ids: null }),
        ),
      ),
    ),
    cells: [OF_ACME, "globex > acme network open"],
    shows: shown("aws_vpc.main", "globex_app", "all"),
  },
  {
    ...hole(
      "group-default-opened",
      "hosts without a group, in a VPC whose own somebody opened for its members",
      all(
        resource("aws_default_security_group", "main", {
          ingress: [{ protocol: "-1", from_port: 0, to_port: 0, self: true }],
          egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
        }),
        ...["acme", "globex"].map((name) =>
          resource("aws_instance", `${name}_app`, { vpc_security_group_ids: null }),
        ),
      ),
    ),
    cells: [OF_ACME, "globex > acme network open"],
    shows: shown("aws_default_security_group.main", "globex_app", "all"),
  },
];

/** A rule into globex's hosts and one out of acme's, of one kind of traffic. */
function both(
  id: string,
  title: string,
  traffic: Readonly<Record<string, string | number>>,
  what: string,
): Hole {
  const back = { ...traffic, referenced_security_group_id: group("globex_hosts") };
  return hole(
    id,
    title,
    all(into({ ...traffic, ...ACME }), outOf(back)),
    [OF_ACME],
    shown("globex_added", "globex", what),
  );
}

/** What gets through: protocols and ports. */
const TRAFFIC: readonly Hole[] = [
  both("traffic-everything", "a rule for every protocol", { ip_protocol: "-1" }, "all"),
  both(
    "traffic-udp",
    "a rule for datagrams",
    { ip_protocol: "udp", from_port: 500, to_port: 600 },
    "udp 500-600",
  ),
  both(
    "traffic-icmp",
    "a rule for messages of control",
    { ip_protocol: "icmp", from_port: -1, to_port: -1 },
    "icmp",
  ),
  both(
    "traffic-number",
    "a rule for a protocol by its number",
    { ip_protocol: "6", from_port: 22, to_port: 22 },
    "tcp 22",
  ),
  both("traffic-other-number", "a rule for a protocol that has no ports", { ip_protocol: "50" }, "50"),
  hole(
    "traffic-range",
    "a range of ports in which the one that others may go out to lies",
    into({ ...ACME, from_port: 400, to_port: 500 }),
  ),
  hole(
    "traffic-all-ports",
    "all ports in the older form, which takes everything from 0 to 0 for no protocol in particular",
    older({ ...{ protocol: "-1", from_port: 0, to_port: 0 }, source_security_group_id: group("acme_hosts") }),
    [OF_ACME],
    shown(OLDER_RULE),
  ),
  hole(
    "traffic-reader",
    "a database's port to a group that may go out to everything in the VPC",
    all(
      into({ ...ACME, from_port: 5432, to_port: 5432 }, "globex_db"),
      outOf({ from_port: 5432, to_port: 5432, cidr_ipv4: "10.20.32.0/20" }),
    ),
    [OF_ACME],
    shown("globex_added", "globex", "tcp 5432"),
  ),
];

/** Security groups that let others in. */
export const GROUP_HOLES: readonly Hole[] = [...FORMS, ...SHARED, ...TRAFFIC];
