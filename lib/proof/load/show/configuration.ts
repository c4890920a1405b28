import type { Expression } from "../expression/ast";
import { parseExpression } from "../expression/parse";
import type { Json } from "../config/blocks";
import { isJson } from "../config/blocks";
import { listOf } from "./shown-resource";

/** What a plan says of the configuration of one module: which references an expression has, not what it does with them. */
export interface ModuleConfiguration {
  readonly resources: ReadonlyMap<string, Json>;
  readonly outputs: Json;
  readonly calls: Json;
}

const NONE: ModuleConfiguration = { resources: new Map(), outputs: {}, calls: {} };

/** The configuration of a plan by the addresses of module instances. A state has none. */
export class ShownConfiguration {
  private readonly modules = new Map<string, ModuleConfiguration>();

  constructor(private readonly root: unknown) {}

  /** The configuration of a module, whichever instance of it is meant. */
  module(address: string): ModuleConfiguration {
    const names = moduleNames(address);
    const key = names.join(".");
    const known = this.modules.get(key);
    if (known !== undefined) return known;
    const body = names.reduce<unknown>((module, name) => called(module, name), this.root);
    const read = isJson(body) ? moduleConfiguration(body) : NONE;
    this.modules.set(key, read);
    return read;
  }
}

function called(module: unknown, name: string): unknown {
  const calls = isJson(module) ? module["module_calls"] : undefined;
  const call = isJson(calls) ? calls[name] : undefined;
  return isJson(call) ? call["module"] : undefined;
}

function moduleConfiguration(body: Json): ModuleConfiguration {
  const resources = listOf(body["resources"]).filter(isJson);
  return {
    resources: new Map(resources.map((resource) => [String(resource["address"]), resource])),
    outputs: isJson(body["outputs"]) ? body["outputs"] : {},
    calls: isJson(body["module_calls"]) ? body["module_calls"] : {},
  };
}

/** `module.a["x"].module.b` is the module b of the module a. */
function moduleNames(address: string): readonly string[] {
  if (address === "") return [];
  const expression = parseExpression(address);
  const steps = expression.kind === "traversal" ? expression.steps : [];
  const words = steps.flatMap((step) => (step.kind === "attribute" ? [step.name] : []));
  return words.filter((_, index) => index % 2 === 0);
}

/** The module that calls this one: `module.a["x"]` for `module.a["x"].module.b`. */
export function parentModule(address: string): string {
  const at = address.lastIndexOf(".module.");
  return at < 0 ? "" : address.slice(0, at);
}

/** The references of an expression, each in its longest form, without those that only choose an instance. */
export function referencesOf(expression: unknown): readonly string[] {
  const all = isJson(expression)
    ? listOf(expression["references"]).filter((one) => typeof one === "string")
    : [];
  const longest = all.filter((one) => !all.some((other) => other !== one && isLonger(other, one)));
  return longest.filter((one) => !/^(each|count|path|terraform|self)\b/.test(one));
}

function isLonger(other: string, one: string): boolean {
  return other.startsWith(`${one}.`) || other.startsWith(`${one}[`);
}

export function constantOf(expression: unknown): unknown {
  return isJson(expression) ? expression["constant_value"] : undefined;
}

/** A reference taken apart; undefined for one that is no traversal. */
export function parsedReference(reference: string): Extract<Expression, { kind: "traversal" }> | undefined {
  const expression = parseExpression(reference);
  return expression.kind === "traversal" && expression.of.kind === "name" ? expression : undefined;
}
