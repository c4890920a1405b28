import { type KeyState, known } from "../../../lib/proof/condition/context";
import { rolePrincipal, userPrincipal } from "../../../lib/proof/iam/principal";
import type { Question } from "../../../lib/proof/iam/question";
import { reach } from "../../../lib/proof/iam/reach";
import { concat, glob, literal, shownPattern, symbol, type Token } from "../../../lib/proof/pattern/token";
import type { PolicyInput } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import type { TextReader } from "../../../lib/proof/policy/template";
import { allow, deny, HOME, policy } from "./cases/case";

const acme = symbol("acme#bucket", { unique: "bucket" });
const globex = symbol("globex#bucket", { unique: "bucket" });
const SYMBOLS = new Map([
  ["<acme>", acme],
  ["<globex>", globex],
]);

/** Documents of these tests write a bucket's unknown name as `<acme>`. */
const reader: TextReader = (text) =>
  text.split(/(<\w+>)/).flatMap((piece) => (piece === "" ? [] : [SYMBOLS.get(piece) ?? piece]));

const bucketOf = (name: Token) => [
  concat(literal("arn:aws:s3:::"), [name]),
  concat(literal("arn:aws:s3:::"), [name], glob("/*")),
];
const ROLE = rolePrincipal(literal(`arn:aws:iam::${HOME}:role/acme/etl`), false);

interface Asked {
  readonly identity?: PolicyInput;
  readonly resource?: PolicyInput;
  readonly of?: Token;
  readonly action?: string;
  readonly keys?: Readonly<Record<string, KeyState>>;
}

function ask({ identity, resource, of = globex, action = "s3:GetObject", keys = {} }: Asked) {
  const asked: Question = {
    principal: ROLE,
    action: literal(action),
    resource: { language: bucketOf(of), account: literal(HOME), target: "other" },
    policies: {
      identity: identity === undefined ? [] : [parsePolicy(identity, "identity", "etl", reader)],
      resource: resource === undefined ? [] : [parsePolicy(resource, "resource", "bucket", reader)],
      restrictions: [],
    },
    keys: new Map(Object.entries(keys)),
  };
  return reach(asked);
}

const edge = ({ over, under }: { over: boolean; under: boolean }) => (under ? "yes" : over ? "may be" : "no");

