import { oneOrMany } from "../policy-document";
import type { Conditions, PolicyStatement } from "../policy-document";
import type { Permission, RequestLimit } from "./permission";
import { outsideOf, widest, within } from "./permission";
import type { PolicyArea } from "./policy-grammar";
import { POLICY_GRAMMARS } from "./policy-grammar";

/** Roles that are let into one resource, and for what. */
export interface Exception {
  /** Literal ARNs of roles; one pattern, if it is for everyone. */
  readonly roles: readonly string[];
  /** True if `roles` is a pattern for all that may be opened to. @default false */
  readonly everyone?: boolean;
  readonly permissions: readonly Permission[];
  /** The moment at which it ends, ISO 8601. @default - it does not end */
  readonly until?: string | undefined;
}

interface Rule {
  readonly resources: readonly string[];
  readonly limit: RequestLimit | undefined;
}
type Denial = Pick<PolicyStatement, "Action" | "NotAction" | "Resource" | "NotResource" | "Condition">;

/**
 * What a resource's own policy must deny to those who are let in, so that they get what was granted and nothing
 * more, whatever their own policies say: in one account an identity policy alone would be enough.
 *
 * Everything that no exception names is denied; of what is named, everything outside the named resources, and every
 * request outside the limits. After an exception has ended, the same is worked out for those that are left.
 *
 * A role that is let in by itself and as one of everyone gets both. `spared` are patterns of roles that a pattern for
 * everyone includes and does not mean: they are denied nothing here.
 */
export function onlyAsGranted(
  area: PolicyArea,
  exceptions: readonly Exception[],
  whole: readonly string[],
  spared: readonly string[],
): PolicyStatement[] {
  const groups = [
    ...everyoneDenied(area, exceptions, whole, spared),
    ...singleRolesDenied(area, exceptions, whole),
  ];
  return groups
    .flatMap(({ denials, who }) => denials.map((denial) => ({ denial, who })))
    .map(({ denial, who }, index) => ({
      Sid: `OnlyAsGranted${index + 1}`,
      Effect: "Deny",
      Principal: "*",
      ...denial,
      Condition: { ...denial.Condition, ...who },
    }));
}

/** What is denied to some, and the conditions that say to whom. */
interface DeniedTo {
  readonly denials: readonly Denial[];
  readonly who: Conditions;
}

/** Everyone of a pattern but those who have more than that, and those whom it is not about. */
function everyoneDenied(
  area: PolicyArea,
  exceptions: readonly Exception[],
  whole: readonly string[],
  spared: readonly string[],
): DeniedTo[] {
  const forAll = exceptions.filter(({ everyone }) => everyone);
  const single = singleRolesOf(exceptions);
  return rolesOf(forAll).map((pattern) => ({
    denials: denialsFor(
      area,
      forAll.filter(({ roles }) => roles.includes(pattern)),
      whole,
    ),
    who: {
      ArnLike: { "aws:PrincipalArn": pattern },
      ArnNotLike: {
        "aws:PrincipalArn": oneOrMany(widest([...spared, ...single].filter((one) => within(one, pattern)))),
      },
    },
  }));
}

/** The roles that are let in by themselves; those that get the same are spoken of together. */
function singleRolesDenied(
  area: PolicyArea,
  exceptions: readonly Exception[],
  whole: readonly string[],
): DeniedTo[] {
  const byDenials = new Map<string, { roles: string[]; denials: Denial[] }>();
  for (const role of singleRolesOf(exceptions)) {
    const denials = denialsFor(
      area,
      exceptions.filter((exception) => isAbout(exception, role)),
      whole,
    );
    const key = JSON.stringify(denials);
    const same = byDenials.get(key);
    if (same) same.roles.push(role);
    else byDenials.set(key, { roles: [role], denials });
  }
  return [...byDenials.values()].map(({ roles, denials }) => ({
    denials,
    who: { ArnEquals: { "aws:PrincipalArn": oneOrMany(roles) } },
  }));
}

