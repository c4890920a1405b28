import { isServiceOnly, kindOfKey } from "../../../lib/proof/iam/key-kinds";

/** IAM guide, "AWS global condition context keys", and the keys of services in the service authorization reference. */
describe("who decides about a context key", () => {
  it.each([
    ...["aws:principalarn", "aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths"],
    ...["aws:principaltype", "aws:principalisawsservice", "aws:principalservicename"],
    ...["aws:principalservicenameslist", "aws:username", "aws:userid", "aws:principaltag/team"],
    ...["aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "aws:resourcetag/team"],
    ...["s3:resourceaccount", "s3:existingobjecttag/team", "s3:buckettag/team", "kms:calleraccount"],
    ...["kms:resourcealiases", "kms:requestalias", "iam:permissionsboundary"],
    ...["ssm:resourcetag/team", "secretsmanager:resourcetag/team", "rds:db-tag/team", "rds:cluster-tag/team"],
  ])("%s follows from the principal or the resource", (key) => {
    expect(kindOfKey(key)).toBe("fixed");
  });

  it.each([
    ...["aws:sourceip", "aws:vpcsourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn"],
    ...["aws:currenttime", "aws:epochtime", "aws:tokenissuetime", "aws:multifactorauthpresent"],
    ...["aws:multifactorauthage", "aws:viaawsservice", "aws:calledvia", "aws:calledviafirst"],
    ...["aws:calledvialast", "aws:federatedprovider", "aws:ec2instancesourcevpc"],
    ...["aws:ec2instancesourceprivateipv4", "ec2:sourceinstancearn"],
  ])("%s is decided by where and when the call is made", (key) => {
    expect(kindOfKey(key)).toBe("environment");
  });

  it.each([
    ...["aws:requesttag/team", "aws:tagkeys", "s3:prefix", "kms:encryptioncontext:a", "sts:externalid"],
    ...["aws:principaltags/team", "aws:usernames", "aws:principaltag", "x:rds:db-tag/team", "aws:sourceips"],
    ...["ec2:resourcetag", "rds:tag/team", "a.b:resourcetag/team"],
  ])("%s is chosen by the caller, as is all that is not known otherwise", (key) => {
    expect(kindOfKey(key)).toBe("chosen");
  });

  it("is the service alone for the keys that no direct call carries", () => {
    const only = [
      "aws:sourcearn",
      "aws:sourceaccount",
      "aws:sourceorgid",
      "aws:sourceorgpaths",
      "aws:sourceowner",
    ];
    expect(only.filter(isServiceOnly)).toEqual(only);
    expect(["aws:sourceip", "aws:sourcearns", "aws:principalarn", ""].filter(isServiceOnly)).toEqual([]);
  });
});
