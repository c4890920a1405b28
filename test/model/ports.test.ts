import * as fc from "fast-check";
import { TenancyError } from "../../lib/errors/tenancy-error";
import type { GivenTraffic } from "../../lib/model/ports";
import { checkedPort, checkedTraffic, formatTraffic, letsTcpThrough } from "../../lib/model/ports";

const AT = { kind: "TenantSecurityRule", path: "tenants/rule" };
const port = fc.integer({ min: 1, max: 65_535 });

/** The error that a text of traffic leads to. */
function refused(given: object): TenancyError {
  try {
    checkedTraffic(AT, given as GivenTraffic);
  } catch (error) {
    if (error instanceof TenancyError) return error;
    throw error;
  }
  throw new Error("It was taken, and should have been refused.");
}

test("one port is a range of itself", () => {
  expect(checkedTraffic(AT, { protocol: "tcp", port: 443 })).toEqual(
    checkedTraffic(AT, { protocol: "tcp", ports: { from: 443, to: 443 } }),
  );
});

test.each<[GivenTraffic, string]>([
  [{ protocol: "tcp", port: 1 }, "tcp 1"],
  [{ protocol: "udp", port: 65_535 }, "udp 65535"],
  [{ protocol: "tcp", ports: { from: 8000, to: 8100 } }, "tcp 8000-8100"],
  [{ protocol: "udp", ports: { from: 53, to: 53 } }, "udp 53"],
  [{ protocol: "icmp" }, "icmp"],
  [{ protocol: "icmpv6" }, "icmpv6"],
  [{ protocol: "all" }, "all"],
])("%j is written %s", (given, text) => {
  expect(formatTraffic(checkedTraffic(AT, given))).toBe(text);
});

test.each<[object, string, string]>([
  [{ protocol: "tcp", port: 0 }, "TNT1306", '"port" is not a port.'],
  [{ protocol: "tcp", port: 65_536 }, "TNT1306", '"port" is not a port.'],
  [{ protocol: "tcp", port: 80.5 }, "TNT1306", '"port" is not a port.'],
  [{ protocol: "udp", port: "53" }, "TNT1306", '"port" is not a port.'],
  [{ protocol: "tcp", port: Number.NaN }, "TNT1306", '"port" is not a port.'],
  [{ protocol: "tcp", ports: { from: 0, to: 80 } }, "TNT1306", '"ports.from" is not a port.'],
  [{ protocol: "tcp", ports: { from: 80 } }, "TNT1306", '"ports.to" is not a port.'],
  [{ protocol: "tcp" }, "TNT1307", "tcp needs a port."],
  [{ protocol: "udp", ports: null }, "TNT1307", "udp needs a port."],
  [{ protocol: "icmp", port: 8 }, "TNT1308", '"icmp" has no ports.'],
  [{ protocol: "icmpv6", ports: { from: 1, to: 2 } }, "TNT1308", '"icmpv6" has no ports.'],
  [{ protocol: "all", port: 443 }, "TNT1308", '"all" has no ports.'],
  [
    { protocol: "tcp", port: 80, ports: { from: 80, to: 81 } },
    "TNT1309",
    "the rule has both `port` and `ports`.",
  ],
  [{ protocol: "tcp", ports: { from: 90, to: 80 } }, "TNT1310", "`ports` ends before it starts."],
  [{ protocol: "sctp", port: 80 }, "TNT1110", '"protocol" is none of the values that it can have.'],
  [{ protocol: "TCP", port: 80 }, "TNT1110", '"protocol" is none of the values that it can have.'],
])("%j is refused", (given, code, what) => {
  expect(refused(given)).toMatchObject({ code, what });
});

test("a range that ends before it starts is proposed the other way round", () => {
  expect(refused({ protocol: "tcp", ports: { from: 90, to: 80 } }).fix).toBe(
    "did you mean { from: 80, to: 90 }?",
  );
});

test("traffic reads alike if and only if it lets the same ports through", () => {
  const traffic = fc
    .tuple(fc.constantFrom("tcp" as const, "udp" as const), port, port)
    .map(([protocol, a, b]) =>
      checkedTraffic(AT, { protocol, ports: { from: Math.min(a, b), to: Math.max(a, b) } }),
    );
  fc.assert(
    fc.property(traffic, traffic, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      expect(formatTraffic(a) === formatTraffic(b)).toBe(same);
    }),
  );
});

test("a TCP connection gets through exactly within the range, of TCP or of everything", () => {
  fc.assert(
    fc.property(port, port, port, (a, b, asked) => {
      const ports = { from: Math.min(a, b), to: Math.max(a, b) };
      const within = ports.from <= asked && asked <= ports.to;
      expect(letsTcpThrough(checkedTraffic(AT, { protocol: "tcp", ports }), asked)).toBe(within);
      expect(letsTcpThrough(checkedTraffic(AT, { protocol: "udp", ports }), asked)).toBe(false);
      expect(letsTcpThrough(checkedTraffic(AT, { protocol: "all" }), asked)).toBe(true);
      expect(letsTcpThrough(checkedTraffic(AT, { protocol: "icmp" }), asked)).toBe(false);
    }),
  );
});

test("a port is given back as it is", () => {
  fc.assert(fc.property(port, (one) => expect(checkedPort(AT, "port", one)).toBe(one)));
});
