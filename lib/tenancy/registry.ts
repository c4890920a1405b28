import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { accountSettingsTwice, infrastructureRangesOverlap } from "../errors/infrastructure";
import { nameTaken } from "../errors/names";
import { namespaceTaken, quotaExceeded } from "../errors/tenant";
import type { ErrorPlace, TenancyError } from "../errors/tenancy-error";
import type { Cidr } from "../model/cidr";
import { formatCidr, overlapCidr } from "../model/cidr";
import type { Environment } from "../model/environment";
import type {
  GrantIntent,
  InfrastructureIntent,
  TenancyIntent,
  TenantIntent,
  TrustedIntent,
} from "../model/intent";
import { byText } from "../model/intent";
import { IntentFile } from "./intent-file";
import type { TenantKey } from "./openings";
import { Openings } from "./openings";
import { Peerings } from "./peerings";
import type { RuleEntry } from "./rules";
import { Rules } from "./rules";
import { undeclaredMasters } from "./master-tenants";

/** An Infrastructure as the rest of the app must know it. */
export interface InfrastructureEntry {
  readonly place: ErrorPlace;
  readonly name: string;
  readonly environment: Environment;
  readonly ranges: readonly Cidr[];
  /** True if it sets what an account has once a region. */
  readonly accountSettings: boolean;
  /** True for a second view of an Infrastructure that another entry may describe as well. */
  readonly imported: boolean;
  readonly intent: () => InfrastructureIntent;
}

/** A tenant as the rest of the app must know it. */
export interface TenantEntry {
  readonly place: ErrorPlace;
  readonly name: string;
  readonly infrastructure: string;
  readonly account: string;
  readonly intent: () => TenantIntent;
}

/** A rule over the whole app, asked once before anything is written. */
export type TenancyCheck = () => readonly TenancyError[];

const REGISTRY = Symbol.for("cdktf-tenants/registry");

/**
 * All Infrastructures and tenants of one app: what must be unique is refused when it is declared, what can only be
 * judged at the end is checked before the first file is written, and `tenancy.json` is written from it.
 */
export class TenancyRegistry {
  static of(construct: Construct): TenancyRegistry {
    const root = construct.node.root as Construct & { [REGISTRY]?: TenancyRegistry };
    const known = root[REGISTRY];
    if (known) return known;
    const registry = new TenancyRegistry();
    Object.defineProperty(root, REGISTRY, { value: registry });
    return registry;
  }

  /** What tenants have to share, and what they have shared. */
  readonly openings = new Openings();
  /** What tenants have opened on the network. */
  readonly rules = new Rules();
  /** Which Infrastructures are joined. */
  readonly peerings = new Peerings();
  private readonly infrastructureEntries: InfrastructureEntry[] = [];
  private readonly tenantEntries = new Map<string, TenantEntry>();
  private readonly namespaceOwners = new Map<string, ErrorPlace>();
  private readonly used = new Map<string, number>();
  private readonly grantIntents: (() => GrantIntent)[] = [];
  private readonly trustedIntents: (() => TrustedIntent)[] = [];
  private readonly checks: TenancyCheck[] = [];
  private readonly stacks = new Set<TerraformStack>();
  private checked = false;

  private constructor() {}

  /** @throws TNT1005 for a second one of that name, TNT1103 for overlapping ranges, TNT1104 */
  addInfrastructure(scope: Construct, entry: InfrastructureEntry): void {
    for (const other of this.infrastructureEntries) refuseClash(entry, other);
    this.infrastructureEntries.push(entry);
    this.joinStack(scope);
  }

  /** @throws TNT1005 for a second tenant of that name in the Infrastructure */
  addTenant(scope: Construct, entry: TenantEntry): void {
    const key = `${entry.account}/${entry.infrastructure}/${entry.name}`;
    const taken = this.tenantEntries.get(key);
    if (taken) {
      const why = `roles, namespaces and tags of both would be the same in Infrastructure ${entry.infrastructure}.`;
      throw nameTaken(entry.place, "tenant name", entry.name, taken.place.path, why);
    }
    this.tenantEntries.set(key, entry);
    this.joinStack(scope);
  }

