import { parseReport } from "../../../scripts/scan/findings";

const body = (path: string) => ({ "//": { metadata: { path } } });
const json = {
  resource: { aws_iam_role: { Role_1: body("prod/Role") }, aws_kms_key: { Key_2: body("prod/Key") } },
  data: { aws_vpc: { Vpc_3: body("prod/Vpc") } },
};
const stacks = new Map([["/out/prod.json", { name: "saas/prod", json }]]);

const failed = (resource: string, file_abs_path = "/out/prod.json") => {
  return { check_id: "CKV_1", check_name: "Ensure something", file_abs_path, resource };
};
const report = (failures: unknown[], summary = { passed: 3, failed: failures.length, parsing_errors: 0 }) =>
  JSON.stringify({ results: { failed_checks: failures }, summary });

test("a finding is found again in the plan, whether the scanner names its type or not", () => {
  const resources = ["resource.Role_1", "aws_kms_key.Key_2", "data.aws_vpc.Vpc_3"];
  const { passed, findings } = parseReport(report(resources.map((name) => failed(name))), stacks);
  expect(passed).toBe(3);
  expect(findings.map(({ type, id, path }) => [type, id, path])).toEqual([
    ["aws_iam_role", "Role_1", "prod/Role"],
    ["aws_kms_key", "Key_2", "prod/Key"],
    ["aws_vpc", "Vpc_3", "prod/Vpc"],
  ]);
  expect(findings[0]).toMatchObject({ check: "CKV_1", name: "Ensure something", stack: "saas/prod" });
});

test("a scan that checked nothing is no pass", () => {
  const nothing = "The scanner found nothing that it could check.";
  // This is how the scanner answers for files in which it knows nothing.
  expect(() => parseReport('{"passed":0,"failed":0,"skipped":0,"parsing_errors":0}', stacks)).toThrow(
    nothing,
  );
  expect(() => parseReport(report([], { passed: 0, failed: 0, parsing_errors: 0 }), stacks)).toThrow(nothing);
});

test("a file that the scanner could not read is no pass", () => {
  const summary = { passed: 3, failed: 0, parsing_errors: 1 };
  expect(() => parseReport(report([], summary), stacks)).toThrow("could not read 1 file");
});

test("a finding that leads nowhere is refused, for nobody could explain it", () => {
  expect(() => parseReport(report([failed("resource.Other_4")]), stacks)).toThrow("saas/prod does not have");
  expect(() => parseReport(report([failed("resource.Role_1", "/x.json")]), stacks)).toThrow("was not given");
});
