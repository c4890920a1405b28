import { choiceUnknown } from "../errors/infrastructure";
import { portsMissing, portsReversed, portsTwice, portsUnknownHere, portUnusable } from "../errors/rules";
import type { ErrorPlace } from "../errors/tenancy-error";

/** What a rule can let through; `all` is every protocol and every port. */
export const PROTOCOLS = ["tcp", "udp", "icmp", "icmpv6", "all"] as const;
export type RuleProtocol = (typeof PROTOCOLS)[number];

/** Ports from one to another, both included. */
export interface PortRange {
  /** 1 to 65535. */
  readonly from: number;
  /** 1 to 65535, and not below `from`. */
  readonly to: number;
}

/** A protocol, and for those that have ports, which. */
export type Traffic =
  | { readonly protocol: "tcp" | "udp"; readonly ports: PortRange }
  | { readonly protocol: "icmp" | "icmpv6" | "all"; readonly ports?: undefined };

/** Protocol and ports as they were given. */
export interface GivenTraffic {
  readonly protocol: RuleProtocol;
  /** @default - see `ports` */
  readonly port?: number | undefined;
  /** @default - see `port` */
  readonly ports?: PortRange | undefined;
}

const PORT_MOST = 65_535;

/** @throws TNT1110 for another protocol, TNT1306 to TNT1310 for ports that are none, or that nothing could use */
export function checkedTraffic(at: ErrorPlace, given: GivenTraffic): Traffic {
  const { protocol, port, ports } = given;
  if (!PROTOCOLS.includes(protocol)) throw choiceUnknown(at, "protocol", protocol, PROTOCOLS);
  if (protocol !== "tcp" && protocol !== "udp") {
    if (port !== undefined || ports !== undefined) throw portsUnknownHere(at, protocol, port ?? ports);
    return { protocol };
  }
  if (port !== undefined && ports !== undefined) throw portsTwice(at, port, ports);
  if (port !== undefined) return { protocol, ports: { from: checkedPort(at, "port", port), to: port } };
  if (ports === undefined || ports === null) throw portsMissing(at, protocol);
  const from = checkedPort(at, "ports.from", ports.from);
  const to = checkedPort(at, "ports.to", ports.to);
  if (from > to) throw portsReversed(at, ports);
  return { protocol, ports: { from, to } };
}

/** A port that something can listen on. @throws TNT1306 */
export function checkedPort(at: ErrorPlace, what: string, port: unknown): number {
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > PORT_MOST) {
    throw portUnusable(at, what, port);
  }
  return port;
}

/** The one way of writing it: `tcp 8443`, `udp 5000-5010`, `icmp`. Two that read alike let the same through. */
export function formatTraffic({ protocol, ports }: Traffic): string {
  if (ports === undefined) return protocol;
  return ports.from === ports.to ? `${protocol} ${ports.from}` : `${protocol} ${ports.from}-${ports.to}`;
}

/** True if a TCP connection to the port gets through. */
export function letsTcpThrough({ protocol, ports }: Traffic, port: number): boolean {
  if (protocol === "all") return true;
  return protocol === "tcp" && ports.from <= port && port <= ports.to;
}
