import type { Value } from "../../facts/value";
import { causeOf, literalValue, member } from "../../read/values";
import { ALL_PORTS, NO_PORTS, type PortSet, portsOf } from "../ports";

/** What a rule lets through, certainly and at most. */
export interface RuleTraffic {
  readonly ports: PortSet;
  readonly mayPorts: PortSet;
  readonly cause?: string | undefined;
}

/** Protocols by number, as EC2 takes them too. */
const NUMBERS: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6" };
const WITH_PORTS = new Set(["tcp", "udp"]);

/**
 * Protocol and ports of a rule. Protocols other than TCP and UDP are taken as a whole: the numbers beside
 * ICMP are types of message.
 *
 * Source: EC2 API reference, `IpPermission`.
 */
export function readTraffic(rule: Value, protocolName: "protocol" | "ip_protocol"): RuleTraffic {
  const [given, first, last] = [protocolName, "from_port", "to_port"].map((name) => member(rule, name));
  const protocol = literalValue(given)?.toLowerCase();
  const cause = causeOf(given, "a protocol") ?? causeOf(first, "a port") ?? causeOf(last, "a port");
  if (protocol === undefined || cause !== undefined) {
    const most =
      protocol === undefined || protocol === "-1" ? ALL_PORTS : portsOf(NUMBERS[protocol] ?? protocol);
    return { ports: NO_PORTS, mayPorts: most, cause: cause ?? "a rule without a protocol cannot be read" };
  }
  const ports = certainTraffic(protocol, literalValue(first), literalValue(last));
  return { ports, mayPorts: ports };
}

function certainTraffic(protocol: string, first: string | undefined, last: string | undefined): PortSet {
  if (protocol === "-1" || protocol === "all") return ALL_PORTS;
  const name = NUMBERS[protocol] ?? protocol;
  if (!WITH_PORTS.has(name) || first === undefined || first === "-1") return portsOf(name);
  return portsOf(name, { from: Number(first), to: Number(last ?? first) });
}
