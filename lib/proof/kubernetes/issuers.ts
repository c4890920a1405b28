import type { FactResource, Facts } from "../facts/resource";
import { resourcesOf } from "../read/resources-of";
import { keyOf, type Pattern, textOf } from "../pattern/token";
import { attribute, literalValue, member, patternValue } from "../read/values";
import { nameOfCluster } from "./clusters";

/** The issuer of a cluster's tokens, without its scheme, where it is known. */
function issuerOf(cluster: FactResource): string | undefined {
  const oidc = member(member(attribute(cluster, "identity"), "oidc"), "issuer");
  return literalValue(oidc)?.replace(/^https:\/\//, "");
}

/** Is this the value of an attribute of the cluster's `identity`, or made of one? */
function isOfCluster(
  text: Pattern,
  { provenance: { stack, address } }: FactResource,
  isOnly: boolean,
): boolean {
  return text.some(
    (token) =>
      token.kind === "symbol" &&
      token.id.split(/[\s:/|(),{}]/).some((part) => part.startsWith(`${address}#identity`)) &&
      (isOnly || token.id.includes(stack)),
  );
}

/** Which cluster of a plan an identity provider takes tokens of. */
export class Issuers {
  private readonly clusters: readonly FactResource[];
  private readonly urls: ReadonlyMap<string, Pattern>;

  constructor(facts: Facts) {
    this.clusters = resourcesOf(facts, "aws_eks_cluster");
    const providers = resourcesOf(facts, "aws_iam_openid_connect_provider");
    this.urls = new Map(
      providers.flatMap(({ values }) => {
        const [arn, url] = [patternValue(values.get("arn")), patternValue(values.get("url"))];
        return arn === undefined || url === undefined ? [] : [[keyOf(arn), url] as const];
      }),
    );
  }

  /**
   * The clusters that a provider may be of, by name: one, where it refers to the cluster or has the cluster's issuer;
   * none, where it has an issuer that no cluster of the plan has. Undefined where that cannot be told.
   */
  clustersOf(provider: Pattern): readonly string[] | undefined {
    const url = this.urls.get(keyOf(provider));
    const texts = url === undefined ? [provider] : [provider, url];
    const referred = this.clusters.filter((cluster) => {
      const same = this.clusters.filter(
        ({ provenance }) => provenance.address === cluster.provenance.address,
      );
      return texts.some((text) => isOfCluster(text, cluster, same.length === 1));
    });
    if (referred.length > 0) return referred.map(nameOfCluster);
    const literal = texts.flatMap((text) => textOf(text) ?? []).at(-1);
    if (literal === undefined) return undefined;
    const issuers = this.clusters.map((cluster) => [nameOfCluster(cluster), issuerOf(cluster)] as const);
    const found = issuers.filter(([, issuer]) => issuer !== undefined && literal.endsWith(`/${issuer}`));
    if (found.length > 0) return found.map(([name]) => name);
    return issuers.every(([, issuer]) => issuer !== undefined) && issuers.length > 0 ? [] : undefined;
  }
}
