import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Member } from "../../../lib/proof/network/groups/members";
import { owner, resource, UNREAD, type Written } from "../support/facts";
import { CARRIED, DEFAULT, memberOf, range, SUBNET } from "../support/group-members";
import { type Attributes, sg } from "../support/network-parts";

/** Groups and addresses of a member, and why it may carry others. */
const standing = (member: Member | undefined) =>
  member && [member.groups, member.addresses, member.cause, member.carriesAny];

const nested = (path: string, at: Written): Attributes => {
  const [outer = "", inner] = path.split(".");
  return { [outer]: inner === undefined ? at : [{ [inner]: at }] };
};
const joined = (a: Attributes, b: Attributes): Attributes => {
  const [[name, block]] = Object.entries(b) as [[string, Written]];
  const before = a[name];
  if (!Array.isArray(before) || !Array.isArray(block)) return { ...a, ...b };
  return { ...a, [name]: [{ ...(before[0] as object), ...(block[0] as object) }] };
};

describe("what has network interfaces carries the groups that it names, in the subnets that it names", () => {
  it.each<[type: string, groups: string, subnets: string | undefined]>([
    ["aws_instance", "vpc_security_group_ids", "subnet_id"],
    ["aws_instance", "security_groups", "subnet_id"],
    ["aws_network_interface", "security_groups", "subnet_id"],
    ["aws_lb", "security_groups", "subnets"],
    ["aws_lb", "security_groups", "subnet_mapping.subnet_id"],
    ["aws_alb", "security_groups", "subnets"],
    ["aws_elb", "security_groups", "subnets"],
    ["aws_db_instance", "vpc_security_group_ids", undefined],
    ["aws_rds_cluster", "vpc_security_group_ids", undefined],
    ["aws_docdb_cluster", "vpc_security_group_ids", undefined],
    ["aws_neptune_cluster", "vpc_security_group_ids", undefined],
    ["aws_redshift_cluster", "vpc_security_group_ids", undefined],
    ["aws_db_proxy", "vpc_security_group_ids", "vpc_subnet_ids"],
    ["aws_elasticache_cluster", "security_group_ids", "subnet_ids"],
    ["aws_elasticache_replication_group", "security_group_ids", undefined],
    ["aws_elasticache_serverless_cache", "security_group_ids", "subnet_ids"],
    ["aws_memorydb_cluster", "security_group_ids", undefined],
    ["aws_efs_mount_target", "security_groups", "subnet_id"],
    ["aws_mq_broker", "security_groups", "subnet_ids"],
    ["aws_opensearch_domain", "vpc_options.security_group_ids", "vpc_options.subnet_ids"],
    ["aws_elasticsearch_domain", "vpc_options.security_group_ids", "vpc_options.subnet_ids"],
    ["aws_msk_cluster", "broker_node_group_info.security_groups", "broker_node_group_info.client_subnets"],
    ["aws_lambda_function", "vpc_config.security_group_ids", "vpc_config.subnet_ids"],
    ["aws_ecs_service", "network_configuration.security_groups", "network_configuration.subnets"],
    ["aws_launch_template", "vpc_security_group_ids", "network_interfaces.subnet_id"],
    ["aws_launch_template", "network_interfaces.security_groups", "network_interfaces.subnet_id"],
  ])("%s by %s", (type, groups, subnets) => {
    const carried = nested(groups, [sg("carried")]);
    expect(standing(memberOf(type, carried))).toEqual([[CARRIED], undefined, undefined, false]);
    if (subnets === undefined) return;
    const inSubnet = joined(carried, nested(subnets, /subnet_id$/.test(subnets) ? SUBNET : [SUBNET]));
    expect(standing(memberOf(type, inSubnet))).toEqual([[CARRIED], range("10.0.1.0/24"), undefined, false]);
  });

  it.each(["aws_opensearch_domain", "aws_elasticsearch_domain", "aws_lambda_function", "aws_ecs_service"])(
    "%s has none, where it says nothing of a VPC",
    (type) => {
      expect(memberOf(type, { name: "x" })).toBeUndefined();
    },
  );

  it("and nothing else has any", () => {
    expect(memberOf("aws_s3_bucket", { security_groups: [sg("carried")] })).toBeUndefined();
    expect(memberOf("aws_launch_template", { name: "x" })).toBeUndefined();
  });
});

