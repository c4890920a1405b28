import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type {
  GrantIntent,
  InfrastructureIntent,
  RuleIntent,
  TenancyIntent,
  TenantIntent,
} from "../../lib/model/intent";

/** A stack as a test describes it: construct paths below the stack, by Terraform address. */
export interface WrittenStack {
  readonly name: string;
  readonly resources: Readonly<Record<string, string>>;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, which is removed after the tests of the file. */
export function someFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-plan-"));
  folders.push(folder);
  return folder;
}

export function infrastructure(changes: Partial<InfrastructureIntent> = {}): InfrastructureIntent {
  return {
    name: "nonprod",
    path: "nonprod/nonprod",
    stack: "nonprod",
    account: "123456789012",
    region: "eu-west-1",
    owned: true,
    cidrs: ["10.10.0.0/16"],
    dataplane: {
      cluster: "nonprod",
      version: "1.33",
      networkPolicy: "strict",
      caveats: [],
      insideStack: null,
    },
    computes: [],
    ...changes,
  };
}

export function tenant(name: string, changes: Partial<TenantIntent> = {}): TenantIntent {
  const home = changes.infrastructure ?? "nonprod";
  return {
    name,
    infrastructure: home,
    path: `${home}-tenants/${name}`,
    stack: `${home}-tenants`,
    kind: "tenant",
    state: "active",
    owned: true,
    namespaces: [`tenant-${name}`],
    rolePath: `/${home}/${name}/`,
    deletionProtection: false,
    ...changes,
  };
}

/** A rule with changes that need not be of its type, since readers are told from the outside. */
export function rule(changes: { readonly [Key in keyof RuleIntent]?: unknown } = {}): RuleIntent {
  return {
    name: "qa-calls-dev",
    path: "nonprod-tenants/qa-calls-dev",
    stack: "nonprod-tenants",
    from: { kind: "tenant", infrastructure: "nonprod", tenant: "qa" },
    to: { infrastructure: "nonprod", tenant: "dev" },
    protocol: "tcp",
    ports: { from: 8443, to: 8443 },
    description: "Smoke tests call the API",
    expose: "both",
    parts: ["aws_vpc_security_group_ingress_rule.qa-calls-dev_Ingress_1"],
    ...changes,
  } as RuleIntent;
}

/** A grant with changes that need not be of its type. */
export function grant(changes: { readonly [Key in keyof GrantIntent]?: unknown } = {}): GrantIntent {
  return {
    path: "nonprod-tenants/qa-reads-uploads",
    stack: "nonprod-tenants",
    owner: { infrastructure: "nonprod", tenant: "dev" },
    requester: { infrastructure: "nonprod", tenant: "qa" },
    area: "s3",
    access: "read",
    scope: "resources",
    resources: ["uploads"],
    prefix: null,
    leadingKeys: null,
    roles: ["arn:aws:iam::123456789012:role/nonprod/qa/nonprod--qa--pods"],
    permissions: [],
    keyUse: [],
    reason: "QA replays uploads",
    expires: "2027-03-31",
    parts: ["aws_kms_key.dev_Key", "aws_s3_bucket_policy.dev_uploads_Policy"],
    ...changes,
  } as GrantIntent;
}

export function intent(changes: Partial<TenancyIntent> = {}): TenancyIntent {
  return {
    ...{ version: 1, infrastructures: [], peerings: [], tenants: [] },
    ...{ rules: [], grants: [], trusted: [] },
    ...changes,
  };
}

/** Writes a folder as cdktf does, with what the test is about and nothing else. */
export function writePlan(folder: string, stacks: readonly WrittenStack[], tenancy: unknown): string {
  const names = stacks.map((stack) => stack.name);
  const entries = names.map((name) => [
    name,
    { name, constructPath: name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` },
  ]);
  writeJson(join(folder, "manifest.json"), { stacks: Object.fromEntries(entries), version: "0.21.0" });
  if (tenancy !== undefined) writeJson(join(folder, "tenancy.json"), tenancy);
  for (const stack of stacks)
    writeJson(join(folder, "stacks", stack.name, "cdk.tf.json"), stackDocument(stack));
  return folder;
}

export function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

function stackDocument({ name, resources }: WrittenStack): unknown {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const [address, path] of Object.entries(resources)) {
    const [type = "", id = ""] = address.split(".");
    (resource[type] ??= {})[id] = { "//": { metadata: { path: `${name}/${path}`, uniqueId: id } } };
  }
  return { "//": { metadata: { stackName: name } }, ...(resources && { resource }), terraform: {} };
}
