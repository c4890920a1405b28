import { checkedEnvironment } from "../../lib/model/environment";

const at = { kind: "Infrastructure", path: "nonprod/nonprod" };

test.each([
  ["123456789012", "eu-west-1", "aws"],
  ["000000000001", "ap-southeast-2", "aws"],
  ["123456789012", "us-gov-west-1", "aws-us-gov"],
])("account %s in %s is of the partition %s", (account, region, partition) => {
  expect(checkedEnvironment(at, account, region)).toEqual({ account, region, partition });
});

test.each([
  [123456789012, "eu-west-1", /^TNT1010 [^]*use "123456789012"/],
  [1234, "eu-west-1", /^TNT1010 [^]*use "000000001234"/],
  ["1234-5678-9012", "eu-west-1", /^TNT1010 [^]*use "123456789012"/],
  ["12345678901", "eu-west-1", /^TNT1010 [^]*give it as a string/],
  ["${data.aws_caller_identity.me.account_id}", "eu-west-1", /^TNT1010 [^]*12 digits/],
  ["123456789012", "eu-west1", /^TNT1011 [^]*did you mean "eu-west-1"/],
  ["123456789012", "EU-WEST-1", /^TNT1011 [^]*did you mean "eu-west-1"/],
  ["123456789012", undefined, /^TNT1011 /],
  ["123456789012", "cn-north-1", /^TNT1012 /],
  ["123456789012", "us-iso-east-1", /^TNT1012 /],
])("account %p in region %p is refused", (account, region, message) => {
  expect(() => checkedEnvironment(at, account, region)).toThrow(message);
});
