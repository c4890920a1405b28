import type { Value } from "../../facts/value";
import { symbol } from "../../pattern/token";
import type { Json } from "../config/blocks";
import { isJson } from "../config/blocks";
import type { Scope } from "../evaluate/scope";
import { failure, fromJson } from "../evaluate/values";
import type { ShownResource } from "./shown-resource";
import { listOf, shownResource, shownResources } from "./shown-resource";
import { ShownConfiguration } from "./configuration";
import { ShownInstance } from "./shown-instance";
import { ShownClusters } from "./shown-clusters";
import { ShownPlaces } from "./shown-places";
import { ShownReferences } from "./shown-references";

/** Everything of one plan or state. */
export class ShownRoot {
  readonly managed: readonly ShownInstance[];
  private readonly configuration: ShownConfiguration;
  private readonly instances = new Map<string, ShownInstance>();
  private readonly changes = new Map<string, Json>();
  private readonly places: ShownPlaces;
  private readonly clusters: ShownClusters;
  private readonly references: ShownReferences;
  private readonly scope: Scope;

  constructor(
    private readonly shown: Json,
    private readonly file: string,
  ) {
    const configuration = isJson(shown["configuration"]) ? shown["configuration"] : {};
    this.configuration = new ShownConfiguration(configuration["root_module"]);
    this.references = new ShownReferences(
      this.configuration,
      (address) => this.instances.get(address),
      (name) => this.rootVariable(name),
    );
    this.scope = scopeOf(file);
    for (const change of listOf(shown["resource_changes"]))
      if (isJson(change) && isJson(change["change"]))
        this.changes.set(String(change["address"]), change["change"]);
    const resources = this.resources();
    this.places = new ShownPlaces(file, configuration["provider_config"], resources, (expression) =>
      this.references.evaluate(expression, "", undefined),
    );
    this.clusters = new ShownClusters(configuration["provider_config"], (expression, module) =>
      this.references.evaluate(expression, module, undefined),
    );
    const made = resources.map((resource) => this.instance(resource));
    for (const instance of made) this.instances.set(instance.provenance.address, instance);
    this.managed = made.filter((instance) => instance.source.resource.managed);
  }

  /** True for a resource whose configuration has a provisioner. A state does not say. */
  isProvisioned(resource: ShownResource): boolean {
    return listOf(this.configured(resource)["provisioners"]).length > 0;
  }

  /** What its provider says of the cluster that a resource is written to. */
  clusterHints(resource: ShownResource): readonly Value[] | undefined {
    const key = this.configured(resource)["provider_config_key"];
    return typeof key === "string" ? this.clusters.of(key) : undefined;
  }

  /** Managed resources as they are planned, and data sources as they were read, or will be. */
  private resources(): readonly ShownResource[] {
    const { shown, file } = this;
    const isPlan = isJson(shown["planned_values"]);
    const pointer = isPlan ? "/planned_values" : "/values";
    const planned = shownResources(shown[isPlan ? "planned_values" : "values"], pointer, file);
    const prior = isJson(shown["prior_state"]) ? shown["prior_state"]["values"] : undefined;
    const read = shownResources(prior, "/prior_state/values", file).filter(({ managed }) => !managed);
    const byAddress = new Map(
      [...read, ...this.deferredReads(), ...planned].map((one) => [one.address, one]),
    );
    return [...byAddress.values()];
  }

  /** Data sources that wait for what the apply makes: what is known of their arguments. */
  private deferredReads(): ShownResource[] {
    return listOf(this.shown["resource_changes"]).flatMap((change, index) => {
      if (!isJson(change) || change["mode"] !== "data" || !isJson(change["change"])) return [];
      const module = typeof change["module_address"] === "string" ? change["module_address"] : "";
      const resource = { ...change, values: change["change"]["after"] };
      return [shownResource(resource, module, `/resource_changes/${index}`, this.file)];
    });
  }

  private instance(resource: ShownResource): ShownInstance {
    const configured = this.configured(resource);
    const change = this.changes.get(resource.address);
    const marks = change === undefined ? undefined : change["after_unknown"];
    const provider =
      typeof configured["provider_config_key"] === "string" ? configured["provider_config_key"] : "aws";
    const { address, module, key, pointer } = resource;
    return new ShownInstance({
      resource,
      unknown: isJson(marks) ? marks : {},
      expressions: isJson(configured["expressions"]) ? configured["expressions"] : undefined,
      provenance: { stack: this.file, address, pointer },
      place: this.places.of(resource, provider),
      scope: this.scope,
      refersTo: (attribute, expression) => this.references.identified(attribute, expression, module, key),
    });
  }

  private configured({ module, type, name, managed }: ShownResource): Json {
    const address = managed ? `${type}.${name}` : `data.${type}.${name}`;
    return this.configuration.module(module).resources.get(address) ?? {};
  }

  private rootVariable(name: string): Value | undefined {
    const variables = this.shown["variables"];
    const variable = isJson(variables) ? variables[name] : undefined;
    return isJson(variable) && variable["value"] !== undefined ? fromJson(variable["value"]) : undefined;
  }
}

/** Plans and states hold values, no names: only what is unknown gets a name here. */
function scopeOf(file: string): Scope {
  let count = 0;
  return {
    label: file,
    fresh: (cause) => {
      count += 1;
      return symbol(`${file}: ${cause} (${count})`, { holds: "text" });
    },
    resolve: (name) => ({ value: failure(`${file} holds no expression with ${name}`), used: 0 }),
  };
}
