import { KEY_ADMINISTRATION_ACTIONS } from "../../lib/model/key-policy";
import { NETWORK, statements, synthesized } from "./nonprod";

const TAGS = { "cdktf-tenants:infrastructure": "nonprod" };
const tags = (purpose: string) => ({ ...TAGS, Name: `nonprod--platform--${purpose}` });
const VPC = "${aws_vpc.nonprod_Network_Vpc_B3CA510E.id}";

const network = synthesized().stack("nonprod");

test("the default security group keeps no rule, inward or outward", () => {
  expect(network.only("aws_default_security_group")).toEqual({ vpc_id: VPC, tags: tags("default-closed") });
});

test("the default network ACL keeps no rule, and is not asked which subnets it has", () => {
  expect(network.only("aws_default_network_acl")).toEqual({
    default_network_acl_id: "${aws_vpc.nonprod_Network_Vpc_B3CA510E.default_network_acl_id}",
    lifecycle: { ignore_changes: ["subnet_ids"] },
    tags: tags("default-closed"),
  });
});

test("no subnet gives public addresses, and each says which load balancers it is for", () => {
  expect(network.at("nonprod/Network/ZoneA/PrivateSubnet")).toEqual({
    vpc_id: VPC,
    availability_zone: "eu-west-1a",
    cidr_block: "10.10.0.0/19",
    map_public_ip_on_launch: false,
    tags: { ...tags("private-a"), "kubernetes.io/role/internal-elb": "1" },
  });
  expect(network.at("nonprod/Network/ZoneB/PublicSubnet")).toEqual({
    vpc_id: VPC,
    availability_zone: "eu-west-1b",
    cidr_block: "10.10.132.0/22",
    map_public_ip_on_launch: false,
    tags: { ...tags("public-b"), "kubernetes.io/role/elb": "1" },
  });
});

test("interface endpoints take HTTPS from the VPC alone, and their group lets nothing out", () => {
  const stack = synthesized({ network: { ...NETWORK, interfaceEndpoints: ["sts"] } }).stack("nonprod");
  expect(Object.keys(stack.resources("aws_security_group"))).toHaveLength(1);
  expect(Object.keys(stack.resources("aws_vpc_security_group_egress_rule"))).toEqual([]);
  const [address] = Object.keys(stack.resources("aws_security_group"));
  expect(stack.only("aws_vpc_security_group_ingress_rule")).toEqual({
    security_group_id: `\${${address}.id}`,
    description: "HTTPS from the VPC",
    cidr_ipv4: "10.10.0.0/16",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    tags: tags("endpoints"),
  });
  expect(stack.at("nonprod/Network/Endpoints/sts")).toMatchObject({
    service_name: "com.amazonaws.eu-west-1.sts",
    private_dns_enabled: true,
    security_group_ids: [`\${${address}.id}`],
  });
});

test("S3 and DynamoDB are reached through every route table, public ones included", () => {
  const { route_table_ids } = network.at("nonprod/Network/Endpoints/S3") as { route_table_ids: string[] };
  expect(route_table_ids).toHaveLength(Object.keys(network.resources("aws_route_table")).length);
  expect(network.at("nonprod/Network/Endpoints/DynamoDb")["route_table_ids"]).toEqual(route_table_ids);
});

test("all traffic is logged for a year, under the key of the platform", () => {
  expect(network.only("aws_flow_log")).toMatchObject({ vpc_id: VPC, traffic_type: "ALL" });
  expect(network.only("aws_cloudwatch_log_group")).toEqual({
    name: "/nonprod/platform/flow-logs",
    retention_in_days: 365,
    kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.nonprod_LogsKey_\w+\.arn\}$/),
    tags: tags("flow-logs"),
  });
});

test("the writer of flow logs is the service, for this account's flow logs, and writes to one group", () => {
  expect(statements(network.only("aws_iam_role")["assume_role_policy"])).toEqual([
    {
      Sid: "OneService",
      Effect: "Allow",
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*" },
        StringEquals: { "aws:SourceAccount": "123456789012" },
      },
    },
  ]);
  const group = "arn:aws:logs:eu-west-1:123456789012:log-group:/nonprod/platform/flow-logs";
  expect(statements(network.only("aws_iam_role_policy")["policy"])[0]).toEqual({
    Sid: "WriteFlowLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: [group, `${group}:*`],
  });
});

