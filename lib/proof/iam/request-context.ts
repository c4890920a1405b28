import { type Context, contextOf, type KeyState, known } from "../condition/context";
import type { Pattern } from "../pattern/token";
import type { Principal } from "./principal";
import { principalKeys } from "./principal-keys";
import type { AuthorizationRequest, ContextValue } from "./request";

function values(value: ContextValue): KeyState {
  if (value === null) return { state: "absent" };
  return Array.isArray(value) ? known(...value.map(String)) : known(String(value));
}

/** A `*` at the end of a declared key stands for all keys that start so, except those that have a value. */
function isDeclared(key: string, declared: readonly string[], given: ReadonlyMap<string, KeyState>): boolean {
  return declared.some((each) =>
    each.endsWith("*") ? key.startsWith(each.slice(0, -1)) && !given.has(key) : key === each,
  );
}

/**
 * The context of a request: what it says, what follows from it where it does not say it, and what it declares
 * unknown. Key names count without regard to case (S4).
 */
export function requestContext(
  request: AuthorizationRequest,
  principal: Principal,
  resourceAccount: Pattern | undefined,
): Context {
  const keys = new Map(principalKeys(principal));
  if (resourceAccount !== undefined)
    keys.set("aws:resourceaccount", { state: "values", values: [resourceAccount] });
  // K6: keys see the caller's account by a name of their own.
  const caller = keys.get("aws:principalaccount");
  if (caller !== undefined && /^kms:/i.test(request.action)) keys.set("kms:calleraccount", caller);
  for (const [tag, value] of Object.entries({ ...request.principalTags, ...request.sessionTags }))
    keys.set(`aws:principaltag/${tag}`.toLowerCase(), known(value));
  for (const [key, value] of Object.entries(request.context ?? {}))
    keys.set(key.toLowerCase(), values(value));
  const given = contextOf(keys);
  const declared = (request.unknownKeys ?? []).map((key) => key.toLowerCase());
  return { lookUp: (key) => (isDeclared(key, declared, keys) ? { state: "unknown" } : given.lookUp(key)) };
}
