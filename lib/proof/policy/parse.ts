import { completeArn } from "../pattern/arn";
import { readActionList } from "./action-list";
import { readConditions } from "./conditions";
import type {
  Effect,
  Listed,
  PolicyDocument,
  PolicyInput,
  PolicyKind,
  PrincipalEntry,
  Statement,
  StatementSource,
  Unreadable,
} from "./document";
import { either, isObject, Malformed, readPrincipals } from "./elements";
import { plainText, readResourceTemplate, type TextReader } from "./template";

const LATEST = "2012-10-17";
const FIRST = "2008-10-17";
const TOP_ELEMENTS = new Set(["Version", "Id", "Statement"]);
const ELEMENTS = new Set([
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource"],
  "Condition",
]);
/** Policies of this kind are attached to a principal, so that they name none. */
const WITHOUT_PRINCIPAL: ReadonlySet<PolicyKind> = new Set(["identity", "boundary", "session", "scp"]);

type Fields = Readonly<Record<string, unknown>>;

function effectOf(fields: Fields): Effect | undefined {
  return fields.Effect === "Allow" || fields.Effect === "Deny" ? fields.Effect : undefined;
}

function sidOf(fields: unknown): string | undefined {
  return isObject(fields) && typeof fields.Sid === "string" ? fields.Sid : undefined;
}

function checkElements(fields: Fields, known: ReadonlySet<string>): void {
  const odd = Object.keys(fields).find((name) => !known.has(name));
  if (odd !== undefined) throw new Malformed(`there is no element ${JSON.stringify(odd)}`);
}

/** Who may be named where: I10, and the grammar of identity and of resource policies. */
function checkPrincipals(kind: PolicyKind, principals: Listed<PrincipalEntry> | undefined): void {
  if (WITHOUT_PRINCIPAL.has(kind)) {
    if (principals !== undefined) throw new Malformed(`a policy of kind ${kind} cannot name principals`);
  } else if (principals === undefined) {
    throw new Malformed(`a policy of kind ${kind} must name principals`);
  } else if (kind === "trust" && principals.negated) {
    throw new Malformed("NotPrincipal is not allowed in a trust policy");
  }
}

/**
 * Completes short ARNs: always in a principal's policies; in a resource's only those with a wildcard (S2).
 */
function completed(kind: PolicyKind, text: string): string {
  if (text === "*" || !text.startsWith("arn:")) return text;
  if (!WITHOUT_PRINCIPAL.has(kind) && !text.includes("*")) return text;
  return completeArn(text);
}

function readStatement(
  fields: unknown,
  source: StatementSource,
  variables: boolean,
  reader: TextReader,
): Statement {
  if (!isObject(fields)) throw new Malformed("the statement is not an object");
  checkElements(fields, ELEMENTS);
  const effect = effectOf(fields);
  if (effect === undefined)
    throw new Malformed(`Effect is ${JSON.stringify(fields.Effect)}, not Allow or Deny`);
  const principals = readPrincipals(fields, reader);
  checkPrincipals(source.kind, principals);
  const actions = readActionList(fields, reader);
  const resources = either(fields, "Resource", (text) =>
    readResourceTemplate(completed(source.kind, text), variables, reader),
  );
  if (resources === undefined && WITHOUT_PRINCIPAL.has(source.kind))
    throw new Malformed("Resource or NotResource is missing");
  const conditions = readConditions(fields.Condition, variables, reader);
  return { source, effect, principals, actions, resources, conditions };
}

function reasonOf(error: unknown): string {
  if (error instanceof Malformed) return error.message;
  throw error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Malformed(
      `the document is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

interface Opened {
  readonly statements: readonly unknown[];
  readonly variables: boolean;
}

function open(document: unknown): Opened {
  const fields = typeof document === "string" ? parseJson(document) : document;
  if (!isObject(fields)) throw new Malformed("the document is not a JSON object");
  checkElements(fields, TOP_ELEMENTS);
  const version = fields.Version ?? FIRST;
  if (version !== LATEST && version !== FIRST)
    throw new Malformed(`Version is ${JSON.stringify(version)}, not ${LATEST} or ${FIRST}`);
  if (fields.Statement === undefined) throw new Malformed("Statement is missing");
  const statements: readonly unknown[] = Array.isArray(fields.Statement)
    ? fields.Statement
    : [fields.Statement];
  return { statements, variables: version === LATEST };
}

function unwrap(input: PolicyInput): { readonly name?: string; readonly document: unknown } {
  if (typeof input === "string" || !("document" in input)) return { document: input };
  return { name: input.name, document: input.document };
}

/**
 * Reads a policy. What AWS would refuse, or what cannot be read, is kept as `unreadable` with its reason: a
 * statement that may allow or deny anything, so that no decision rests on having overlooked it.
 */
export function parsePolicy(
  input: PolicyInput,
  kind: PolicyKind,
  fallbackName: string = kind,
  reader: TextReader = plainText,
): PolicyDocument {
  const { name = fallbackName, document } = unwrap(input);
  const statements: Statement[] = [];
  const unreadable: Unreadable[] = [];
  let opened: Opened = { statements: [], variables: false };
  try {
    opened = open(document);
  } catch (error) {
    unreadable.push({ source: { policy: name, kind, index: 0 }, reason: reasonOf(error) });
  }
  opened.statements.forEach((fields, index) => {
    const source: StatementSource = { policy: name, kind, index, sid: sidOf(fields) };
    try {
      statements.push(readStatement(fields, source, opened.variables, reader));
    } catch (error) {
      const effect = isObject(fields) ? effectOf(fields) : undefined;
      unreadable.push({ source, reason: reasonOf(error), effect });
    }
  });
  return { name, kind, statements, unreadable };
}
