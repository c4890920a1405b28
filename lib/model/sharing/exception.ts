import { oneOrMany } from "../policy-document";
import type { Conditions, PolicyStatement } from "../policy-document";
import type { Permission, RequestLimit } from "./permission";
import { outsideOf, within } from "./permission";
import type { PolicyArea } from "./policy-grammar";
import { POLICY_GRAMMARS } from "./policy-grammar";

/** Roles that are let into one resource, and for what. */
export interface Exception {
  /** Literal ARNs of roles. */
  readonly roles: readonly string[];
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
 */
export function onlyAsGranted(
  area: PolicyArea,
  exceptions: readonly Exception[],
  whole: readonly string[],
): PolicyStatement[] {
  const byDenials = new Map<string, { roles: string[]; denials: Denial[] }>();
  for (const role of rolesOf(exceptions)) {
    const denials = denialsFor(
      area,
      exceptions.filter(({ roles }) => roles.includes(role)),
      whole,
    );
    const key = JSON.stringify(denials);
    const same = byDenials.get(key);
    if (same) same.roles.push(role);
    else byDenials.set(key, { roles: [role], denials });
  }
  return [...byDenials.values()]
    .flatMap(({ roles, denials }) => denials.map((denial) => ({ roles, denial })))
    .map(({ roles, denial }, index) => ({
      Sid: `OnlyAsGranted${index + 1}`,
      Effect: "Deny",
      Principal: "*",
      ...denial,
      Condition: { ...denial.Condition, ArnEquals: { "aws:PrincipalArn": oneOrMany(roles) } },
    }));
}

/** All roles that are let in, sorted. */
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
