import { isCarried, keyOfAction } from "../../../lib/proof/iam/carried-keys";

describe("keys that no request is without", () => {
  it.each([
    "aws:requestedregion",
    "aws:securetransport",
    "aws:currenttime",
    "aws:epochtime",
    "aws:useragent",
  ])("%s is one, whatever is asked for", (key) => {
    expect(isCarried("s3:GetObject", key)).toBe(true);
  });

  it.each([
    ["dynamodb:Query", "dynamodb:leadingkeys"],
    ["dynamodb:BatchWriteItem", "dynamodb:leadingkeys"],
    ["sts:AssumeRole", "sts:rolesessionname"],
    ["STS:ASSUMEROLE", "sts:rolesessionname"],
    ["iam:PassRole", "iam:passedtoservice"],
  ])("requests for %s have %s", (action, key) => {
    expect(keyOfAction(action)).toBe(key);
    expect(isCarried(action, key)).toBe(true);
  });

  it.each([
    ["dynamodb:Scan", "dynamodb:leadingkeys"],
    ["dynamodb:Query", "sts:rolesessionname"],
    ["sts:TagSession", "sts:rolesessionname"],
    ["s3:ListBucket", "s3:prefix"],
    ["s3:GetObject", "aws:sourceip"],
  ])("requests for %s may be without %s", (action, key) => {
    expect(isCarried(action, key)).toBe(false);
  });
});
