import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPlan } from "../../lib/plan/read-plan";
import { ownerKey } from "../../lib/proof/graph/crossing";
import { prove } from "../../lib/proof/prove";
import { EXAMPLES, synthesizedExample } from "../support/examples";

const ROOT = join(__dirname, "..", "..");

describe.each(EXAMPLES)("examples/%s", (example) => {
  const outdir = synthesizedExample(example);

  test("has the addresses that were committed: they are a contract", () => {
    const addresses = readPlan(outdir).stacks.flatMap((stack) =>
      stack.resources.map(({ address }) => `${stack.name}: ${address}`),
    );
    expect(addresses.sort()).toMatchSnapshot();
  });

  test("opens what was declared and nothing else: the access matrix is a contract", () => {
    const { verdict, findings, opaque, unused } = prove({ folder: outdir });
    const opened = findings.map(
      ({ from, to, who, what, on, declaredBy }) =>
        `${ownerKey(from)} -> ${ownerKey(to)}: ${who} may ${what.join(", ")} on ${on}, by ${declaredBy.join(", ")}`,
    );
    expect({ verdict, opened: opened.sort(), opaque, unused }).toMatchSnapshot();
    expect(verdict).toBe("isolated");
  });

  test("is synthesized to the same bytes again", () => {
    const bytes = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".json"))
        .sort()
        .map((file) => [file, readFileSync(join(folder, file), "utf8")]);
    expect(bytes(synthesizedExample(example))).toEqual(bytes(outdir));
  });

  test("has a README that says what it is", () => {
    expect(readFileSync(join(ROOT, "examples", example, "README.md"), "utf8")).toMatch(/^# .+\n\n.+/);
  });
});

test("the first page prints the smallest app as it stands", () => {
  const app = readFileSync(join(ROOT, "examples", "first", "main.ts"), "utf8").trim();
  expect(readFileSync(join(ROOT, "README.md"), "utf8")).toContain(`\`\`\`ts\n${app}\n\`\`\``);
});
