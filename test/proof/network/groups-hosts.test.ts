import type { FactResource } from "../../../lib/proof/facts/resource";
import type { Member } from "../../../lib/proof/network/groups/members";
import { owner, resource, UNREAD, type Written } from "../support/facts";
import { CARRIED, DEFAULT, memberOf, members, range, SUBNET } from "../support/group-members";
import { type Attributes, group, sg } from "../support/network-parts";

/** Groups and addresses of a member, and why it may carry others. */
const standing = (member: Member | undefined) =>
  member && [member.groups, member.addresses, member.cause, member.carriesAny];

describe("hosts that are made from a template", () => {
  const template = resource("platform", "aws_launch_template.t", {
    ...{ name: "t", vpc_security_group_ids: [sg("carried")] },
  });
  const ID = "${aws_launch_template.t.id}";

  it.each<[string, string, Attributes]>([
    ["a host, by id", "aws_instance", { launch_template: [{ id: ID }] }],
    ["a host, by name", "aws_instance", { launch_template: [{ name: "t" }] }],
    ["a group of hosts", "aws_autoscaling_group", { launch_template: [{ id: ID }] }],
    [
      "a mixed group of hosts, by id",
      "aws_autoscaling_group",
      {
        mixed_instances_policy: [
          { launch_template: [{ launch_template_specification: [{ launch_template_id: ID }] }] },
        ],
      },
    ],
    [
      "a mixed group of hosts, by name",
      "aws_autoscaling_group",
      {
        mixed_instances_policy: [
          { launch_template: [{ launch_template_specification: [{ launch_template_name: "t" }] }] },
        ],
      },
    ],
    ["nodes of a cluster", "aws_eks_node_group", { launch_template: [{ id: ID }] }],
  ])("carry its groups: %s", (_, type, attributes) => {
    expect(memberOf(type, attributes, template)?.groups).toEqual([CARRIED]);
  });

  it("carry their own, where a host names any", () => {
    const own = { launch_template: [{ id: ID }], vpc_security_group_ids: [sg("own")] };
    expect(memberOf("aws_instance", own, template, group("own"))?.groups).toEqual([
      "sg:stack/aws_security_group.own",
    ]);
  });

  it("carry the cluster's, where nodes name none", () => {
    const cluster = resource("platform", "aws_eks_cluster.main", { name: "main" });
    const found = memberOf("aws_eks_node_group", { cluster_name: "${aws_eks_cluster.main.name}" }, cluster);
    expect(found?.groups).toEqual(["sg:stack/aws_eks_cluster.main#default"]);
    const byId = memberOf("aws_eks_node_group", { cluster_name: "${aws_eks_cluster.main.id}" }, cluster);
    expect(byId?.groups).toEqual(["sg:stack/aws_eks_cluster.main#default"]);
    expect(memberOf("aws_eks_node_group", { cluster_name: "main", subnet_ids: [SUBNET] })?.groups).toEqual([
      DEFAULT,
    ]);
  });
});

describe("interfaces that are made apart", () => {
  const eni = resource("b", "aws_network_interface.e", {
    subnet_id: SUBNET,
    security_groups: [sg("carried")],
  });
  const ENI = "${aws_network_interface.e.id}";

  it.each<[string, Attributes]>([
    ["a block of it", { network_interface: [{ network_interface_id: ENI }] }],
    ["its primary one", { primary_network_interface: [{ network_interface_id: ENI }] }],
  ])("give a host their groups: %s", (_, attributes) => {
    expect(memberOf("aws_instance", attributes, eni)?.groups).toEqual([CARRIED]);
  });

  it("may give it any, where it is not known which they are", () => {
    expect(standing(memberOf("aws_instance", { network_interface: UNREAD }))).toEqual([
      ...[[], undefined, "it is only known after the apply", true],
    ]);
  });

  it("may give it any, where it is not known which groups one of them carries", () => {
    const unread = resource("b", "aws_network_interface.u", { security_groups: UNREAD });
    const blocks = (...names: string[]) => ({
      network_interface: names.map((name) => ({
        network_interface_id: `\${aws_network_interface.${name}.id}`,
      })),
    });
    const perhaps = [[CARRIED], undefined, "it is only known after the apply", true];
    expect(standing(memberOf("aws_instance", blocks("e", "u"), eni, unread))).toEqual(perhaps);
    expect(standing(memberOf("aws_instance", blocks("u", "e"), eni, unread))).toEqual(perhaps);
    expect(standing(memberOf("aws_instance", blocks("e"), eni, unread))).toEqual([
      ...[[CARRIED], undefined, undefined, false],
    ]);
  });

  const attached = (attributes: Attributes) =>
    members(
      ...[eni, group("extra")],
      resource("b", "aws_instance.i", { subnet_id: SUBNET, vpc_security_group_ids: [sg("carried")] }),
      resource("platform", "aws_network_interface_sg_attachment.x", attributes),
    ).flatMap(({ id, groups }) => (id.startsWith("eni:") ? [groups.join()] : []));
  const EXTRA = "sg:stack/aws_security_group.extra";

  it("carry what is attached to them apart, and so do hosts", () => {
    expect(attached({ security_group_id: sg("extra"), network_interface_id: ENI })).toEqual([
      ...[`${CARRIED},${EXTRA}`, CARRIED],
    ]);
    const host = "${aws_instance.i.primary_network_interface_id}";
    expect(attached({ security_group_id: sg("extra"), network_interface_id: host })).toEqual([
      ...[CARRIED, `${CARRIED},${EXTRA}`],
    ]);
  });
});

