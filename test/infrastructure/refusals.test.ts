import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { Infrastructure } from "../../lib/infrastructure/infrastructure";
import type { DataplaneProps } from "../../lib/infrastructure/dataplane/dataplane-props";
import type { InfrastructureProps } from "../../lib/infrastructure/infrastructure-props";
import type { NetworkProps } from "../../lib/infrastructure/network/network-props";
import { refusal } from "../support/synth";
import { DATAPLANE, NETWORK, nonprod, refused } from "./nonprod";

const network = (changes: Partial<NetworkProps>) => ({ network: { ...NETWORK, ...changes } });
const dataplane = (changes: Partial<DataplaneProps>) => ({ dataplane: { ...DATAPLANE, ...changes } });
const wrong = <T>(value: unknown) => value as T;
const existing = {
  vpcId: "vpc-0a1b2c3d",
  cidrs: ["10.10.0.0/16"],
  privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
};
const cluster = {
  endpoint: "https://cluster.example",
  certificateAuthority: "Y2E=",
  serviceCidr: "172.20.0.0/16",
};

const REFUSALS: [what: string, props: Partial<InfrastructureProps>, code: string, says: string][] = [
  ["a name with capitals", { name: "NonProd" }, "TNT1002", 'use "non-prod".'],
  ["a name of AWS's", { name: "aws-main" }, "TNT1004", "is reserved"],
  ["a name that is too long", { name: "nonproduction-europe" }, "TNT1003", "16 is the most"],
  ["an account with hyphens", { account: "1234-5678-9012" }, "TNT1010", 'use "123456789012".'],
  ["a mistyped region", { region: "eu-wset-1" }, "TNT1011", 'did you mean "eu-west-1"?'],
  ["a region of China", { region: "cn-north-1" }, "TNT1012", "partitions aws or aws-us-gov"],
  ["a prefix without hyphen", { namespacePrefix: "team" }, "TNT1111", 'use "team-".'],
  ["Kubernetes' own prefix", { namespacePrefix: "kube-" }, "TNT1111", 'use "tenant-".'],
  ["a version of words", { providerVersions: { aws: "latest" } }, "TNT1042", ">= 5.100.0"],
  ["a reserved tag", { tags: { "cdktf-tenants:tenant": "dev" } }, "TNT1216", "cannot be set"],
  ["an unknown quota", { quotas: wrong({ pails: 5 }) }, "TNT1110", '"roles"'],
  ["a quota of nothing", { quotas: { roles: 0 } }, "TNT1031", "from 1 to 1000000"],
  ["too few roles left", { ...dataplane({}), quotas: { roles: 3 } }, "TNT1213", "6 roles"],

  ["a range without mask", network({ cidr: "10.10.0.0" }), "TNT1020", "10.10.0.0/32"],
  ["a range with host bits", network({ cidr: "10.10.1.0/16" }), "TNT1021", "10.10.0.0/16"],
  ["a range that is too large", network({ cidr: "10.0.0.0/8" }), "TNT1100", "use 10.0.0.0/16."],
  ["a range that is too small", network({ cidr: "10.0.0.32/29" }), "TNT1100", "use 10.0.0.32/28."],
  ["an IPv6 range", network({ cidr: "fd00::/56" }), "TNT1100", "`ipv6: true`"],
  ["a range for no network", network({ cidr: "169.254.0.0/16" }), "TNT1100", "not for networks"],
  ["one zone", network({ zones: 1 }), "TNT1101", "a number from 2 to 4"],
  ["a zone that is not there", network({ zones: 4 }), "TNT1101", "use 3, or name the zones."],
  [
    "zones that differ by account",
    { ...network({ zones: 2 }), region: "us-west-1" },
    "TNT1101",
    '["us-west-1a", "us-west-1c"]',
  ],
  ["another region's zone", network({ zones: ["eu-west-1a", "eu-west-2b"] }), "TNT1101", "one letter"],
  ["a zone twice", network({ zones: ["eu-west-1a", "eu-west-1a"] }), "TNT1101", "each zone once"],
  ["a range without room", network({ cidr: "10.10.0.0/24" }), "TNT1102", "`network.subnets`"],
  [
    "a subnet outside the VPC",
    network({
      subnets: { private: ["10.11.0.0/24", "10.10.1.0/24"], public: ["10.10.2.0/24", "10.10.3.0/24"] },
    }),
    "TNT1102",
    "choose ranges inside 10.10.0.0/16.",
  ],
  [
    "subnets that overlap",
    network({
      subnets: { private: ["10.10.0.0/23", "10.10.1.0/24"], public: ["10.10.2.0/24", "10.10.3.0/24"] },
    }),
    "TNT1102",
    "it overlaps 10.10.0.0/23",
  ],
  ["a subnet too few", network({ subnets: { private: ["10.10.0.0/24"] } }), "TNT1102", "give 2 ranges."],
  [
    "public ranges without public subnets",
    network({
      nat: "none",
      public: false,
      subnets: { private: ["10.10.0.0/24", "10.10.1.0/24"], public: ["10.10.2.0/24"] },
    }),
    "TNT1102",
    "give 0 ranges.",
  ],
  [
    "a tiny subnet",
    network({ subnets: { private: ["10.10.0.0/29", "10.10.1.0/24"] } }),
    "TNT1102",
    "/16 to /28",
  ],
  ["NAT without public subnets", network({ public: false }), "TNT1105", 'use `nat: "none"`.'],
  ["an unknown NAT", network({ nat: wrong("two") }), "TNT1110", '"none", "single", "per-zone"'],
  ["a misspelt endpoint", network({ interfaceEndpoints: ["ECR.api"] }), "TNT1106", 'like "ecr.api"'],
  [
    "a gateway endpoint as interface",
    network({ interfaceEndpoints: ["s3"] }),
    "TNT1106",
    "gateway endpoints",
  ],
  ["an endpoint twice", network({ interfaceEndpoints: ["sts", "sts"] }), "TNT1106", "each service once"],
  [
    "nodes that cannot join",
    { ...network({ nat: "none", interfaceEndpoints: ["sts", "kms"] }), ...dataplane({}) },
    "TNT1107",
    'use interfaceEndpoints: ["kms","sts","ec2","ecr.api","ecr.dkr","eks","eks-auth","logs"]',
  ],
  [
    "subnets without room for pods",
    {
      ...dataplane({}),
      ...network({
        subnets: { private: ["10.10.0.0/27", "10.10.1.0/24"], public: ["10.10.2.0/24", "10.10.3.0/24"] },
      }),
    },
    "TNT1108",
    "/26 or larger",
  ],

  ["an old version", dataplane({ version: "1.29" }), "TNT1120", 'use "1.30" or later.'],
  ["a version with a patch", dataplane({ version: "1.33.4" }), "TNT1120", 'use "1.33".'],
  ["a version as a number", dataplane({ version: wrong(1.33) }), "TNT1120", 'use "1.33".'],
  ["an unknown mode", dataplane({ networkPolicy: wrong("lax") }), "TNT1110", '"strict", "standard"'],
  ["an API server for all", dataplane({ publicAccessCidrs: ["0.0.0.0/0"] }), "TNT1121", "203.0.113.0/24"],
  ["an API server for half", dataplane({ publicAccessCidrs: ["0.0.0.0/1"] }), "TNT1121", "large part"],
  ["an API server for IPv6", dataplane({ publicAccessCidrs: ["2001:db8::/64"] }), "TNT1121", "IPv4"],
  ["Services in the VPC", dataplane({ serviceCidr: "10.10.128.0/20" }), "TNT1123", "overlaps 10.10.0.0/16"],
  ["public Services", dataplane({ serviceCidr: "203.0.113.0/24" }), "TNT1123", "EKS takes a part of"],
  ["too few Services", dataplane({ serviceCidr: "172.20.0.0/28" }), "TNT1123", "/12 to /24"],
  [
    "an admin of another account",
    dataplane({ admins: ["arn:aws:iam::999999999999:role/ops"] }),
    "TNT1122",
    "123456789012",
  ],
  [
    "a session as admin",
    dataplane({ admins: ["arn:aws:sts::123456789012:assumed-role/ops/me"] }),
    "TNT1122",
    "the cluster is in account",
  ],
  [
    "the whole account as admin",
    dataplane({ admins: ["arn:aws:iam::123456789012:root"] }),
    "TNT1122",
    "a role or a user",
  ],
  ["a pattern as admin", dataplane({ admins: ["arn:aws:iam::123456789012:role/*"] }), "TNT1122", "patterns"],
  [
    "a tenant's role as admin",
    dataplane({ admins: ["arn:aws:iam::123456789012:role/nonprod/dev/nonprod--dev--pod"] }),
    "TNT1122",
    "belongs to a tenant",
  ],
  [
    "the platform's admin again",
    dataplane({
      admins: ["arn:aws:iam::123456789012:role/nonprod/platform/nonprod--platform--cluster-admin"],
    }),
    "TNT1122",
    "already",
  ],
  [
    "a relative kubeconfig",
    dataplane({ access: { kubeconfig: { path: "config" } } }),
    "TNT1126",
    "~/.kube/config",
  ],
  [
    "an unknown add-on",
    dataplane({ addonVersions: wrong({ "vpc-cin": "v1.0.0-eksbuild.1" }) }),
    "TNT1125",
    "did you mean vpc-cni?",
  ],
  ["an add-on's bare version", dataplane({ addonVersions: { coredns: "1.11.4" } }), "TNT1125", "eksbuild"],
  ["no instance type", dataplane({ compute: { instanceTypes: [] } }), "TNT1124", "m7i.large"],
  [
    "two architectures",
    dataplane({ compute: { instanceTypes: ["m7i.large", "m7g.large"] } }),
    "TNT1124",
    "architecture",
  ],
  [
    "a word as instance type",
    dataplane({ compute: { instanceTypes: ["large"] } }),
    "TNT1124",
    "a family and a size",
  ],
  [
    "fewer at most than at least",
    dataplane({ compute: { minSize: 3, maxSize: 2 } }),
    "TNT1031",
    "from 3 to 450",
  ],
  ["a desired size out of bounds", dataplane({ compute: { desiredSize: 99 } }), "TNT1031", "from 2 to 6"],
  [
    "an ownership label",
    dataplane({ compute: { labels: { "cdktf-tenants/tenant": "dev" } } }),
    "TNT1124",
    "prefix of your own",
  ],
  ["a malformed label", dataplane({ compute: { labels: { team: "data team" } } }), "TNT1124", "63 letters"],
  [
    "an unknown capacity",
    dataplane({ compute: { capacity: wrong("reserved") } }),
    "TNT1110",
    '"on-demand", "spot"',
  ],

  ["a VPC by name", { network: { existing: { ...existing, vpcId: "main" } } }, "TNT1109", "vpc-0a1b"],
  [
    "a VPC without subnets",
    { network: { existing: { ...existing, privateSubnetIds: [] } } },
    "TNT1109",
    "subnet-",
  ],
  [
    "a cluster in one subnet",
    { network: { existing: { ...existing, privateSubnetIds: ["subnet-0a1b2c3d"] } }, ...dataplane({}) },
    "TNT1102",
    "two zones at least",
  ],
  ["a VPC without ranges", { network: { existing: { ...existing, cidrs: [] } } }, "TNT1109", "10.10.0.0/16"],
  ["a cluster without its VPC", { dataplane: { existing: cluster } }, "TNT1127", "network: { existing"],
  [
    "an endpoint without scheme",
    { network: { existing }, dataplane: { existing: { ...cluster, endpoint: "cluster.example" } } },
    "TNT1109",
    "https://",
  ],
  [
    "an admin role of another account",
    {
      network: { existing },
      dataplane: { existing: { ...cluster, adminRoleArn: "arn:aws:iam::999999999999:role/x" } },
    },
    "TNT1109",
    "arn:aws:iam::123456789012:role/cluster-admin",
  ],
];

