import type { Value } from "../../facts/value";
import { evaluate } from "../evaluate/evaluate";
import type { Scope } from "../evaluate/scope";
import { InnerScope } from "../evaluate/scope";
import { fields, isNull, list, NULL, scalar, text, toLiteral, unknown } from "../evaluate/values";
import { textOfPieces } from "../../facts/text";
import { symbol } from "../../pattern/token";
import { isPlainText, parseTemplate } from "../expression/parse";
import type { Json } from "./blocks";
import { isJson, occurrencesOf } from "./blocks";
import { LazyFields } from "./lazy-fields";
import { isMapAttribute } from "./map-attributes";
import { eachElement } from "./repetition";

/** What Terraform itself reads of a resource, and its provider does not. */
const META: ReadonlySet<string> = new Set([
  ...["connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"],
]);

/** A JSON value of a configuration, its strings read as templates. */
export function jsonValue(json: unknown, scope: Scope): Value {
  if (typeof json === "string") return isPlainText(json) ? text(json) : evaluate(parseTemplate(json), scope);
  if (typeof json === "number" || typeof json === "boolean") return scalar(json);
  if (Array.isArray(json)) return list(json.map((item) => jsonValue(item, scope)));
  return isJson(json) ? mapValue(json, scope) : NULL;
}

/** A map whose keys are all written out. */
class MapFields extends LazyFields {
  constructor(
    private readonly json: Json,
    private readonly scope: Scope,
  ) {
    super();
  }

  protected override names(): readonly string[] {
    return Object.keys(this.json).filter((key) => key !== "//");
  }

  protected override isNamed(name: string): boolean {
    return Object.hasOwn(this.json, name) && name !== "//";
  }

  protected override read(name: string): Value {
    return jsonValue(this.json[name], this.scope);
  }
}

/** Keys are templates as well. */
function mapValue(json: Json, scope: Scope): Value {
  if (Object.keys(json).every(isPlainText))
    return { kind: "fields", fields: new MapFields(json, scope), open: false };
  const entries = Object.entries(json)
    .filter(([key]) => key !== "//")
    .map(([key, item]) => [keyValue(key, scope), jsonValue(item, scope)] as const);
  const known = entries.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const]));
  return fields(known, known.length < entries.length);
}

function keyValue(key: string, scope: Scope): string | undefined {
  return isPlainText(key) ? key : toLiteral(jsonValue(key, scope));
}

/** One attribute or all occurrences of one nested block of a resource of the type. */
function memberValue(type: string, name: string, json: unknown, scope: Scope): Value {
  if (isMapAttribute(type, name)) return jsonValue(json, scope);
  if (isJson(json)) return list([blockValue(type, json, scope)]);
  if (!Array.isArray(json)) return jsonValue(json, scope);
  return list(json.map((item) => (isJson(item) ? blockValue(type, item, scope) : jsonValue(item, scope))));
}

/** The names of a resource that its provider reads. */
export function attributeNames(body: Json): readonly string[] {
  return memberNames(body).filter((name) => !META.has(name));
}

/** True for a name that is Terraform's and not the provider's. */
export function isMeta(name: string): boolean {
  return META.has(name);
}

/** The names of a block, dynamic blocks among them. */
function memberNames(body: Json): readonly string[] {
  const written = Object.keys(body).filter((name) => name !== "//" && name !== "dynamic");
  if (body["dynamic"] === undefined) return written;
  return [...new Set([...written, ...occurrencesOf(body["dynamic"]).flatMap(Object.keys)])];
}

const NONE: readonly Json[] = [];

/** What stands in a block. What is null is as if it were not written. */
export class BlockFields extends LazyFields {
  /** The occurrences of `dynamic` in it. */
  private readonly dynamic: readonly Json[];

  constructor(
    protected readonly type: string,
    protected readonly body: Json,
    protected readonly scope: Scope,
  ) {
    super();
    this.dynamic = body["dynamic"] === undefined ? NONE : occurrencesOf(body["dynamic"]);
  }

  protected override names(): readonly string[] {
    return memberNames(this.body);
  }

  protected override isNamed(name: string): boolean {
    if (name === "//" || name === "dynamic") return false;
    if (Object.hasOwn(this.body, name)) return true;
    return this.dynamic.some((all) => Object.hasOwn(all, name));
  }

  protected override read(name: string): Value | undefined {
    const value = this.member(name);
    return isNull(value) ? undefined : value;
  }

  /** What is written under a name, and what `dynamic` adds. */
  private member(name: string): Value {
    const { type, body, scope } = this;
    const written = body[name] === undefined ? list([]) : memberValue(type, name, body[name], scope);
    const dynamic = this.dynamic.flatMap((one) => occurrencesOf(one[name]));
    if (dynamic.length === 0) return written;
    const parts = [written, ...dynamic.map((one) => dynamicValue(type, name, one, scope))];
    return list(
      parts.flatMap((part) => (part.kind === "list" ? part.items : [part])),
      parts.some((part) => part.kind === "list" && part.open),
    );
  }
}

/** A nested block. */
function blockValue(type: string, body: Json, scope: Scope): Value {
  return { kind: "fields", fields: new BlockFields(type, body, scope), open: false };
}

/** A block for each element; where the elements are not known, one that stands for any number of them. */
function dynamicValue(type: string, name: string, dynamic: Json, scope: Scope): Value {
  const iterator = typeof dynamic["iterator"] === "string" ? dynamic["iterator"] : name;
  const content = occurrencesOf(dynamic["content"])[0] ?? {};
  const each = eachElement(jsonValue(dynamic["for_each"], scope));
  const variable = (key: Value, value: Value) =>
    new Map([
      [
        iterator,
        fields([
          ["key", key],
          ["value", value],
        ]),
      ],
    ]);
  if (typeof each === "string") {
    const key = textOfPieces([symbol(`${scope.label}: ${iterator}.key`, { holds: "text" })]);
    const any = new InnerScope(scope, variable(key, unknown(each)), `${iterator} any`);
    return list([blockValue(type, content, any)], true);
  }
  return list(
    each.map(({ key, value }, index) =>
      blockValue(
        type,
        content,
        new InnerScope(
          scope,
          variable(typeof key === "number" ? scalar(key) : text(key), value),
          `${iterator} ${index}`,
        ),
      ),
    ),
  );
}