function isAbout({ roles, everyone }: Exception, role: string): boolean {
  return everyone ? roles.some((pattern) => within(role, pattern)) : roles.includes(role);
}

function singleRolesOf(exceptions: readonly Exception[]): string[] {
  return rolesOf(exceptions.filter(({ everyone }) => !everyone));
}

/** All roles and patterns that are let in, sorted. */
export function rolesOf(exceptions: readonly Exception[]): string[] {
  return [...new Set(exceptions.flatMap(({ roles }) => roles))].sort();
}

function denialsFor(area: PolicyArea, exceptions: readonly Exception[], whole: readonly string[]): Denial[] {
  const ends = [...new Set(exceptions.flatMap(({ until }) => (until === undefined ? [] : [until])))].sort();
  const now = outside(area, exceptions, whole);
  const later = ends.flatMap((end) =>
    outside(
      area,
      exceptions.filter(({ until }) => until === undefined || until > end),
      whole,
    ).map((denial) => ({
      ...denial,
      Condition: { ...denial.Condition, DateGreaterThanEquals: { "aws:CurrentTime": end } },
    })),
  );
  return [...now, ...later];
}

/** Everything but the union of what the exceptions allow. */
function outside(area: PolicyArea, exceptions: readonly Exception[], whole: readonly string[]): Denial[] {
  const rules = new Map<string, Rule[]>();
  for (const { actions, resources, limit } of exceptions.flatMap(({ permissions }) => permissions)) {
    for (const action of actions) rules.set(action, [...(rules.get(action) ?? []), { resources, limit }]);
  }
  const named = [...rules.keys()].sort();
  if (named.length === 0) return [{ Action: POLICY_GRAMMARS[area].everything, Resource: whole }];
  const groups = new Map<string, string[]>();
  for (const action of named) {
    const key = JSON.stringify(restrictions(rules.get(action) ?? [], whole));
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  return [
    ...unnamed(area, named).map((actions) => ({ ...actions, Resource: whole })),
    ...[...groups].flatMap(([key, actions]) =>
      (JSON.parse(key) as Denial[]).map((restriction) => ({ Action: actions, ...restriction })),
    ),
  ];
}

/** Everything that was not granted, as the service's policies can say it. */
function unnamed(area: PolicyArea, named: readonly string[]): Pick<Denial, "Action" | "NotAction">[] {
  const { listed } = POLICY_GRAMMARS[area];
  if (listed === undefined) return [{ NotAction: named }];
  const rest = listed.actions.filter((action) => !named.includes(action));
  const count = Math.ceil(rest.length / listed.mostInStatement);
  return Array.from({ length: count }, (_, index) => ({
    Action: rest.slice(index * listed.mostInStatement, (index + 1) * listed.mostInStatement),
  }));
}

/**
 * Whether an action that is allowed on these resources could be tried on others. An action belongs to the parts that it
 * is granted on (objects are read, a bucket is not), so only where a part is not granted as a whole: services may refuse
 * statements about what nobody can ask for.
 */
function hasElsewhere(resources: readonly string[], whole: readonly string[]): boolean {
  return resources.some((resource) => {
    const part = whole.find((one) => within(resource, one));
    return part === undefined || !resources.includes(part);
  });
}

/** What is denied of one action that is allowed by these rules. */
function restrictions(
  rules: readonly Rule[],
  whole: readonly string[],
): Omit<Denial, "Action" | "NotAction">[] {
  const resources = [...new Set(rules.flatMap((rule) => rule.resources))].sort();
  const elsewhere = hasElsewhere(resources, whole) ? [{ NotResource: resources }] : [];
  const [first] = rules;
  if (first?.limit === undefined || rules.some(({ limit }) => limit === undefined)) return elsewhere;
  const values = [...new Set(rules.flatMap(({ limit }) => limit?.values ?? []))].sort();
  const limits: Conditions[] = outsideOf(first.limit.key, values);
  return [...elsewhere, ...limits.map((Condition) => ({ Resource: resources, Condition }))];
}