test.each(REFUSALS)("%s is refused", (_what, props, code, says) => {
  const error = refused(props);
  expect(error.message).toMatch(new RegExp(`^${code} Infrastructure nonprod/nonprod: `));
  expect(error.message).toContain(says);
});

/** A second Infrastructure in the same account and region. */
function prod(app: App, changes: Partial<InfrastructureProps>): void {
  new Infrastructure(new TerraformStack(app, "prod"), "prod", {
    account: "123456789012",
    region: "eu-west-1",
    network: { ...NETWORK, cidr: "10.20.0.0/16" },
    ...changes,
  });
}

test("two Infrastructures cannot share addresses", () => {
  const error = refusal((app) => {
    nonprod(app);
    prod(app, network({ cidr: "10.10.128.0/17" }));
  });
  expect(error.message).toMatch(/^TNT1103 .*overlaps 10\.10\.0\.0\/16 of nonprod\/nonprod/);
});

test("two Infrastructures cannot own one setting of an account", () => {
  const error = refusal((app) => {
    nonprod(app);
    prod(app, {});
  });
  expect(error.message).toMatch(/^TNT1104 Infrastructure prod\/prod: .*nonprod\/nonprod/);
});

test("what is inside the cluster cannot be in the cluster's own stack", () => {
  const error = refusal((app) => {
    const insideStack = new TerraformStack(app, "nonprod");
    new Infrastructure(insideStack, "nonprod", {
      account: "123456789012",
      region: "eu-west-1",
      network: NETWORK,
      dataplane: { ...DATAPLANE, insideStack },
    });
  });
  expect(error.message).toMatch(/^TNT1128 .*\n.*\n.*has yet to make/);
});

