/** Packets against security groups, one at a time. Shares no code with the proof. */
export interface PlainGroupRule {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
  /** A range, or the name of a group. */
  readonly cidr?: string;
  readonly group?: string;
}

export interface PlainGroup {
  readonly ingress: readonly PlainGroupRule[];
  readonly egress: readonly PlainGroupRule[];
}

export interface PlainHost {
  readonly address: string;
  readonly groups: readonly string[];
}

export type PlainGroups = Readonly<Record<string, PlainGroup>>;

function number(address: string): number {
  return address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function inside(address: string, cidr: string): boolean {
  const [base = "", mask = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(mask));
  const start = Math.floor(number(base) / size) * size;
  return number(address) >= start && number(address) < start + size;
}

function passes(rule: PlainGroupRule, other: PlainHost, protocol: string, port: number): boolean {
  if (rule.protocol !== "-1") {
    if (rule.protocol !== protocol) return false;
    if (port < rule.first || port > rule.last) return false;
  }
  if (rule.cidr !== undefined) return inside(other.address, rule.cidr);
  return rule.group !== undefined && other.groups.includes(rule.group);
}

/** Does a first packet get through? */
export function getsThrough(
  groups: PlainGroups,
  from: PlainHost,
  to: PlainHost,
  protocol: string,
  port: number,
): boolean {
  const leaves = from.groups.some((name) =>
    groups[name]?.egress.some((rule) => passes(rule, to, protocol, port)),
  );
  const enters = to.groups.some((name) =>
    groups[name]?.ingress.some((rule) => passes(rule, from, protocol, port)),
  );
  return leaves && enters;
}
