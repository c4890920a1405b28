import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  actionsMatching,
  actionsOfService,
  CATALOGUE,
  catalogueServices,
} from "../../../lib/proof/catalogue/catalogue";
import { glob, shownPattern } from "../../../lib/proof/pattern/token";
import { extract } from "../../../scripts/action-catalogue";

const FILE = join(__dirname, "../../../lib/proof/catalogue/data/actions.json");

function named(service: string, name: string) {
  return actionsOfService(service).find((action) => action.name === name);
}

describe("the action catalogue", () => {
  it("is what the pinned data package gives", async () => {
    expect(JSON.parse(readFileSync(FILE, "utf8"))).toEqual(await extract());
  });

  it("says from where and as of which day it is", () => {
    expect(CATALOGUE.source).toMatch(/^@cloud-copilot\/iam-data \d/);
    expect(CATALOGUE.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("has the services that the proof models", () => {
    expect(catalogueServices()).toEqual(
      expect.arrayContaining(["s3", "dynamodb", "kms", "iam", "sts", "lambda", "eks", "secretsmanager"]),
    );
    expect([...catalogueServices()].sort()).toEqual(catalogueServices());
  });

  it("knows what an action does and to what", () => {
    const found = named("s3", "GetObject");
    expect(found?.level).toBe("Read");
    expect(found?.resources.map(({ name, arn }) => [name, shownPattern(arn)])).toContainEqual([
      "object",
      "arn:*:s3:::*/*",
    ]);
    expect(named("iam", "PutRolePolicy")?.level).toBe("Permissions");
  });

  it("knows actions that cannot be limited to a resource", () => {
    expect(named("s3", "ListAllMyBuckets")?.resources).toEqual([]);
    expect(named("ec2", "DescribeInstances")?.resources).toEqual([]);
  });

  it("finds the actions of a pattern, without regard to case and across services", () => {
    expect(actionsMatching(glob("S3:getobject")).map(({ name }) => name)).toEqual(["GetObject"]);
    expect(
      new Set(actionsMatching(glob("*:TagResource")).map(({ service }) => service)).size,
    ).toBeGreaterThan(5);
    expect(actionsMatching(glob("sts:Assume*")).map(({ name }) => name)).toEqual([
      "AssumeRole",
      "AssumeRoleWithSAML",
      "AssumeRoleWithWebIdentity",
      "AssumeRoot",
    ]);
  });

  it("knows nothing of services that it does not have", () => {
    expect(actionsOfService("groundstation")).toEqual([]);
  });
});