test("what is inside the cluster cannot be deployed before the cluster", () => {
  const error = refusal((app) => {
    const [home, insideStack] = [new TerraformStack(app, "home"), new TerraformStack(app, "inside")];
    home.addDependency(insideStack);
    new Infrastructure(home, "nonprod", {
      account: "123456789012",
      region: "eu-west-1",
      network: NETWORK,
      dataplane: { ...DATAPLANE, insideStack },
    });
  });
  expect(error.message).toMatch(/^TNT1128 .*\n.*\n.*deployed first/);
});

test("a name beside the Infrastructure's stack that is taken asks for another stack", () => {
  const error = refusal((app) => {
    new TerraformStack(app, "nonprod-inside");
    nonprod(app, { dataplane: DATAPLANE });
  });
  expect(error.message).toMatch(/^TNT1128 .*\n.*nonprod-inside/);
});

test("a provider of another stack is refused", () => {
  const error = refusal((app) => {
    const aws = new AwsProvider(new TerraformStack(app, "elsewhere"), "Aws", { region: "eu-west-1" });
    nonprod(app, { providers: { aws } });
  });
  expect(error.message).toMatch(/^TNT1112 .*\n.*elsewhere\/Aws/);
});

test("a literal of a lookup is checked like any other", () => {
  const error = refusal((app) => {
    Infrastructure.fromLookup(new TerraformStack(app, "tenants"), "nonprod", {
      account: "123456789012",
      region: "eu-west-1",
      cidrs: ["10.10.1.0/16"],
    });
  });
  expect(error.message).toMatch(/^TNT1021 Infrastructure tenants\/nonprod: /);
});
