import type { Value } from "../../facts/value";
import type { Json } from "../config/blocks";
import { isJson, occurrencesOf } from "../config/blocks";
import { CLUSTER_PROVIDERS, tokenCluster } from "../config/cluster-hints";

type Evaluate = (expression: unknown, module: string) => Value | undefined;

/** What the providers of a plan say of the clusters that they write to. A state holds no providers. */
export class ShownClusters {
  private readonly hints = new Map<string, readonly Value[] | undefined>();
  private readonly providers: Json;

  constructor(
    providers: unknown,
    private readonly evaluate: Evaluate,
  ) {
    this.providers = isJson(providers) ? providers : {};
  }

  /** @param key of the provider in the configuration: `kubernetes.prod`, `module.acme:kubernetes` */
  of(key: string): readonly Value[] | undefined {
    if (!this.hints.has(key)) this.hints.set(key, this.read(key));
    return this.hints.get(key);
  }

  private read(key: string): readonly Value[] | undefined {
    const name = key.slice(key.lastIndexOf(":") + 1);
    const provider = this.providers[key];
    if (!CLUSTER_PROVIDERS.test(name) || !isJson(provider)) return undefined;
    const expressions = isJson(provider["expressions"]) ? provider["expressions"] : {};
    const [setup = {}] = name.startsWith("helm") ? occurrencesOf(expressions["kubernetes"]) : [expressions];
    const module = typeof provider["module_address"] === "string" ? provider["module_address"] : "";
    const value = (expression: unknown) => this.evaluate(expression, module) ?? [];
    const asked = occurrencesOf(setup["exec"]).flatMap(({ args }) =>
      [value(args)].flat().flatMap(ofArguments),
    );
    return [...asked, ...[value(setup["host"]), value(setup["config_context"])].flat()].filter(
      ({ kind }) => kind === "text",
    );
  }
}

/** All arguments; or, where a plan shows no more than one reference of theirs, what that leads to. */
function ofArguments(args: Value): readonly Value[] {
  return args.kind === "list" ? tokenCluster(args) : [args];
}
