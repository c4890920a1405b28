import { gather, push } from "../../../model/lists";
import type { FactResource, Facts } from "../../facts/resource";
import type { GraphNode } from "../../facts/step";
import { actionsOfService, type CatalogueAction } from "../../catalogue/catalogue";
import { relate } from "../../pattern/includes";
import { intersects } from "../../pattern/intersects";
import { once } from "../../once";
import { isSamePattern, keyOf, type Pattern, shownPattern, textOf } from "../../pattern/token";
import type { KindSpec } from "../kinds/kind";
import { KINDS } from "../kinds/kinds";
import { Attributes } from "../read/attributes";
import { Documents } from "../read/documents";
import { References } from "../read/references";
import { arnsAbove, filled, nameOf } from "./arns";
import type { AwsNode, Part } from "./node";

/** What a reference may lead to. */
export interface Found {
  readonly nodes: readonly AwsNode[];
  /** True if it leads there; false if it is only possible. */
  readonly certain: boolean;
}

const actionsByKind = new Map<KindSpec, readonly (readonly CatalogueAction[])[]>();

/** The actions of each part of a kind, from the catalogue. */
function actionsOf(spec: KindSpec): readonly (readonly CatalogueAction[])[] {
  const known = actionsByKind.get(spec);
  if (known !== undefined) return known;
  const found = spec.parts.map(({ types }) =>
    types.flatMap((type) => {
      const [service = "", name = ""] = type.split("/");
      return actionsOfService(service).filter(({ resources }) =>
        resources.some((each) => each.name === name),
      );
    }),
  );
  actionsByKind.set(spec, found);
  return found;
}

/**
 * The ARN in the form of its kind, and what the resource itself says that it is: a name with an ending that AWS made
 * up. What is written out is exact; where the ending is a symbol, policies may still name it by its form.
 */
function arnsOf(attributes: Attributes, byKind: Pattern): readonly Pattern[] {
  const said = attributes.text("arn");
  if (said === undefined || isSamePattern(said, byKind)) return [byKind];
  return textOf(said) === undefined ? [byKind, said] : [said];
}

function isFirst(pattern: Pattern, at: number, all: readonly Pattern[]): boolean {
  return all.findIndex((each) => isSamePattern(each, pattern)) === at;
}

/** What shows a resource without being made on it. */
function partsFromAbove(spec: KindSpec, attributes: Attributes, name: Pattern): readonly Part[] {
  if (spec.shownFromAbove === undefined) return [];
  const { service, action } = spec.shownFromAbove;
  const actions = actionsOfService(service).filter((each) => each.name === action);
  const language = arnsAbove(spec, attributes, name);
  return language.length === 0 ? [] : [{ actions, language }];
}

/** Name, ARN and ids by which others may refer to a resource. */
function textsFor({ attributes, kind: { refers = {} }, name, arn }: AwsNode): readonly Pattern[] {
  // A reference may also have become what the resource itself says there, such as an ARN with a suffix.
  const said = ["arn", ...Object.keys(refers)].map((attribute) => attributes.text(attribute));
  const made = Object.values(refers).map((text) => filled(text, attributes, name, arn));
  return [name, arn, ...said.filter((text) => text !== undefined), ...made];
}

/** What references to a resource become. Nothing is made before somebody refers to it. */
class Referred {
  constructor(
    private readonly attributes: Attributes,
    private readonly spec: KindSpec,
  ) {}

  has(attribute: string): boolean {
    const { attributes, spec } = this;
    if (attribute === spec.name.attribute) return true;
    return this.textOf(attribute) !== undefined && attributes.value(attribute) === undefined;
  }

  refer(attribute: string): Pattern {
    const { attributes, spec } = this;
    const name = nameOf(attributes, spec);
    const arn = filled(spec.arn, attributes, name, []);
    return filled(this.textOf(attribute) ?? "", attributes, name, arn);
  }

  private textOf(attribute: string): string | undefined {
    const { refers = {}, name } = this.spec;
    if (Object.hasOwn(refers, attribute)) return refers[attribute];
    if (attribute === name.attribute) return "{N}";
    return attribute === "arn" ? "{arn}" : undefined;
  }
}

/** Everything of the plan that AWS's identity planes are about, in a form in which it can be asked. */
export class AwsModel {
  readonly references = new References();
  readonly documents = new Documents();
  readonly nodes: AwsNode[] = [];
  /** By kind, and in each by name, id and ARN; made for a kind when it is first looked for. */
  private readonly byName = new Map<string, ReadonlyMap<string, readonly AwsNode[]>>();
  private readonly byKind = new Map<string, AwsNode[]>();
  private readonly byResource = new Map<FactResource, AwsNode>();
  private readonly ids = new Set<string>();

