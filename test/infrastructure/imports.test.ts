import type { App } from "cdktf";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Infrastructure } from "../../lib/infrastructure/infrastructure";
import type { InfrastructureLookup } from "../../lib/infrastructure/infrastructure-props";
import { synthesize } from "../support/synth";
import { DATAPLANE, nonprod, synthesized } from "./nonprod";

const IDENTITY = { account: "123456789012", region: "eu-west-1" };
const EXISTING_NETWORK = {
  vpcId: "vpc-0a1b2c3d",
  cidrs: ["10.10.0.0/16", "100.64.0.0/16"],
  privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  internet: true,
};
const EXISTING_CLUSTER = {
  clusterName: "main",
  endpoint: "https://cluster.example",
  certificateAuthority: "Y2E=",
  serviceCidr: "172.20.0.0/16",
};

const published = (stack: ReturnType<ReturnType<typeof synthesized>["stack"]>) =>
  Object.values(stack.resources("aws_ssm_parameter")).map((one) => String(one["name"]).split("/").pop());

test("an Infrastructure publishes what a lookup reads", () => {
  const stack = synthesized({ dataplane: DATAPLANE }).stack("nonprod");
  expect(published(stack).sort()).toEqual([
    "cidrs",
    "cluster-admin-role-arn",
    "cluster-certificate-authority",
    "cluster-endpoint",
    "cluster-name",
    "cluster-network-policy",
    "cluster-service-cidr",
    "dynamodb-prefix-list-id",
    "internet",
    "namespace-prefix",
    "private-route-table-ids",
    "private-subnet-ids",
    "public-subnet-ids",
    "s3-prefix-list-id",
    "vpc-id",
  ]);
  expect(stack.at("nonprod/Published/Cidrs")).toEqual({
    name: "/nonprod/platform/infrastructure/cidrs",
    type: "String",
    value: "10.10.0.0/16",
    tags: { Name: "nonprod--platform--cidrs", "cdktf-tenants:infrastructure": "nonprod" },
  });
});

function lookUp(changes: Partial<InfrastructureLookup> = {}) {
  const build = (app: App) => {
    const stack = new TerraformStack(app, "tenants");
    const cidrs = ["10.10.0.0/16"];
    const found = Infrastructure.fromLookup(stack, "nonprod", { ...IDENTITY, cidrs, ...changes });
    new TerraformOutput(stack, "vpc", { value: found.network.vpcId });
    new TerraformOutput(stack, "subnets", { value: found.network.privateSubnetIds });
  };
  return synthesize(build).stack("tenants");
}

test("a lookup reads ids, and the plan refuses a literal that differs from what is published", () => {
  const stack = lookUp({ internet: true, dataplane: {} });
  expect(stack.addresses()).toEqual([]);
  expect(stack.at("nonprod/Published/Cidrs")).toEqual({
    name: "/nonprod/platform/infrastructure/cidrs",
    lifecycle: {
      postcondition: [
        {
          condition: '${self.insecure_value == "10.10.0.0/16"}',
          error_message:
            "The Infrastructure publishes another value as /nonprod/platform/infrastructure/cidrs than the one " +
            "given to fromLookup: 10.10.0.0/16.",
        },
      ],
    },
  });
  const compared = stack.paths().filter((path) => stack.at(path)["lifecycle"] !== undefined);
  expect(compared).toEqual(
    [
      "Cidrs",
      "ClusterAdminRoleArn",
      "ClusterName",
      "ClusterNetworkPolicy",
      "ClusterServiceCidr",
      "Internet",
      "NamespacePrefix",
    ].map((id) => `nonprod/Published/${id}`),
  );
  expect(stack.json.output?.["vpc"]?.["value"]).toMatch(
    /^\$\{data\.aws_ssm_parameter\..*\.insecure_value\}$/,
  );
  expect(stack.json.output?.["subnets"]?.["value"]).toMatch(/^\$\{split\(",", data\.aws_ssm_parameter\./);
});

test("everything that a lookup reads is published by the Infrastructure that it describes", () => {
  const interfaceEndpoints = ["sts"];
  const stack = synthesize((app) => {
    nonprod(app, {
      network: { cidr: "10.10.0.0/16", zones: 2, nat: "single", ipv6: true, interfaceEndpoints },
      dataplane: DATAPLANE,
    });
  }).stack("nonprod");
  const names = Object.values(stack.resources("aws_ssm_parameter")).map((one) => one["name"]);
  const endpointCidrs = ["10.10.160.0/22", "10.10.164.0/22"];
  const look = lookUp({
    ...{ internet: true, ipv6: true, interfaceEndpoints: true, endpointCidrs },
    ...{ privateRouteTables: 2, dataplane: {} },
  });
  const read = Object.values(look.dataSources("aws_ssm_parameter")).map((one) => one["name"]);
  expect(read.sort()).toEqual(names.sort());
});

test("an Infrastructure of another tool is known by its attributes, and nothing of it is written", () => {
  const { stacks, intent } = synthesize((app) => {
    const stack = new TerraformStack(app, "tenants");
    const known = Infrastructure.fromAttributes(stack, "legacy", {
      ...IDENTITY,
      network: EXISTING_NETWORK,
      dataplane: EXISTING_CLUSTER,
    });
    expect(known.dataplane).toEqual({
      ...EXISTING_CLUSTER,
      clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/main",
      access: "aws-eks-get-token",
      networkPolicy: "unknown",
    });
    expect(known.network.cidrs).toEqual(["10.10.0.0/16", "100.64.0.0/16"]);
  });
  expect(stacks["tenants"]?.paths()).toEqual([]);
  expect(intent.infrastructures[0]).toMatchObject({
    name: "legacy",
    owned: false,
    dataplane: { networkPolicy: "unknown", caveats: [expect.stringContaining("is not known")] },
  });
  expect(intent.tenants).toEqual([]);
});

test("into an existing VPC goes the cluster alone", () => {
  const { stacks } = synthesized({ network: { existing: EXISTING_NETWORK }, dataplane: DATAPLANE });
  const stack = stacks["nonprod"];
  expect(stack?.paths().filter((path) => path.includes("/Network/"))).toEqual([]);
  expect(stack?.only("aws_eks_cluster")["vpc_config"]).toMatchObject({
    subnet_ids: EXISTING_NETWORK.privateSubnetIds,
    endpoint_public_access: false,
  });
  expect(Object.keys(stacks).sort()).toEqual(["nonprod", "nonprod-inside"]);
});

test("of an existing VPC and cluster only the account's setting and the parameters are written", () => {
  const { stacks, intent } = synthesized({
    network: { existing: EXISTING_NETWORK },
    dataplane: { existing: { ...EXISTING_CLUSTER, networkPolicy: "strict" } },
  });
  expect(Object.keys(stacks)).toEqual(["nonprod"]);
  expect(Object.keys(stacks["nonprod"]?.json.resource ?? {}).sort()).toEqual([
    "aws_ebs_encryption_by_default",
    "aws_ssm_parameter",
  ]);
  expect(intent.infrastructures[0]?.dataplane).toEqual({
    cluster: "main",
    version: null,
    networkPolicy: "strict",
    caveats: [],
    insideStack: null,
  });
});
