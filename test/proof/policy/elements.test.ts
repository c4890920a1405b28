import { literal, type Pattern, shownPattern, symbol } from "../../../lib/proof/pattern/token";
import { readConditions, readOperator } from "../../../lib/proof/policy/conditions";
import type { PolicyInput, PolicyKind, PrincipalEntry, Statement } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { plainText, render, type TextReader, variableKeys } from "../../../lib/proof/policy/template";

const UNKNOWN = symbol("aws_x.y#z");
const reader: TextReader = (text) =>
  text
    .split("<?>")
    .flatMap((piece, n) => (n === 0 ? [piece] : [UNKNOWN, piece]))
    .filter((piece) => piece !== "");

const STATEMENT = { Effect: "Allow", Action: "s3:*", Resource: "*" };

function read(fields: object, kind: PolicyKind = "identity", version = "2012-10-17"): Statement | undefined {
  const input = { Version: version, Statement: { ...STATEMENT, ...fields } };
  return parsePolicy(input, kind, "team", reader).statements[0];
}

function principal(text: string): readonly PrincipalEntry[] | undefined {
  return read({ Principal: { AWS: text } }, "resource")?.principals?.entries;
}

function reasons(input: PolicyInput, kind: PolicyKind = "identity"): readonly string[] {
  return parsePolicy(input, kind, "team", reader).unreadable.map(({ reason }) => reason);
}

const unknownIn = (before: string, after = ""): Pattern => [...literal(before), UNKNOWN, ...literal(after)];

describe("a principal of AWS", () => {
  it("is the account only as its root in IAM, and only where that is the whole name", () => {
    const account = { type: "account", account: literal("111122223333") };
    expect(principal("arn:aws:iam::111122223333:root")).toEqual([account]);
    expect(principal("arn:aws-cn:iam::111122223333:root")).toEqual([account]);
    for (const arn of [
      "arn:aws:sts::111122223333:root",
      "arn:aws:iam::111122223333:user/root",
      "1111222233334",
    ])
      expect(principal(arn)).toEqual([{ type: "arn", arn: literal(arn) }]);
  });

  it("may be an account that only the apply knows", () => {
    expect(principal("arn:aws:iam::<?>:root")).toEqual([{ type: "account", account: [UNKNOWN] }]);
  });

  it("is somebody of a known form where the kind and the beginning of the name are written out", () => {
    const arn = unknownIn("arn:aws:iam::111122223333:role/");
    expect(principal("arn:aws:iam::111122223333:role/<?>")).toEqual([{ type: "arn", arn }]);
  });

  it("may be anybody where that is not to be seen", () => {
    expect(principal("<?>")).toEqual([{ type: "opaque", text: [UNKNOWN] }]);
    expect(principal("arn:<?>")).toEqual([{ type: "opaque", text: unknownIn("arn:") }]);
    const text = unknownIn("arn:aws:iam::111122223333:");
    expect(principal("arn:aws:iam::111122223333:<?>")).toEqual([{ type: "opaque", text }]);
  });

  it("has no wildcards within it: a star is a character there", () => {
    const arn = "arn:aws:iam::111122223333:role/team-*";
    expect(principal(arn)).toEqual([{ type: "arn", arn: literal(arn) }]);
  });
});

describe("the principals of a statement", () => {
  it("are everyone as a star, with a type or without", () => {
    const everyone = { negated: false, entries: [{ type: "everyone" }] };
    expect(read({ Principal: "*" }, "resource")?.principals).toEqual(everyone);
    expect(read({ Principal: { AWS: "*" } }, "resource")?.principals).toEqual(everyone);
  });

  it("are a list of any types, or all but a list", () => {
    const names = { Service: ["a.amazonaws.com", "b.amazonaws.com"], AWS: ["111122223333"] };
    expect(read({ NotPrincipal: names }, "resource")?.principals).toEqual({
      negated: true,
      entries: [
        { type: "service", name: literal("a.amazonaws.com") },
        { type: "service", name: literal("b.amazonaws.com") },
        { type: "account", account: literal("111122223333") },
      ],
    });
    expect(read({})?.principals).toBeUndefined();
  });

  it("are named in messages by the element and the type that cannot be read", () => {
    const input = (fields: object): PolicyInput => ({ Statement: { ...STATEMENT, ...fields } });
    expect(reasons(input({ Principal: { AWS: 1 } }), "resource")).toEqual([
      "Principal.AWS holds 1, not a string",
    ]);
    expect(reasons(input({ NotPrincipal: "me" }), "resource")).toEqual([
      'NotPrincipal is neither "*" nor an object of AWS, Service, Federated',
    ]);
    expect(reasons(input({ Principal: "me" }), "resource")).toEqual([
      'Principal is neither "*" nor an object of AWS, Service, Federated',
    ]);
    expect(reasons(input({ Principal: ["*"] }), "resource")).toHaveLength(1);
    expect(reasons(input({ Principal: "*", NotPrincipal: "*" }), "resource")).toEqual([
      "Principal and NotPrincipal exclude each other",
    ]);
  });

  it.each<[PolicyKind, boolean]>([
    ["identity", false],
    ["boundary", false],
    ["session", false],
    ["scp", false],
    ["resource", true],
    ["key", true],
    ["trust", true],
    ["rcp", true],
    ["endpoint", true],
  ])("are named or not by the kind of the policy: %s", (kind, named) => {
    const principals = { Principal: "*" };
    expect([read(principals, kind), read({}, kind)].map((found) => found !== undefined)).toEqual([
      named,
      !named,
    ]);
  });
});