  addTrusted(scope: Construct, intent: () => TrustedIntent): void {
    this.trustedIntents.push(intent);
    this.joinStack(scope);
  }

  addGrant(scope: Construct, intent: () => GrantIntent): void {
    this.grantIntents.push(intent);
    this.joinStack(scope);
  }

  /** @throws what the rules throw */
  addRule(scope: Construct, rule: RuleEntry): void {
    this.rules.add(rule);
    this.joinStack(scope);
  }

  /** All Infrastructures that have been declared so far. */
  get infrastructures(): readonly InfrastructureEntry[] {
    return this.infrastructureEntries;
  }

  /** True for a tenant of this app, made or named in it. */
  knowsTenant(key: TenantKey, path: string): boolean {
    return this.tenantEntries.get(key)?.place.path === path;
  }

  /** One namespace of a cluster belongs to one tenant. @throws TNT1203 */
  claimNamespace(at: ErrorPlace, clusterArn: string, namespace: string): void {
    const key = `${clusterArn}/${namespace}`;
    const taken = this.namespaceOwners.get(key);
    if (taken) throw namespaceTaken(at, namespace, taken.path);
    this.namespaceOwners.set(key, at);
  }

  /** Counts what an account, region or cluster has a limited number of. @throws TNT1213 */
  use(at: ErrorPlace, where: string, quota: string, count: number, most: number): void {
    const key = `${where}/${quota}`;
    const total = this.usedOf(where, quota) + count;
    if (total > most) throw quotaExceeded(at, quota, total, most, where);
    this.used.set(key, total);
  }

  /** What has been counted by `use` so far. */
  usedOf(where: string, quota: string): number {
    return this.used.get(`${where}/${quota}`) ?? 0;
  }

  addCheck(check: TenancyCheck): void {
    this.checks.push(check);
  }

  /** What `tenancy.json` says. */
  intent(): TenancyIntent {
    const infrastructures = this.infrastructureEntries.map((entry) => entry.intent());
    const declared = [...this.tenantEntries.values()].map((entry) => entry.intent());
    const tenants = [...declared, ...undeclaredMasters(infrastructures, declared)];
    return {
      version: 1,
      infrastructures: infrastructures.sort(byText((one) => `${one.name}\n${one.path}`)),
      peerings: this.peerings.intents(),
      tenants: tenants.sort(byText((one) => `${one.infrastructure}\n${one.name}`)),
      rules: this.rules.intents(),
      grants: this.grantIntents.map((intent) => intent()).sort(byText((one) => one.path)),
      trusted: this.trustedIntents.map((intent) => intent()).sort(byText((one) => one.path)),
    };
  }

  private joinStack(scope: Construct): void {
    const stack = TerraformStack.of(scope);
    if (this.stacks.has(stack)) return;
    this.stacks.add(stack);
    stack.node.addValidation({ validate: () => this.validateOnce() });
    new IntentFile(stack, "TenancyIntent", () => this.intent());
  }

  /** The first stack speaks for all: its validations run before any file is written. */
  private validateOnce(): string[] {
    if (this.checked) return [];
    this.checked = true;
    return this.checks.flatMap((check) => check()).map((error) => error.message);
  }
}

function refuseClash(entry: InfrastructureEntry, other: InfrastructureEntry): void {
  const sameAccount = entry.environment.account === other.environment.account;
  const sameName = sameAccount && entry.name === other.name;
  if (sameName && !entry.imported && !other.imported) {
    const why = "IAM paths, which have no region, and tags of both would be the same.";
    throw nameTaken(entry.place, "infrastructure name", entry.name, other.place.path, why);
  }
  if (sameName) return;
  for (const range of entry.ranges) {
    const clash = other.ranges.find((taken) => overlapCidr(range, taken));
    if (clash)
      throw infrastructureRangesOverlap(entry.place, formatCidr(range), formatCidr(clash), other.place.path);
  }
  const sameRegion = sameAccount && entry.environment.region === other.environment.region;
  if (sameRegion && entry.accountSettings && other.accountSettings) {
    throw accountSettingsTwice(entry.place, other.place.path);
  }
}
