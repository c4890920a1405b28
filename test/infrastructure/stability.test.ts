import fc from "fast-check";
import { TerraformStack } from "cdktf";
import { Infrastructure } from "../../lib/infrastructure/infrastructure";
import type { InfrastructureProps } from "../../lib/infrastructure/infrastructure-props";
import { planSubnets, SMALLEST_AUTOMATIC } from "../../lib/infrastructure/network/subnet-plan";
import { containsCidr, formatCidr, overlapCidr, parseCidr } from "../../lib/model/cidr";
import type { Attributes } from "../support/synth";
import { synthesize } from "../support/synth";
import { DATAPLANE, NETWORK, synthesized } from "./nonprod";

const FULL: Partial<InfrastructureProps> = {
  network: { ...NETWORK, nat: "per-zone", ipv6: true, interfaceEndpoints: ["sts", "ecr.api"] },
  dataplane: { ...DATAPLANE, admins: ["arn:aws:iam::123456789012:role/ops/admins"] },
};
const AT = { kind: "Infrastructure", path: "test" };

test("the addresses of a full Infrastructure are these", () => {
  const { stacks } = synthesized(FULL);
  const addresses = Object.entries(stacks).map(([name, stack]) => [name, stack.addresses()]);
  expect(Object.fromEntries(addresses)).toMatchSnapshot();
});

test("the same declarations give the same bytes", () => {
  const texts = () => {
    const { stacks, intentText } = synthesized(FULL);
    return [intentText, ...Object.values(stacks).map((stack) => stack.text)];
  };
  expect(texts()).toEqual(texts());
});

test("the order in which Infrastructures are declared changes no byte", () => {
  const declare = (names: readonly string[]) => {
    const { stacks, intentText } = synthesize((app) => {
      for (const name of names) {
        new Infrastructure(new TerraformStack(app, name), name, {
          account: "123456789012",
          region: "eu-west-1",
          network: { ...NETWORK, cidr: name === "prod" ? "10.20.0.0/16" : "10.10.0.0/16" },
          dataplane: DATAPLANE,
          ebsEncryptionByDefault: name === "prod",
        });
      }
    });
    return [
      intentText,
      ...Object.keys(stacks)
        .sort()
        .map((name) => stacks[name]?.text),
    ];
  };
  expect(declare(["prod", "nonprod"])).toEqual(declare(["nonprod", "prod"]));
});

/** Every resource of the network by its path, without those parts that list all zones. */
function bodies(changes: Partial<InfrastructureProps>): Record<string, Attributes> {
  const stack = synthesized(changes).stack("nonprod");
  return Object.fromEntries(stack.paths().map((path) => [path, stack.at(path)]));
}

test("another zone leaves every subnet, route and gateway where it is", () => {
  const two = bodies({ network: { ...NETWORK, zones: 2, nat: "per-zone" } });
  const three = bodies({ network: { ...NETWORK, zones: 3, nat: "per-zone" } });
  const zones = Object.keys(two).filter((path) => path.includes("/Zone"));
  expect(zones.length).toBeGreaterThan(10);
  for (const path of zones) expect([path, three[path]]).toEqual([path, two[path]]);
});

test.each([
  ["single", "per-zone"],
  ["none", "single"],
] as const)("from NAT %s to %s, no subnet, table or gateway is replaced", (before, after) => {
  const [first, second] = [before, after].map((nat) => bodies({ network: { ...NETWORK, nat } }));
  const kept = Object.keys(first ?? {}).filter((path) => !/\/(Published|ZoneB\/PrivateIpv4)/.test(path));
  expect(kept.length).toBeGreaterThan(20);
  for (const path of kept) expect([path, second?.[path]]).toEqual([path, first?.[path]]);
});

test("the order of administrators means nothing", () => {
  const [a, b] = ["arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:user/b"];
  const text = (admins: string[]) =>
    synthesized({ dataplane: { ...DATAPLANE, admins } }).stack("nonprod").text;
  expect(text([a, b])).toBe(text([b, a]));
});

test("automatic subnets of any VPC lie inside it, and share no address", () => {
  const arbitraryVpc = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 16, max: SMALLEST_AUTOMATIC }))
    .map(([second, prefix]) => parseCidr(AT, "cidr", `10.${second}.0.0/${prefix}`));
  fc.assert(
    fc.property(arbitraryVpc, fc.integer({ min: 2, max: 4 }), (vpc, count) => {
      const zones = Array.from({ length: count }, (_, index) => `eu-west-1${"abcd"[index]}`);
      const plan = planSubnets(AT, vpc, zones, { public: true, endpoints: true }, undefined);
      const ranges = plan
        .flatMap((zone) => [zone.private, zone.public, zone.endpoints])
        .filter((range) => range !== undefined);
      expect(ranges).toHaveLength(3 * count);
      expect(ranges.filter((range) => containsCidr(vpc, range)).map(formatCidr)).toEqual(
        ranges.map(formatCidr),
      );
      const clashes = ranges.flatMap((range, index) =>
        ranges.slice(index + 1).filter((other) => overlapCidr(range, other)),
      );
      expect(clashes).toEqual([]);
      expect(Math.max(...ranges.map((range) => range.prefix))).toBeLessThanOrEqual(28);
    }),
  );
});