describe("actions and resources", () => {
  const shown = (fields: object) => {
    const found = read(fields);
    const resources = found?.resources?.entries.map(
      (text) => render(text, true, () => ({ state: "none" })) ?? [],
    );
    return {
      actions: [found?.actions.negated, found?.actions.entries.map(shownPattern)],
      resources: [found?.resources?.negated, resources?.map(shownPattern)],
    };
  };

  it("are lists, or all but what is listed", () => {
    expect(shown({ Action: ["s3:Get*", "sqs:*"], Resource: ["arn:aws:s3:::a", "*"] })).toEqual({
      actions: [false, ["s3:Get*", "sqs:*"]],
      resources: [false, ["arn:aws:s3:::a", "*"]],
    });
    expect(
      shown({ Action: undefined, NotAction: "s3:*", Resource: undefined, NotResource: "arn:aws:s3:::a" }),
    ).toEqual({ actions: [true, ["s3:*"]], resources: [true, ["arn:aws:s3:::a"]] });
  });

  it("keep what only the apply knows", () => {
    expect(shown({ Action: "s3:<?>", Resource: "arn:aws:s3:::<?>/*" })).toEqual({
      actions: [false, ["s3:${aws_x.y#z}"]],
      resources: [false, ["arn:aws:s3:::${aws_x.y#z}/*"]],
    });
    expect(shown({ Action: "<?>" }).actions).toEqual([false, ["${aws_x.y#z}"]]);
  });

  it("are read anew for each module: the same text may stand for another value there", () => {
    const other = symbol("module.other.x#z");
    const elsewhere: TextReader = (text) => [text.replace("<?>", ""), other];
    const input = { Statement: { ...STATEMENT, Action: "s3:<?>" } };
    const actions = [reader, elsewhere].map(
      (each) => parsePolicy(input, "identity", "team", each).statements[0]?.actions,
    );
    expect(actions.map((each) => each?.entries.map(shownPattern))).toEqual([
      ...[["s3:${aws_x.y#z}"], ["s3:${module.other.x#z}"]],
    ]);
  });

  it("are completed only where they are ARNs", () => {
    expect(shown({ Resource: ["bucket/a", "arn:aws:s3"] }).resources).toEqual([
      ...[false, ["bucket/a", "arn:aws:s3:*:*:*"]],
    ]);
  });

  it("may be missing in the policy of the only resource that they could name", () => {
    const found = read({ Principal: "*", Resource: undefined }, "trust");
    expect([found?.effect, found?.resources]).toEqual(["Allow", undefined]);
  });

  it("are named in messages by their elements", () => {
    const input = (fields: object): PolicyInput => ({ Statement: { ...STATEMENT, ...fields } });
    expect(reasons(input({ Action: [1] }))).toEqual(["Action holds 1, not a string"]);
    expect(reasons(input({ Action: undefined, NotAction: [{}] }))).toEqual([
      "NotAction holds {}, not a string",
    ]);
    expect(reasons(input({ NotResource: "*" }))).toEqual(["Resource and NotResource exclude each other"]);
    expect(reasons(input({ Resource: [() => 1] }))).toEqual(["Resource holds nothing, not a string"]);
  });
});

describe("an operator", () => {
  it.each([
    ["StringLike", { base: "StringLike", set: undefined, ifExists: false }],
    ["stringlike", { base: "StringLike", set: undefined, ifExists: false }],
    ["StringLikeIfExists", { base: "StringLike", set: undefined, ifExists: true }],
    ["ForAllValues:StringLike", { base: "StringLike", set: "ForAllValues", ifExists: false }],
    ["forallvalues:stringlikeifexists", { base: "StringLike", set: "ForAllValues", ifExists: true }],
    ["ForAnyValue:ArnNotEquals", { base: "ArnNotEquals", set: "ForAnyValue", ifExists: false }],
    ["ForAnyValue:Null", { base: "Null", set: "ForAnyValue", ifExists: false }],
  ])("%s is taken apart", (name, parts) => {
    expect(readOperator(name)).toEqual(parts);
  });

  it.each(["", "IfExists", "ForAllValues:", "ForEach:Bool", "StringLikes", "xStringLike", "Bool IfExists"])(
    "%j does not exist",
    (name) => {
      expect(() => readOperator(name)).toThrow(`there is no condition operator ${JSON.stringify(name)}`);
    },
  );
});

