import * as fc from "fast-check";
import {
  addressAt,
  containsCidr,
  formatCidr,
  overlapCidr,
  parseCidr,
  partOf,
  sizeOf,
} from "../../lib/model/cidr";
import type { Cidr } from "../../lib/model/cidr";

const at = { kind: "Infrastructure", path: "nonprod/nonprod" };
const parse = (text: string) => parseCidr(at, "cidr", text);
/** Small ranges of a small space, so that all addresses can be counted. */
const small: fc.Arbitrary<Cidr> = fc
  .tuple(fc.integer({ min: 26, max: 32 }), fc.integer({ min: 0, max: 63 }))
  .map(([prefix, offset]) => parse(`10.0.0.${(offset >> (32 - prefix)) << (32 - prefix)}/${prefix}`));
const addresses = (range: Cidr) =>
  Array.from({ length: Number(sizeOf(range)) }, (_, index) => addressAt(range, index));

test("containment and overlap are those of the sets of addresses", () => {
  fc.assert(
    fc.property(small, small, (a, b) => {
      const [inA, inB] = [new Set(addresses(a)), addresses(b)];
      expect(containsCidr(a, b)).toBe(inB.every((address) => inA.has(address)));
      expect(overlapCidr(a, b)).toBe(inB.some((address) => inA.has(address)));
    }),
  );
});

test("the equal parts of a range are disjoint and make up the whole", () => {
  fc.assert(
    fc.property(small, fc.integer({ min: 0, max: 3 }), (range, bits) => {
      fc.pre(range.prefix + bits <= 32);
      const parts = Array.from({ length: 2 ** bits }, (_, index) => partOf(range, bits, index));
      expect(parts.flatMap(addresses)).toEqual(addresses(range));
    }),
  );
});

test("what is parsed is printed in one way, and parsed again to the same", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4(),
        fc.ipV6().filter((text) => !text.includes(".")),
      ),
      fc.integer({ min: 0, max: 128 }),
      (ip, mask) => {
        fc.pre(mask <= (ip.includes(":") ? 128 : 32));
        try {
          const once = parse(`${ip}/${mask}`);
          expect(parse(formatCidr(once))).toEqual(once);
        } catch (error) {
          expect((error as Error).message).toMatch(/^TNT102[01] /);
        }
      },
    ),
  );
});

test("ranges of the two families have nothing in common", () => {
  expect(overlapCidr(parse("0.0.0.0/0"), parse("::/0"))).toBe(false);
  expect(containsCidr(parse("::/0"), parse("10.0.0.0/8"))).toBe(false);
});

test.each([
  ["010.0.0.0/8", "TNT1020", 'did you mean "10.0.0.0/8"'],
  ["10/8", "TNT1020", "four numbers"],
  ["10.0.0.0", "TNT1020", 'did you mean "10.0.0.0/32"'],
  ["2001:db8::", "TNT1020", 'did you mean "2001:db8::/128"'],
  ["10.0.0.256/8", "TNT1020", "from 0 to 255"],
  ["10.0.0.0/33", "TNT1020", "from 0 to 32"],
  ["10.0.0.0/08", "TNT1020", "from 0 to 32"],
  ["10.0.0.0/8/8", "TNT1020", "from 0 to 32"],
  ["10.0.0.5/8", "TNT1021", 'use "10.0.0.0/8"'],
  ["2001:db8::1/32", "TNT1021", 'use "2001:db8::/32"'],
  ["::ffff:10.0.0.0/104", "TNT1020", "eight groups"],
  ["::ffff:a00:0/104", "TNT1020", "dressed as IPv6"],
  ["fe80::1%eth0/64", "TNT1020", "eight groups"],
  ["${var.cidr}", "TNT1020", "only Terraform knows"],
  ["", "TNT1020", "four numbers"],
])("%s is refused as %s", (text, code, help) => {
  expect(() => parse(text)).toThrow(new RegExp(`^${code} [^]*${help.replace(/[.()/]/g, "\\$&")}`));
});
