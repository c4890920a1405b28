import { OPERATORS } from "../../../lib/proof/condition/operators";
import { glob, literal, type Pattern, symbol } from "../../../lib/proof/pattern/token";
import type { Truth } from "../../../lib/proof/truth";

function compare(name: string, wanted: Pattern | string, value: Pattern | string): Truth | undefined {
  const operator = OPERATORS.get(name.toLowerCase());
  const read = (text: string) => (operator?.wildcards === true ? glob(text) : literal(text));
  return operator?.compare(
    typeof wanted === "string" ? read(wanted) : wanted,
    typeof value === "string" ? literal(value) : value,
  );
}

const UNKNOWN: Pattern = [symbol("aws_x.y#z")];

describe("a value of a request against a value of a policy", () => {
  it.each([
    ["NumericEquals", "10", { "10": "yes", "10.0": "yes", "9": "no", "11": "no", ten: "no" }],
    ["NumericNotEquals", "10", { "10": "yes", "9": "no", ten: "no" }],
    ["NumericLessThan", "10", { "9.99": "yes", "10": "no", "11": "no", ten: "no" }],
    ["NumericLessThanEquals", "10", { "9": "yes", "10": "yes", "10.01": "no", ten: "no" }],
    ["NumericGreaterThan", "10", { "9": "no", "10": "no", "10.01": "yes", ten: "no" }],
    ["NumericGreaterThanEquals", "10", { "9": "no", "10": "yes", "11": "yes", ten: "no" }],
    [
      "DateLessThan",
      "2026-01-01",
      { "2025-12-31T23:59:59Z": "yes", "2026-01-01T00:00:00Z": "no", soon: "no" },
    ],
    ["DateGreaterThanEquals", "2026-01-01", { "2025": "no", "1767225600": "yes", "2027": "yes" }],
    ["DateEquals", "2026-01-01T01:00:00+01:00", { "2026-01-01": "yes", "2026-01-01T01:00:00Z": "no" }],
    ["Bool", "TRUE", { true: "yes", True: "yes", false: "no", other: "no" }],
    ["Bool", "false", { false: "yes", true: "no" }],
    ["Null", "True", { true: "yes", false: "no" }],
    ["Null", "false", { true: "no", false: "yes" }],
    ["BinaryEquals", "QUJD", { QUJD: "yes", QUJE: "no", "no base64!": "no" }],
    ["BinaryEquals", "QUI=", { "QUI=": "yes", "QQ==": "no" }],
    ["BinaryEquals", "QQ==", { "QQ==": "yes", "QUI=": "no" }],
    [
      "IpAddress",
      "10.0.0.128/25",
      { "10.0.0.127": "no", "10.0.0.128": "yes", "10.0.0.255": "yes", "10.0.1.0": "no" },
    ],
    ["IpAddress", "10.0.0.1", { "10.0.0.1": "yes", "10.0.0.2": "no", "10.0.0.0": "no", "10.0.0": "no" }],
    ["IpAddress", "10.0.0.0/8", { "10.1.0.0/16": "yes", "10.0.0.0/7": "no" }],
    ["IpAddress", "::/0", { "2001:db8::1": "yes", "10.0.0.1": "no" }],
    ["IpAddress", "0.0.0.0/0", { "10.0.0.1": "yes", "::1": "no", nowhere: "no" }],
    ["IpAddress", "2001:db8::/32", { "2001:db8:1::2": "yes", "2001:db9::1": "no", "2001:db7:ffff::": "no" }],
    ["StringEquals", "a*", { "a*": "yes", ab: "no", "A*": "no" }],
    ["StringEqualsIgnoreCase", "Ab*", { "aB*": "yes", abc: "no" }],
    ["StringLike", "a?*", { ab: "yes", abc: "yes", a: "no", AB: "no" }],
    [
      "ArnEquals",
      "arn:aws:s3:::a*",
      { "arn:aws:s3:::ab": "yes", "arn:aws:s3:::b": "no", "arn:aws:sqs:::a": "no" },
    ],
    ["ArnLike", "arn:*:s3:::a", { "arn:aws:s3:::a": "yes", "arn:aws:x:s3:::a": "no", a: "no" }],
  ])("%s %s", (name, wanted, answers) => {
    const found = Object.keys(answers).map((value) => [value, compare(name, wanted, value)]);
    expect(Object.fromEntries(found)).toEqual(answers);
  });

  it.each([
    "NumericEquals",
    "NumericLessThan",
    "DateGreaterThan",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "Null",
  ])("%s cannot be told of a value in the policy that only the apply knows", (name) => {
    expect(compare(name, UNKNOWN, name === "IpAddress" ? "10.0.0.1" : "true")).toBe("unknown");
  });

  it.each([
    ["NumericEquals", "1"],
    ["DateGreaterThan", "2026"],
    ["Bool", "true"],
    ["BinaryEquals", "QQ=="],
    ["IpAddress", "10.0.0.0/8"],
  ])("%s %s cannot be told of a value in the request that only the apply knows", (name, wanted) => {
    expect(compare(name, wanted, UNKNOWN)).toBe("unknown");
  });

  it.each(["QUJDQ", "Q==", "Q=", "QUI", "QQ==QQ==", "="])(
    "BinaryEquals does not guess what %s of a policy means: it is no base64",
    (wanted) => {
      expect(compare("BinaryEquals", wanted, wanted)).toBe("unknown");
    },
  );

  it.each([
    ["StringNotEquals", "StringEquals"],
    ["StringNotLike", "StringLike"],
    ["NumericNotEquals", "NumericEquals"],
    ["DateNotEquals", "DateEquals"],
    ["NotIpAddress", "IpAddress"],
    ["ArnNotLike", "ArnLike"],
  ])("%s compares as %s does, and is turned round afterwards", (negated, plain) => {
    expect([negated, plain].map((name) => OPERATORS.get(name.toLowerCase())?.negated)).toEqual([true, false]);
  });
});
