import type { Value } from "../../facts/value";
import type { KubernetesObject } from "../../kubernetes/objects/object";
import { causeOf, literals, literalValue, member, nameOf, occurrences } from "../../read/values";
import { type AddressSet, readCidr, without } from "../addresses";
import { ALL_PORTS, namedPort, NO_PORTS, type PortSet, portsOf, union } from "../ports";
import type { BlockPeer, Direction, NetworkPolicy, Peer, PolicyRule } from "./policy";
import { EVERYTHING, readSelector } from "./selector";

/** Who a rule names: `from` of what comes in, `to` of what goes out. */
type PeerName = "from" | "to";

interface ReadPort {
  readonly ports: PortSet;
  readonly may: PortSet;
  readonly cause?: string | undefined;
}

function unreadPort(protocol: string | undefined, cause: string): ReadPort {
  return { ports: NO_PORTS, may: protocol === undefined ? ALL_PORTS : portsOf(protocol), cause };
}

/** P8: TCP unless said otherwise; a name instead of a number is the listening pod's to explain. */
function readPort(value: Value): ReadPort {
  if (value.kind === "unknown") return unreadPort(undefined, value.cause);
  const given = member(value, "protocol");
  const protocol = given === undefined ? "TCP" : literalValue(given);
  const port = member(value, "port");
  const end = member(value, "end_port");
  const cause =
    causeOf(given, "a protocol") ?? causeOf(port, "a port") ?? causeOf(end, "the last of some ports");
  if (protocol === undefined || cause !== undefined)
    return unreadPort(protocol, cause ?? "a protocol cannot be read");
  const text = literalValue(port);
  // The provider's zero and empty text are how it writes that nothing was given.
  if (text === undefined || text === "" || text === "0") return certain(portsOf(protocol));
  if (!/^\d+$/.test(text)) return certain(namedPort(protocol, text));
  const last = Number(literalValue(end) ?? 0);
  return certain(portsOf(protocol, { from: Number(text), to: last === 0 ? Number(text) : last }));
}

function certain(ports: PortSet): ReadPort {
  return { ports, may: ports };
}

function readBlock(value: Value): Peer {
  const cidr = member(value, "cidr");
  const holes = literals(member(value, "except"));
  const text = literalValue(cidr);
  const range = text === undefined ? undefined : readCidr(text);
  const excepted = holes.items.map(readCidr);
  const cause = causeOf(cidr, "an address range") ?? holes.open;
  if (text === undefined || range === undefined || cause !== undefined || excepted.includes(undefined))
    return { kind: "unread", cause: cause ?? "an address range cannot be read" };
  const except = holes.items.length > 0 ? ` except ${[...holes.items].sort().join(", ")}` : "";
  const named = `${text}${except}`;
  const block =
    blocks.get(named) ??
    blockOf(
      named,
      [range],
      excepted.flatMap((each) => each ?? []),
    );
  blocks.set(named, block);
  return block;
}

/** Ranges that are written alike are one block, whoever names them: what was found of it holds for all. */
const blocks = new Map<string, BlockPeer>();

function blockOf(text: string, range: AddressSet, holes: AddressSet): BlockPeer {
  return { kind: "block", addresses: without(range, holes), text };
}

/** P4: both selectors in one entry are one condition. An entry that names nobody is refused, or is everybody. */
function readPeer(value: Value): Peer {
  if (value.kind === "unknown") return { kind: "unread", cause: value.cause };
  const block = member(value, "ip_block");
  if (block !== undefined) return readBlock(block);
  const namespaces = member(value, "namespace_selector");
  const pods = member(value, "pod_selector");
  if (namespaces === undefined && pods === undefined)
    return { kind: "unread", cause: "a peer names neither pods, nor namespaces, nor addresses" };
  return {
    kind: "pods",
    namespaces: namespaces === undefined ? undefined : readSelector(namespaces),
    pods: pods === undefined ? EVERYTHING : readSelector(pods),
  };
}

/** P3: no peers are all peers, no ports are all ports. */
function readRule(value: Value, name: PeerName): PolicyRule {
  if (value.kind === "unknown")
    return { peers: undefined, ports: NO_PORTS, mayPorts: ALL_PORTS, cause: value.cause };
  const peers = occurrences(member(value, name));
  const ports = occurrences(member(value, "ports"));
  const read = ports.items.map(readPort);
  const open = peers.open ?? ports.open;
  const everyPort = read.length === 0;
  const everyPeer = peers.items.length === 0 || peers.open !== undefined;
  return {
    peers: everyPeer ? undefined : peers.items.map(readPeer),
    ports: open !== undefined ? NO_PORTS : everyPort ? ALL_PORTS : union(read.map((each) => each.ports)),
    mayPorts: everyPort || ports.open !== undefined ? ALL_PORTS : union(read.map(({ may }) => may)),
    cause: open ?? read.find(({ cause }) => cause !== undefined)?.cause,
  };
}

function readRules(value: Value | undefined, name: PeerName): readonly PolicyRule[] {
  const { items, open } = occurrences(value);
  const rules = items.map((item) => readRule(item, name));
  const more = { peers: undefined, ports: NO_PORTS, mayPorts: ALL_PORTS, cause: open };
  return open === undefined ? rules : [...rules, more];
}

/** P1: without types a policy is about what comes in, and about what goes out if it says anything of it. */
function direction(spec: Value | undefined, type: "Ingress" | "Egress"): Direction | undefined {
  const types = literals(member(spec, "policy_types"));
  const section = member(spec, type.toLowerCase());
  const rules = readRules(section, type === "Ingress" ? "from" : "to");
  const given = types.items.length > 0 || types.open !== undefined;
  const applies = given
    ? types.items.includes(type)
    : type === "Ingress" || occurrences(section).items.length > 0 || section?.kind === "unknown";
  if (applies) return { rules };
  return types.open === undefined ? undefined : { rules, cause: types.open };
}

/** A policy of one cluster; undefined if it is not known in which namespace it is. */
export function readPolicy(object: KubernetesObject, cluster: string): NetworkPolicy | undefined {
  const { namespace, resource } = object;
  if (namespace === undefined) return undefined;
  const spec = object.part("spec");
  return {
    cluster,
    namespace,
    name: object.name ?? nameOf(member(object.metadata, "name")) ?? resource.provenance.address,
    owner: resource.owner,
    provenance: resource.provenance,
    pods: readSelector(member(spec, "pod_selector")),
    ingress: direction(spec, "Ingress"),
    egress: direction(spec, "Egress"),
  };
}
