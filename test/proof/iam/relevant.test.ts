import { isCarried, keyOfAction } from "../../../lib/proof/iam/carried-keys";
import { type Principal, readPrincipal } from "../../../lib/proof/iam/principal";
import { aboutAction, between } from "../../../lib/proof/iam/relevant";
import type { Policies } from "../../../lib/proof/iam/scene";
import { glob, literal } from "../../../lib/proof/pattern/token";
import type { PolicyKind } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { AWAY, HOME, policy, ROLE, USER } from "./cases/case";

type Fields = Readonly<Record<string, unknown>>;

const statement = (sid: string, fields: Fields = {}): Fields => ({
  ...{ Sid: sid, Effect: "Allow", Action: "s3:GetObject" },
  ...("NotResource" in fields ? {} : { Resource: "*" }),
  ...fields,
});
const read = (kind: PolicyKind, ...statements: Fields[]) => [parsePolicy(policy(...statements), kind)];
const named = (...statements: Fields[]) => statements.map((each) => ({ Principal: "*", ...each }));
const ANN = { ...readPrincipal(USER), hasBoundary: false } as Principal;
const OBJECTS = [glob("arn:aws:s3:::acme/*")];

/** The Sids of all statements that are left, layer by layer. */
function sids({ identity, boundary = [], session = [], resource, restrictions }: Policies): string[] {
  const documents = [
    identity,
    boundary,
    session,
    resource,
    restrictions.flatMap((each) => each.policies),
  ].flat();
  return documents.flatMap((document) => document.statements.map(({ source }) => source.sid ?? ""));
}

/** The same statements in every layer. */
function everywhere(...statements: Fields[]): Policies {
  return {
    ...{ identity: read("identity", ...statements), boundary: read("boundary", ...statements) },
    ...{ session: read("session", ...statements), resource: read("resource", ...named(...statements)) },
    restrictions: [{ kind: "scp", policies: read("scp", ...statements) }],
  };
}

describe("the statements about an action", () => {
  it("are those that name it, or may, in every layer", () => {
    const all = everywhere(
      statement("it"),
      statement("other", { Action: "s3:PutObject" }),
      statement("some", { Action: ["sqs:*", "s3:Get*"] }),
    );
    const kept = ["it", "some"];
    expect(sids(aboutAction(all, literal("s3:GetObject")))).toEqual([
      ...kept,
      ...kept,
      ...kept,
      ...kept,
      ...kept,
    ]);
  });

  it("leave layers that are not there, and documents of which nothing is left out, as they are", () => {
    const given: Policies = { identity: read("identity", statement("it")), resource: [], restrictions: [] };
    const found = aboutAction(given, literal("s3:GetObject"));
    expect([found.boundary, found.session, found.resource]).toEqual([undefined, undefined, []]);
    expect(found.identity).toEqual(given.identity);
  });

  it("leave what cannot be read", () => {
    const broken = parsePolicy(
      policy(statement("other", { Action: "sqs:*" }), { Effect: "allow" }),
      "identity",
    );
    const given: Policies = { identity: [broken], resource: [], restrictions: [] };
    const [left] = aboutAction(given, literal("s3:GetObject")).identity;
    expect([left?.statements.length, left?.unreadable.length]).toEqual([0, 1]);
  });
});

describe("the statements between a principal and a resource", () => {
  const left = (...statements: Fields[]) => {
    const resource = read("resource", ...named(...statements));
    return sids(between({ identity: [], resource, restrictions: [] }, ANN, OBJECTS));
  };

  it("are those that may name both", () => {
    expect(
      left(
        statement("both"),
        statement("user", { Principal: { AWS: USER }, Resource: "arn:aws:s3:::acme/a" }),
        statement("another user", { Principal: { AWS: ROLE } }),
        statement("another account", { Principal: { AWS: AWAY } }),
        statement("account", { Principal: { AWS: HOME } }),
        statement("another bucket", { Resource: ["arn:aws:s3:::globex/*", "arn:aws:s3:::initech/*"] }),
        statement("one of several", { Resource: ["arn:aws:s3:::globex/*", "arn:aws:s3:::acme/*"] }),
        statement("neither", { Principal: { AWS: AWAY }, Resource: "arn:aws:s3:::globex/*" }),
      ),
    ).toEqual(["both", "user", "account", "one of several"]);
  });

  it("are those on all but some resources, and with variables in their resources", () => {
    expect(
      left(
        statement("all but", { NotResource: "arn:aws:s3:::acme/*" }),
        statement("variable", { Resource: "arn:aws:s3:::${aws:PrincipalTag/team}/*" }),
      ),
    ).toEqual(["all but", "variable"]);
  });

  it("are those of a role's own policy, which names no resource", () => {
    const own = { Sid: "own", Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: USER } };
    const given: Policies = { identity: [], resource: read("trust", own), restrictions: [] };
    expect(sids(between(given, ANN, [literal(ROLE)]))).toEqual(["own"]);
  });

  it("are all of its own that are on some part of the resource", () => {
    const identity = read(
      "identity",
      ...[
        statement("part", { Resource: "arn:aws:s3:::acme" }),
        statement("other", { Resource: "arn:aws:s3:::x" }),
      ],
    );
    const language = [literal("arn:aws:s3:::acme"), glob("arn:aws:s3:::acme/*")];
    expect(sids(between({ identity, resource: [], restrictions: [] }, ANN, language))).toEqual(["part"]);
  });
});

describe("keys that no request for an action is without", () => {
  it.each([
    ...["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"],
    "ConditionCheckItem",
  ])("are the first keys of the rows, for dynamodb:%s", (name) => {
    expect(keyOfAction(`dynamodb:${name}`)).toBe("dynamodb:leadingkeys");
    expect(isCarried(`dynamodb:${name}`, "dynamodb:leadingkeys")).toBe(true);
  });

  it.each(["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"])(
    "are the name of the session, for sts:%s",
    (name) => {
      expect(keyOfAction(`sts:${name}`)).toBe("sts:rolesessionname");
    },
  );

  it("are the service that gets a role", () => {
    expect(isCarried("iam:PassRole", "iam:passedtoservice")).toBe(true);
  });

  it("are none of a scan, nor those of other actions", () => {
    expect([keyOfAction("dynamodb:Scan"), keyOfAction("s3:GetObject")]).toEqual([undefined, undefined]);
    expect(isCarried("dynamodb:Scan", "dynamodb:leadingkeys")).toBe(false);
    expect(isCarried("dynamodb:GetItem", "sts:rolesessionname")).toBe(false);
  });

  it.each([
    ...["aws:currenttime", "aws:epochtime", "aws:requestedregion", "aws:securetransport", "aws:useragent"],
  ])("are those of every request: %s", (key) => {
    expect(isCarried("s3:GetObject", key)).toBe(true);
  });
});