test("the account manages the key of the logs, and CloudWatch uses it for the platform's groups alone", () => {
  expect(statements(network.only("aws_kms_key")["policy"])).toEqual([
    {
      Sid: "AccountManagesAndNeverUses",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: KEY_ADMINISTRATION_ACTIONS,
      Resource: "*",
    },
    {
      Sid: "CloudWatchLogsOfThePlatform",
      Effect: "Allow",
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": [
            "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/eks/nonprod/*",
            "arn:aws:logs:eu-west-1:123456789012:log-group:/nonprod/platform/*",
          ],
        },
      },
    },
  ]);
});

test("new volumes of the account are encrypted unless another Infrastructure sees to it", () => {
  expect(network.only("aws_ebs_encryption_by_default")).toEqual({ enabled: true });
  const without = synthesized({ ebsEncryptionByDefault: false }).stack("nonprod");
  expect(Object.keys(without.resources("aws_ebs_encryption_by_default"))).toEqual([]);
});

test.each([
  ["none", []],
  ["single", ["A"]],
  ["per-zone", ["A", "B"]],
] as const)("with NAT %s, gateways stand in zones %j", (nat, zones) => {
  const stack = synthesized({ network: { ...NETWORK, nat } }).stack("nonprod");
  const paths = stack.paths();
  expect(paths.filter((path) => path.endsWith("NatGateway"))).toEqual(
    zones.map((zone) => `nonprod/Network/Zone${zone}/NatGateway`),
  );
  const routes =
    nat === "none" ? [] : ["ZoneA", "ZoneB"].map((zone) => `nonprod/Network/${zone}/PrivateIpv4`);
  expect(paths.filter((path) => path.endsWith("PrivateIpv4"))).toEqual(routes);
});

test("without public subnets there is no gateway to the internet", () => {
  const stack = synthesized({ network: { cidr: "10.10.0.0/16", zones: 2, public: false } }).stack("nonprod");
  expect(Object.keys(stack.resources("aws_internet_gateway"))).toEqual([]);
  expect(Object.keys(stack.resources("aws_route"))).toEqual([]);
  expect(Object.keys(stack.resources("aws_subnet"))).toHaveLength(2);
});

test("IPv6 leaves through an egress-only gateway, and only private subnets give addresses", () => {
  const stack = synthesized({ network: { ...NETWORK, ipv6: true } }).stack("nonprod");
  expect(stack.at("nonprod/Network/ZoneA/PrivateSubnet")).toMatchObject({
    assign_ipv6_address_on_creation: true,
    ipv6_cidr_block: "${cidrsubnet(aws_vpc.nonprod_Network_Vpc_B3CA510E.ipv6_cidr_block, 8, 0)}",
  });
  expect(stack.at("nonprod/Network/ZoneA/PublicSubnet")).toMatchObject({
    assign_ipv6_address_on_creation: false,
    ipv6_cidr_block: "${cidrsubnet(aws_vpc.nonprod_Network_Vpc_B3CA510E.ipv6_cidr_block, 8, 16)}",
  });
  expect(stack.at("nonprod/Network/ZoneA/PrivateIpv6")).toEqual({
    route_table_id: expect.stringContaining("ZoneA_PrivateRouteTable"),
    destination_ipv6_cidr_block: "::/0",
    egress_only_gateway_id: expect.stringContaining("EgressOnly_Gateway"),
  });
});

test("the ranges that were given are used as they are", () => {
  const subnets = { private: ["10.10.0.0/24", "10.10.1.0/24"], public: ["10.10.2.0/28", "10.10.2.16/28"] };
  const stack = synthesized({ network: { ...NETWORK, subnets } }).stack("nonprod");
  expect(stack.at("nonprod/Network/ZoneB/PrivateSubnet")["cidr_block"]).toBe("10.10.1.0/24");
  expect(stack.at("nonprod/Network/ZoneB/PublicSubnet")["cidr_block"]).toBe("10.10.2.16/28");
});
