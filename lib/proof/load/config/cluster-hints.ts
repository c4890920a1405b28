import type { Value } from "../../facts/value";
import type { Scope } from "../evaluate/scope";
import { isFailure, text, toLiteral } from "../evaluate/values";
import type { Json } from "./blocks";
import { occurrencesOf } from "./blocks";
import { jsonValue } from "./body";

/** Providers that write to a cluster. */
export const CLUSTER_PROVIDERS = /^(kubernetes|kubectl|helm)(\.|$)/;

/** `${data.aws_eks_cluster.main.endpoint}` */
const ENDPOINT = /^\$\{([^{}]+)\.endpoint\}$/;

/**
 * What a provider block says of the cluster that it writes to, the surest first: the name for which it asks for a
 * token, the cluster whose endpoint it speaks to, the context of its kubeconfig. Undefined for providers of anything
 * else.
 *
 * Source: the providers' documentation, "Exec plugins", "Provider setup"; AWS CLI, `eks get-token`.
 */
export function clusterHints(
  key: string,
  body: Json | undefined,
  scope: Scope,
): readonly Value[] | undefined {
  if (!CLUSTER_PROVIDERS.test(key)) return undefined;
  // The Helm provider has the same setup in a block of its own.
  const [setup = {}] = key.startsWith("helm") ? occurrencesOf(body?.["kubernetes"]) : [body ?? {}];
  const read = (json: unknown) => (json === undefined ? [] : [jsonValue(json, scope)]);
  const asked = occurrencesOf(setup["exec"]).flatMap(({ args }) => read(args).flatMap(tokenCluster));
  const host = setup["host"];
  const [, cluster] = typeof host === "string" ? (ENDPOINT.exec(host) ?? []) : [];
  const named = cluster === undefined ? [] : read(`\${${cluster}.name}`);
  return [...asked, ...named, ...read(host), ...read(setup["config_context"])].filter(
    (value) => !isFailure(value) && value.kind === "text",
  );
}

/** The cluster that `aws eks get-token --cluster-name main` is for. */
export function tokenCluster(args: Value): readonly Value[] {
  if (args.kind !== "list") return [];
  return args.items.flatMap((item, index) => {
    const word = toLiteral(item);
    const next = args.items[index + 1];
    if (word === "--cluster-name" && next !== undefined) return [next];
    const [, joined] = /^--cluster-name=(.+)$/.exec(word ?? "") ?? [];
    return joined === undefined ? [] : [text(joined)];
  });
}
