import type { Value } from "../../facts/value";
import { attributeOf, elementOf } from "../evaluate/traverse";
import { fromJson, scalar, text } from "../evaluate/values";
import type { Step } from "../expression/ast";
import { isJson } from "../config/blocks";
import type { ShownConfiguration } from "./configuration";
import { constantOf, parentModule, parsedReference, referencesOf } from "./configuration";
import { identifierOf } from "./identifiers";
import type { ShownInstance } from "./shown-instance";

type Key = string | number | undefined;

/** A plan that leads further than this leads in a circle. */
const HOPS_MOST = 32;

/** Follows the references that a plan shows of its configuration, through modules and their outputs. */
export class ShownReferences {
  private hops = 0;

  constructor(
    private readonly configuration: ShownConfiguration,
    private readonly instanceAt: (address: string) => ShownInstance | undefined,
    private readonly rootVariable: (name: string) => Value | undefined,
  ) {}

  /** What an attribute that names a resource, or is a policy document, refers to. */
  identified(attribute: string, expression: unknown, module: string, key: Key): Value | undefined {
    const identifier = identifierOf(attribute);
    const [only, ...others] = referencesOf(expression);
    if (only === undefined || others.length > 0) return undefined;
    const isDocument = /(^|\.)data\.aws_iam_policy_document\.[^.]+(\[[^\]]*\])?\.(minified_)?json$/.test(
      only,
    );
    if (identifier === undefined && !isDocument) return undefined;
    const value = this.followed(only, module, key);
    // A whole resource, of which the plan does not say which attribute is taken.
    return value?.kind === "fields" && identifier !== undefined ? attributeOf(value, identifier) : value;
  }

  /** The value of an expression that is a constant or one reference. */
  evaluate(expression: unknown, module: string, key: Key): Value | undefined {
    const constant = constantOf(expression);
    if (constant !== undefined) return fromJson(constant);
    const [only, ...others] = referencesOf(expression);
    return only === undefined || others.length > 0 ? undefined : this.followed(only, module, key);
  }

  private followed(reference: string, module: string, key: Key): Value | undefined {
    if (this.hops > HOPS_MOST) return undefined;
    this.hops += 1;
    try {
      return this.follow(reference, module, key);
    } finally {
      this.hops -= 1;
    }
  }

  private follow(reference: string, module: string, key: Key): Value | undefined {
    const parsed = parsedReference(reference);
    if (parsed === undefined || parsed.of.kind !== "name") return undefined;
    const { name } = parsed.of;
    const [first, ...rest] = parsed.steps;
    const word = first?.kind === "attribute" ? first.name : "";
    if (name === "var") return taken(this.variable(word, module), rest);
    if (name === "module") return this.output(word, rest, module, key);
    const isData = name === "data";
    const [second, ...others] = rest;
    const owner = isData
      ? `data.${word}.${second?.kind === "attribute" ? second.name : ""}`
      : `${name}.${word}`;
    return this.ofResource(within(module, owner), isData ? others : rest, key);
  }

  /** Without an index in it, a reference to a repeated resource means the instance of the same key. */
  private ofResource(address: string, steps: readonly Step[], key: Key): Value | undefined {
    const [index, ...rest] = steps;
    const own = indexOf(index);
    if (own !== undefined) return taken(this.instanceAt(`${address}[${shownKey(own)}]`), rest);
    const found =
      this.instanceAt(address) ??
      (key === undefined ? undefined : this.instanceAt(`${address}[${shownKey(key)}]`));
    return taken(found, steps);
  }

  private variable(name: string, module: string): Value | undefined {
    if (module === "") return this.rootVariable(name);
    const parent = parentModule(module);
    const call = this.configuration.module(parent).calls[lastName(module)];
    const expressions = isJson(call) ? call["expressions"] : undefined;
    return isJson(expressions) ? this.evaluate(expressions[name], parent, undefined) : undefined;
  }

  private output(name: string, steps: readonly Step[], module: string, key: Key): Value | undefined {
    const [first, ...rest] = steps;
    const own = indexOf(first);
    const [word, ...others] = own === undefined ? steps : rest;
    if (word?.kind !== "attribute") return undefined;
    const suffix = own === undefined ? "" : `[${shownKey(own)}]`;
    const child = within(module, `module.${name}${suffix}`);
    const output = this.configuration.module(child).outputs[word.name];
    return isJson(output) ? taken(this.evaluate(output["expression"], child, key), others) : undefined;
  }
}

function within(module: string, address: string): string {
  return module === "" ? address : `${module}.${address}`;
}

function lastName(module: string): string {
  const at = module.lastIndexOf("module.");
  return module.slice(at + "module.".length).replace(/\[.*$/, "");
}

function indexOf(step: Step | undefined): string | number | undefined {
  if (step?.kind !== "index" || step.key.kind !== "literal") return undefined;
  const { value } = step.key;
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function shownKey(key: string | number): string {
  return JSON.stringify(key);
}

function taken(value: Value | undefined, steps: readonly Step[]): Value | undefined {
  return steps.reduce<Value | undefined>((from, step) => {
    if (from === undefined) return undefined;
    if (step.kind === "attribute") return attributeOf(from, step.name);
    const index = indexOf(step);
    if (index === undefined) return undefined;
    return elementOf(from, typeof index === "number" ? scalar(index) : text(index));
  }, value);
}
