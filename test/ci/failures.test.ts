import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { someFolder } from "../support/plan-folder";
import { ROOT } from "../support/source";

interface FileResult {
  readonly name: string;
  readonly status: "passed" | "failed";
  readonly message: string;
  readonly assertionResults: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
}

function said(testResults: readonly FileResult[]): string {
  const path = join(someFolder(), "results.json");
  writeFileSync(path, JSON.stringify({ testResults }));
  return execFileSync(process.execPath, [join(ROOT, ".ci", "failures.js"), path]).toString();
}

function file(...assertionResults: FileResult["assertionResults"]): FileResult {
  return { name: "a.test.ts", status: "failed", message: "", assertionResults };
}

const passed = { fullName: "it holds", status: "passed", failureMessages: [] };

function failed(fullName: string, message: string) {
  return { fullName, status: "failed", failureMessages: [message] };
}

test("each failed test is told with what it said, without colours", () => {
  expect(
    said([file(passed, failed("it is closed", "\u001b[31mExpected: closed\u001b[39m\nReceived: open"))]),
  ).toBe("\n✕ it is closed\n    Expected: closed\n    Received: open\n");
});

test("a file that could not be run is told", () => {
  expect(said([{ ...file(), message: "Cannot find module './gone'" }])).toBe(
    "\n✕ a.test.ts\n    Cannot find module './gone'\n",
  );
});

test("of many failures the first ones are told, of a long message its first lines", () => {
  const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n");
  const output = said([file(...Array.from({ length: 12 }, (_, index) => failed(`test ${index}`, long)))]);
  expect(output.match(/✕ test/g)).toHaveLength(10);
  expect(output).toContain("    line 29\n    … and 10 lines more\n");
  expect(output).toMatch(/… and 2 failed tests more\n$/);
});

test("nothing is told of a clean run", () => {
  expect(said([{ ...file(passed), status: "passed" }])).toBe("");
});
