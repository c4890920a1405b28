import { PassThrough } from "node:stream";
import { table, width } from "../../lib/cli/table";
import { printable } from "../../lib/model/words";
import { endQuietlyWhenClosed, styleOf } from "../../lib/cli/terminal";

function stdout(isTTY: boolean) {
  return Object.assign(new PassThrough(), { isTTY });
}

test.each([
  ["a terminal has colour", true, {}, "\u001b[1mA\u001b[22m"],
  ["a pipe has none", false, {}, "A"],
  ["NO_COLOR switches it off", true, { NO_COLOR: "1" }, "A"],
  ["an empty NO_COLOR means nothing", true, { NO_COLOR: "" }, "\u001b[1mA\u001b[22m"],
  ["a dumb terminal has none", true, { TERM: "dumb" }, "A"],
])("%s", (_, isTTY, env, expected) => {
  expect(styleOf({ stdout: stdout(isTTY), env }).heading("A")).toBe(expected);
});

test("only a closed pipe is passed over; any other failure to write is an error", () => {
  const streams = { stdout: stdout(false), stderr: stdout(false) };
  endQuietlyWhenClosed(streams);
  expect(streams.stdout.emit("error", Object.assign(new Error("closed"), { code: "EPIPE" }))).toBe(true);
  expect(() => streams.stdout.emit("error", Object.assign(new Error("full"), { code: "ENOSPC" }))).toThrow(
    "full",
  );
});

test("columns stand under each other, also where characters are wide or combined", () => {
  const columns = [{ heading: "Name" }, { heading: "Count", align: "right" as const }, { heading: "Path" }];
  const rows = [
    ["dev", "7", "a"],
    ["開発", "12", "b"],
    ["cafe\u0301", "3", "c"],
  ];
  const lines = table(columns, rows, styleOf({ stdout: stdout(false), env: {} }));
  expect(lines.map((line) => width(line.slice(0, line.search(/[Pabc]\S*$/))))).toEqual([13, 13, 13, 13]);
});

test("text of a file can neither turn the line nor speak to the terminal", () => {
  expect(printable("a\u001b[31mb\nc\u202ed")).toBe("a\\u{1b}[31mb\\u{a}c\\u{202e}d");
});
