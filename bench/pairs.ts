/** One side of a pair: a compiled program of `bench/programs`, run by plain node in a process of its own. */
export interface Subject {
  readonly label: string;
  readonly program: string;
  /** `{out}` stands for a fresh folder, `{compiled}` for that of the compiled project. */
  readonly args: readonly string[];
  /** `part`: what the program itself measured, imports left out. `process`: from its start to its end. */
  readonly clock: "part" | "process";
  /** How much node may keep, in MiB. @default - as much as node allows by itself */
  readonly heapMiB?: number;
}

/** Two ways to the same end; what is printed is a / b. */
export interface Pair {
  readonly name: string;
  readonly a: Subject;
  readonly b: Subject;
  /** What the median ratio of times is meant to stay within. @default - only measured */
  readonly aim?: number;
}

/** Two sizes of the same work, from which its growth is told. */
export interface Growth {
  readonly smaller: Pair;
  readonly larger: Pair;
  /** By how much the larger one is larger. */
  readonly factor: number;
}

/** All that is measured in one run. */
export interface Plan {
  readonly rounds: number;
  readonly pairs: readonly Pair[];
  readonly growth: readonly Growth[];
}

/** What a user imports, below the compiled project. */
export const LIBRARY_MODULE = "lib/index.js";

/** The whole benchmark: five rounds of everything. */
export function wholePlan(): Plan {
  const [fewer, more] = [synthesis(100), synthesis(1000)];
  const [small, large] = [proof(100), proof(1000)];
  return {
    rounds: 5,
    pairs: [...imports(), fewer, more, small, large],
    growth: [
      { smaller: fewer, larger: more, factor: 10 },
      { smaller: small, larger: large, factor: 10 },
    ],
  };
}

/** To synthesize ten thousand tenants takes more than the 4 GiB that node allows by itself; to prove them does not. */
const MANY_HEAP = 12_288;

/** One round of many tenants: how the proof grows from a hundred to ten thousand. */
export function largePlan(): Plan {
  const [smaller, larger] = [proof(100), proof(10_000, MANY_HEAP)];
  return { rounds: 1, pairs: [smaller, larger], growth: [{ smaller, larger, factor: 100 }] };
}

/** Two rounds of little work: shows that the benchmark still runs, and nothing about speed. */
export function quickPlan(): Plan {
  return { rounds: 2, pairs: [...imports(), synthesis(20), proof(20)], growth: [] };
}

/** The tenants of the library against the same resources by hand. */
export function synthesis(tenants: number): Pair {
  const args = [String(tenants), "{out}"];
  return {
    name: `synthesis of ${tenants} tenants`,
    a: { label: "library", program: "synth-library", args, clock: "part" },
    b: { label: "by hand", program: "synth-by-hand", args, clock: "part" },
    aim: 1,
  };
}

/** The proof of a whole app, in all planes, against its synthesis. */
export function proof(tenants: number, heapMiB?: number): Pair {
  const about = {
    args: [String(tenants), "{out}"],
    clock: "part",
    ...(heapMiB !== undefined && { heapMiB }),
  } as const;
  return {
    name: `proof of ${tenants} tenants`,
    a: { label: "proof", program: "prove", ...about },
    b: { label: "synthesis", program: "synth-whole", ...about },
    aim: 0.5,
  };
}

function imports(): Pair[] {
  const load = (label: string, args: readonly string[]): Subject => {
    return { label, program: "load", args, clock: "process" };
  };
  const library = load("library", [`{compiled}/${LIBRARY_MODULE}`]);
  return [
    { name: "import", a: library, b: load("cdktf", ["cdktf"]), aim: 1.25 },
    { name: "import", a: library, b: load("empty script", []) },
  ];
}
