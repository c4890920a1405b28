import { relate } from "../pattern/includes";
import { intersects } from "../pattern/intersects";
import type { Pattern } from "../pattern/token";
import type { Effect, Listed, PrincipalEntry } from "../policy/document";
import { all, any, not, type Truth } from "../truth";
import type { Principal } from "./principal";

/** How a statement names a principal. What it names decides which implicit denies still bite (I3). */
export interface PrincipalMatch {
  /** The user, the session, the service or provider itself, or everyone. */
  readonly direct: Truth;
  /** The role of the session, or the user of the federated session. */
  readonly parent: Truth;
  /** The account, which delegates to its own policies and grants nothing by itself. */
  readonly account: Truth;
}

const NOBODY: PrincipalMatch = { direct: "no", parent: "no", account: "no" };

/** What an entry names is the same text as this; a text that only the apply knows may be. */
function same(entry: Pattern, own: Pattern | undefined): Truth {
  return own === undefined ? "no" : relate(entry, own);
}

/** The session's ARN does not say the path of its role: every path is the same role, names are unique. */
function sameAsOne(entry: Pattern, parents: readonly Pattern[]): Truth {
  if (!parents.some((parent) => intersects(entry, parent))) return "no";
  return entry.every((token) => token.kind === "char")
    ? "yes"
    : any(parents.map((parent) => relate(entry, parent)));
}

function arnMatch(entry: Pattern, principal: Principal): PrincipalMatch {
  // A role's own ARN names it as the identity behind its sessions, which is who asks in its name.
  const direct = principal.kind === "role" ? "no" : same(entry, principal.arn);
  return { direct, parent: sameAsOne(entry, principal.parents ?? []), account: "no" };
}

function accountMatch(entry: Pattern, principal: Principal): PrincipalMatch {
  if (principal.kind === "federated") return NOBODY;
  const account = same(entry, principal.account);
  // The root user is the account: naming the account names it.
  return principal.kind === "root"
    ? { direct: account, parent: "no", account: "no" }
    : { ...NOBODY, account };
}

function entryMatch(entry: PrincipalEntry, principal: Principal): PrincipalMatch {
  const onlyDirect = (direct: Truth): PrincipalMatch => ({ ...NOBODY, direct });
  switch (entry.type) {
    case "everyone":
      return onlyDirect("yes");
    case "account":
      return accountMatch(entry.account, principal);
    case "arn":
      return arnMatch(entry.arn, principal);
    case "service":
      return onlyDirect(principal.kind === "service" ? same(entry.name, principal.arn) : "no");
    case "federated":
      return onlyDirect(principal.kind === "federated" ? same(entry.provider, principal.arn) : "no");
    case "canonicalUser":
      // Another spelling of an account (S3), or a CloudFront identity: which one is not to be seen.
      return principal.account === undefined ? NOBODY : { ...NOBODY, account: "unknown" };
    case "opaque":
      return principal.kind === "anonymous"
        ? onlyDirect("unknown")
        : { direct: "unknown", parent: "unknown", account: "unknown" };
  }
}

function joined(matches: readonly PrincipalMatch[]): PrincipalMatch {
  return {
    direct: any(matches.map(({ direct }) => direct)),
    parent: any(matches.map(({ parent }) => parent)),
    account: any(matches.map(({ account }) => account)),
  };
}

/** In whichever way. */
export function isNamed({ direct, parent, account }: PrincipalMatch): Truth {
  return any([direct, parent, account]);
}

/**
 * I11: with `Deny`, the exemption holds only when the account, the role and the session are all listed, and
 * never for a principal with a permissions boundary.
 */
function isExempt(entries: readonly PrincipalEntry[], principal: Principal): Truth {
  if (entries.some(({ type }) => type === "everyone")) return "yes";
  if (principal.hasBoundary) return "no";
  const { direct, parent, account } = joined(entries.map((entry) => entryMatch(entry, principal)));
  if (principal.kind === "role-session") return all([direct, parent, account]);
  if (principal.kind === "role") return all([parent, account]);
  if (principal.kind === "user" || principal.kind === "federated-user") return all([direct, account]);
  return direct;
}

/**
 * How a statement's `Principal` or `NotPrincipal` names the principal. `NotPrincipal` with `Allow` grants
 * everyone who is not listed in any way (I10), as `*` would.
 */
export function matchPrincipal(
  listed: Listed<PrincipalEntry>,
  effect: Effect,
  principal: Principal,
): PrincipalMatch {
  const matched = joined(listed.entries.map((entry) => entryMatch(entry, principal)));
  if (!listed.negated) return matched;
  const except = effect === "Deny" ? isExempt(listed.entries, principal) : isNamed(matched);
  return { ...NOBODY, direct: not(except) };
}