describe("endpoints of a VPC", () => {
  const endpoint = (attributes: Attributes, of = "b", ...more: FactResource[]) =>
    members(resource(of, "aws_vpc_endpoint.e", { vpc_id: "${aws_vpc.net.id}", ...attributes }), ...more).find(
      ({ id }) => id === "eni:stack/aws_vpc_endpoint.e",
    );
  const interfaceType = { vpc_endpoint_type: "Interface" };

  it("have interfaces, unless they are gateways", () => {
    expect(endpoint({})).toBeUndefined();
    expect(endpoint({ vpc_endpoint_type: "Gateway" })).toBeUndefined();
    expect(
      endpoint({ ...interfaceType, security_group_ids: [sg("carried")], subnet_ids: [SUBNET] }),
    ).toMatchObject({ groups: [CARRIED], addresses: range("10.0.1.0/24"), kind: "vpc-endpoint" });
    expect(endpoint(interfaceType)).toMatchObject({ groups: [DEFAULT], vpc: { key: "stack/aws_vpc.net" } });
  });

  it("carry what is associated with them apart", () => {
    const of = { vpc_endpoint_id: "${aws_vpc_endpoint.e.id}" };
    const found = endpoint(
      ...([interfaceType, "b"] as const),
      resource("b", "aws_vpc_endpoint_security_group_association.g", {
        ...of,
        security_group_id: sg("carried"),
      }),
      resource("b", "aws_vpc_endpoint_subnet_association.s", { ...of, subnet_id: SUBNET }),
      resource("b", "aws_vpc_endpoint_subnet_association.other", {
        ...{ vpc_endpoint_id: "vpce-1", subnet_id: "${aws_subnet.net-a.id}" },
      }),
    );
    expect(found).toMatchObject({ groups: [CARRIED], addresses: range("10.0.1.0/24") });
  });

  it("may carry any, where it is not known which they name, or what is associated with them", () => {
    const of = { vpc_endpoint_id: "${aws_vpc_endpoint.e.id}" };
    const apart = (security_group_id: Written) =>
      resource("b", "aws_vpc_endpoint_security_group_association.g", { ...of, security_group_id });
    const own = (security_group_ids: Written) => ({ ...interfaceType, security_group_ids });
    const carried = [sg("carried")];
    const found = [
      endpoint(own(UNREAD), "b"),
      endpoint(own(UNREAD), "b", apart(sg("carried"))),
      endpoint(own(carried), "b", apart(UNREAD)),
      endpoint(own(carried), "b", apart(sg("carried"))),
    ].map((each) => [each?.groups, each?.cause, each?.carriesAny]);
    const cause = "it is only known after the apply";
    expect(found).toEqual([
      [[], cause, true],
      [[CARRIED], cause, true],
      [[CARRIED], cause, true],
      [[CARRIED], undefined, false],
    ]);
  });

  it("are a service of the platform's where they are its own and lead to one of AWS's", () => {
    const kinds = [
      [endpoint({ ...interfaceType, service_name: "com.amazonaws.eu-west-1.sqs" }, "platform")?.kind],
      [endpoint({ ...interfaceType, service_name: "cn.com.amazonaws.cn-north-1.sqs" }, "platform")?.kind],
      [endpoint({ ...interfaceType, service_name: "com.amazonaws.eu-west-1.sqs" })?.kind],
      [endpoint({ ...interfaceType, service_name: "com.example.x" }, "platform")?.kind],
      [endpoint({ ...interfaceType, service_name: "com.example.com.amazonaws.x" }, "platform")?.kind],
    ].flat();
    const [ours, any] = ["platform-service", "vpc-endpoint"];
    expect(kinds).toEqual([ours, ours, any, any, any]);
  });
});

describe("groups with which hosts may be made", () => {
  const made = (...resources: FactResource[]) =>
    members(...resources).filter(({ kind }) => kind === "security-group");

  it("are those of tenants, each a member of its own", () => {
    expect(made(group("b"))).toEqual([
      {
        ...{ id: "sg:stack/aws_security_group.b", kind: "security-group", title: "hosts with the group b" },
        ...{ owner: owner("b"), provenance: expect.objectContaining({ address: "aws_security_group.b" }) },
        ...{ groups: ["sg:stack/aws_security_group.b"], carriesAny: false, subnets: undefined },
        vpc: expect.objectContaining({ key: "stack/aws_vpc.net" }),
        ...{
          addresses: range("10.0.0.0/16"),
          six: true,
          isPublic: "yes",
          exposed: "hosts",
          unfiltered: false,
        },
      },
    ]);
  });

  it("are for load balancers where the constructs made them for those", () => {
    const written = group("b");
    const madeAt = (constructPath: string) => {
      const [found] = made({ ...written, provenance: { ...written.provenance, constructPath } });
      return [found?.title, found?.exposed];
    };
    expect(madeAt("app/tenant/Network/LoadBalancer")).toEqual([
      ...["load balancers with the group b", "load-balancers"],
    ]);
    expect(madeAt("app/tenant/Network/LoadBalancer/Hosts")).toEqual(["hosts with the group b", "hosts"]);
  });

  it("are in other VPCs too, where somebody associated them", () => {
    const far = resource("platform", "aws_vpc.far", { cidr_block: "10.9.0.0/16" });
    const association = resource("platform", "aws_vpc_security_group_vpc_association.x", {
      ...{ security_group_id: sg("b"), vpc_id: "${aws_vpc.far.id}" },
    });
    expect(made(group("b"), far, association).map(({ id, vpc: at }) => [id, at?.key])).toEqual([
      ["sg:stack/aws_security_group.b", "stack/aws_vpc.net"],
      ["sg:stack/aws_security_group.b@stack/aws_vpc_security_group_vpc_association.x", "stack/aws_vpc.far"],
    ]);
  });
});
