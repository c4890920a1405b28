import {
  internetWithoutNat,
  namespacesWithoutDataplane,
  portMalformed,
  tenantLocked,
} from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { IInfrastructure } from "../infrastructure/infrastructure-attributes";
import type { CheckedLimits, TenantLimits } from "../model/limits";
import { sharedLimits } from "../model/limits";
import { checkedRetention } from "../model/log-retention";
import { checkedTenantName } from "../model/names";
import type { CheckedNamespace, TenantNamespaceProps } from "../model/namespaces";
import { checkedNamespace } from "../model/namespaces";
import { checkedRoleActions } from "../model/role-caps";
import { checkedTags } from "../model/tags";
import type { GivenProviders } from "../terraform/stack-providers";

/** What leaves the tenant without a rule of its own. */
export interface TenantEgress {
  /**
   * TCP ports of the internet that hosts and pods may call, through the network's NAT. Addresses of the VPC, of
   * services and of the node are not part of the internet.
   *
   * @default - none
   */
  readonly internet?: readonly number[];
}

/** A tenant: where it lives, and what it may take and reach. All that is not given has its closed default. */
export interface TenantProps {
  /** Where the tenant lives. It may be in this app or in another. */
  readonly infrastructure: IInfrastructure;
  /**
   * Unique in the Infrastructure; lowercase letters, digits and single hyphens, 24 at most.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /** The most that the tenant's pods may take together. @default - no limit, and no load balancers */
  readonly limits?: TenantLimits;
  /** The tenant's Kubernetes namespaces; they are open to each other. @default - one, named after the tenant */
  readonly namespaces?: readonly TenantNamespaceProps[];
  /** What leaves the tenant without a rule. AWS services by the network's endpoints always do. @default - nothing */
  readonly egress?: TenantEgress;
  /**
   * Actions that the tenant's roles may be given besides data, logs and metrics. This lifts the cap only: a role
   * still needs a policy for each.
   *
   * @default - none
   */
  readonly roleActions?: readonly string[];
  /** Refuse plans that would destroy the tenant's key, logs or namespaces. @default false */
  readonly deletionProtection?: boolean;
  /** How long the tenant's log group keeps events, in days. @default 365 */
  readonly logRetentionDays?: number;
  /** Tags of all of the tenant's AWS resources, besides its ownership tags. @default - none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Providers of your own for all of the tenant's resources. @default - the stack's, set up by the library */
  readonly providers?: GivenProviders;
}

/** Props that were checked, with every default filled in. */
export interface DeclaredTenant {
  readonly name: string;
  readonly kind: "tenant" | "master";
  readonly namespaces: readonly CheckedNamespace[];
  /** The limits of each namespace, in the same order. */
  readonly limits: readonly CheckedLimits[];
  readonly internetPorts: readonly number[];
  readonly roleActions: readonly string[];
  readonly deletionProtection: boolean;
  readonly logRetentionDays: number;
  readonly tags: Readonly<Record<string, string>>;
}

const LOG_RETENTION_DAYS = 365;

/** All that can be refused of one tenant is refused here, before anything of it exists. */
export function declareTenant(at: ErrorPlace, id: string, props: TenantProps): DeclaredTenant {
  const name = checkedTenantName(at, props.name ?? id);
  // Auditors rely on this one: it takes no contents from an app.
  if (name === "compliance") throw tenantLocked(at, name);
  const namespaces = declareNamespaces(at, name, props);
  const shares = namespaces.map((namespace) => ({ namespace: namespace.name, limits: namespace.limits }));
  return {
    name,
    kind: name === "default" ? "master" : "tenant",
    namespaces,
    limits: namespaces.length === 0 ? [] : sharedLimits(at, props.limits, shares),
    internetPorts: declareInternet(at, props),
    roleActions: checkedRoleActions(at, props.roleActions),
    deletionProtection: props.deletionProtection ?? false,
    logRetentionDays: checkedRetention(at, props.logRetentionDays ?? LOG_RETENTION_DAYS),
    tags: checkedTags(at, props.tags),
  };
}

function declareNamespaces(at: ErrorPlace, tenant: string, props: TenantProps): CheckedNamespace[] {
  const { infrastructure, namespaces, limits } = props;
  if (infrastructure.dataplane === undefined) {
    if (namespaces !== undefined) throw namespacesWithoutDataplane(at, "namespaces", infrastructure.name);
    if (limits !== undefined) throw namespacesWithoutDataplane(at, "limits", infrastructure.name);
    return [];
  }
  const given = namespaces === undefined || namespaces.length === 0 ? [{}] : namespaces;
  return given.map((one) => checkedNamespace(at, tenant, infrastructure.namespacePrefix, one));
}

function declareInternet(at: ErrorPlace, props: TenantProps): readonly number[] {
  const ports = props.egress?.internet ?? [];
  const sound = Array.isArray(ports) && new Set(ports).size === ports.length;
  if (!sound || ports.some((port) => !Number.isInteger(port) || port < 1 || port > 65_535)) {
    throw portMalformed(at, "egress.internet", ports);
  }
  if (ports.length > 0 && !props.infrastructure.network.internet) {
    throw internetWithoutNat(at, props.infrastructure.name);
  }
  return [...ports].sort((a, b) => a - b);
}
