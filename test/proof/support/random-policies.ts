import fc from "fast-check";
import type { PlainPolicies, PlainRequest, PlainStatement } from "./brute-force-iam";

export const HOME = "111122223333";
export const AWAY = "444455556666";
const USER = `arn:aws:iam::${HOME}:user/ann`;
const ROLE = `arn:aws:iam::${HOME}:role/etl`;
const SESSION = `arn:aws:sts::${HOME}:assumed-role/etl/run`;
const AWAY_ROLE = `arn:aws:iam::${AWAY}:role/reader`;
const AWAY_SESSION = `arn:aws:sts::${AWAY}:assumed-role/reader/run`;

/** Three principals. */
export const PRINCIPALS: readonly { readonly principal: string; readonly parent?: string }[] = [
  { principal: USER },
  { principal: SESSION, parent: ROLE },
  { principal: AWAY_SESSION, parent: AWAY_ROLE },
];

/** Four resources with six actions. */
export const TARGETS: readonly { readonly resource: string; readonly actions: readonly string[] }[] = [
  { resource: "arn:aws:s3:::acme/a", actions: ["s3:GetObject", "s3:PutObject"] },
  { resource: `arn:aws:dynamodb:eu-west-1:${HOME}:table/acme`, actions: ["dynamodb:GetItem"] },
  { resource: `arn:aws:kms:eu-west-1:${HOME}:key/k1`, actions: ["kms:Decrypt", "kms:Encrypt"] },
  { resource: `arn:aws:iam::${HOME}:role/target`, actions: ["sts:AssumeRole"] },
];

/** Keys that the caller chooses, with one value and with several. */
export const SINGLE = "s3:prefix";
export const MULTIPLE = "aws:TagKeys";
const SINGLE_VALUES = ["a", "b", "ab"] as const;

/** All values of the two keys that conditions of these policies tell apart. */
export const ALL_SINGLE = [...SINGLE_VALUES, "", "c", "bb", "abc", "a*", "?b", "*"] as const;
export const ALL_MULTIPLE = ["a", "b", "ab", "a*", "c"] as const;

const singleOperator = fc.constantFrom(
  ...["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"],
  ...["StringEqualsIfExists", "StringNotLikeIfExists"],
);
const setOperator = fc
  .tuple(fc.constantFrom("ForAllValues:", "ForAnyValue:"), fc.constantFrom("StringEquals", "StringNotLike"))
  .map(([set, operator]) => set + operator);
const wanted = fc.uniqueArray(fc.constantFrom("a", "b", "a*", "?b", "*"), { minLength: 1, maxLength: 2 });

const wantedOfSet = fc.uniqueArray(fc.constantFrom("a", "b", "a*"), { minLength: 1, maxLength: 2 });

const condition = fc.oneof(
  fc.tuple(singleOperator, wanted).map(([operator, values]) => ({ [operator]: { [SINGLE]: values } })),
  fc.tuple(setOperator, wantedOfSet).map(([operator, values]) => ({ [operator]: { [MULTIPLE]: values } })),
  fc.constantFrom("true", "false").map((absent) => ({ Null: { [SINGLE]: absent } })),
);

const action = fc.oneof(
  fc.constantFrom("*", "s3:*", "kms:*", "s3:Get*", "kms:?e*"),
  fc.constantFrom(...TARGETS.flatMap(({ actions }) => actions)),
);
const resource = fc.oneof(
  fc.constantFrom(
    "*",
    "arn:aws:s3:::acme/*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::acme/?",
    "arn:aws:dynamodb:*:*:table/ac*",
  ),
  fc.constantFrom(...TARGETS.map((target) => target.resource)),
);

const ownStatement: fc.Arbitrary<PlainStatement> = fc
  .record({
    Effect: fc.constantFrom<("Allow" | "Deny")[]>("Allow", "Allow", "Allow", "Deny"),
    what: fc.oneof(
      { weight: 4, arbitrary: action.map((Action) => ({ Action })) },
      { weight: 1, arbitrary: action.map((NotAction) => ({ NotAction })) },
    ),
    where: fc.oneof(
      { weight: 4, arbitrary: resource.map((Resource) => ({ Resource })) },
      { weight: 1, arbitrary: resource.map((NotResource) => ({ NotResource })) },
    ),
    when: fc.option(condition, { nil: undefined }),
  })
  .map(({ Effect, what, where, when }) => ({
    Effect,
    ...what,
    ...where,
    ...(when ? { Condition: when } : {}),
  }));

const principal = fc.constantFrom<NonNullable<PlainStatement["Principal"]>[]>(
  "*",
  ...[USER, ROLE, SESSION, AWAY_ROLE, AWAY_SESSION, HOME, AWAY, `arn:aws:iam::${HOME}:root`].map((AWS) => ({
    AWS,
  })),
);

const resourceStatement: fc.Arbitrary<PlainStatement> = fc
  .tuple(ownStatement, principal)
  .map(([statement, Principal]) => ({ ...statement, Principal }));

const statements = fc.array(ownStatement, { maxLength: 3 });

/** Policies of every kind, each of which may be missing. */
export const policies: fc.Arbitrary<PlainPolicies> = fc.record({
  identity: statements,
  boundary: fc.option(statements, { nil: undefined, freq: 2 }),
  session: fc.option(statements, { nil: undefined, freq: 2 }),
  resource: fc.option(fc.array(resourceStatement, { maxLength: 3 }), { nil: undefined }),
});

const multipleValue = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 2 });

const context = fc
  .record({
    single: fc.option(fc.constantFrom(...SINGLE_VALUES), { nil: undefined }),
    multiple: fc.option(multipleValue, { nil: undefined }),
  })
  .map(({ single, multiple }) => ({
    ...(single === undefined ? {} : { [SINGLE]: single }),
    ...(multiple === undefined ? {} : { [MULTIPLE]: multiple }),
  }));

/** A request by one of the principals for one of the resources, in some context. */
export const request: fc.Arbitrary<PlainRequest> = fc
  .record({ who: fc.constantFrom(...PRINCIPALS), target: fc.constantFrom(...TARGETS), context, n: fc.nat(1) })
  .map(({ who, target, context: keys, n }) => ({
    ...who,
    action: target.actions[n % target.actions.length] ?? "s3:GetObject",
    resource: target.resource,
    resourceAccount: HOME,
    context: keys,
  }));

/** Policies fit for a request: only sessions have a session policy. */
export function fitting(given: PlainPolicies, { parent }: PlainRequest): PlainPolicies {
  return parent === undefined ? { ...given, session: undefined } : given;
}
