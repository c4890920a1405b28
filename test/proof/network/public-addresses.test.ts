import type { FactResource } from "../../../lib/proof/facts/resource";
import { PublicAddresses } from "../../../lib/proof/network/groups/public-addresses";
import { facts, resource, UNREAD } from "../support/facts";
import type { Attributes } from "../support/network-parts";

const subnet = (attributes: Attributes = {}) => resource("platform", "aws_subnet.s", attributes);

/** Whether something has a public address, in a subnet that gives none unless it says so. */
function has(
  type: string,
  attributes: Attributes = {},
  subnets: readonly FactResource[] | null = [subnet()],
  ...others: readonly FactResource[]
) {
  const one = resource("a", `${type}.x`, attributes);
  return new PublicAddresses(facts(one, ...others)).has(one, subnets ?? undefined);
}

it.each(["aws_lb", "aws_alb", "aws_elb"])("%s has one unless it is kept within", (type) => {
  expect(has(type)).toBe("yes");
  expect(has(type, { internal: false })).toBe("yes");
  expect(has(type, { internal: true })).toBe("no");
  expect(has(type, { internal: UNREAD })).toBe("unknown");
});

it.each(["aws_db_instance", "aws_mq_broker"])("%s has one where it says so", (type) => {
  expect(has(type)).toBe("no");
  expect(has(type, { publicly_accessible: true })).toBe("yes");
  expect(has(type, { publicly_accessible: UNREAD })).toBe("unknown");
});

it("aws_redshift_cluster has one by what it says; without a word that depends on the provider's version", () => {
  expect(has("aws_redshift_cluster", { publicly_accessible: false })).toBe("no");
  expect(has("aws_redshift_cluster")).toBe("unknown");
});

it.each([
  ["aws_rds_cluster", "aws_rds_cluster_instance"],
  ["aws_neptune_cluster", "aws_neptune_cluster_instance"],
])("%s has one if an instance of its own has one", (type, of) => {
  const instance = (cluster: string, publicly_accessible: boolean) =>
    resource("a", `${of}.${cluster}`, {
      ...{ cluster_identifier: `\${${type}.${cluster}.id}`, publicly_accessible },
    });
  expect(has(type)).toBe("no");
  expect(has(type, {}, [], instance("x", false))).toBe("no");
  expect(has(type, {}, [], instance("x", true))).toBe("yes");
  expect(has(type, {}, [], resource("a", `${type}.y`, {}), instance("y", true))).toBe("no");
});

it("aws_msk_cluster has one where its brokers do", () => {
  const brokers = (type: string) => ({
    broker_node_group_info: [{ connectivity_info: [{ public_access: [{ type }] }] }],
  });
  expect(has("aws_msk_cluster")).toBe("no");
  expect(has("aws_msk_cluster", brokers("DISABLED"))).toBe("no");
  expect(has("aws_msk_cluster", brokers("SERVICE_PROVIDED_EIPS"))).toBe("yes");
  expect(has("aws_msk_cluster", brokers("${var.x.y}"))).toBe("unknown");
});

it("aws_ecs_service has one where its tasks ask for it", () => {
  const network = (assign_public_ip: boolean) => ({ network_configuration: [{ assign_public_ip }] });
  expect(has("aws_ecs_service", network(true))).toBe("yes");
  expect(has("aws_ecs_service", network(false))).toBe("no");
});

it.each(["aws_efs_mount_target", "aws_elasticache_cluster", "aws_lambda_function", "aws_vpc_endpoint"])(
  "%s never has one, wherever it stands",
  (type) => {
    expect(has(type, {}, [subnet({ map_public_ip_on_launch: true })])).toBe("no");
    expect(has(type, {}, null)).toBe("no");
  },
);

describe("a host", () => {
  const PUBLIC = subnet({ map_public_ip_on_launch: true });

  it("has what it asks for, whatever its subnet gives", () => {
    expect(has("aws_instance", { associate_public_ip_address: true })).toBe("yes");
    expect(has("aws_instance", { associate_public_ip_address: false }, [PUBLIC])).toBe("no");
    const template = { network_interfaces: [{ associate_public_ip_address: true }] };
    expect(has("aws_launch_template", template)).toBe("yes");
    expect(has("aws_instance", { associate_public_ip_address: UNREAD })).toBe("unknown");
  });

  it("has what its subnet gives where it asks for nothing", () => {
    expect(has("aws_instance", {}, [PUBLIC])).toBe("yes");
    expect(has("aws_instance", {}, [subnet()])).toBe("no");
    expect(has("aws_instance", {}, [subnet({ map_public_ip_on_launch: UNREAD })])).toBe("unknown");
    expect(has("aws_instance", {}, null)).toBe("unknown");
  });

  it.each<[string, Attributes]>([
    ["a host", { instance: "${aws_instance.x.id}" }],
    ["its interface", { network_interface: "${aws_instance.x.primary_network_interface_id}" }],
  ])("has an address that is given to %s", (_, attributes) => {
    expect(has("aws_instance", {}, [subnet()], resource("a", "aws_eip.e", attributes))).toBe("yes");
    const association = resource("a", "aws_eip_association.e", { instance_id: "${aws_instance.x.id}" });
    expect(has("aws_instance", {}, [subnet()], association)).toBe("yes");
  });

  it("has not what is given to another", () => {
    const other = resource("b", "aws_instance.y", {});
    const given = resource("b", "aws_eip.e", { instance: "${aws_instance.y.id}" });
    expect(has("aws_instance", {}, [subnet()], other, given)).toBe("no");
  });
});

it("an interface that stands alone has only what is given to it", () => {
  expect(has("aws_network_interface", {}, [subnet({ map_public_ip_on_launch: true })])).toBe("no");
  const given = resource("a", "aws_eip.e", { network_interface: "${aws_network_interface.x.id}" });
  expect(has("aws_network_interface", {}, [], given)).toBe("yes");
});
