import type { KeyState } from "../../condition/context";
import type { Provenance } from "../../facts/resource";
import type { ReplayableRequest } from "../../facts/step";
import type { Reach } from "../../iam/reach";
import { type OtherToken, type Pattern, textWith } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { Asker } from "./asker";

/** Why a step is possible: which statement, and that nothing denies it. */
export function reasonOf(model: AwsModel, { statement, under, causes, reason }: Reach): string {
  if (statement === undefined) return under ? reason : `it cannot be excluded: ${causes.join("; ")}`;
  const { sid, policy, index } = statement;
  const named = sid === undefined ? `statement ${index}` : `statement ${JSON.stringify(sid)}`;
  const where = model.documents.placeOf(statement)?.words ?? policy;
  return under
    ? `${named} of ${where} matches it and nothing denies it`
    : `${named} of ${where} may match it: ${causes.join("; ")}`;
}

/** What decides: the statement first, then the resource. */
export function evidenceOf(
  model: AwsModel,
  { statement }: Reach,
  target: Provenance | undefined,
): readonly Provenance[] {
  const place = statement === undefined ? undefined : model.documents.placeOf(statement);
  return [place?.provenance, target].flatMap((each) => (each === undefined ? [] : [each]));
}

function nameOfSymbol(id: string): string {
  if (/account/i.test(id)) return "123456789012";
  if (/region/i.test(id)) return "eu-central-1";
  if (/partition/i.test(id)) return "aws";
  // Secrets Manager ends the ARN of a secret with six characters.
  if (id.endsWith("#arn_suffix")) return "aaaaaa";
  const name = id.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return name === "" ? "any" : name.toLowerCase();
}

function shown(token: OtherToken): string {
  if (token.kind === "one") return "a";
  return token.kind === "many" ? "any" : nameOfSymbol(token.id);
}

/** A text of the pattern; the same symbol always has the same text. */
export function concrete(pattern: Pattern): string {
  return textWith(pattern, shown);
}

function contextOf(
  keys: Iterable<readonly [string, KeyState]>,
): Readonly<Record<string, string | readonly string[]>> {
  const entries = [...keys].flatMap(([key, state]): [string, string | readonly string[]][] => {
    if (state.state !== "values") return [];
    const values = state.values.map(concrete);
    return [[key, values.length === 1 ? (values[0] ?? "") : values]];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The request that shows it; undefined where it is not certain that there is one. Of somebody who has first to be given
 * the rights for it, the request that gives them.
 */
export function requestOf(
  asker: Asker,
  action: string,
  { under, witness }: Reach,
): ReplayableRequest | undefined {
  if (!under || witness === undefined) return undefined;
  if (asker.after !== undefined) return asker.after;
  return {
    principal: asker.principal.kind === "anonymous" ? "*" : concrete(asker.arn),
    action,
    resource: concrete(witness.resource),
    context: contextOf([...asker.keys, ...witness.keys]),
  };
}
