import fc from "fast-check";
import { readDate } from "../../../lib/proof/condition/date";
import { readRange } from "../../../lib/proof/condition/ip-address";
import { readNumber } from "../../../lib/proof/condition/numeric";
import { OPERATORS } from "../../../lib/proof/condition/operators";
import { glob, literal } from "../../../lib/proof/pattern/token";
import type { Truth } from "../../../lib/proof/truth";

/** What one value of a key is to one value of a policy, with the operator as it is named. */
function compare(name: string, wanted: string, value: string): Truth {
  const operator = OPERATORS.get(name.toLowerCase());
  return operator?.compare(operator.wildcards ? glob(wanted) : literal(wanted), literal(value)) ?? "unknown";
}

describe("operators", () => {
  it("are the 27 that IAM has", () => {
    expect([...OPERATORS.values()].map(({ name }) => name).sort()).toEqual(
      [
        ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
        ...["StringLike", "StringNotLike"],
        ...["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"],
        ...["NumericGreaterThan", "NumericGreaterThanEquals"],
        ...["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals"],
        ...["DateGreaterThan", "DateGreaterThanEquals"],
        ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "Null"],
        ...["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
      ].sort(),
    );
  });

  it.each([
    ["NumericEquals", "ten", "10"],
    ["DateEquals", "soon", "2026-01-01"],
    ["Bool", "yes", "true"],
    ["BinaryEquals", "no base64!", "QQ=="],
    ["IpAddress", "10.0.0.0/33", "10.0.0.1"],
    ["ArnLike", "everything", "arn:aws:s3:::a"],
    ["Null", "maybe", "true"],
  ])("%s does not guess what %s of a policy means", (name, wanted, value) => {
    expect(compare(name, wanted, value)).toBe("unknown");
  });

  it("have values to try on both sides of every limit", () => {
    const limits = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(limits, fc.integer({ min: -60, max: 60 }), (wanted, probe) => {
        const operator = OPERATORS.get("numericlessthan");
        const patterns = wanted.map((limit) => literal(String(limit)));
        const signature = (value: string) =>
          wanted.flatMap((limit) =>
            ["NumericLessThan", "NumericEquals"].map((name) => compare(name, String(limit), value)),
          );
        const shown = operator?.keyValues(patterns).values.map((value) => signature(value).join());
        expect(shown).toContain(signature(String(probe)).join());
      }),
    );
  });

  it("have addresses to try on both sides of every block", () => {
    const address = fc.integer({ min: 0, max: 255 }).map((byte) => `10.0.0.${byte}`);
    const block = fc
      .tuple(address, fc.integer({ min: 24, max: 32 }))
      .map(([ip, prefix]) => `${ip}/${prefix}`);
    fc.assert(
      fc.property(block, address, (wanted, probe) => {
        const shown = OPERATORS.get("ipaddress")?.keyValues([literal(wanted)]).values ?? [];
        expect(shown.map((value) => compare("IpAddress", wanted, value))).toContain(
          compare("IpAddress", wanted, probe),
        );
      }),
    );
  });
});

describe("values of a policy", () => {
  it("are numbers only in a number's form", () => {
    expect(["10", "-1.5", ".5", "1e3"].map(readNumber)).toEqual([10, -1.5, 0.5, 1000]);
    expect(["", "0x10", "1,5", "Infinity"].map(readNumber)).toEqual(Array(4).fill(undefined));
  });

  it("are dates in the W3C's forms or in UNIX time", () => {
    const day = Date.UTC(2026, 0, 1);
    expect(["2026", "2026-01", "2026-01-01", "2026-01-01T00:00Z", "1767225600"].map(readDate)).toEqual(
      Array(5).fill(day),
    );
    expect(readDate("1767225600000")).toBe(day);
    expect(["1 Jan 2026", "2026-13-01", "2026-01-01T00:00"].map(readDate)).toEqual(Array(3).fill(undefined));
  });

  it("are addresses and blocks of one family, strictly written", () => {
    expect(readRange("10.0.0.5/24")).toEqual({ bits: 32, first: 0x0a000000n, last: 0x0a0000ffn });
    expect(readRange("::ffff:10.0.0.5")).toEqual({
      bits: 128,
      first: 0xffff0a000005n,
      last: 0xffff0a000005n,
    });
    expect(readRange("::/0")?.last).toBe((1n << 128n) - 1n);
    expect(["10/8", "010.0.0.1", "10.0.0.0/33", "10.0.0.0/8/8", "fe80::1%eth0", ""].map(readRange)).toEqual(
      Array(6).fill(undefined),
    );
  });
});
