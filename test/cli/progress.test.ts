import { PassThrough } from "node:stream";
import { progressLine, toldBy } from "../../lib/cli/progress";
import type { ProofProgress } from "../../lib/proof/progress";

const ERASE = "\r\u001b[K";
const READING: ProofProgress = { phase: "reading" };
const resolving = (done: number): ProofProgress => ({ phase: "resolving", counted: { done, of: 900 } });

/** What is written when progress is told at these times, in milliseconds from the start. */
function written(
  told: readonly (readonly [number, ProofProgress])[],
  { isTTY = true, columns = 80, env = {} }: { isTTY?: boolean; columns?: number; env?: object } = {},
): string {
  const stderr = Object.assign(new PassThrough(), { isTTY, columns });
  let time = 5000;
  const line = progressLine({ stderr, env: { ...env } }, () => time);
  for (const [at, progress] of told) {
    time = 5000 + at;
    line.tell(progress);
  }
  line.end();
  return String(stderr.read() ?? "");
}

test("who waits for less than a second is told nothing", () => {
  expect(
    written([
      [0, READING],
      [400, resolving(1)],
      [999, { phase: "judging" }],
    ]),
  ).toBe("");
});

test("who waits for longer is told the phase and how far it is, in one line that is gone at the end", () => {
  const counted = "Resolving 500 of 900 resources …";
  const judging = "Comparing with what was declared …";
  const told = [
    [0, READING],
    [1200, resolving(500)],
    [1400, { phase: "judging" }],
  ] as const;
  expect(written(told)).toBe(`${ERASE}${counted}${ERASE}${judging}${ERASE}`);
});

test("within a phase a line is written ten times a second at most; a new phase at once", () => {
  const told = [
    [1000, resolving(1)],
    [1050, resolving(2)],
    [1090, { phase: "identity" }],
    [1100, resolving(3)],
  ] as const;
  const lines = written(told)
    .split(ERASE)
    .filter((line) => line !== "");
  expect(lines.map((line) => line.split(" ")[1])).toEqual(["1", "at", "3"]);
});

test("a narrow terminal is not made to turn the line", () => {
  expect(written([[2000, { phase: "kubernetes" }]], { columns: 20 })).toBe(
    `${ERASE}Looking at Kubernet${ERASE}`,
  );
});

test.each<[string, { isTTY?: boolean; env?: object }]>([
  ["a pipe", { isTTY: false }],
  ["a terminal that cannot take a line back", { env: { TERM: "dumb" } }],
])("%s is told nothing", (_, about) => {
  expect(written([[5000, READING]], about)).toBe("");
});

test("the line is gone as well when the work fails, and the failure is what is seen", () => {
  const ended: string[] = [];
  const line = { tell: () => undefined, end: () => ended.push("end") };
  const work = () => {
    throw new Error("unusable");
  };
  expect(() => toldBy(line, work)).toThrow("unusable");
  expect([toldBy(line, () => 7), ended]).toEqual([7, ["end", "end"]]);
});
