import { type Principal, readPrincipal } from "../../../lib/proof/iam/principal";
import { isNamed, matchPrincipal, type PrincipalMatch } from "../../../lib/proof/iam/principal-match";
import { concat, literal, symbol } from "../../../lib/proof/pattern/token";
import type { Effect, PrincipalEntry } from "../../../lib/proof/policy/document";
import { FEDERATED, HOME, OIDC, OTHER_SESSION, ROLE, ROOT, SESSION, USER } from "./cases/case";

const NO: PrincipalMatch = { direct: "no", parent: "no", account: "no" };
const SERVICE = "lambda.amazonaws.com";
const EVERYONE: PrincipalEntry = { type: "everyone" };
const ACCOUNT: PrincipalEntry = { type: "account", account: literal(HOME) };
const UNKNOWN = symbol("x#y", { holds: "text" });
const arn = (text: string): PrincipalEntry => ({ type: "arn", arn: literal(text) });

function principal(text: string, hasBoundary = false): Principal {
  const found = readPrincipal(text);
  if (found === undefined) throw new Error(`${text} is no principal`);
  return { ...found, hasBoundary };
}

function named(text: string, ...entries: readonly PrincipalEntry[]): PrincipalMatch {
  return matchPrincipal({ negated: false, entries }, "Allow", principal(text));
}

/** Is the principal hit by a statement with `NotPrincipal`? */
function hit(effect: Effect, who: Principal, ...entries: readonly PrincipalEntry[]) {
  const { direct, parent, account } = matchPrincipal({ negated: true, entries }, effect, who);
  expect([parent, account]).toEqual(["no", "no"]);
  return direct;
}

describe("an entry names", () => {
  it("everyone directly", () => {
    const all = [USER, SESSION, SERVICE, "*", OIDC].map((text) => named(text, EVERYONE));
    expect(all).toEqual(Array(5).fill({ ...NO, direct: "yes" }));
  });

  it("an account: its principals as its own, its root user directly, and nobody else", () => {
    for (const text of [USER, ROLE, SESSION, FEDERATED])
      expect(named(text, ACCOUNT)).toEqual({ ...NO, account: "yes" });
    expect(named(ROOT, ACCOUNT)).toEqual({ ...NO, direct: "yes" });
    for (const text of [SERVICE, "*", OIDC, "arn:aws:iam::999999999999:user/ann"])
      expect(named(text, ACCOUNT)).toEqual(NO);
  });

  it("a user or a session directly, a role as what is behind its sessions", () => {
    expect(named(USER, arn(USER))).toEqual({ ...NO, direct: "yes" });
    expect(named(SESSION, arn(SESSION))).toEqual({ ...NO, direct: "yes" });
    expect(named(OTHER_SESSION, arn(SESSION))).toEqual(NO);
    expect(named(SESSION, arn(ROLE))).toEqual({ ...NO, parent: "yes" });
    expect(named(ROLE, arn(ROLE))).toEqual({ ...NO, parent: "yes" });
    expect(named(FEDERATED, arn(USER))).toEqual({ ...NO, parent: "yes" });
    expect(named(USER, arn(ROLE))).toEqual(NO);
  });

  it("a role with whatever path, for a session does not say it; a part that is not known only may", () => {
    expect(named(SESSION, arn(`arn:aws:iam::${HOME}:role/team/etl`))).toEqual({ ...NO, parent: "yes" });
    expect(named(SESSION, arn(`arn:aws:iam::${HOME}:role/team/other`))).toEqual(NO);
    const partly = concat(literal(`arn:aws:iam::${HOME}:role/`), [symbol("role#name")]);
    expect(named(SESSION, { type: "arn", arn: partly })).toEqual({ ...NO, parent: "unknown" });
  });

  it("a service or a provider only of its own kind", () => {
    const service: PrincipalEntry = { type: "service", name: literal(SERVICE) };
    const provider: PrincipalEntry = { type: "federated", provider: literal(OIDC) };
    expect([named(SERVICE, service), named(OIDC, provider)]).toEqual(Array(2).fill({ ...NO, direct: "yes" }));
    expect([named(OIDC, service), named(USER, service), named(SERVICE, provider)]).toEqual([NO, NO, NO]);
    const asService: PrincipalEntry = { type: "service", name: literal(USER) };
    const asProvider: PrincipalEntry = { type: "federated", provider: literal(USER) };
    expect([named(USER, asService), named(USER, asProvider)]).toEqual([NO, NO]);
  });

  it("by a canonical id perhaps the account of who has one", () => {
    const id: PrincipalEntry = { type: "canonicalUser", id: literal("79a5") };
    expect(named(USER, id)).toEqual({ ...NO, account: "unknown" });
    expect([named("*", id), named(SERVICE, id)]).toEqual([NO, NO]);
  });

  it("by a text of no known form perhaps anybody, in any way", () => {
    const opaque: PrincipalEntry = { type: "opaque", text: [UNKNOWN] };
    const any: PrincipalMatch = { direct: "unknown", parent: "unknown", account: "unknown" };
    expect([named(USER, opaque), named(SERVICE, opaque)]).toEqual([any, any]);
    expect(named("*", opaque)).toEqual({ ...NO, direct: "unknown" });
  });

  it("together with others whomever one of them does, in each way", () => {
    expect(named(SESSION, arn(ROLE), ACCOUNT)).toEqual({ direct: "no", parent: "yes", account: "yes" });
    expect(named(USER)).toEqual(NO);
    const ways = [{ direct: "yes" }, { parent: "unknown" }, { account: "yes" }, {}] as const;
    expect(ways.map((way) => isNamed({ ...NO, ...way }))).toEqual(["yes", "unknown", "yes", "no"]);
  });
});

