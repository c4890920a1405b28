import { glob, literal, shownPattern, symbol } from "../../../lib/proof/pattern/token";
import type { PolicyInput, PolicyKind } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { render, type TextReader } from "../../../lib/proof/policy/template";

const statement = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const document = (fields: object, rest: object = {}): PolicyInput => ({
  Version: "2012-10-17",
  ...rest,
  Statement: { ...statement, ...fields },
});
const reasonOf = (input: PolicyInput, kind: PolicyKind = "identity") =>
  parsePolicy(input, kind).unreadable.map(({ reason }) => reason);

describe("parsePolicy", () => {
  it("takes a document as an object, as JSON, and with a name", () => {
    const inputs: readonly PolicyInput[] = [
      document({}),
      JSON.stringify(document({})),
      { name: "team", document: JSON.stringify(document({})) },
    ];
    const read = inputs.map((input) => parsePolicy(input, "identity", "inline"));
    expect(read.map(({ name, statements }) => [name, statements.length])).toEqual([
      ["inline", 1],
      ["inline", 1],
      ["team", 1],
    ]);
  });

  it("remembers where each statement stands", () => {
    const input = { Version: "2012-10-17", Statement: [statement, { ...statement, Sid: "Two" }] };
    const [, second] = parsePolicy(input, "identity", "team").statements;
    expect(second?.source).toEqual({ policy: "team", kind: "identity", index: 1, sid: "Two" });
  });

  it("takes single values and lists alike", () => {
    const [one] = parsePolicy(document({ Action: "s3:GetObject" }), "identity").statements;
    const [list] = parsePolicy(document({ Action: ["s3:GetObject"] }), "identity").statements;
    expect(one?.actions).toEqual(list?.actions);
  });

  it("reads principals in all their forms", () => {
    const principals = {
      AWS: ["*", "111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/ann"],
      Service: "lambda.amazonaws.com",
      Federated: "accounts.google.com",
      CanonicalUser: "79a5",
    };
    const [read] = parsePolicy(document({ Principal: principals }), "resource").statements;
    expect(read?.principals).toEqual({
      negated: false,
      entries: [
        { type: "everyone" },
        { type: "account", account: literal("111122223333") },
        { type: "account", account: literal("111122223333") },
        { type: "arn", arn: literal("arn:aws:iam::111122223333:user/ann") },
        { type: "service", name: literal("lambda.amazonaws.com") },
        { type: "federated", provider: literal("accounts.google.com") },
        { type: "canonicalUser", id: literal("79a5") },
      ],
    });
  });

  it("completes short ARNs of a principal's policy, and of a resource's only with a wildcard", () => {
    const shown = (kind: PolicyKind, resource: string) => {
      const [read] = parsePolicy(
        document({ Resource: resource, ...(kind === "resource" ? { Principal: "*" } : {}) }),
        kind,
      ).statements;
      return read?.resources?.entries.map((text) =>
        shownPattern(render(text, true, () => ({ state: "none" })) ?? []),
      );
    };
    expect(shown("identity", "arn:aws:sqs")).toEqual(["arn:aws:sqs:*:*:*"]);
    expect(shown("resource", "arn:aws:sqs")).toEqual(["arn:aws:sqs"]);
    expect(shown("resource", "arn:aws:sqs:*")).toEqual(["arn:aws:sqs:*:*:*"]);
  });

  it.each<[string, PolicyInput, PolicyKind, string]>([
    ["text that is no JSON", "nothing", "identity", "the document is not JSON"],
    ["JSON that is no object", "[]", "identity", "not a JSON object"],
    ["a language it does not know", document({}, { Version: "2013-01-01" }), "identity", "Version is"],
    ["an element at the top that does not exist", document({}, { Statements: [] }), "identity", "Statements"],
    ["a missing Statement", "{}", "identity", "Statement is missing"],
    ["a statement that is no object", { Statement: ["x"] }, "identity", "not an object"],
    ["an element that does not exist", document({ Actions: "*" }), "identity", '"Actions"'],
    ["an effect in lower case", document({ Effect: "allow" }), "identity", "not Allow or Deny"],
    ["an action and its complement", document({ NotAction: "*" }), "identity", "exclude each other"],
    ["no action", document({ Action: undefined }), "identity", "Action or NotAction is missing"],
    ["an action that is no text", document({ Action: [1] }), "identity", "not a string"],
    ["no resource", document({ Resource: undefined }), "identity", "Resource or NotResource is missing"],
    ["a principal in an identity policy", document({ Principal: "*" }), "identity", "cannot name principals"],
    ["no principal in a bucket's policy", document({}), "resource", "must name principals"],
    [
      "a principal and its complement",
      document({ Principal: "*", NotPrincipal: "*" }),
      "resource",
      "exclude",
    ],
    ["a principal of no form", document({ Principal: "me" }), "resource", "neither"],
    ["a type of principal that does not exist", document({ Principal: { Aws: "*" } }), "resource", "no type"],
    ["NotPrincipal in a trust policy", document({ NotPrincipal: "*" }), "trust", "not allowed"],
    [
      "an operator that does not exist",
      document({ Condition: { Equals: {} } }),
      "identity",
      "no condition operator",
    ],
    ["a condition that is no object", document({ Condition: [] }), "identity", "not an object of operators"],
    ["keys that are no object", document({ Condition: { Bool: "x" } }), "identity", "not an object of keys"],
    [
      "a value that is no text",
      document({ Condition: { Bool: { a: [{}] } } }),
      "identity",
      "not with a text",
    ],
    [
      "Null with IfExists",
      document({ Condition: { NullIfExists: { a: "true" } } }),
      "identity",
      "no IfExists",
    ],
  ])("keeps %s as something that may say anything", (_, input, kind, reason) => {
    expect(reasonOf(input, kind)).toEqual([expect.stringContaining(reason)]);
  });

  it("keeps the effect of what it cannot read otherwise", () => {
    const [read] = parsePolicy(
      document({ Effect: "Deny", Condition: { Equals: {} } }),
      "identity",
    ).unreadable;
    expect(read?.effect).toBe("Deny");
  });

  it("reads the other statements of a document beside one that it cannot", () => {
    const read = parsePolicy({ Statement: ["x", statement] }, "identity");
    expect([read.statements.length, read.unreadable.length]).toEqual([1, 1]);
  });
});

describe("values that only the apply knows", () => {
  const bucket = symbol("aws_s3_bucket.acme#bucket");
  const reader: TextReader = (text) =>
    text.split("<bucket>").flatMap((piece, n) => (n === 0 ? [piece] : [bucket, piece]));

  it("stay symbols in resources, beside wildcards and variables", () => {
    const input = document({ Resource: "arn:aws:s3:::<bucket>/${aws:username}/*" });
    const [read] = parsePolicy(input, "identity", "team", reader).statements;
    const text = read?.resources?.entries[0] ?? [];
    const pattern = render(text, true, () => ({ state: "value", value: literal("ann") }));
    expect(pattern).toEqual([...glob("arn:aws:s3:::"), bucket, ...glob("/ann/*")]);
  });

  it("make a principal that may be anybody where its form is not to be seen", () => {
    const input = document({ Principal: { AWS: "<bucket>" } });
    const [read] = parsePolicy(input, "resource", "team", reader).statements;
    expect(read?.principals?.entries).toEqual([{ type: "opaque", text: [bucket] }]);
  });
});
