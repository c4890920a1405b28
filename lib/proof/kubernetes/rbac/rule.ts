import type { Value } from "../../facts/value";
import { literals, member } from "../../read/values";
import type { Truth } from "../../truth";

/** One rule of a role: verbs on resources, as they are written. */
export interface RbacRule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  /** With their subresource: `pods/exec`. */
  readonly resources: readonly string[];
  /** Empty: whatever they are called. */
  readonly names: readonly string[];
  /** Why it may allow something else, or more. @default - it is read completely */
  readonly cause?: string | undefined;
}

/** One kind of request. */
export interface Attempt {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  /** @default - any name, or none, as the caller likes */
  readonly name?: string | undefined;
}

/** Reads one entry of `rule` of a role. */
export function readRule(value: Value): RbacRule {
  if (value.kind === "unknown")
    return { verbs: [], groups: [], resources: [], names: [], cause: value.cause };
  const [verbs, groups, resources, names] = ["verbs", "api_groups", "resources", "resource_names"].map(
    (name) => literals(member(value, name)),
  );
  return {
    verbs: verbs?.items ?? [],
    groups: groups?.items ?? [],
    resources: resources?.items ?? [],
    names: names?.items ?? [],
    cause: [verbs, groups, resources, names].find((each) => each?.open !== undefined)?.open,
  };
}

/** R2: `*` is everything with its subresources, `*` before a slash is that subresource of everything. */
function coversResource(written: string, wanted: string): boolean {
  if (written === "*" || written === wanted) return true;
  const slash = wanted.indexOf("/");
  return slash >= 0 && written === `*/${wanted.slice(slash + 1)}`;
}

/**
 * Requests for which the API server knows no name, so that no rule with names covers them (R3). Lists and watches can
 * be asked for by the one name that the rule has.
 */
export const NAMELESS: ReadonlySet<string> = new Set(["create", "deletecollection"]);

function coversName({ names }: RbacRule, { verb, resource, name }: Attempt): boolean {
  if (names.length === 0) return true;
  if (NAMELESS.has(verb) && !resource.includes("/")) return false;
  return name === undefined || names.includes(name);
}

/** True if a rule, as far as it is read, allows a request. */
export function coversAttempt(rule: RbacRule, attempt: Attempt): boolean {
  return (
    (rule.verbs.includes("*") || rule.verbs.includes(attempt.verb)) &&
    (rule.groups.includes("*") || rule.groups.includes(attempt.group)) &&
    rule.resources.some((written) => coversResource(written, attempt.resource)) &&
    coversName(rule, attempt)
  );
}

/** R1, R2, R3: does a rule allow a request? */
export function allowsAttempt(rule: RbacRule, attempt: Attempt): Truth {
  if (coversAttempt(rule, attempt)) return "yes";
  return rule.cause === undefined ? "no" : "unknown";
}

/** As people write it: `get,list secrets`, with the names where it has any. */
export function shownRule({ verbs, resources, names, cause }: RbacRule): string {
  if (verbs.length === 0 || resources.length === 0)
    return cause === undefined ? "nothing" : "what is not known";
  const called = names.length > 0 ? ` (${[...names].sort().join(",")})` : "";
  return `${[...verbs].sort().join(",")} ${[...resources].sort().join(",")}${called}`;
}
