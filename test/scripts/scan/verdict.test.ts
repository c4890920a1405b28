import { isClean, judge, verdictText } from "../../../scripts/scan/verdict";

const finding = (check: string, path: string) => {
  return { check, path, name: `Ensure ${check}`, type: "aws_kms_key", id: "Key", stack: "saas/prod" };
};
const entry = (check: string, path = "*") => ({ check, type: "aws_kms_key", path, reason: `why ${check}` });
const verdictOf = (findings: ReturnType<typeof finding>[], accepted: ReturnType<typeof entry>[]) =>
  judge({ passed: 10, findings }, accepted);

test("a scan is clean when each finding is explained and each explanation is needed", () => {
  const verdict = verdictOf([finding("A", "prod/x"), finding("A", "prod/y")], [entry("A")]);
  expect(isClean(verdict)).toBe(true);
  expect(verdictText(verdict, 2)).toBe(
    [
      "Explained",
      "  A  aws_kms_key  2 ×  why A",
      "",
      "2 stacks, 12 checks: 10 passed, 2 explained, 0 not explained, 0 explained but found no more",
    ].join("\n"),
  );
});

test("one finding that is not explained fails the scan, and says where it is", () => {
  const verdict = verdictOf([finding("A", "prod/x"), finding("B", "prod/y")], [entry("A", "prod/x")]);
  expect(isClean(verdict)).toBe(false);
  expect(verdictText(verdict, 1)).toContain("  B  aws_kms_key  saas/prod  prod/y  Ensure B");
});

test("an explanation that is needed no more fails the scan", () => {
  const verdict = verdictOf([finding("A", "prod/x")], [entry("A"), entry("B")]);
  expect(isClean(verdict)).toBe(false);
  expect(verdictText(verdict, 1)).toContain("  B of aws_kms_key at *");
});

test("a finding is explained by the first entry about it, so that an entry behind a wider one is stale", () => {
  const { explained } = verdictOf([finding("A", "prod/x")], [entry("A"), entry("A", "prod/x")]);
  expect(explained.map(({ findings }) => findings.length)).toEqual([1, 0]);
});
