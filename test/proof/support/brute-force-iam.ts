/**
 * The evaluation logic written a second time, for concrete requests, on the documents as they are and by
 * other means (regular expressions, sets): the kernel is checked against it. It knows users and role
 * sessions, identity policies, boundaries, session policies and resource policies, and the string operators.
 */
export interface PlainStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | { readonly AWS: string };
  readonly Action?: string;
  readonly NotAction?: string;
  readonly Resource?: string;
  readonly NotResource?: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PlainPolicies {
  readonly identity: readonly PlainStatement[];
  readonly boundary?: readonly PlainStatement[] | undefined;
  readonly session?: readonly PlainStatement[] | undefined;
  readonly resource?: readonly PlainStatement[] | undefined;
}

export interface PlainRequest {
  readonly principal: string;
  /** The role's ARN for a session. */
  readonly parent?: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string, flags: string): RegExp {
  const key = flags + pattern;
  const made = expressions.get(key) ?? compiled(pattern, flags);
  expressions.set(key, made);
  return made;
}

function compiled(pattern: string, flags: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, flags);
}

function test(operator: string, wanted: readonly string[], value: string): boolean {
  const like = operator.endsWith("Like");
  const found = wanted.some((each) => (like ? expression(each, "s").test(value) : each === value));
  return operator.startsWith("StringNot") ? !found : found;
}

function holds(
  name: string,
  wanted: readonly string[],
  value: string | readonly string[] | undefined,
): boolean {
  if (name === "Null") return wanted.includes(String(value === undefined));
  const [set, rest] = name.includes(":") ? name.split(":") : [undefined, name];
  const operator = (rest ?? "").replace(/IfExists$/, "");
  if (value === undefined) {
    if (set === "ForAllValues" || name.endsWith("IfExists")) return true;
    return set === undefined && operator.startsWith("StringNot");
  }
  const values = typeof value === "string" ? [value] : value;
  if (set === "ForAllValues") return values.every((each) => test(operator, wanted, each));
  if (set === "ForAnyValue") return values.some((each) => test(operator, wanted, each));
  return values.length === 1 && test(operator, wanted, values[0] ?? "");
}

function applies(statement: PlainStatement, request: PlainRequest): boolean {
  const { Action: action, NotAction: notAction, Resource: resource, NotResource: notResource } = statement;
  if (action !== undefined && !expression(action, "i").test(request.action)) return false;
  if (notAction !== undefined && expression(notAction, "i").test(request.action)) return false;
  if (resource !== undefined && !expression(resource, "s").test(request.resource)) return false;
  if (notResource !== undefined && expression(notResource, "s").test(request.resource)) return false;
  return Object.entries(statement.Condition ?? {}).every(([name, keys]) =>
    Object.entries(keys).every(([key, wanted]) =>
      holds(name, typeof wanted === "string" ? [wanted] : wanted, request.context[key]),
    ),
  );
}

type Named = "self" | "parent" | "account" | "nobody";

function naming({ Principal: principal }: PlainStatement, request: PlainRequest): Named {
  const account = request.principal.split(":")[4] ?? "";
  const aws = principal === "*" || principal === undefined ? "*" : principal.AWS;
  if (aws === "*" || aws === request.principal) return "self";
  if (aws === request.parent) return "parent";
  return aws === account || aws === `arn:aws:iam::${account}:root` ? "account" : "nobody";
}

/** Would this request be allowed? */
export function isAllowed(request: PlainRequest, policies: PlainPolicies): boolean {
  const own = [policies.identity, policies.boundary ?? [], policies.session ?? []].flat();
  const onResource = (policies.resource ?? []).filter((each) => naming(each, request) !== "nobody");
  const matching = [...own, ...onResource].filter((each) => applies(each, request));
  if (matching.some(({ Effect }) => Effect === "Deny")) return false;
  const grants = (statements: readonly PlainStatement[] | undefined) =>
    statements === undefined || statements.some((each) => each.Effect === "Allow" && applies(each, request));
  const names = new Set(
    onResource
      .filter((each) => each.Effect === "Allow" && applies(each, request))
      .map((each) => naming(each, request)),
  );
  const limits = grants(policies.boundary) && grants(policies.session);
  const account = request.principal.split(":")[4] ?? "";
  if (account !== request.resourceAccount) return names.size > 0 && grants(policies.identity) && limits;
  const guarded = request.action.startsWith("kms:") || request.action.startsWith("sts:");
  const delegated = !guarded || names.has("account");
  if (names.has("self")) return true;
  return (names.has("parent") && limits) || (delegated && grants(policies.identity) && limits);
}
