/** Keys that every request has (IAM guide, global condition context keys: "always included"). */
const BY_EVERYBODY = new Set([
  ...["aws:currenttime", "aws:epochtime", "aws:requestedregion", "aws:securetransport", "aws:useragent"],
]);

const LEADING_KEYS = "dynamodb:leadingkeys";
const SESSION_NAME = "sts:rolesessionname";

/**
 * Keys that requests for an action have, by what the action is on. Rows are asked for by their first keys, but by a
 * scan (DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control"); a session has a
 * name (IAM guide, keys of STS).
 */
const BY_ACTION: ReadonlyMap<string, string> = new Map([
  ...["getitem", "batchgetitem", "query", "putitem", "updateitem", "deleteitem"].map(
    (name) => [`dynamodb:${name}`, LEADING_KEYS] as const,
  ),
  ...["batchwriteitem", "conditioncheckitem"].map((name) => [`dynamodb:${name}`, LEADING_KEYS] as const),
  ...["assumerole", "assumerolewithsaml", "assumerolewithwebidentity"].map(
    (name) => [`sts:${name}`, SESSION_NAME] as const,
  ),
  ["iam:passrole", "iam:passedtoservice"],
]);

/** The key that requests for an action have beside those of all requests. @returns undefined where there is none */
export function keyOfAction(action: string): string | undefined {
  return BY_ACTION.get(action.toLowerCase());
}

/** True for a key that cannot be missing from a request for the action, whoever makes it. */
export function isCarried(action: string, key: string): boolean {
  return BY_EVERYBODY.has(key) || keyOfAction(action) === key;
}
