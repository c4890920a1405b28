/**
 * Who decides what a context key holds (C5). `fixed`: it follows from the principal, the resource or the
 * organization. `chosen`: the caller picks it. `environment`: where and when the call is made.
 */
export type KeyKind = "fixed" | "chosen" | "environment";

/** Full names, or beginnings that end in `/`. */
const FIXED = [
  ...["aws:principalarn", "aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths"],
  ...["aws:principaltype", "aws:principalisawsservice", "aws:principalservicename"],
  ...["aws:principalservicenameslist", "aws:username", "aws:userid", "aws:principaltag/"],
  ...["aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "aws:resourcetag/"],
  ...["s3:resourceaccount", "s3:existingobjecttag/", "s3:buckettag/", "kms:calleraccount"],
  ...["kms:resourcealiases", "kms:requestalias", "iam:permissionsboundary"],
];

/** `ssm:resourceTag/…`, `rds:db-tag/…`: services have names of their own for tags of resources. */
const RESOURCE_TAG = /^(?:[a-z0-9-]+:resourcetag|rds:[a-z-]+-tag)\//;

const ENVIRONMENT = [
  ...["aws:sourceip", "aws:vpcsourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn"],
  ...["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"],
  ...["aws:multifactorauthpresent", "aws:multifactorauthage", "aws:viaawsservice"],
  ...["aws:calledvia", "aws:calledviafirst", "aws:calledvialast", "aws:federatedprovider"],
  ...["aws:ec2instancesourcevpc", "aws:ec2instancesourceprivateipv4", "ec2:sourceinstancearn"],
];

/** Keys that exist only when a service calls on behalf of a resource (C7). */
const SERVICE_ONLY = [
  ...["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"],
  // What `aws:SourceAccount` was called before; topics get a policy with it by default.
  "aws:sourceowner",
];

function isListed(key: string, names: readonly string[]): boolean {
  return names.some((name) => (name.endsWith("/") ? key.startsWith(name) : key === name));
}

/** Who decides about a key, given in lower case. What is not known otherwise the caller may pick. */
export function kindOfKey(key: string): KeyKind {
  if (isListed(key, FIXED) || RESOURCE_TAG.test(key)) return "fixed";
  return isListed(key, ENVIRONMENT) ? "environment" : "chosen";
}

/** True for keys that a direct call never carries. */
export function isServiceOnly(key: string): boolean {
  return isListed(key, SERVICE_ONLY);
}
