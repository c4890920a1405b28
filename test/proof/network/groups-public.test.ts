import type { FactResource } from "../../../lib/proof/facts/resource";
import { PublicAddresses } from "../../../lib/proof/network/groups/public-addresses";
import type { Truth } from "../../../lib/proof/truth";
import { facts, resource, UNREAD } from "../support/facts";
import type { Attributes } from "../support/network-parts";

function has(type: string, attributes: Attributes, ...more: FactResource[]): Truth {
  const it = resource("b", `${type}.it`, attributes);
  return new PublicAddresses(facts(it, ...more)).has(it, undefined);
}

describe("what the internet may reach, as far as it is up to itself", () => {
  it.each<[string, string, Attributes, Truth]>([
    ["a load balancer", "aws_lb", {}, "yes"],
    ["an internal load balancer", "aws_lb", { internal: true }, "no"],
    ["a load balancer that says it is not internal", "aws_alb", { internal: false }, "yes"],
    ["a load balancer of which nobody knows", "aws_lb", { internal: UNREAD }, "unknown"],
    ["an internal classic load balancer", "aws_elb", { internal: "true" }, "no"],
    ["a classic load balancer", "aws_elb", {}, "yes"],
    ["a database", "aws_db_instance", {}, "no"],
    ["a public database", "aws_db_instance", { publicly_accessible: true }, "yes"],
    ["a database of which nobody knows", "aws_db_instance", { publicly_accessible: UNREAD }, "unknown"],
    [
      "a warehouse, which versions of the provider take for public or not",
      "aws_redshift_cluster",
      {},
      "unknown",
    ],
    ["a warehouse that is not public", "aws_redshift_cluster", { publicly_accessible: false }, "no"],
    ["a broker", "aws_mq_broker", {}, "no"],
    ["a public broker", "aws_mq_broker", { publicly_accessible: true }, "yes"],
    ["a cluster of brokers", "aws_msk_cluster", {}, "no"],
    [
      "a cluster of brokers that is closed",
      "aws_msk_cluster",
      { broker_node_group_info: [{ connectivity_info: [{ public_access: [{ type: "DISABLED" }] }] }] },
      "no",
    ],
    [
      "a cluster of brokers with addresses",
      "aws_msk_cluster",
      {
        broker_node_group_info: [
          { connectivity_info: [{ public_access: [{ type: "SERVICE_PROVIDED_EIPS" }] }] },
        ],
      },
      "yes",
    ],
    [
      "a cluster of brokers of which nobody knows",
      "aws_msk_cluster",
      { broker_node_group_info: [{ connectivity_info: [{ public_access: [{ type: UNREAD }] }] }] },
      "unknown",
    ],
    ["tasks", "aws_ecs_service", { network_configuration: [{}] }, "no"],
    [
      "tasks with addresses",
      "aws_ecs_service",
      { network_configuration: [{ assign_public_ip: true }] },
      "yes",
    ],
    ["an interface alone", "aws_network_interface", {}, "no"],
    ["a host of which nobody knows the subnets", "aws_instance", {}, "unknown"],
    ["a host with an address", "aws_instance", { associate_public_ip_address: true }, "yes"],
    ["a host without one", "aws_instance", { associate_public_ip_address: false }, "no"],
    ["a host of which nobody knows", "aws_instance", { associate_public_ip_address: UNREAD }, "unknown"],
    [
      "hosts from a template with addresses",
      "aws_launch_template",
      { network_interfaces: [{ associate_public_ip_address: "true" }] },
      "yes",
    ],
    [
      "hosts from a template of which nobody knows",
      "aws_launch_template",
      { network_interfaces: UNREAD },
      "unknown",
    ],
  ])("%s", (_, type, attributes, expected) => {
    expect(has(type, attributes)).toBe(expected);
  });

  it.each([
    ...["aws_docdb_cluster", "aws_efs_mount_target", "aws_elasticache_cluster", "aws_lambda_function"],
    ...["aws_elasticache_replication_group", "aws_elasticache_serverless_cache", "aws_vpc_endpoint"],
    ...["aws_elasticsearch_domain", "aws_memorydb_cluster", "aws_opensearch_domain"],
  ])("%s never", (type) => {
    expect(has(type, { publicly_accessible: true, associate_public_ip_address: true })).toBe("no");
  });

  it.each(["aws_rds_cluster", "aws_neptune_cluster"])("%s by its instances, which say so each", (type) => {
    const instance = (name: string, attributes: Attributes) =>
      resource("b", `${type}_instance.${name}`, { cluster_identifier: `\${${type}.it.id}`, ...attributes });
    const open = { publicly_accessible: true };
    expect(has(type, open)).toBe("no");
    expect(has(type, {}, instance("x", {}))).toBe("no");
    expect(has(type, {}, instance("x", {}), instance("y", open))).toBe("yes");
    expect(has(type, {}, instance("x", { ...open, cluster_identifier: `\${${type}.other.id}` }))).toBe("no");
    expect(has(type, {}, instance("x", { publicly_accessible: UNREAD }))).toBe("unknown");
  });

  it.each<[string, string, string, Attributes]>([
    ["a host", "aws_instance", "aws_eip", { instance: "${aws_instance.it.id}" }],
    ["a host, apart", "aws_instance", "aws_eip_association", { instance_id: "${aws_instance.it.id}" }],
    [
      "an interface",
      "aws_network_interface",
      "aws_eip",
      { network_interface: "${aws_network_interface.it.id}" },
    ],
    [
      "an interface, apart",
      "aws_network_interface",
      "aws_eip_association",
      { network_interface_id: "${aws_network_interface.it.id}" },
    ],
    [
      "a host by its interface",
      "aws_instance",
      "aws_eip",
      { network_interface: "${aws_instance.it.primary_network_interface_id}" },
    ],
  ])("%s that somebody gave an address", (_, type, giver, attributes) => {
    const off = { associate_public_ip_address: false };
    expect(has(type, off, resource("b", `${giver}.x`, attributes))).toBe("yes");
    expect(has(type, off, resource("b", "aws_other.x", attributes))).toBe("no");
  });

  it("a host by what its subnets give to each", () => {
    const host = resource("b", "aws_instance.it", {});
    const subnet = (attributes: Attributes) => resource("platform", "aws_subnet.s", attributes);
    const given = subnet({ map_public_ip_on_launch: true });
    const from = (...subnets: FactResource[]) => new PublicAddresses(facts(host)).has(host, subnets);
    expect([from(), from(subnet({})), from(subnet({}), given), from(given)]).toEqual([
      "no",
      "no",
      "yes",
      "yes",
    ]);
    expect(from(subnet({ map_public_ip_on_launch: UNREAD }))).toBe("unknown");
  });
});
