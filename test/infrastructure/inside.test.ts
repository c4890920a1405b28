import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { Infrastructure } from "../../lib/infrastructure/infrastructure";
import { synthesize } from "../support/synth";
import { DATAPLANE, NETWORK, nonprod, synthesized } from "./nonprod";

const LABELS = {
  "app.kubernetes.io/managed-by": "cdktf-tenants",
  "cdktf-tenants/infrastructure": "nonprod",
};
const DNS = [
  { port: "53", protocol: "UDP" },
  { port: "53", protocol: "TCP" },
];
const HTTPS = [{ port: "443", protocol: "TCP" }];
const API_SERVER = {
  to: [{ ip_block: { cidr: "10.10.0.0/16" } }, { ip_block: { cidr: "172.20.0.0/16" } }],
  ports: HTTPS,
};
const DEFAULT_NAMESPACE = ["nonprod/DefaultDenyEgress", "nonprod/DefaultDenyIngress"];

const strict = synthesized({ dataplane: DATAPLANE });
const inside = strict.stack("nonprod-inside");

test("CoreDNS answers every namespace, asks the VPC's resolver, and watches the API server", () => {
  expect(inside.at("nonprod/CoreDns")).toEqual({
    metadata: { name: "coredns", namespace: "kube-system", labels: LABELS },
    spec: {
      pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
      policy_types: ["Ingress", "Egress"],
      ingress: [{ from: [{ namespace_selector: {} }], ports: DNS }],
      egress: [
        {
          to: [{ ip_block: { cidr: "10.10.0.2/32" } }, { ip_block: { cidr: "169.254.169.253/32" } }],
          ports: DNS,
        },
        API_SERVER,
      ],
    },
  });
});

test("the EBS controller takes its role from the agent, and never reaches the metadata address", () => {
  expect(inside.at("nonprod/EbsCsiController")["spec"]).toEqual({
    pod_selector: { match_labels: { app: "ebs-csi-controller" } },
    policy_types: ["Ingress", "Egress"],
    egress: [
      {
        to: [
          {
            namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "kube-system" } },
            pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
          },
        ],
        ports: DNS,
      },
      { to: [{ ip_block: { cidr: "169.254.170.23/32" } }], ports: [{ port: "80", protocol: "TCP" }] },
      API_SERVER,
      { to: [{ ip_block: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } }], ports: HTTPS },
    ],
  });
});

test("without NAT the EBS controller reaches AWS through the VPC's endpoints alone", () => {
  const interfaceEndpoints = ["ecr.api", "ecr.dkr", "sts", "ec2", "eks", "eks-auth", "logs"];
  const closed = synthesized({
    network: { cidr: "10.10.0.0/16", zones: 2, interfaceEndpoints },
    dataplane: DATAPLANE,
  }).stack("nonprod-inside");
  const { egress } = closed.at("nonprod/EbsCsiController")["spec"] as { egress: unknown[] };
  expect(egress).toHaveLength(3);
  expect(egress[2]).toEqual(API_SERVER);
});

test("the EBS agent of each node reaches the API server alone", () => {
  expect(inside.at("nonprod/EbsCsiNode")["spec"]).toEqual({
    pod_selector: { match_labels: { app: "ebs-csi-node" } },
    policy_types: ["Ingress", "Egress"],
    egress: [API_SERVER],
  });
});

test("the default namespace reaches nothing, is reached by nothing and has no token, in both modes", () => {
  const standard = synthesized({ dataplane: { ...DATAPLANE, networkPolicy: "standard" } });
  for (const { stack } of [strict, standard]) {
    const template = stack("nonprod-inside");
    expect(template.at("nonprod/DefaultDenyIngress")["spec"]).toEqual({
      pod_selector: {},
      policy_types: ["Ingress"],
    });
    expect(template.at("nonprod/DefaultDenyEgress")["spec"]).toEqual({
      pod_selector: {},
      policy_types: ["Egress"],
    });
    expect(template.only("kubernetes_default_service_account_v1")).toEqual({
      metadata: { namespace: "default", labels: LABELS },
      automount_service_account_token: false,
    });
  }
});

