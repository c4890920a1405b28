import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clustersByProvider } from "../../../lib/proof/kubernetes/clusters-by-provider";
import { load } from "../../../lib/proof/load/load";

type Json = Readonly<Record<string, unknown>>;

const INTENT = { version: 1, tenants: ["a"], ownership: [], rules: [], grants: [], trusted: [] };
const CLUSTERS = { one: { name: "first" }, two: { name: "second" } };
const exec = (...args: string[]) => ({ exec: [{ command: "aws", args: ["eks", "get-token", ...args] }] });

/** The cluster of a namespace that a provider of this setup writes to. */
function clusterOf(kubernetes: Json, more: Json = {}, clusters: Json = CLUSTERS): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-clusters-"));
  try {
    mkdirSync(folder, { recursive: true });
    const resource = {
      aws_eks_cluster: clusters,
      kubernetes_namespace_v1: { ns: { metadata: [{ name: "ns" }] } },
    };
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({ provider: { kubernetes }, resource, ...more }),
    );
    writeFileSync(join(folder, "tenancy.json"), JSON.stringify(INTENT));
    const facts = load({ folder });
    const namespace = facts.resources.find(({ type }) => type === "kubernetes_namespace_v1");
    return namespace && clustersByProvider(facts)(namespace);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ["the name that it asks a token for", exec("--cluster-name", "second")],
  ["the same, in one word", exec("--cluster-name=second")],
  ["a reference in the place of the name", exec("--cluster-name", "${aws_eks_cluster.two.name}")],
  ["the endpoint that it speaks to", { host: "${aws_eks_cluster.two.endpoint}" }],
  ["a context with the name of a cluster of the plan", { config_context: "second" }],
  [
    "a context as the AWS CLI calls it",
    { config_context: "arn:aws:eks:eu-west-1:123456789012:cluster/second" },
  ],
])("an object is in the cluster of its provider: %s", (_, provider) => {
  expect(clusterOf(provider)).toBe("second");
});

test("a cluster that is looked up by its name goes by it", () => {
  const data = { data: { aws_eks_cluster: { found: { name: "second" } } } };
  expect(clusterOf({ host: "${data.aws_eks_cluster.found.endpoint}" }, data)).toBe("second");
});

test("without a cluster in the plan, what is said of it is its name", () => {
  expect(clusterOf(exec("--cluster-name", "elsewhere"), {}, {})).toBe("elsewhere");
});

test.each([
  ["nothing", {}],
  ["a context of any name", { config_context: "admin" }],
  ["an address", { host: "https://10.0.0.1" }],
])("a provider that says %s says nothing of the cluster", (_, provider) => {
  expect(clusterOf(provider)).toBeUndefined();
});
