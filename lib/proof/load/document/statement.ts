import { piecesOf, textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import { unescapePolicyDocument } from "../../policy/template";
import { fields, isNull, list, text, toLiteral, unknown } from "../evaluate/values";

type Entry = readonly [string, Value];

/** Elements of the language by the names that the data source has for them. */
const LISTS: Readonly<Record<string, string>> = {
  actions: "Action",
  not_actions: "NotAction",
  resources: "Resource",
  not_resources: "NotResource",
};

/** One `statement` block in the words of IAM. */
export function statementOf(block: Value): Value {
  if (block.kind !== "fields") return block;
  const member = (name: string) => block.fields.get(name);
  const sid = member("sid");
  const lists = Object.entries(LISTS).flatMap(([name, element]) => listElement(element, member(name)));
  return fields(
    [
      ...(sid === undefined || toLiteral(sid) === "" ? [] : [["Sid", sid] as const]),
      ["Effect", member("effect") ?? text("Allow")] as const,
      ...principalElement("Principal", member("principals")),
      ...principalElement("NotPrincipal", member("not_principals")),
      ...lists,
      ...conditionElement(member("condition")),
    ],
    block.open,
  );
}

function listElement(element: string, value: Value | undefined): Entry[] {
  if (
    value === undefined ||
    isNull(value) ||
    (value.kind === "list" && !value.open && value.items.length === 0)
  )
    return [];
  return [[element, unescaped(value)]];
}

/** `principals` blocks of one type add up; everyone is `*` in any of its spellings. */
function principalElement(element: string, blocks: Value | undefined): Entry[] {
  if (blocks === undefined || (blocks.kind === "list" && !blocks.open && blocks.items.length === 0))
    return [];
  if (blocks.kind !== "list" || blocks.open) return [[element, hidden(element)]];
  const types = new Map<string, Value[]>();
  for (const block of blocks.items) {
    const type = block.kind === "fields" ? toLiteral(block.fields.get("type") ?? unknown("")) : undefined;
    const identifiers = block.kind === "fields" ? block.fields.get("identifiers") : undefined;
    if (type === undefined || identifiers?.kind !== "list") return [[element, hidden(element)]];
    const known = types.get(type) ?? [];
    types.set(type, [...known, ...identifiers.items, ...(identifiers.open ? [hidden(element)] : [])]);
  }
  if ([...types].every(([type, all]) => type === "*" && all.every((one) => toLiteral(one) === "*")))
    return [[element, text("*")]];
  const entries = [...types].map(
    ([type, all]) => [type === "*" ? "AWS" : type, unescaped(list(all))] as const,
  );
  return [[element, fields(entries)]];
}

/** Conditions of one operator stand together, and values of one key add up. */
function conditionElement(blocks: Value | undefined): Entry[] {
  if (blocks === undefined || (blocks.kind === "list" && !blocks.open && blocks.items.length === 0))
    return [];
  if (blocks.kind !== "list" || blocks.open) return [["Condition", hidden("Condition")]];
  const operators = new Map<string, Map<string, Value[]>>();
  for (const block of blocks.items) {
    if (block.kind !== "fields") return [["Condition", hidden("Condition")]];
    const [test, variable] = ["test", "variable"].map((name) =>
      toLiteral(block.fields.get(name) ?? unknown("")),
    );
    const values = block.fields.get("values");
    if (test === undefined || variable === undefined || values?.kind !== "list" || values.open)
      return [["Condition", hidden("Condition")]];
    const keys = operators.get(test) ?? new Map<string, Value[]>();
    operators.set(test, keys.set(variable, [...(keys.get(variable) ?? []), ...values.items]));
  }
  const entries = [...operators].map(
    ([test, keys]) =>
      [test, fields([...keys].map(([key, all]) => [key, unescaped(list(all))] as const))] as const,
  );
  return [["Condition", fields(entries)]];
}

function hidden(element: string): Value {
  return unknown(`${element} is only known after the apply`);
}

/** S6: the data source writes IAM's variables as `&{…}`. */
function unescaped(value: Value): Value {
  if (value.kind === "list") return list(value.items.map(unescaped), value.open);
  if (value.kind !== "text") return value;
  return textOfPieces(
    piecesOf(value).map((piece) => (typeof piece === "string" ? unescapePolicyDocument(piece) : piece)),
  );
}