describe("conditions", () => {
  it("are one for each key under each operator, by the key in lower case", () => {
    const found = readConditions(
      { Bool: { "AWS:A": true }, NumericEquals: { b: 1, c: ["2"] } },
      true,
      plainText,
    );
    expect(found.map(({ operator, key, values }) => [operator.base, key, values])).toEqual([
      ["Bool", "aws:a", [literal("true")]],
      ["NumericEquals", "b", [literal("1")]],
      ["NumericEquals", "c", [literal("2")]],
    ]);
    expect(readConditions({ Bool: {} }, true, plainText)).toEqual([]);
  });

  it("hold variables in texts, in the version of the language that has them", () => {
    const block = { StringEquals: { a: ["x", "${aws:username}"] } };
    const keys = (version: string) =>
      read({ Condition: block }, "identity", version)?.conditions.map(({ values }) =>
        values.flatMap(variableKeys),
      );
    expect([keys("2012-10-17"), keys("2008-10-17")]).toEqual([[["aws:username"]], [[]]]);
  });

  it("say what it is that cannot be compared with", () => {
    expect(() => readConditions({ Bool: { a: null } }, true, plainText)).toThrow(
      "a condition compares with null, not with a text",
    );
    expect(() => readConditions({ Bool: { a: [undefined] } }, true, plainText)).toThrow(
      "a condition compares with nothing, not with a text",
    );
    expect(() => readConditions({ Bool: "x" }, true, plainText)).toThrow(
      "Condition.Bool is not an object of keys",
    );
  });
});

describe("a document", () => {
  it("is of the first version of the language, without variables, unless it says another", () => {
    const resource = { Resource: "arn:aws:s3:::${aws:username}" };
    const keys = (version: object) =>
      parsePolicy({ ...version, Statement: { ...STATEMENT, ...resource } }, "identity").statements.flatMap(
        ({ resources }) => (resources?.entries ?? []).flatMap(variableKeys),
      );
    expect([keys({}), keys({ Version: "2008-10-17" }), keys({ Version: "2012-10-17" })]).toEqual([
      ...[[], [], ["aws:username"]],
    ]);
  });

  it("may have a name of its own, and any statement a Sid that is a text", () => {
    const found = parsePolicy(
      {
        Id: "own",
        Statement: [
          { ...STATEMENT, Sid: "A" },
          { ...STATEMENT, Sid: 1 },
        ],
      },
      "identity",
    );
    expect(found.statements.map(({ source }) => source)).toEqual([
      { policy: "identity", kind: "identity", index: 0, sid: "A" },
      { policy: "identity", kind: "identity", index: 1, sid: undefined },
    ]);
  });

  it("that cannot be read at all may allow and deny anything, and says where it stands", () => {
    expect(parsePolicy("{", "key", "of the key").unreadable).toEqual([
      {
        source: { policy: "of the key", kind: "key", index: 0 },
        reason: expect.stringMatching(/^the document is not JSON: ./),
      },
    ]);
    expect(reasons("[1]")).toEqual(["the document is not a JSON object"]);
    expect(reasons({ Version: 7, Statement: [] })).toEqual(["Version is 7, not 2012-10-17 or 2008-10-17"]);
  });

  it("keeps a statement with its place, its Sid and its effect, where that is all that can be read of it", () => {
    const input = { Statement: [STATEMENT, { ...STATEMENT, Sid: "Odd", Effect: "Deny", Actions: "*" }, "x"] };
    expect(parsePolicy(input, "identity", "team").unreadable).toEqual([
      {
        source: { policy: "team", kind: "identity", index: 1, sid: "Odd" },
        reason: 'there is no element "Actions"',
        effect: "Deny",
      },
      {
        source: { policy: "team", kind: "identity", index: 2, sid: undefined },
        reason: "the statement is not an object",
        effect: undefined,
      },
    ]);
    expect(reasons({ Statement: { ...STATEMENT, Effect: 1 } })).toEqual(["Effect is 1, not Allow or Deny"]);
  });

  it("does not hide a fault of whoever reads its texts", () => {
    const broken: TextReader = () => {
      throw new RangeError("a fault");
    };
    expect(() => parsePolicy({ Statement: STATEMENT }, "identity", "team", broken)).toThrow("a fault");
  });
});
