import fc from "fast-check";
import { includes } from "../../../lib/proof/pattern/includes";
import {
  ANYTHING,
  concat,
  glob,
  isSamePattern,
  keyOf,
  literal,
  lowerCase,
  type Pattern,
  shownPattern,
  symbol,
  textOf,
  word,
} from "../../../lib/proof/pattern/token";

describe("tokens", () => {
  it("are one object each, so that the same unknown value is known again", () => {
    expect(symbol("a#name")).toBe(symbol("a#name"));
    expect(literal("a")[0]).toBe(glob("a")[0]);
  });

  it("are one for each character, also for those that a text holds as two halves", () => {
    const text = "a\u00e9\u{1f600}b\u{1f600}";
    expect(literal(text).map(({ char }) => char)).toEqual(["a", "\u00e9", "\u{1f600}", "b", "\u{1f600}"]);
    expect(literal("\u{1f600}")[0]).toBe(glob("?\u{1f600}")[1]);
  });

  it("keep the namespace in which a value was said to be unique", () => {
    const asBucket = symbol("b#id", { unique: "bucket" });
    const asRole = symbol("b#id", { unique: "role" });
    expect([asBucket.unique, asRole.unique, symbol("b#id").unique]).toEqual(["bucket", "role", undefined]);
  });

  it("hold names, unless they are said to hold any text", () => {
    expect([symbol("c#x").holds, symbol("c#x", { holds: "text" }).holds]).toEqual(["name", "text"]);
  });
});

describe("patterns", () => {
  it("have a text only if every character of them is written out", () => {
    expect(textOf(literal("a*b"))).toBe("a*b");
    expect(textOf([])).toBe("");
    expect([glob("a*"), glob("?"), [symbol("x#y")]].map(textOf)).toEqual([undefined, undefined, undefined]);
  });

  it("have keys that tell a wildcard from its character, and a symbol from the text of its id", () => {
    const patterns = [
      ...[glob("a*"), literal("a*"), glob("a?"), literal("a?"), literal("a"), []],
      ...[[symbol("x")], literal("x"), [symbol("y")], concat(literal("a"), [symbol("x")])],
    ];
    expect(new Set(patterns.map(keyOf)).size).toBe(patterns.length);
    expect(keyOf(glob("*"))).toBe(keyOf(ANYTHING));
    expect(keyOf(literal("plain"))).toBe("plain");
  });

  it("say what they say, however long that is and in whichever letters", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", ":", "é", "ÿ", "Ā", "\u{1f600}") });
    fc.assert(
      fc.property(letters, fc.constantFrom(1, 700), (text, times) => {
        const long = text.repeat(times);
        const pattern = literal(long);
        expect([keyOf(pattern), textOf(pattern), shownPattern(pattern)]).toEqual([long, long, long]);
        expect(keyOf(concat(pattern, [symbol("x")], pattern))).toBe(`${long}\u0000x\u0000${long}`);
      }),
    );
    const edge = "a".repeat(4_096);
    expect([edge, `${edge}b`, `${edge}${edge}`].map((text) => keyOf(literal(text)))).toEqual([
      ...[edge, `${edge}b`, `${edge}${edge}`],
    ]);
  });

  it("are one for a word, and one for a pattern in lower case, so that what is derived from them is kept", () => {
    expect(textOf(word("s3:GetObject"))).toBe("s3:GetObject");
    expect(word("s3:GetObject")).toBe(word("s3:GetObject"));
    expect(lowerCase(word("s3:GetObject"))).toBe(lowerCase(word("s3:GetObject")));
  });

  it("are the same where they are written alike, from the first token to the last", () => {
    const [bucket, other] = [[symbol("x#y")], [symbol("x#z")]];
    const same = (a: Pattern, b: Pattern) => [isSamePattern(a, b), isSamePattern(b, a)];
    expect([same(glob("a?*"), glob("a*?")), same(bucket, [symbol("x#y")]), same([], [])]).toEqual([
      ...[
        [true, true],
        [true, true],
        [true, true],
      ],
    ]);
    expect([same(glob("a*"), literal("a*")), same(bucket, other), same(glob("ab"), glob("a"))]).toEqual([
      ...[
        [false, false],
        [false, false],
        [false, false],
      ],
    ]);
    expect(same(glob("ab"), glob("cb"))).toEqual([false, false]);
  });

  it("are shown as in a policy, unknown values as in Terraform", () => {
    expect(shownPattern(concat(literal("arn:"), [symbol("aws_sqs_queue.q#name")], glob("/?*")))).toBe(
      "arn:${aws_sqs_queue.q#name}/?*",
    );
  });

  it("are all covered by the pattern of everything", () => {
    expect(
      [literal(""), literal("a:b/c"), glob("?*"), [symbol("x#y")]].map((p) => includes(p, ANYTHING)),
    ).toEqual(["yes", "yes", "yes", "yes"]);
  });
});