test("standard mode needs no policies of kube-system, and says what it leaves open", () => {
  const standard = synthesized({ dataplane: { ...DATAPLANE, networkPolicy: "standard" } });
  const policies = standard
    .stack("nonprod-inside")
    .paths()
    .filter((path) => /Deny|Dns|Csi/.test(path));
  expect(policies).toEqual(DEFAULT_NAMESPACE);
  expect(standard.intent.infrastructures[0]?.dataplane?.caveats).toEqual([
    "A pod starts open and stays open until its network policies are programmed on its node: in that moment pods " +
      "of other tenants can reach it, and it can reach them.",
  ]);
  expect(strict.intent.infrastructures[0]?.dataplane?.caveats).toEqual([]);
});

test("claims without a class get an encrypted volume in the zone of their pod", () => {
  expect(inside.only("kubernetes_storage_class_v1")).toEqual({
    metadata: {
      name: "gp3-encrypted",
      annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      labels: LABELS,
    },
    storage_provisioner: "ebs.csi.aws.com",
    parameters: { encrypted: "true", type: "gp3" },
    allow_volume_expansion: true,
    reclaim_policy: "Delete",
    volume_binding_mode: "WaitForFirstConsumer",
  });
});

test("the inside is a stack of its own, reached with the cluster's administrator role", () => {
  const [provider] = inside.json.provider?.["kubernetes"] ?? [];
  expect(provider?.["exec"]).toEqual([
    {
      api_version: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: [
        ...["eks", "get-token", "--cluster-name", "nonprod", "--region", "eu-west-1", "--role-arn"],
        "arn:aws:iam::123456789012:role/nonprod/platform/nonprod--platform--cluster-admin",
      ],
    },
  ]);
});

test("through a kubeconfig, the inside needs nothing of the cluster's stack but its existence", () => {
  const access = { kubeconfig: { path: "~/.kube/nonprod", context: "tunnel" } };
  const stack = synthesized({ dataplane: { ...DATAPLANE, access } }).stack("nonprod-inside");
  expect(stack.json.provider?.["kubernetes"]).toEqual([
    { config_path: "~/.kube/nonprod", config_context: "tunnel" },
  ]);
  expect(stack.json.data).toBeUndefined();
});

test("the inside can be in a stack of the user's, and depends on the cluster's", () => {
  const build = (app: App) => {
    const insideStack = new TerraformStack(app, "mine");
    const infrastructure = nonprod(app, { dataplane: { ...DATAPLANE, insideStack } });
    expect(infrastructure.insideStack).toBe(insideStack);
    expect(insideStack.dependsOn(infrastructure.homeStack)).toBe(true);
  };
  expect(Object.keys(synthesize(build).stacks).sort()).toEqual(["mine", "nonprod"]);
});

test("without a dataplane there is one stack, and nothing of Kubernetes in it", () => {
  const { stacks, intent } = synthesized();
  expect(Object.keys(stacks)).toEqual(["nonprod"]);
  expect(intent.infrastructures[0]?.dataplane).toBeNull();
});

test("the master tenants exist from the start, without contents and protected", () => {
  const { intent } = synthesize((app) => {
    new Infrastructure(new TerraformStack(app, "prod"), "prod", {
      account: "123456789012",
      region: "eu-west-1",
      network: NETWORK,
    });
  });
  const master = (name: string) => ({
    name,
    path: "prod/prod",
    stack: "prod",
    infrastructure: "prod",
    kind: "master",
    state: "active",
    owned: false,
    namespaces: [],
    rolePath: `/prod/${name}/`,
    deletionProtection: true,
  });
  expect(intent.tenants).toEqual([master("compliance"), master("default")]);
});
