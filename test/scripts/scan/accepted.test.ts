import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accepts, parseAccepted } from "../../../scripts/scan/accepted";

const entry = { check: "CKV_1", type: "aws_iam_role", path: "*/Dataplane/AdminRole/Role", reason: "because" };
const parse = (...entries: unknown[]) => parseAccepted(JSON.stringify(entries));

test("an entry is about one check of one type at one place", () => {
  const finding = { check: "CKV_1", type: "aws_iam_role", path: "nonprod/nonprod/Dataplane/AdminRole/Role" };
  expect(accepts(entry, finding)).toBe(true);
  expect(accepts(entry, { ...finding, check: "CKV_11" })).toBe(false);
  expect(accepts(entry, { ...finding, type: "aws_iam_user" })).toBe(false);
  expect(accepts(entry, { ...finding, path: "nonprod/nonprod/Dataplane/AdminRole/Role2" })).toBe(false);
  expect(accepts(entry, { ...finding, path: "tenants/acme/AdminRole/Role" })).toBe(false);
});

test("only the asterisk of a path stands for other text", () => {
  const at = (path: string) => accepts({ ...entry, path: "a.b/*/c" }, { ...entry, path });
  expect([at("a.b/x/y/c"), at("aXb/x/c")]).toEqual([true, false]);
});

test("the list of the project is sound", () => {
  const text = readFileSync(join(__dirname, "..", "..", "..", "scan", "accepted.json"), "utf8");
  expect(parseAccepted(text).length).toBeGreaterThan(0);
});

test.each(["check", "type", "path", "reason"])("an entry without a %s is refused", (field) => {
  expect(() => parse(entry, { ...entry, [field]: "" })).toThrow(`Accepted finding 2 has no ${field}.`);
  expect(() => parse({ ...entry, [field]: undefined })).toThrow(`Accepted finding 1 has no ${field}.`);
});

test("what is no list of entries is refused", () => {
  expect(() => parseAccepted("{}")).toThrow("The accepted findings are a list.");
  expect(() => parse(null)).toThrow("Accepted finding 1 has no check.");
  expect(() => parse({ ...entry, until: "2030" })).toThrow(
    "Accepted finding 1 has until, which means nothing.",
  );
});

test("an entry that stands there twice is refused, for one of them would always be stale", () => {
  expect(() => parse(entry, { ...entry, reason: "another" })).toThrow(
    "Accepted twice: CKV_1 of aws_iam_role at */Dataplane/AdminRole/Role.",
  );
});
