import { arnParts } from "../pattern/arn";
import { ANYTHING, char, concat, glob, literal, type Pattern, textOf } from "../pattern/token";

/**
 * Who asks. `role` is a role without saying which session of it; `federated` is who calls
 * `AssumeRoleWithWebIdentity` or `…WithSAML`: the identity provider's word, no AWS credentials yet.
 */
export type PrincipalKind =
  "user" | "role" | "role-session" | "federated-user" | "root" | "service" | "federated" | "anonymous";

/**
 * A principal as the decision needs it. Patterns are texts, with symbols where only the apply knows a part.
 */
export interface Principal {
  readonly kind: PrincipalKind;
  /** ARN, service name, identity provider; empty for the anonymous caller. */
  readonly arn: Pattern;
  /** @default - the principal belongs to no account: a service, a provider, the anonymous caller */
  readonly account?: Pattern | undefined;
  /**
   * What a policy may call the identity behind it: the role of a session, the user of a federated session.
   * Several patterns where the ARN's path is not known.
   *
   * @default - there is none
   */
  readonly parents?: readonly Pattern[] | undefined;
  /** Whether a permissions boundary is attached: it changes what `NotPrincipal` means (I11). */
  readonly hasBoundary: boolean;
}

const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;
const PROVIDER = /^(?:oidc-provider|saml-provider)\//;
/** Identity providers that are named without an ARN: a host name, and one that looks like a service's. */
const BARE_PROVIDER = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const COGNITO = "cognito-identity.amazonaws.com";
const ACCOUNT = /^\d{12}$/;
const COLON = literal(":");

function roleBehind(partition: string, account: string, name: string): readonly Pattern[] {
  const start = literal(`arn:${partition}:iam::${account}:role/`);
  return [concat(start, literal(name)), concat(start, glob("*"), [char("/")], literal(name))];
}

function kindOfIam(resource: string): PrincipalKind | undefined {
  if (resource === "root") return "root";
  if (resource.startsWith("user/")) return "user";
  if (resource.startsWith("role/")) return "role";
  return PROVIDER.test(resource) ? "federated" : undefined;
}

function ofSts(
  arn: string,
  partition: string,
  account: string,
  resource: string,
): Omit<Principal, "hasBoundary"> | undefined {
  const [kind, name = "", session] = resource.split("/");
  const shared = { arn: literal(arn), account: literal(account) };
  if (kind === "assumed-role" && session !== undefined)
    return { ...shared, kind: "role-session", parents: roleBehind(partition, account, name) };
  if (kind === "federated-user" && name !== "")
    return {
      ...shared,
      kind: "federated-user",
      parents: [literal(`arn:${partition}:iam::${account}:user/${name}`)],
    };
  return undefined;
}

function ofArn(arn: string): Omit<Principal, "hasBoundary"> | undefined {
  const [scheme, partition, service, region, account, resource] = arnParts(literal(arn)).map((part) =>
    textOf(part),
  );
  if (scheme !== "arn" || partition === undefined || account === undefined || resource === undefined)
    return undefined;
  if (service === "sts" && region === "") return ofSts(arn, partition, account, resource);
  const kind = service === "iam" && region === "" ? kindOfIam(resource) : undefined;
  if (kind === undefined) return undefined;
  const principal = { kind, arn: literal(arn), account: literal(account) };
  return kind === "role" ? { ...principal, parents: [literal(arn)] } : principal;
}

/**
 * Reads a principal: an ARN of a user, role, session, root or provider, a service's name, a provider's name,
 * or `*` for the caller without credentials. An account's number is its root user. `undefined` for what is
 * none of these.
 */
export function readPrincipal(text: string): Omit<Principal, "hasBoundary"> | undefined {
  if (text === "*" || text === "anonymous") return { kind: "anonymous", arn: [] };
  if (ACCOUNT.test(text)) return ofArn(`arn:aws:iam::${text}:root`);
  if (SERVICE.test(text) && text !== COGNITO) return { kind: "service", arn: literal(text) };
  if (BARE_PROVIDER.test(text)) return { kind: "federated", arn: literal(text) };
  return ofArn(text);
}

/** The name that a user or role has after its path. `undefined` where no `/` is to be seen. */
export function nameOf(arn: Pattern): Pattern | undefined {
  const resource = arnParts(arn)[5] ?? [];
  const slash = resource.lastIndexOf(char("/"));
  return slash < 0 ? undefined : resource.slice(slash + 1);
}

/** A user of the account, for questions about all that it may do. */
export function userPrincipal(arn: Pattern, hasBoundary: boolean): Principal {
  return { kind: "user", arn, account: arnParts(arn)[4], hasBoundary };
}

/** A role, as which of its sessions it may be: whoever assumes it chooses the session's name. */
export function rolePrincipal(arn: Pattern, hasBoundary: boolean): Principal {
  const [scheme = [], partition = [], , , account = []] = arnParts(arn);
  const ofSts = concat(scheme, COLON, partition, literal(":sts::"), account, literal(":assumed-role/"));
  const session = concat(ofSts, nameOf(arn) ?? ANYTHING, literal("/"), ANYTHING);
  return { kind: "role-session", arn: session, account, parents: [arn], hasBoundary };
}
