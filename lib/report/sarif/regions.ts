const SPACE: ReadonlySet<string> = new Set([" ", "\n", "\r", "\t"]);
const ENDS_SCALAR: ReadonlySet<string> = new Set([...SPACE, ",", "]", "}"]);

/** Where something stands in a text; lines and columns from 1, the end after the last character. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A part of a text, by offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The wanted pointers as a tree: what is not in it is passed over without looking at it. */
interface Wanted {
  readonly below: Map<string, Wanted>;
  span?: Span;
}

/**
 * Where JSON pointers lead in a text: to the name of a member, or to the start of an element. A pointer that goes on
 * where the JSON ends, into a policy that is written as text for example, leads to the last part that is there.
 * In a text that is no JSON all of them lead to its start.
 *
 * Source: RFC 6901, JSON Pointer.
 */
export function regionsOf(text: string, pointers: Iterable<string>): ReadonlyMap<string, Region> {
  const root: Wanted = { below: new Map() };
  const ends = [...new Set(pointers)].map((pointer) => [pointer, trail(root, pointer)] as const);
  if (isJson(text)) new Scanner(text).value(root);
  const lines = lineStarts(text);
  return new Map(ends.map(([pointer, nodes]) => [pointer, regionOf(deepest(nodes), lines)]));
}

/** A file that could not be read is a finding, too. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The nodes from the root to where a pointer leads, added where they are missing. */
function trail(root: Wanted, pointer: string): Wanted[] {
  const nodes = [root];
  for (const escaped of pointer.split("/").slice(1)) {
    const name = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    const { below } = nodes[nodes.length - 1] ?? root;
    const next = below.get(name) ?? { below: new Map<string, Wanted>() };
    below.set(name, next);
    nodes.push(next);
  }
  return nodes;
}

function deepest(nodes: readonly Wanted[]): Span {
  return nodes.reduce<Span>((found, { span }) => span ?? found, { start: 0, end: 1 });
}

/** Reads JSON once from left to right, and notes where the wanted parts stand. */
class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  value(wanted: Wanted | undefined): void {
    this.space();
    const first = this.text[this.at];
    if (first === "{") this.members(wanted);
    else if (first === "[") this.elements(wanted);
    else if (first === '"') this.string();
    else this.scalar();
    this.space();
  }

  private members(wanted: Wanted | undefined): void {
    this.list("}", () => {
      const start = this.at;
      this.string();
      const end = this.at;
      const next = wanted === undefined ? undefined : wanted.below.get(this.name(start, end));
      if (next !== undefined) next.span = { start, end };
      this.space();
      this.at += 1;
      this.value(next);
    });
  }

  private elements(wanted: Wanted | undefined): void {
    let index = 0;
    this.list("]", () => {
      const next = wanted?.below.get(String(index));
      if (next !== undefined) next.span = { start: this.at, end: this.at + 1 };
      index += 1;
      this.value(next);
    });
  }

  /** What stands between two brackets, with commas. */
  private list(end: string, item: () => void): void {
    this.at += 1;
    this.space();
    while (this.at < this.text.length && this.text[this.at] !== end) {
      item();
      if (this.text[this.at] === ",") this.at += 1;
      this.space();
    }
    this.at += 1;
  }

  private name(start: number, end: number): string {
    return JSON.parse(this.text.slice(start, end)) as string;
  }

  private string(): void {
    let end = this.text.indexOf('"', this.at + 1);
    while (end >= 0 && this.isEscaped(end)) end = this.text.indexOf('"', end + 1);
    this.at = end < 0 ? this.text.length : end + 1;
  }

  /** True after an odd number of backslashes. */
  private isEscaped(at: number): boolean {
    let before = at - 1;
    while (this.text[before] === "\\") before -= 1;
    return (at - before) % 2 === 0;
  }

  private scalar(): void {
    while (this.at < this.text.length && !ENDS_SCALAR.has(this.text[this.at] ?? "")) this.at += 1;
  }

  private space(): void {
    while (SPACE.has(this.text[this.at] ?? "")) this.at += 1;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function regionOf({ start, end }: Span, starts: readonly number[]): Region {
  const line = lineOf(start, starts);
  const column = start - (starts[line - 1] ?? 0) + 1;
  return { startLine: line, startColumn: column, endLine: line, endColumn: column + end - start };
}

/** The last line that starts at or before an offset, by halving. */
function lineOf(offset: number, starts: readonly number[]): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
