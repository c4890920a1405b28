import { nearest } from "../../../model/nearest";
import { handIntentMisshapen, intentTenantUnknown } from "../../../errors/proof";
import { fileMisshapen, intentVersionUnknown } from "../../../errors/plan";
import { TenancyError } from "../../../errors/tenancy-error";
import type { PortRange } from "../../../model/ports";
import { PROTOCOLS } from "../../../model/ports";
import type { Shape } from "../../../plan/shape";
import {
  exactly,
  listOf,
  listOrNone,
  oneOf,
  oneOfKinds,
  orNull,
  plainObject,
  text,
  wholeNumber,
} from "../../../plan/shape";
import { readRange } from "../../condition/ip-address";
import type { TrustedPart } from "../../facts/declared";
import type { DeclaredCluster } from "../../facts/resource";
import type { HandGrant, HandIntent, HandPlatform, HandRule, OwnershipRule } from "./hand-intent";

const VERSION = 1;

function orElse<T>(shape: Shape<T>, otherwise: T): Shape<T> {
  return (value, spot) => (value === undefined ? otherwise : shape(value, spot));
}

/** Source: RFC 3339, full-date. */
const day: Shape<string> = (value, spot) => {
  const date = text(value, spot);
  const midnight = new Date(`${date}T00:00:00Z`);
  const real = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(midnight.getTime());
  if (real && midnight.toISOString().startsWith(date)) return date;
  throw fileMisshapen(spot.file, spot.place, "a day such as 2026-12-31", value);
};

const filled: Shape<string> = (value, spot) => {
  const given = text(value, spot);
  if (given.trim() === "") throw fileMisshapen(spot.file, spot.place, "a text that says something", value);
  return given;
};

const range: Shape<string> = (value, spot) => {
  const given = text(value, spot);
  if (readRange(given) !== undefined) return given;
  throw fileMisshapen(spot.file, spot.place, "a range of addresses such as 10.0.0.0/16", value);
};

type RuleOf<Kind> = Extract<OwnershipRule, { kind: Kind }>;
const tenant = orNull(filled);

const ownership = oneOfKinds<OwnershipRule>({
  tag: exactly<RuleOf<"tag">>({ kind: oneOf("tag"), tenant, key: filled, value: text }),
  label: exactly<RuleOf<"label">>({ kind: oneOf("label"), tenant, key: filled, value: text }),
  address: exactly<RuleOf<"address">>({ kind: oneOf("address"), tenant, pattern: filled }),
  namespace: exactly<RuleOf<"namespace">>({ kind: oneOf("namespace"), tenant, pattern: filled }),
  arn: exactly<RuleOf<"arn">>({ kind: oneOf("arn"), tenant, pattern: filled }),
});

type SourceOf<Kind> = Extract<HandRule["from"], { kind: Kind }>;

const rule = exactly<HandRule>({
  name: filled,
  from: oneOfKinds<HandRule["from"]>({
    tenant: exactly<SourceOf<"tenant">>({ kind: oneOf("tenant"), tenant: filled }),
    cidr: exactly<SourceOf<"cidr">>({ kind: oneOf("cidr"), cidr: filled }),
  }),
  to: filled,
  protocol: oneOf(...PROTOCOLS),
  ports: orElse(orNull(exactly<PortRange>({ from: wholeNumber, to: wholeNumber })), null),
  expose: orElse(oneOf("hosts", "pods", "both"), "both"),
});

const grant = exactly<HandGrant>({
  owner: filled,
  requester: filled,
  actions: listOf(filled),
  resources: listOf(filled),
  reason: filled,
  expires: orElse(orNull(day), null),
});

const trusted = exactly<Omit<TrustedPart, "stack">>({
  ...{ address: filled, reason: filled, owner: filled, expires: day },
});

const cluster = exactly<DeclaredCluster>({
  name: filled,
  networkPolicy: orElse(oneOf("strict", "standard", "off", "unknown"), "unknown"),
  vpcCidrs: listOrNone(range),
  metadataService: orElse(oneOf("closed", "open", "unknown"), "unknown"),
  podSecurity: orElse(oneOf("privileged", "baseline", "restricted", "unknown"), "unknown"),
});

const handIntent = exactly<HandIntent>({
  version: oneOf(VERSION),
  tenants: listOf(filled),
  ownership: listOf(ownership),
  rules: listOrNone(rule),
  grants: listOrNone(grant),
  trusted: listOrNone(trusted),
  platform: orElse<HandPlatform | undefined>(exactly({ clusters: listOrNone(cluster) }), undefined),
});

/** What was written by hand. @throws TNT3004 for another version, TNT6012 for a wrong shape, TNT6013 */
export function readHandIntent(value: unknown, file: string): HandIntent {
  const given = Object.entries(plainObject(value, { file, place: "" }));
  // Editors read it; it says nothing about tenants.
  const rest = Object.fromEntries(given.filter(([name]) => name !== "$schema"));
  if (rest["version"] !== VERSION) throw intentVersionUnknown(file, rest["version"], VERSION);
  const intent = shaped(rest, file);
  for (const [place, name] of namedTenants(intent))
    if (!intent.tenants.includes(name))
      throw intentTenantUnknown(file, place, name, nearest(name, intent.tenants));
  return intent;
}

function shaped(value: unknown, file: string): HandIntent {
  try {
    return handIntent(value, { file, place: "" });
  } catch (error) {
    if (TenancyError.is(error) && error.code === "TNT3006")
      throw handIntentMisshapen(file, error.what, error.got);
    throw error;
  }
}

function namedTenants({ ownership: owned, rules, grants }: HandIntent): (readonly [string, string])[] {
  return [
    ...owned.flatMap((one, index) =>
      one.tenant === null ? [] : [[`ownership[${index}]`, one.tenant] as const],
    ),
    ...rules.flatMap(({ from, to }, index) => [
      ...(from.kind === "tenant" ? [[`rules[${index}].from`, from.tenant] as const] : []),
      [`rules[${index}].to`, to] as const,
    ]),
    ...grants.flatMap(({ owner, requester }, index) => [
      [`grants[${index}].owner`, owner] as const,
      [`grants[${index}].requester`, requester] as const,
    ]),
  ];
}
