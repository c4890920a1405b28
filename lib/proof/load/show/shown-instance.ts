import type { Provenance } from "../../facts/resource";
import type { Value } from "../../facts/value";
import { evaluatePolicyDocument } from "../document/policy-document";
import { InstanceFields } from "../evaluate/scope";
import type { Scope } from "../evaluate/scope";
import { isFailure, isNull, unknown } from "../evaluate/values";
import { anyAttribute, computedAttribute, computedNames } from "../reference/computed";
import type { Described, PlaceTexts } from "../reference/described";
import type { Json } from "../config/blocks";
import { isJson } from "../config/blocks";
import type { ShownResource } from "./shown-resource";
import { asBlock, shownValue } from "./shown-value";

/** What a plan or state says of an instance, and how its references are followed. */
export interface ShownSource {
  readonly resource: ShownResource;
  /** `after_unknown` of a plan. */
  readonly unknown: Json;
  /** The expressions of the configuration. @default - a state, or a configuration that is not shown */
  readonly expressions: Json | undefined;
  readonly provenance: Provenance;
  readonly place: PlaceTexts;
  readonly scope: Scope;
  /** What an expression refers to, where it can be nothing else. */
  readonly refersTo: (attribute: string, expression: unknown) => Value | undefined;
}

/** One resource or data source of a plan or state. */
export class ShownInstance extends InstanceFields implements Described {
  private readonly read = new Map<string, Value | undefined>();
  private all: ReadonlyMap<string, Value> | undefined;
  private document: Value | undefined;

  constructor(readonly source: ShownSource) {
    super();
  }

  get type(): string {
    return this.source.resource.type;
  }

  get provenance(): Provenance {
    return this.source.provenance;
  }

  get place(): PlaceTexts {
    return this.source.place;
  }

  /** Plans and states hold every instance by itself. */
  get many(): boolean {
    return false;
  }

  override get fields(): ReadonlyMap<string, Value> {
    this.all ??= this.everything();
    return this.all;
  }

  given(name: string): Value | undefined {
    if (this.read.has(name)) return this.read.get(name);
    // What leads back to itself, Terraform refuses.
    this.read.set(name, undefined);
    const value = this.shown(name);
    this.read.set(name, value);
    return value;
  }

  override attribute(name: string): Value {
    return (
      this.given(name) ?? this.evaluated(name) ?? computedAttribute(this, name) ?? anyAttribute(this, name)
    );
  }

  private shown(name: string): Value | undefined {
    const { resource, unknown: marks, expressions } = this.source;
    if (resource.values[name] === undefined && marks[name] === undefined) return undefined;
    const shown = { json: resource.values[name], unknown: marks[name], expression: expressions?.[name] };
    const value = shownValue(shown, [name], (path, expression) => this.unresolved(path, expression));
    // Of a whole attribute that is not known, the type may say more.
    if (isNull(value) || (marks[name] === true && value.kind === "unknown")) return undefined;
    return asBlock(this.type, name, value);
  }

  private unresolved(path: readonly (string | number)[], expression: unknown): Value {
    const attribute = path.filter((part) => typeof part === "string").at(-1) ?? "";
    const referred = this.source.refersTo(attribute, expression);
    return referred !== undefined && !isFailure(referred) ? referred : this.hidden(path);
  }

  /** A plan does not show documents that hold what is not known yet. */
  private hidden(path: readonly (string | number)[]): Value {
    return unknown(
      `${this.provenance.address}.${path.join(".")} is only known after the apply: ` +
        "`terraform show -json` of the state then decides it",
    );
  }

  private evaluated(name: string): Value | undefined {
    if (this.type !== "aws_iam_policy_document" || !["json", "minified_json"].includes(name))
      return undefined;
    this.document ??= evaluatePolicyDocument(this, this.source.scope);
    return this.document;
  }

  private everything(): ReadonlyMap<string, Value> {
    const { resource, unknown: marks } = this.source;
    const names = [
      ...new Set([...Object.keys(resource.values), ...Object.keys(marks), ...computedNames(this.type)]),
    ];
    const entries = names.flatMap((name): (readonly [string, Value])[] => {
      const known = this.given(name) ?? computedAttribute(this, name);
      if (known !== undefined) return [[name, known]];
      return this.isWritten(name) && isUnknown(marks[name]) ? [[name, this.hidden([name])]] : [];
    });
    return new Map(entries);
  }

  /** What nobody wrote is the provider's default, or what it reads back of other resources. */
  private isWritten(name: string): boolean {
    const { expressions } = this.source;
    return expressions === undefined || expressions[name] !== undefined;
  }
}

/** `after_unknown` says false, or holds nothing, for what is known. */
function isUnknown(mark: unknown): boolean {
  if (Array.isArray(mark)) return mark.some(isUnknown);
  return mark === true || (isJson(mark) && Object.values(mark).some(isUnknown));
}
