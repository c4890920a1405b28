import fc from "fast-check";
import {
  ALL_PORTS,
  intersection,
  isEmpty,
  isWithin,
  namedPort,
  NO_PORTS,
  type PortSet,
  portsOf,
  union,
  without,
} from "../../../lib/proof/network/ports";

const span = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 4 }))
  .map(([from, more]) => ({
    from,
    to: from + more,
  }));
const numbers = fc
  .array(fc.tuple(fc.constantFrom("tcp", "udp"), span), { maxLength: 4 })
  .map((all) => union(all.map(([protocol, ports]) => portsOf(protocol, ports))));

/** Every port of a set, one by one. */
function listed({ spans }: PortSet): string[] {
  return [...spans].flatMap(([protocol, list]) =>
    list.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, n) => `${protocol} ${from + n}`),
    ),
  );
}

test("what is taken away is gone and the rest stays, port by port", () => {
  fc.assert(
    fc.property(numbers, numbers, (set, holes) => {
      const taken = new Set(listed(holes));
      const left = without(set, holes);
      expect(listed(left).sort()).toEqual(
        listed(set)
          .filter((port) => !taken.has(port))
          .sort(),
      );
      expect(isEmpty(intersection(left, holes, false))).toBe(true);
      expect(isWithin(set, union([left, holes]))).toBe(true);
    }),
  );
});

test("of every protocol nothing can be taken away but all of it", () => {
  expect(without(ALL_PORTS, portsOf("tcp"))).toEqual(ALL_PORTS);
  expect(without(ALL_PORTS, ALL_PORTS)).toEqual(NO_PORTS);
});

test("a port that a pod gives its number goes with its name, or with all ports of the protocol", () => {
  const http = namedPort("tcp", "http");
  expect(without(http, portsOf("tcp", { from: 80, to: 80 }))).toEqual(http);
  expect(without(http, portsOf("udp"))).toEqual(http);
  expect(without(http, http)).toEqual(NO_PORTS);
  expect(without(http, portsOf("tcp"))).toEqual(NO_PORTS);
});
