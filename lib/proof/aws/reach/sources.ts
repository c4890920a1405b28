import { arnParts } from "../../pattern/arn";
import { glob, type Pattern, textOf } from "../../pattern/token";
import { sampleOfBoth } from "../../pattern/samples";
import type { Condition, Statement } from "../../policy/document";
import { render } from "../../policy/template";

/** The kinds of resources for which a service acts on others, by the name by which policies let it in. */
export const SENDING_KINDS: ReadonlyMap<string, string> = new Map([
  ["sns.amazonaws.com", "topic"],
  ["s3.amazonaws.com", "bucket"],
  ["events.amazonaws.com", "event-rule"],
  ["logs.amazonaws.com", "log-group"],
]);

export const SENDING_SERVICES: readonly string[] = [...SENDING_KINDS.keys()];

const SOURCE_ARN = "aws:sourcearn";
const SOURCE_KEYS = new Set([SOURCE_ARN, "aws:sourceaccount", "aws:sourceowner"]);
const POSITIVE = new Set(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]);

/** True for a statement that asks for whom a service acts: requests of services are meant. */
export function isAboutSource({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => SOURCE_KEYS.has(key));
}

function pins({ key, operator }: Condition): boolean {
  return (
    key === SOURCE_ARN && POSITIVE.has(operator.base) && !operator.ifExists && operator.set !== "ForAllValues"
  );
}

/** The ARNs to which a statement limits what services act for; undefined where it does not. */
export function sourcesPinned({ conditions }: Statement): readonly Pattern[] | undefined {
  const found = conditions.find(pins);
  const wildcards = found?.operator.base !== "StringEquals";
  return found?.values.flatMap((value) => {
    const pattern = render(value, wildcards, () => ({ state: "unknown" }));
    return pattern === undefined ? [] : [pattern];
  });
}

/** The region of an ARN, as far as it is written out. */
function regionOf(pattern: Pattern): string | undefined {
  const region = textOf(arnParts(pattern)[3] ?? []);
  return region === undefined || region === "" ? undefined : region;
}

/**
 * An ARN that somebody in another account can have what they own called by, and which these statements let in; undefined
 * if there is none.
 */
export function strangersArn(
  statements: readonly Statement[],
  service: string,
  account: string,
): string | undefined {
  const pinned = statements.flatMap((statement) => sourcesPinned(statement) ?? []);
  const open = pinned.filter((pattern) => pattern.some(({ kind }) => kind === "many" || kind === "one"));
  const found = open.map((pattern) => {
    const region = regionOf(pattern) ?? "eu-central-1";
    // Buckets have names of their own all over AWS; everything else has its account in its ARN.
    const own = service === "s3" ? "arn:aws:s3:::*" : `arn:aws:${service}:${region}:${account}:*`;
    return sampleOfBoth(pattern, glob(own));
  });
  return found.find((sample) => sample !== undefined);
}
