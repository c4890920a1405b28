import { Namespaces } from "../../../lib/proof/aws/reach/kubernetes-subjects";
import type { FactResource } from "../../../lib/proof/facts/resource";
import { Issuers } from "../../../lib/proof/kubernetes/issuers";
import { literal, type Pattern, symbol } from "../../../lib/proof/pattern/token";
import { namespace } from "../support/cluster";
import { facts, resource } from "../support/facts";

const ARN = "arn:aws:iam::123456789012:oidc-provider/";
const ID = "oidc.eks.eu-west-1.amazonaws.com/id/";

const cluster = (name: string, issuer?: string, stack = "stack") =>
  resource(
    "platform",
    `aws_eks_cluster.${name}`,
    { name, ...(issuer !== undefined && { identity: [{ oidc: [{ issuer: `https://${issuer}` }] }] }) },
    { stack },
  );
const provider = (name: string, pattern: Pattern) =>
  resource("platform", `aws_iam_openid_connect_provider.${name}`, {
    arn: `${ARN}${name}`,
    url: { kind: "text", pattern },
  });
const of = (address: string) => [symbol(`stack/aws_eks_cluster.${address}#identity[0].oidc[0].issuer`)];

describe("a provider of tokens", () => {
  it("is of the cluster that its URL refers to, or its ARN", () => {
    const issuers = new Issuers(facts(cluster("one"), cluster("two"), provider("x", of("one"))));
    expect(issuers.clustersOf(literal(`${ARN}x`))).toEqual(["one"]);
    expect(issuers.clustersOf(of("two"))).toEqual(["two"]);
  });

  it("is of the cluster that has its issuer, and of none where no cluster has", () => {
    const issuers = new Issuers(facts(cluster("one", `${ID}1`), cluster("two", `${ID}2`)));
    expect(issuers.clustersOf(literal(`${ARN}${ID}2`))).toEqual(["two"]);
    expect(issuers.clustersOf(literal(`${ARN}${ID}3`))).toEqual([]);
  });

  it("may be of any where a cluster's issuer is not known", () => {
    const issuers = new Issuers(facts(cluster("one", `${ID}1`), cluster("two")));
    expect(issuers.clustersOf(literal(`${ARN}${ID}3`))).toBeUndefined();
    expect(issuers.clustersOf([symbol("elsewhere#arn")])).toBeUndefined();
    expect(new Issuers(facts()).clustersOf(literal(`${ARN}${ID}3`))).toBeUndefined();
  });

  it("is of the cluster of its own stack where several have the address", () => {
    const both = [cluster("main", undefined, "stack"), cluster("main", undefined, "other")];
    const [here, there] = both.map((each, n) => ({
      ...each,
      values: new Map([...each.values, ["name", { kind: "text", pattern: literal(`c${n}`) }] as const]),
    }));
    const issuers = new Issuers(facts(...[here, there].flatMap((each) => each ?? [])));
    expect(issuers.clustersOf(of("main"))).toEqual(["c0"]);
  });
});

describe("service accounts with tokens of an issuer", () => {
  const inCluster = (of: FactResource, name: string): FactResource => ({
    ...of,
    clusterHints: [{ kind: "text", pattern: literal(name) }],
  });
  const clusters = [cluster("one"), cluster("two")];
  const shown = (...resources: FactResource[]) =>
    new Namespaces(facts(...clusters, ...resources))
      .serviceAccounts(of("one"), "a", "app")
      .map(({ node, doubt }) => [node.id, doubt]);

  it("are those of its cluster, for certain", () => {
    const other = resource("b", "kubernetes_namespace_v1.b", { metadata: [{ name: "a" }] });
    expect(shown(inCluster(namespace("a"), "one"), inCluster(other, "two"))).toEqual([
      ["k8s:sa:one/a/app", undefined],
    ]);
    expect(shown(inCluster(namespace("a"), "two"))).toEqual([]);
  });

  it("are not certain where nobody knows which cluster the namespace is in", () => {
    expect(shown(namespace("a"))).toEqual([
      ["k8s:sa:one/a/app", "it is not known which cluster kubernetes_namespace_v1.a is in"],
    ]);
  });

  it("are not certain where nobody knows whose the issuer is", () => {
    const found = new Namespaces(facts(...clusters, inCluster(namespace("a"), "one"))).serviceAccounts(
      [symbol("elsewhere#arn")],
      "a",
      "app",
    );
    expect(found.map(({ doubt }) => doubt)).toEqual([
      "it is not known which cluster of the plan has this issuer",
    ]);
  });
});
