import { readFileSync } from "node:fs";
import { join } from "node:path";
import { documentedErrors, errorsPage } from "../../scripts/docs/errors";
import { ROOT, sources } from "../support/source";

const errors = documentedErrors(ROOT);

test("every error has a code of its own, TNT and four digits", () => {
  const codes = errors.map((error) => error.code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(codes.filter((code) => !/^TNT\d{4}$/.test(code))).toEqual([]);
});

test("every error's factory says what it is about", () => {
  expect(errors.filter((error) => error.what.trim() === "").map((error) => error.code)).toEqual([]);
});

test("errors are made in lib/errors alone", () => {
  const made = sources("lib").filter(({ text }) => /new TenancyError\(/.test(text));
  expect(made.map((file) => file.path).filter((path) => !path.startsWith("lib/errors/"))).toEqual([]);
  expect(errors.length).toBe(
    made.reduce((sum, { text }) => sum + text.split("new TenancyError(").length - 1, 0),
  );
});

test("comments name only codes that exist", () => {
  const known = new Set(errors.map((error) => error.code));
  const unknown = sources("lib").flatMap(({ path, text }) =>
    [...text.matchAll(/\bTNT\d{4}\b/g)]
      .filter(([code]) => !known.has(code))
      .map(([code]) => `${path}: ${code}`),
  );
  expect(unknown).toEqual([]);
});

test("docs/ERRORS.md is current (else run `npm run docs`)", () => {
  expect(readFileSync(join(ROOT, "docs", "ERRORS.md"), "utf8")).toBe(errorsPage(errors));
});
