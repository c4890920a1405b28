import type { Value } from "../../facts/value";
import { piecesOf } from "../../facts/text";
import type { Scope } from "../evaluate/scope";
import { fields, isNull, list, text, toLiteral, unknown } from "../evaluate/values";
import { jsonencode, parseWithSymbols } from "../functions/encoding";
import { statementOf } from "./statement";

/** The attributes of the data source, however they came to be known. */
export interface PolicyDocumentSource {
  given(name: string): Value | undefined;
}

/** The document of an earlier or later source: a list of statements, or why there is none. */
type Statements = readonly Value[] | string;

/**
 * The JSON of `aws_iam_policy_document`. Statements of source documents come first and are replaced by own ones of
 * the same sid; those of override documents replace both. Source: hashicorp/aws, "aws_iam_policy_document".
 */
export function evaluatePolicyDocument(source: PolicyDocumentSource, scope: Scope): Value {
  const before = documents(source, ["source_json"], ["source_policy_documents"]);
  const own = ownStatements(source.given("statement"));
  const after = documents(source, ["override_json"], ["override_policy_documents"]);
  const parts = [...before, own, ...after];
  const unreadable = parts.find((part) => typeof part === "string");
  if (unreadable !== undefined) return unknown(unreadable);
  const statements = merged(parts.filter((part) => typeof part !== "string"));
  const id = source.given("policy_id");
  const version = source.given("version") ?? text("2012-10-17");
  const document = [["Version", version] as const, ["Statement", list(statements)] as const];
  return jsonencode([fields(id === undefined ? document : [...document, ["Id", id] as const])], scope);
}

function ownStatements(statement: Value | undefined): Statements {
  if (statement === undefined) return [];
  if (statement.kind === "unknown") return statement.cause;
  if (statement.kind !== "list" || statement.open)
    return "how many statements it has is only known after the apply";
  return statement.items.map(statementOf);
}

function documents(
  source: PolicyDocumentSource,
  single: readonly string[],
  several: readonly string[],
): Statements[] {
  const one = single.map((name) => source.given(name)).filter((value) => value !== undefined);
  const lists = several.map((name) => source.given(name)).filter((value) => value !== undefined);
  return [
    ...one.map(parsed),
    ...lists.flatMap((value): Statements[] => {
      if (value.kind === "unknown") return [value.cause];
      if (value.kind !== "list" || value.open)
        return ["which documents it is made of is only known after the apply"];
      return value.items.filter((item) => !isNull(item)).map(parsed);
    }),
  ];
}

/** The statements of a document that is JSON already. */
function parsed(document: Value): Statements {
  if (document.kind === "unknown") return document.cause;
  if (document.kind !== "text") return "a document that it is made of is no text";
  const pieces = piecesOf(document);
  if (pieces.length === 0) return [];
  const read = parseWithSymbols(pieces, (json) => JSON.parse(json) as unknown);
  const statements = read?.kind === "fields" ? read.fields.get("Statement") : undefined;
  if (statements === undefined) return "a document that it is made of cannot be read";
  return statements.kind === "list" ? statements.items : [statements];
}

/** A later statement takes the place of the one with its sid. */
function merged(documents: readonly (readonly Value[])[]): readonly Value[] {
  const result: Value[] = [];
  const places = new Map<string, number>();
  for (const statement of documents.flat()) {
    const sid = statement.kind === "fields" ? statement.fields.get("Sid") : undefined;
    const name = sid === undefined ? "" : (toLiteral(sid) ?? "");
    const place = name === "" ? undefined : places.get(name);
    if (place !== undefined) {
      result[place] = statement;
    } else {
      if (name !== "") places.set(name, result.length);
      result.push(statement);
    }
  }
  return result;
}
