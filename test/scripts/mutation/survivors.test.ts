import { type Mutant, type MutationReport, scoreOf } from "../../../scripts/mutation/report";
import { survivorsPage } from "../../../scripts/mutation/survivors";

const SOURCE = 'const a = first || second;\nif (a) {\n  say("`x`");\n}\n';

function mutant(status: string, at: readonly [number, number, number, number], more: Partial<Mutant> = {}) {
  const [line, column, lastLine, lastColumn] = at;
  const location = { start: { line, column }, end: { line: lastLine, column: lastColumn } };
  return { status, mutatorName: "Some", replacement: "false", location, ...more };
}

const report = (...mutants: Mutant[]): MutationReport => ({
  files: { "lib/x.ts": { source: SOURCE, mutants } },
});
const OR = [1, 11, 1, 26] as const;
const CALL = [3, 7, 3, 12] as const;
const BLOCK = [2, 8, 4, 2] as const;

describe("the score of a room", () => {
  it("counts what fails a test or never ends as noticed, and leaves out what was not tried", () => {
    const all = ["Killed", "Timeout", "Survived", "NoCoverage", "Ignored", "CompileError"];
    expect(scoreOf(report(...all.map((status) => mutant(status, OR))))).toEqual({
      ...{ mutants: 4, noticed: 2, percent: 50 },
    });
    expect(scoreOf(report()).percent).toBe(0);
  });
});

describe("the survivors of a room", () => {
  const page = survivorsPage(
    "room",
    report(
      mutant("Survived", BLOCK, { replacement: "{}" }),
      mutant("NoCoverage", CALL, { replacement: '""' }),
      mutant("Survived", OR),
      mutant("Killed", OR, { replacement: "true" }),
    ),
    [
      { group: "later", pattern: "^lib/y" },
      { group: "choice", pattern: String.raw`^lib/x\.ts \| const a = .* \| Some \| first .* => false$` },
      { group: "all else", pattern: "first" },
    ],
  );

  it("are listed by what explains them, the first explanation that fits; the others at the end", () => {
    expect(page.split("\n").filter((line) => /^(#|\| lib)/.test(line))).toEqual([
      "# Survivors of `room`",
      "## choice (1)",
      String.raw`| lib/x.ts:1:11 | Some | \`first \|\| second => false\` |`.replaceAll("\\`", "`"),
      "## not explained (2)",
      '| lib/x.ts:2:8 | Some | ``{ say("`x`"); } => {}`` |',
      '| lib/x.ts:3:7 | Some | ``"`x`" => ""`` |',
    ]);
  });

  it("stand under the room's score", () => {
    expect(page).toContain("1 of 4 mutants are noticed: 25.0 %.");
  });
});
