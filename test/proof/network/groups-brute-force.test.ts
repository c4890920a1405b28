import fc from "fast-check";
import { reachBySecurityGroups } from "../../../lib/proof/network/groups/reach";
import { runs } from "../../support/property-runs";
import { getsThrough, type PlainGroupRule, type PlainGroups } from "../support/brute-force-groups";
import { facts, resource } from "../support/facts";
import { group, sg, vpc } from "../support/network-parts";

const RUNS = runs(Number(process.env["PROOF_RUNS"] ?? 300));
const NAMES = ["a", "b", "shared"];
/** The borders of the VPC, of its two subnets and of the ranges that rules name. */
const ADDRESSES = {
  first: ["10.0.0.0", "10.0.0.127", "10.0.0.128", "10.0.0.255"],
  second: ["10.0.1.0", "10.0.1.255"],
  rest: ["10.0.2.0", "10.0.255.255"],
};

const source = fc.oneof(
  fc.constantFrom(...NAMES).map((name) => ({ group: name })),
  fc
    .constantFrom(
      "10.0.0.0/16",
      "0.0.0.0/0",
      "10.0.0.0/24",
      "10.0.0.0/25",
      "10.0.1.0/24",
      "10.1.0.0/16",
      "9.0.0.0/8",
    )
    .map((cidr) => ({ cidr })),
);

const traffic = fc.constantFrom(
  { protocol: "-1", first: 0, last: 65_535 },
  { protocol: "tcp", first: 80, last: 80 },
  { protocol: "tcp", first: 80, last: 443 },
  { protocol: "udp", first: 80, last: 443 },
);

const rule: fc.Arbitrary<PlainGroupRule> = fc
  .tuple(traffic, source)
  .map(([first, second]) => ({ ...first, ...second }));

const groups: fc.Arbitrary<PlainGroups> = fc.record(
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      fc.record({ ingress: fc.array(rule, { maxLength: 2 }), egress: fc.array(rule, { maxLength: 2 }) }),
    ]),
  ),
);

const carried = fc.record({
  from: fc.constantFrom(["a"], ["a", "shared"], ["shared"]),
  to: fc.constantFrom(["b"], ["b", "shared"], ["shared"]),
  subnet: fc.constantFrom("a", "b"),
});

type Carried = { readonly from: readonly string[]; readonly to: readonly string[]; readonly subnet: string };

function block({ protocol, first, last, cidr, group: named }: PlainGroupRule) {
  return {
    protocol,
    from_port: protocol === "-1" ? 0 : first,
    to_port: protocol === "-1" ? 0 : last,
    ...(cidr !== undefined && { cidr_blocks: [cidr] }),
    ...(named !== undefined && { security_groups: [sg(named)] }),
  };
}

/** An instance of `a` in the first subnet, one of `b` in some subnet, and their steps. */
function stepsOf(all: PlainGroups, { from, to, subnet }: Carried) {
  const instance = (of: string, names: readonly string[], at: string) =>
    resource(of, `aws_instance.${of}`, {
      subnet_id: `\${aws_subnet.net-${at}.id}`,
      vpc_security_group_ids: names.map(sg),
    });
  const written = Object.entries(all).map(([name, { ingress, egress }]) =>
    group(
      name,
      { ingress: ingress.map(block), egress: egress.map(block) },
      name === "shared" ? "platform" : name,
    ),
  );
  return reachBySecurityGroups(
    facts(...vpc(), ...written, instance("a", from, "a"), instance("b", to, subnet)),
  ).steps;
}

function says(what: readonly string[], protocol: string, port: number): boolean {
  return what.some((text) => {
    const [kind = "", span = "0-65535"] = text.split(" ");
    const [first = 0, last = first] = span.split("-").map(Number);
    return kind === "all" || (kind === protocol && first <= port && port <= last);
  });
}

const PORTS = [79, 80, 443, 444];
const CASES = ["tcp", "udp"].flatMap((protocol) => PORTS.map((port) => [protocol, port] as const));

describe("security groups against every packet, one by one", () => {
  it("claim nothing that no packet does, and miss none that one does", () => {
    fc.assert(
      fc.property(groups, carried, (all, who) => {
        const steps = stepsOf(all, who).filter(
          ({ from, to }) => from === "eni:stack/aws_instance.a" && to === "eni:stack/aws_instance.b",
        );
        const targets = who.subnet === "a" ? ADDRESSES.first : ADDRESSES.second;
        for (const [protocol, port] of CASES) {
          const tries = ADDRESSES.first.flatMap((from) =>
            targets.map((to) =>
              getsThrough(
                all,
                { address: from, groups: who.from },
                { address: to, groups: who.to },
                protocol,
                port,
              ),
            ),
          );
          const certain = steps.some(
            ({ certainty, what }) => certainty === "must" && says(what, protocol, port),
          );
          const possible = steps.some(({ what }) => says(what, protocol, port));
          if (certain) expect([protocol, port, tries.every(Boolean)]).toEqual([protocol, port, true]);
          if (tries.some(Boolean)) expect([protocol, port, possible]).toEqual([protocol, port, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("are decided exactly for hosts that may stand anywhere in the VPC", () => {
    const everywhere = Object.values(ADDRESSES).flat();
    fc.assert(
      fc.property(groups, carried, (all, who) => {
        const steps = stepsOf(all, who).filter(
          ({ from, to }) =>
            from === "sg:stack/aws_security_group.a" && to === "sg:stack/aws_security_group.b",
        );
        for (const [protocol, port] of CASES) {
          const open = everywhere.some((from) =>
            everywhere.some((to) =>
              getsThrough(
                all,
                { address: from, groups: ["a"] },
                { address: to, groups: ["b"] },
                protocol,
                port,
              ),
            ),
          );
          const certain = steps.some(
            ({ certainty, what }) => certainty === "must" && says(what, protocol, port),
          );
          expect([protocol, port, certain]).toEqual([protocol, port, open]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
