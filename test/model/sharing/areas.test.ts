import { roleCap } from "../../../lib/model/role-caps";
import { AREAS } from "../../../lib/model/sharing/areas";
import { ownUse } from "../../../lib/model/sharing/own-use";
import { sizeOfPolicy } from "../../../lib/model/sharing/packing";
import { policyJson } from "../../../lib/model/policy-document";
import { ENVIRONMENT, grantable } from "./support";

test.each(AREAS)("the cap of a tenant's roles admits every action of area %s that can be granted", (area) => {
  const [{ Action: capped = [] } = {}] = roleCap(ENVIRONMENT, "nonprod", "dev", []);
  const patterns = [capped].flat().map((action) => new RegExp(`^${String(action).replace(/\*/g, ".*")}$`));
  const beyond = grantable(area).filter((action) => patterns.every((pattern) => !pattern.test(action)));
  expect(beyond).toEqual([]);
});

test("a tenant's roles use what it has by name, kind by kind, and its key by a statement of its own", () => {
  const arns = (name: string) => ({ self: `arn:aws:s3:::${name}`, content: `arn:aws:s3:::${name}/*` });
  const statements = ownUse([
    { area: "s3", arns: arns("a") },
    { area: "s3", arns: arns("b") },
    { area: "kms", arns: { self: "${aws_kms_key.x.arn}" } },
    { area: "ecr", arns: { self: "arn:aws:ecr:eu-west-1:1:repository/x" } },
  ]);
  expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
    ["OwnBuckets", ["arn:aws:s3:::a", "arn:aws:s3:::b"]],
    ["OwnBucketsContent", ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]],
    ["OwnRepositories", ["arn:aws:ecr:eu-west-1:1:repository/x"]],
    ["LogInToTheRegistry", "*"],
  ]);
});

test("the size of a policy is that of its text, references filled in", () => {
  const plain = [{ Sid: "A", Effect: "Allow" as const, Action: "s3:GetObject", Resource: "*" }];
  expect(sizeOfPolicy(plain)).toBe(policyJson(plain).length + 1);
  const referring = plain.map((statement) => ({ ...statement, Resource: "${aws_kms_key.x.arn}" }));
  expect(sizeOfPolicy(referring)).toBe(sizeOfPolicy(plain) - 1 + 90);
});