  constructor(readonly facts: Facts) {
    const known = facts.resources.flatMap((resource) => {
      const spec = KINDS[resource.type];
      return spec === undefined ? [] : [{ spec, attributes: this.attributesOf(resource) }];
    });
    known.forEach(({ spec, attributes }) => this.refer(attributes, spec));
    known.forEach(({ spec, attributes }) => this.addNode(attributes, spec));
  }

  attributesOf(resource: FactResource): Attributes {
    return new Attributes(resource, this.references);
  }

  /** The node of a resource of the plan. */
  nodeOf(attributes: Attributes): AwsNode | undefined {
    return this.byResource.get(attributes.resource);
  }

  ofKind(...kinds: readonly string[]): readonly AwsNode[] {
    return kinds.flatMap((kind) => this.byKind.get(kind) ?? []);
  }

  /**
   * What the text of an attribute refers to, by name, id or ARN. A text that no resource of the plan has is
   * of something outside; one that only the apply knows may be of any.
   */
  find(attributes: Attributes, text: Pattern | undefined, ...kinds: readonly string[]): Found {
    if (text === undefined) return { nodes: [], certain: true };
    const key = keyOf(text);
    const exact = gather(kinds, (kind) => this.namesOf(kind).get(key) ?? []);
    const near = exact.filter(({ attributes: of }) => isSamePlace(of.resource, attributes.resource));
    const named = near.length > 0 ? near : exact;
    if (named.length === 1) return { nodes: named, certain: true };
    if (named.length > 1) return { nodes: named, certain: false };
    const symbolic = text.some(({ kind }) => kind !== "char");
    const possible = this.ofKind(...kinds).filter(
      (node) => (symbolic || isSymbolic(node)) && this.mayBe(node, text),
    );
    return { nodes: possible, certain: possible.length === 0 };
  }

  private mayBe({ name, arn }: AwsNode, text: Pattern): boolean {
    return intersects(text, name) || intersects(text, arn);
  }

  /** Lets references to what follows from a resource's attributes be put in. */
  private refer(attributes: Attributes, spec: KindSpec): void {
    const { stack, address } = attributes.resource.provenance;
    this.references.add(stack, address, new Referred(attributes, spec));
  }

  private addNode(attributes: Attributes, spec: KindSpec): void {
    const name = nameOf(attributes, spec);
    const [arn = [], ...others] = arnsOf(attributes, filled(spec.arn, attributes, name, []));
    const actions = actionsOf(spec);
    const parts = spec.parts.map(({ arns }, at): Part => ({
      actions: actions[at] ?? [],
      language: arns.flatMap((text) =>
        [arn, ...others].map((each) => filled(text, attributes, name, each)).filter(isFirst),
      ),
    }));
    parts.push(...partsFromAbove(spec, attributes, name));
    const node: AwsNode = {
      node: this.graphNode(attributes, spec, name, arn),
      ...{ kind: spec, attributes, name, arn, parts, account: attributes.resource.place.account },
      said: others[0],
      ...{ policies: [], identity: [], boundary: [], sources: [], publicBlocked: false, publicAcl: false },
      tags: once(() => tagsOf(attributes)),
    };
    this.nodes.push(node);
    this.byResource.set(attributes.resource, node);
    push(this.byKind, spec.kind, node);
  }

  private namesOf(kind: string): ReadonlyMap<string, readonly AwsNode[]> {
    const known = this.byName.get(kind);
    if (known !== undefined) return known;
    const made = new Map<string, AwsNode[]>();
    for (const node of this.ofKind(kind))
      for (const key of new Set(textsFor(node).map(keyOf))) push(made, key, node);
    this.byName.set(kind, made);
    return made;
  }

  private graphNode(attributes: Attributes, spec: KindSpec, name: Pattern, arn: Pattern): GraphNode {
    const { owner, provenance } = attributes.resource;
    const shown = shownPattern(arn);
    const id = this.ids.has(shown) ? `${shown} (${provenance.stack}/${provenance.address})` : shown;
    this.ids.add(id);
    const whose = owner.kind === "tenant" ? owner.tenant : owner.kind;
    // What only the apply names, people know by its address.
    const called = name.some(({ kind }) => kind === "symbol") ? provenance.address : shownPattern(name);
    return { id, kind: spec.kind, title: `${whose}: ${spec.word} ${called}`, owner, provenance };
  }
}

/** All of its tags, those of the provider included; undefined where others may change them. */
function tagsOf(attributes: Attributes): ReturnType<AwsNode["tags"]> {
  if (["tags", "tags_all"].some((name) => attributes.isIgnored(name))) return undefined;
  return attributes.map(attributes.value("tags_all") === undefined ? "tags" : "tags_all");
}

function isSymbolic({ name }: AwsNode): boolean {
  return name.some(({ kind }) => kind !== "char");
}

function isSamePlace(a: FactResource, b: FactResource): boolean {
  return (
    relate(a.place.account, b.place.account) === "yes" && relate(a.place.region, b.place.region) === "yes"
  );
}