describe("a member", () => {
  it("is whose it is, where it stands, and what it is called", () => {
    const found = memberOf("aws_instance", { name: "web", subnet_id: SUBNET });
    expect(found).toMatchObject({
      ...{ kind: "instance", title: "web", owner: owner("b"), groups: [DEFAULT], exposed: "hosts" },
      ...{
        vpc: { key: "stack/aws_vpc.net" },
        subnets: [{ type: "aws_subnet" }],
        unfiltered: false,
        six: false,
      },
    });
    expect(memberOf("aws_instance", {})?.title).toBe("aws_instance.it");
    const balancers = ["aws_lb", "aws_alb", "aws_elb", "aws_efs_mount_target"].map(
      (type) => memberOf(type, {})?.exposed,
    );
    expect(balancers).toEqual(["load-balancers", "load-balancers", "load-balancers", "hosts"]);
    expect(memberOf("aws_elasticache_replication_group", {})?.kind).toBe("elasticache-replication-group");
  });

  it("carries its VPC's own group where it names none, if it is known which VPC that is", () => {
    expect(standing(memberOf("aws_instance", { subnet_id: SUBNET }))).toEqual([
      ...[[DEFAULT], range("10.0.1.0/24"), undefined, false],
    ]);
    expect(standing(memberOf("aws_instance", {}))).toEqual([
      ...[[], undefined, "it carries the default group of a VPC that is not known", false],
    ]);
  });

  it("stands in the VPC of its group, where nothing says in which subnets", () => {
    const found = memberOf("aws_db_instance", { vpc_security_group_ids: [sg("carried")] });
    expect([found?.vpc?.key, found?.subnets]).toEqual(["stack/aws_vpc.net", undefined]);
  });

  it("stands anywhere where one of its subnets is not known", () => {
    const lists: Written[] = [[SUBNET, "subnet-0123"], UNREAD];
    const found = lists.map((subnets) => memberOf("aws_lb", { security_groups: [sg("carried")], subnets }));
    expect(found.map((each) => each?.subnets)).toEqual([undefined, undefined]);
  });

  it("may carry any group where it is not known which it names", () => {
    expect(standing(memberOf("aws_db_instance", { vpc_security_group_ids: UNREAD }))).toEqual([
      ...[[], undefined, "it is only known after the apply", true],
    ]);
    expect(
      standing(memberOf("aws_db_instance", { vpc_security_group_ids: [sg("carried"), "sg-1"] })),
    ).toEqual([...[[CARRIED], undefined, "it is not known which group sg-1 is", true]]);
    expect(
      standing(memberOf("aws_db_instance", { vpc_security_group_ids: [sg("carried"), UNREAD] })),
    ).toEqual([...[[CARRIED], undefined, "it is not known which group it has is", true]]);
  });

  it("has nothing before it as a network load balancer without groups", () => {
    const network = { load_balancer_type: "network" };
    const unfiltered = [network, { ...network, security_groups: [sg("carried")] }, {}].map((attributes) => {
      const found = memberOf("aws_lb", attributes);
      return [found?.unfiltered, found?.cause];
    });
    expect(unfiltered).toEqual([
      [true, undefined],
      [false, undefined],
      [false, "it carries the default group of a VPC that is not known"],
    ]);
  });

  it("has IPv6 addresses where it asks for them, or where its subnets give one to each host", () => {
    const six = (type: string, attributes: Attributes, ...more: FactResource[]) =>
      memberOf(type, attributes, ...more)?.six;
    expect(six("aws_instance", { ipv6_address_count: 1 })).toBe(true);
    expect(six("aws_instance", { ipv6_address_count: 0 })).toBe(false);
    expect(six("aws_instance", { ipv6_addresses: ["2001:db8::1"] })).toBe(true);
    const template = { network_interfaces: [{ ipv6_address_count: 1, security_groups: [sg("carried")] }] };
    expect(six("aws_launch_template", template)).toBe(true);
    const given = resource("platform", "aws_subnet.six", {
      ...{ vpc_id: "${aws_vpc.net.id}", cidr_block: "10.0.2.0/24", assign_ipv6_address_on_creation: true },
    });
    const there = "${aws_subnet.six.id}";
    expect(six("aws_instance", { subnet_id: there }, given)).toBe(true);
    expect(six("aws_autoscaling_group", { vpc_zone_identifier: [there] }, given)).toBe(true);
    expect(six("aws_autoscaling_group", { vpc_zone_identifier: [there, SUBNET] }, given)).toBe(false);
    expect(six("aws_lb", { subnets: [there] }, given)).toBe(false);
  });
});
