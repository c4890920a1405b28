import { type KeyState, known } from "../condition/context";
import type { Pattern } from "../pattern/token";
import { nameOf, type Principal, type PrincipalKind } from "./principal";

/** `aws:PrincipalType` (IAM guide, principal key values). A service or a provider has none. */
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

/** Kinds that sign with credentials of an account, and so have an ARN that conditions see. */
const WITH_ARN: ReadonlySet<PrincipalKind> = new Set([
  "user",
  "role",
  "role-session",
  "federated-user",
  "root",
]);

function one(value: Pattern): KeyState {
  return { state: "values", values: [value] };
}

/** The ARN that conditions see: for a session that of its role. */
function arnOf(principal: Principal): Pattern | undefined {
  if (!WITH_ARN.has(principal.kind)) return undefined;
  return principal.kind === "role-session" ? principal.parents?.[0] : principal.arn;
}

function* keysOf(principal: Principal): Generator<readonly [string, KeyState]> {
  const { kind, account } = principal;
  const arn = arnOf(principal);
  const type = TYPES[kind];
  if (arn !== undefined) yield ["aws:principalarn", one(arn)];
  if (WITH_ARN.has(kind) && account !== undefined) yield ["aws:principalaccount", one(account)];
  if (kind === "anonymous") yield ["aws:principalaccount", known("anonymous")];
  if (type !== undefined) yield ["aws:principaltype", known(type)];
  if (WITH_ARN.has(kind) || kind === "service")
    yield ["aws:principalisawsservice", known(String(kind === "service"))];
  if (kind === "service") yield ["aws:principalservicename", one(principal.arn)];
  const name = kind === "user" ? nameOf(principal.arn) : undefined;
  if (name !== undefined) yield ["aws:username", one(name)];
}

/** The context keys that follow from who asks, in lower case. */
export function principalKeys(principal: Principal): ReadonlyMap<string, KeyState> {
  return new Map(keysOf(principal));
}
