import { intentVersionUnknown } from "../errors/plan";
import type {
  ComputeIntent,
  DataplaneIntent,
  GrantIntent,
  InfrastructureIntent,
  KeyUseIntent,
  PeeringIntent,
  PermissionIntent,
  RuleIntent,
  RuleSourceIntent,
  TenancyIntent,
  TenantIntent,
  TenantReference,
  TrustedIntent,
} from "../model/intent";
import type { PortRange } from "../model/ports";
import { PROTOCOLS } from "../model/ports";
import type { Shape } from "./shape";
import {
  exactly,
  listOf,
  listOrNone,
  oneOf,
  orNull,
  plainObject,
  text,
  truth,
  oneOfKinds,
  wholeNumber,
} from "./shape";

const VERSION = 1;

const compute = exactly<ComputeIntent>({ name: text, tenant: orNull(text) });

const dataplane = exactly<DataplaneIntent>({
  cluster: text,
  version: orNull(text),
  networkPolicy: oneOf("strict", "standard", "unknown"),
  caveats: listOf(text),
  insideStack: orNull(text),
});

const infrastructure = exactly<InfrastructureIntent>({
  name: text,
  path: text,
  stack: text,
  account: text,
  region: text,
  owned: truth,
  cidrs: listOf(text),
  dataplane: orNull(dataplane),
  computes: listOf(compute),
});

const peering = exactly<PeeringIntent>({
  path: text,
  stack: text,
  from: text,
  to: text,
  parts: listOf(text),
});

const tenant = exactly<TenantIntent>({
  name: text,
  path: text,
  stack: text,
  infrastructure: text,
  kind: oneOf("tenant", "master"),
  state: oneOf("active"),
  owned: truth,
  namespaces: listOf(text),
  rolePath: text,
  deletionProtection: truth,
});

const reference = exactly<TenantReference>({ infrastructure: text, tenant: text });

type SourceOf<Kind> = Extract<RuleSourceIntent, { kind: Kind }>;

const source = oneOfKinds<RuleSourceIntent>({
  tenant: exactly<SourceOf<"tenant">>({ kind: oneOf("tenant"), infrastructure: text, tenant: text }),
  cidr: exactly<SourceOf<"cidr">>({ kind: oneOf("cidr"), cidr: text }),
  "prefix-list": exactly<SourceOf<"prefix-list">>({ kind: oneOf("prefix-list"), id: orNull(text) }),
});

const rule = exactly<RuleIntent>({
  path: text,
  stack: text,
  name: text,
  from: source,
  to: reference,
  protocol: oneOf(...PROTOCOLS),
  ports: orNull(exactly<PortRange>({ from: wholeNumber, to: wholeNumber })),
  description: text,
  expose: oneOf("hosts", "pods", "both", "load-balancers"),
  parts: listOf(text),
});

const limited = exactly<{ readonly key: string; readonly values: readonly string[] }>({
  key: text,
  values: listOf(text),
});

const permission = exactly<PermissionIntent>({
  actions: listOf(text),
  resources: listOf(text),
  limit: orNull(limited),
});

const keyUse = exactly<KeyUseIntent>({
  actions: listOf(text),
  through: orNull(text),
  context: orNull(limited),
});

const grant = exactly<GrantIntent>({
  path: text,
  stack: text,
  owner: reference,
  requester: reference,
  area: text,
  access: text,
  scope: oneOf("area", "resources"),
  resources: listOf(text),
  prefix: orNull(text),
  leadingKeys: orNull(listOf(text)),
  roles: listOf(text),
  permissions: listOf(permission),
  keyUse: listOf(keyUse),
  reason: text,
  expires: orNull(text),
  parts: listOf(text),
});

const trusted = exactly<TrustedIntent>({
  path: text,
  stack: text,
  address: text,
  reason: text,
  owner: text,
  expires: text,
});

const intent = exactly<TenancyIntent>({
  version: oneOf(VERSION),
  infrastructures: listOf(infrastructure),
  peerings: listOrNone(peering),
  tenants: listOf(tenant),
  rules: listOf(rule),
  grants: listOf(grant),
  trusted: listOf(trusted),
});

/** `tenancy.json`. @throws TNT3004 for another version, TNT3006 for anything else that is not as it should be */
export const tenancyIntent: Shape<TenancyIntent> = (value, spot) => {
  const { version } = plainObject(value, spot);
  if (version !== VERSION) throw intentVersionUnknown(spot.file, version, VERSION);
  return intent(value, spot);
};