describe("NotPrincipal with Allow", () => {
  it("grants everybody who is not listed in any way", () => {
    expect(hit("Allow", principal(USER), arn(ROLE))).toBe("yes");
    expect(hit("Allow", principal(USER), arn(USER))).toBe("no");
    expect(hit("Allow", principal(USER), ACCOUNT)).toBe("no");
    expect(hit("Allow", principal("*"), ACCOUNT)).toBe("yes");
    expect(hit("Allow", principal(USER), { type: "opaque", text: [UNKNOWN] })).toBe("unknown");
  });
});

describe("NotPrincipal with Deny", () => {
  it("spares a user only with its account, a session only with its role and its account", () => {
    expect(hit("Deny", principal(USER), arn(USER))).toBe("yes");
    expect(hit("Deny", principal(USER), ACCOUNT)).toBe("yes");
    expect(hit("Deny", principal(USER), arn(USER), ACCOUNT)).toBe("no");
    expect(hit("Deny", principal(FEDERATED), arn(FEDERATED))).toBe("yes");
    expect(hit("Deny", principal(FEDERATED), arn(FEDERATED), ACCOUNT)).toBe("no");
    expect(hit("Deny", principal(SESSION), arn(SESSION), ACCOUNT)).toBe("yes");
    expect(hit("Deny", principal(SESSION), arn(ROLE), ACCOUNT)).toBe("yes");
    expect(hit("Deny", principal(SESSION), arn(ROLE), arn(SESSION))).toBe("yes");
    expect(hit("Deny", principal(SESSION), arn(SESSION), arn(ROLE), ACCOUNT)).toBe("no");
    expect(hit("Deny", principal(ROLE), arn(ROLE))).toBe("yes");
    expect(hit("Deny", principal(ROLE), arn(ROLE), ACCOUNT)).toBe("no");
  });

  it("spares the root user and services by their names alone", () => {
    expect(hit("Deny", principal(ROOT), ACCOUNT)).toBe("no");
    expect(hit("Deny", principal(SERVICE), { type: "service", name: literal(SERVICE) })).toBe("no");
    expect(hit("Deny", principal(SERVICE), ACCOUNT)).toBe("yes");
  });

  it("never spares who has a permissions boundary, unless it spares everyone", () => {
    const bounded = principal(USER, true);
    expect(hit("Deny", bounded, arn(USER), ACCOUNT)).toBe("yes");
    expect(hit("Deny", bounded, arn(USER), EVERYONE)).toBe("no");
    expect(hit("Deny", principal(USER), EVERYONE)).toBe("no");
  });
});
