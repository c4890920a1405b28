/** Ports from one to another, both included. */
export interface PortSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * What connections get through: by protocol (lower case, `all` for every one, those without ports too), the
 * ports; and ports that only the pod which listens gives a number, `tcp http`.
 */
export interface PortSet {
  readonly spans: ReadonlyMap<string, readonly PortSpan[]>;
  readonly named: ReadonlySet<string>;
}

const EVERY_PORT: PortSpan = { from: 0, to: 65_535 };
export const ALL_PROTOCOLS = "all";

export const NO_PORTS: PortSet = { spans: new Map(), named: new Set() };
export const ALL_PORTS: PortSet = { spans: new Map([[ALL_PROTOCOLS, [EVERY_PORT]]]), named: new Set() };

/** Ports of one protocol; every one of them where no span is given. */
export function portsOf(protocol: string, span: PortSpan = EVERY_PORT): PortSet {
  return { spans: new Map([[protocol.toLowerCase(), [span]]]), named: new Set() };
}

/** A port that the listening pod names. */
export function namedPort(protocol: string, name: string): PortSet {
  return { spans: new Map(), named: new Set([`${protocol.toLowerCase()} ${name}`]) };
}

export function isEmpty({ spans, named }: PortSet): boolean {
  return spans.size === 0 && named.size === 0;
}

/** Spans in order, none of them touching another. */
function merge(spans: readonly PortSpan[]): readonly PortSpan[] {
  const result: PortSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to + 1)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}

/** What gets through one of them. */
export function union(sets: readonly PortSet[]): PortSet {
  const [only = NO_PORTS, ...others] = sets.filter((set) => !isEmpty(set));
  return others.length === 0 ? only : joined([only, ...others]);
}

function joined(sets: readonly PortSet[]): PortSet {
  const spans = new Map<string, readonly PortSpan[]>();
  const named = new Set<string>();
  for (const set of sets) {
    for (const [protocol, list] of set.spans)
      spans.set(protocol, merge([...(spans.get(protocol) ?? []), ...list]));
    set.named.forEach((name) => named.add(name));
  }
  return spans.has(ALL_PROTOCOLS) ? ALL_PORTS : { spans, named };
}

function overlap(a: readonly PortSpan[], b: readonly PortSpan[]): readonly PortSpan[] {
  return merge(
    a.flatMap((x) =>
      b.flatMap((y) => {
        const both = { from: Math.max(x.from, y.from), to: Math.min(x.to, y.to) };
        return both.from <= both.to ? [both] : [];
      }),
    ),
  );
}

function everything({ spans }: PortSet): boolean {
  return spans.has(ALL_PROTOCOLS);
}

/** Names of ports of one set that may be, or are for certain, let through by the other. */
function namesThrough(a: PortSet, b: PortSet, certainly: boolean): readonly string[] {
  return [...a.named].filter((name) => {
    if (everything(b) || b.named.has(name)) return true;
    const protocol = name.split(" ")[0] ?? "";
    if ([...b.named].some((other) => other.startsWith(`${protocol} `))) return !certainly;
    return isFull(b.spans.get(protocol));
  });
}

function isFull(spans: readonly PortSpan[] | undefined): boolean {
  return spans?.some(({ from, to }) => from <= 1 && to === EVERY_PORT.to) === true;
}

/** Spans of one set that a named port of the other may stand for; all ports of a protocol say no more than it. */
function spansByName(a: PortSet, b: PortSet): PortSet {
  const protocols = new Set([...b.named].map((name) => name.split(" ")[0] ?? ""));
  const spans = [...a.spans].filter(([protocol, list]) => protocols.has(protocol) && !isFull(list));
  return { spans: new Map(spans), named: new Set() };
}

/**
 * What gets through both. A named port has the number that the listening pod says: it may be any, so that it
 * meets spans of numbers perhaps, and itself for certain.
 */
export function intersection(a: PortSet, b: PortSet, certainly: boolean): PortSet {
  if (everything(a)) return b;
  if (everything(b)) return a;
  const spans = new Map<string, readonly PortSpan[]>();
  for (const [protocol, list] of a.spans) {
    const both = overlap(list, b.spans.get(protocol) ?? []);
    if (both.length > 0) spans.set(protocol, both);
  }
  const named = new Set([...namesThrough(a, b, certainly), ...namesThrough(b, a, certainly)]);
  const numbers = { spans, named };
  return certainly ? numbers : union([numbers, spansByName(a, b), spansByName(b, a)]);
}

/** True if everything that gets through the first gets through the second, whatever pods call their ports. */
export function isWithin(inner: PortSet, outer: PortSet): boolean {
  if (everything(outer)) return true;
  if (everything(inner)) return false;
  const spans = [...inner.spans].every(([protocol, list]) =>
    list.every((span) =>
      (outer.spans.get(protocol) ?? []).some(({ from, to }) => from <= span.from && span.to <= to),
    ),
  );
  return spans && [...inner.named].every((name) => outer.named.has(name));
}

function cut(span: PortSpan, hole: PortSpan): readonly PortSpan[] {
  const before = { from: span.from, to: Math.min(span.to, hole.from - 1) };
  const after = { from: Math.max(span.from, hole.to + 1), to: span.to };
  return [before, after].filter(({ from, to }) => from <= to);
}

/**
 * What gets through the first and not through the second. Of everything nothing is taken away but everything: there
 * are more protocols than anybody lists.
 */
export function without(set: PortSet, holes: PortSet): PortSet {
  if (everything(holes)) return NO_PORTS;
  if (everything(set)) return set;
  const spans = [...set.spans].map(([protocol, list]) => {
    const taken = holes.spans.get(protocol) ?? [];
    return [protocol, taken.reduce((left, hole) => left.flatMap((each) => cut(each, hole)), list)] as const;
  });
  const named = [...set.named].filter(
    (name) => !holes.named.has(name) && !isFull(holes.spans.get(name.split(" ")[0] ?? "")),
  );
  return { spans: new Map(spans.filter(([, list]) => list.length > 0)), named: new Set(named) };
}

/** As people write it: `tcp 8443`, `udp 5000-5010`, `tcp`, `tcp http`, `all`. Sorted. */
export function shownPorts(set: PortSet): readonly string[] {
  if (everything(set)) return [ALL_PROTOCOLS];
  const spans = [...set.spans].flatMap(([protocol, list]) =>
    list.map(({ from, to }) => {
      if (from <= 1 && to === EVERY_PORT.to) return protocol;
      return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`;
    }),
  );
  return [...new Set([...spans, ...set.named])].sort();
}
