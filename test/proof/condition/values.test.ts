import { readDate } from "../../../lib/proof/condition/date";
import { readRange } from "../../../lib/proof/condition/ip-address";
import { readNumber } from "../../../lib/proof/condition/numeric";
import type { KeyValues } from "../../../lib/proof/condition/operator";
import { OPERATORS } from "../../../lib/proof/condition/operators";
import { glob, literal, type Pattern, symbol } from "../../../lib/proof/pattern/token";

const UNKNOWN: Pattern = [symbol("aws_x.y#z")];

/** The values that are tried for a key which is compared with these. */
function tried(name: string, ...wanted: readonly (Pattern | string)[]): KeyValues {
  const operator = OPERATORS.get(name.toLowerCase());
  const patterns = wanted.map((each) => (typeof each === "string" ? glob(each) : each));
  return operator?.keyValues(patterns) ?? { values: [], complete: false };
}

describe("values to try", () => {
  it("are, for texts, one of each kind that the patterns tell apart", () => {
    const { values, complete } = tried("StringLike", "a*", "b");
    expect({ complete, kinds: values.map((value) => value.slice(0, 1)).sort() }).toEqual({
      complete: true,
      kinds: ["", "a", "b", expect.stringMatching(/[^ab]/)],
    });
  });

  it("are not all there is where a text of the policy is not known, or there are too many kinds", () => {
    const known = tried("StringEquals", "a");
    expect(tried("StringEquals", "a", UNKNOWN)).toEqual({ values: known.values, complete: false });
    expect(tried("StringLike", "*a?????????????*").complete).toBe(false);
  });

  it("are, without regard to case, the texts as they are written and in lower case, and never all", () => {
    const { values, complete } = tried("StringEqualsIgnoreCase", literal("Ab"), UNKNOWN);
    expect(values).toEqual(expect.arrayContaining(["Ab", "ab", ""]));
    expect(new Set(values).size).toBe(values.length);
    expect(complete).toBe(false);
  });

  it("are, for ARNs, texts of the patterns' own forms, and never all", () => {
    const { values, complete } = tried("ArnLike", "arn:aws:s3:::a*");
    expect(values).toContain("arn:aws:s3:::a");
    expect(complete).toBe(false);
  });

  it("are, for numbers, below, at, between and above the limits, and none", () => {
    const { values, complete } = tried("NumericLessThan", "7000", "5000");
    const numbers = values.flatMap((value) => readNumber(value) ?? []);
    expect(numbers).toEqual(expect.arrayContaining([5000, 6000, 7000]));
    expect([Math.min(...numbers) < 5000, Math.max(...numbers) > 7000]).toEqual([true, true]);
    expect([numbers.length, values.length, complete]).toEqual([5, 6, true]);
  });

  it("are, for dates, days before, at and after, as dates are written", () => {
    const dates = tried("DateGreaterThan", "2026-01-01").values.map(readDate);
    const day = Date.UTC(2026, 0, 1);
    expect([...dates].sort()).toEqual([day - 1000, day, day + 1000, undefined].sort());
  });

  it("are not all there is where a limit cannot be read", () => {
    expect(tried("NumericEquals", "1", "ten").complete).toBe(false);
    expect(tried("NumericEquals", "1", UNKNOWN)).toEqual({ ...tried("NumericEquals", "1"), complete: false });
    expect(tried("IpAddress", "10.0.0.0/8", UNKNOWN)).toEqual({
      ...tried("IpAddress", "10.0.0.0/8"),
      complete: false,
    });
    expect(tried("BinaryEquals", "QQ==", UNKNOWN).complete).toBe(false);
  });

  it("are, for addresses, both ends of a block and their neighbours, as addresses are written", () => {
    const four = tried("IpAddress", "10.0.1.0/24");
    expect(four.values).toEqual(expect.arrayContaining(["10.0.0.255", "10.0.1.0", "10.0.1.255", "10.0.2.0"]));
    const six = tried("IpAddress", "2001:db8::/32");
    expect(six.values).toEqual(
      expect.arrayContaining([
        ...["2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8:0:0:0:0:0:0"],
        ...["2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9:0:0:0:0:0:0"],
      ]),
    );
    expect([four.complete, six.complete]).toEqual([true, true]);
  });

  it("are addresses, also where a block is everything that its family has", () => {
    const values = ["0.0.0.0/0", "::/0"].flatMap((block) => tried("IpAddress", block).values);
    expect(values.filter((value) => readRange(value) === undefined)).toEqual([]);
  });

  it("are the ends of both families where no block is known", () => {
    expect(tried("IpAddress").values).toEqual([
      ...["0.0.0.0", "255.255.255.255", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ]);
  });

  it("are, for bytes, those of the policy and others", () => {
    const { values, complete } = tried("BinaryEquals", "QQ==", "QUI=");
    const bytes = values.map((value) => Buffer.from(value, "base64").toString());
    expect(bytes.slice(0, 2)).toEqual(["A", "AB"]);
    expect([new Set(bytes).size, complete]).toEqual([3, true]);
    expect(
      values.map((value) => OPERATORS.get("binaryequals")?.compare(literal(value), literal(value))),
    ).toEqual(["yes", "yes", "yes"]);
  });

  it("are two for what is true or false, and none for being there", () => {
    expect(tried("Bool", "true")).toEqual({ values: ["true", "false"], complete: true });
    expect(tried("Null", "true")).toEqual({ values: [], complete: true });
  });
});

describe("values of a policy", () => {
  it("are numbers with a sign, a fraction and an exponent of any length", () => {
    expect(["+1.25", "12.", ".25", "1e10", "1E-10", "2.5e+2"].map(readNumber)).toEqual([
      ...[1.25, 12, 0.25, 1e10, 1e-10, 250],
    ]);
    expect(["1e", "1.2.3", "--1", " 1", "1 ", "."].map(readNumber)).toEqual(Array(6).fill(undefined));
  });

  it("are dates with parts of a second", () => {
    const day = Date.UTC(2026, 0, 1);
    expect(["2026-01-01T00:00:00.25Z", "1767225600.25"].map(readDate)).toEqual([day + 250, day + 250]);
  });

  it("are UNIX time in seconds, or in milliseconds from the size on that seconds do not have", () => {
    expect(["-10", "99999999999", "100000000000"].map(readDate)).toEqual([-10_000, 99_999_999_999_000, 1e11]);
  });

  it("are blocks from everything to one address, and nothing that only holds one", () => {
    expect(readRange("10.0.0.1/32")).toEqual(readRange("10.0.0.1"));
    expect(readRange("10.0.0.1/0")).toEqual({ bits: 32, first: 0n, last: 0xffffffffn });
    expect(["10.0.0.0/a8", "10.0.0.0/8a", "10.0.0.0/", "10.0.0.0/-1"].map(readRange)).toEqual(
      Array(4).fill(undefined),
    );
  });

  it("are addresses of the second family in each way to write them", () => {
    const one = (text: string) => readRange(text)?.first;
    expect(one("fd00::1:2")).toBe(0xfd00_0000_0000_0000_0000_0000_0001_0002n);
    expect(one("1:2:3:4:5:6:7:8")).toBe(0x0001_0002_0003_0004_0005_0006_0007_0008n);
    expect(one("::ffff:10.20.30.40")).toBe(0xffff_0a14_1e28n);
    expect(one("1::")).toBe(1n << 112n);
    expect(one("::")).toBe(0n);
  });
});