describe("reach, over resources whose names only the apply knows", () => {
  it("proves that a policy for one tenant's bucket does not reach another's", () => {
    const identity = policy(
      allow({ Action: "s3:*", Resource: ["arn:aws:s3:::<acme>", "arn:aws:s3:::<acme>/*"] }),
    );
    expect(edge(ask({ identity }))).toBe("no");
    expect(edge(ask({ identity, of: acme }))).toBe("yes");
  });

  it("sees a wildcard that reaches every bucket, and names the statement", () => {
    const found = ask({ identity: policy(allow({ Sid: "AllowAll", Resource: "*" })) });
    expect(edge(found)).toBe("yes");
    expect(found.statement).toEqual({ policy: "etl", kind: "identity", index: 0, sid: "AllowAll" });
    expect(found.causes).toEqual([]);
  });

  it("sees a grant to a part of the bucket, and shows which", () => {
    const found = ask({ identity: policy(allow({ Resource: "arn:aws:s3:::<globex>/public/*" })) });
    expect(edge(found)).toBe("yes");
    expect(shownPattern(found.witness?.resource ?? [])).toBe("arn:aws:s3:::${globex#bucket}/public/*");
  });

  it("lets a deny of that very part prune it, and no smaller one", () => {
    const part = allow({ Resource: "arn:aws:s3:::<globex>/public/*" });
    const without = (resource: string) => policy(part, deny({ Resource: resource }));
    expect(edge(ask({ identity: without("arn:aws:s3:::<globex>/*") }))).toBe("no");
    expect(edge(ask({ identity: without("arn:aws:s3:::<globex>/public/x/*") }))).toBe("may be");
  });

  it("does not take a name that is written out for another than the unknown one", () => {
    const found = ask({ identity: policy(allow({ Resource: "arn:aws:s3:::acme-uploads/*" })) });
    expect(edge(found)).toBe("may be");
    expect(found.causes).toEqual(["etl, statement 0: it depends on its resource"]);
  });

  it("takes a NotResource with Allow for everything else", () => {
    const identity = policy({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::<acme>/*" });
    expect(edge(ask({ identity }))).toBe("yes");
  });

  it("holds what cannot be read for something that may allow", () => {
    const found = ask({ identity: "not yet known" });
    expect(edge(found)).toBe("may be");
    expect(found.causes).toEqual([expect.stringContaining("the document is not JSON")]);
  });

  it("is proved where an unreadable policy stands beside a deny of everything", () => {
    const found = ask({ identity: "not yet known", resource: policy(deny({ Principal: "*" })) });
    expect(edge(found)).toBe("no");
  });
});

describe("reach, over keys", () => {
  const guarded = (condition: object) => policy(allow({ Condition: condition }));

  it("stays possible where what the caller chooses leaves another doubt", () => {
    const chosen = { StringLike: { "s3:prefix": "public/*" } };
    const perhaps = allow({ Resource: "arn:aws:s3:::acme-uploads/*", Condition: chosen });
    expect(edge(ask({ identity: policy(perhaps) }))).toBe("may be");
    const part = "arn:aws:s3:::<globex>/public/*";
    const closed = [allow({ Resource: part }), deny({ Resource: part })];
    expect(edge(ask({ identity: policy(perhaps, ...closed) }))).toBe("may be");
    expect(edge(ask({ identity: policy(...closed) }))).toBe("no");
  });

  it("lets the caller choose what callers choose, and shows what", () => {
    const found = ask({ identity: guarded({ StringLike: { "s3:prefix": "public/*" } }) });
    expect(edge(found)).toBe("yes");
    expect(found.witness?.keys.get("s3:prefix")).toEqual(known("public/"));
  });

  it("leaves open what the environment decides", () => {
    const found = ask({ identity: guarded({ StringEquals: { "aws:SourceVpce": "vpce-1" } }) });
    expect(edge(found)).toBe("may be");
    expect(found.causes).toContain("the value of aws:sourcevpce");
  });

  it("knows that a direct call carries no SourceArn", () => {
    expect(edge(ask({ identity: guarded({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }) }))).toBe("no");
  });

  it("does not let the caller choose its own tags", () => {
    const identity = guarded({ StringEquals: { "aws:PrincipalTag/tenant": "globex" } });
    expect(edge(ask({ identity }))).toBe("may be");
    expect(edge(ask({ identity, keys: { "aws:principaltag/tenant": known("acme") } }))).toBe("no");
    expect(edge(ask({ identity, keys: { "aws:principaltag/tenant": { state: "absent" } } }))).toBe("no");
  });

  it("finds the tag that would open a bucket, where tags may be chosen", () => {
    const question: Question = {
      principal: userPrincipal(literal(`arn:aws:iam::${HOME}:user/ann`), false),
      action: literal("s3:GetObject"),
      resource: { language: [literal("arn:aws:s3:::globex/1")], account: literal(HOME), target: "other" },
      policies: {
        identity: [
          parsePolicy(policy(allow({ Resource: "arn:aws:s3:::${aws:PrincipalTag/tenant}/*" })), "identity"),
        ],
        resource: [],
        restrictions: [],
      },
      kindOf: () => "chosen",
    };
    const found = reach(question);
    expect(edge(found)).toBe("yes");
    expect(found.witness?.keys.get("aws:principaltag/tenant")).toEqual(known("globex"));
  });

  it("knows the guard on an absent tag to fail open", () => {
    const identity = policy(allow(), {
      Effect: "Deny",
      Action: "*",
      NotResource: "arn:aws:s3:::${aws:PrincipalTag/tenant}/*",
    });
    const absent: KeyState = { state: "absent" };
    expect(edge(ask({ identity, keys: { "aws:principaltag/tenant": absent } }))).toBe("yes");
  });
});

describe("reach, over principals", () => {
  const bucket = (principal: unknown) => policy(allow({ Principal: principal }));

  it("knows a role by its ARN and by its account", () => {
    expect(edge(ask({ resource: bucket({ AWS: `arn:aws:iam::${HOME}:role/acme/etl` }) }))).toBe("yes");
    expect(edge(ask({ resource: bucket({ AWS: `arn:aws:iam::${HOME}:role/globex/etl` }) }))).toBe("no");
    expect(edge(ask({ resource: bucket({ AWS: HOME }) }))).toBe("no");
    expect(edge(ask({ resource: bucket("*") }))).toBe("yes");
  });

  it("counts with every name that a session may be given", () => {
    const session = (name: string) => ({ AWS: `arn:aws:sts::${HOME}:assumed-role/${name}` });
    expect(edge(ask({ resource: bucket(session("etl/run-1")) }))).toBe("may be");
    expect(edge(ask({ resource: bucket(session("other/run-1")) }))).toBe("no");
  });
});
