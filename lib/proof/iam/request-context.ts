import { type Context, contextOf, type KeyState, known } from "../condition/context";
import { textOf } from "../pattern/token";
import { nameOf, type Principal, type PrincipalKind } from "./principal";
import type { AuthorizationRequest, ContextValue } from "./request";

/** `aws:PrincipalType` (IAM guide, principal key values). */
const TYPES: Readonly<Record<PrincipalKind, string | undefined>> = {
  user: "User",
  role: "AssumedRole",
  "role-session": "AssumedRole",
  "federated-user": "FederatedUser",
  root: "Account",
  service: undefined,
  federated: undefined,
  anonymous: "Anonymous",
};

function values(value: ContextValue): KeyState {
  if (value === null) return { state: "absent" };
  return Array.isArray(value) ? known(...value.map(String)) : known(String(value));
}

/** The ARN that conditions see: for a session that of its role. */
function principalArn(request: AuthorizationRequest, principal: Principal): string | undefined {
  if (principal.kind === "anonymous" || principal.kind === "federated" || principal.kind === "service")
    return undefined;
  if (principal.kind !== "role-session") return textOf(principal.arn);
  return request.roleArn ?? textOf(principal.parents?.[0] ?? []);
}

function* derived(
  request: AuthorizationRequest,
  principal: Principal,
  resourceAccount: string | undefined,
): Generator<readonly [string, string | undefined]> {
  const { kind } = principal;
  const account = principal.account === undefined ? undefined : textOf(principal.account);
  yield ["aws:PrincipalArn", principalArn(request, principal)];
  yield [
    "aws:PrincipalAccount",
    kind === "anonymous" ? "anonymous" : kind === "federated" ? undefined : account,
  ];
  yield ["aws:PrincipalType", TYPES[kind]];
  if (kind !== "anonymous" && kind !== "federated")
    yield ["aws:PrincipalIsAWSService", String(kind === "service")];
  if (kind === "service") yield ["aws:PrincipalServiceName", textOf(principal.arn)];
  if (kind === "user") yield ["aws:username", nameOf(principal.arn)];
  yield ["aws:ResourceAccount", resourceAccount];
  const tags = { ...request.principalTags, ...request.sessionTags };
  for (const [tag, value] of Object.entries(tags)) yield [`aws:PrincipalTag/${tag}`, value];
}

/** Is the key one of those declared unknown? A `*` at the end stands for the rest of the name. */
function isDeclared(key: string, declared: readonly string[]): boolean {
  return declared.some((each) => (each.endsWith("*") ? key.startsWith(each.slice(0, -1)) : key === each));
}

/**
 * The context of a request: what it says, what follows from it where it does not say it, and what it declares
 * unknown. Key names count without regard to case (S4).
 */
export function requestContext(
  request: AuthorizationRequest,
  principal: Principal,
  resourceAccount: string | undefined,
): Context {
  const keys = new Map<string, KeyState>();
  for (const [key, value] of derived(request, principal, resourceAccount))
    if (value !== undefined) keys.set(key.toLowerCase(), known(value));
  for (const [key, value] of Object.entries(request.context ?? {}))
    keys.set(key.toLowerCase(), values(value));
  const given = contextOf(keys);
  const declared = (request.unknownKeys ?? []).map((key) => key.toLowerCase());
  return { lookUp: (key) => (isDeclared(key, declared) ? { state: "unknown" } : given.lookUp(key)) };
}
