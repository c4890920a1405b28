import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OwnerRef } from "../../../lib/proof/graph/crossing";
import { prove } from "../../../lib/proof/prove";
import type { Finding, ProofReport } from "../../../lib/proof/verdict/report";
import { synthesize } from "../../support/synth";
import { fourTenants } from "../corpus/bases/infrastructure";

export type Body = Record<string, unknown>;
type Resources = Record<string, Record<string, Body>>;

let written: string | undefined;

/** A plan as it was synthesized, changed as by an escape hatch, by hand or by another tool. */
export class EditedPlan {
  readonly folder = mkdtempSync(join(tmpdir(), "cdktf-tenants-planes-"));
  private readonly stacks = new Map<string, { resource: Resources }>();

  constructor() {
    written ??= synthesize(fourTenants).outdir;
    cpSync(written, this.folder, { recursive: true });
  }

  /** Adds a resource that no construct wrote. */
  add(type: string, name: string, body: Body, stack = "tenants"): this {
    const { resource } = this.stack(stack);
    resource[type] = { ...resource[type], [name]: body };
    return this;
  }

  /** Changes every resource of a type that a construct at this path wrote. */
  change(stack: string, type: string, path: RegExp, change: (body: Body) => void): this {
    const found = Object.values(this.stack(stack).resource[type] ?? {}).filter((body) =>
      path.test(pathOf(body)),
    );
    if (found.length === 0) throw new Error(`no ${type} stands at ${path.source} in ${stack}`);
    found.forEach(change);
    return this;
  }

  /** Takes away every resource of a type that a construct at this path wrote. */
  remove(stack: string, type: string, path: RegExp): this {
    const all = this.stack(stack).resource[type] ?? {};
    const found = Object.entries(all).filter(([, body]) => path.test(pathOf(body)));
    if (found.length === 0) throw new Error(`no ${type} stands at ${path.source} in ${stack}`);
    for (const [name] of found) delete all[name];
    return this;
  }

  /** The address of the one resource of a type at this path: `${aws_security_group.x.id}` without the attribute. */
  address(stack: string, type: string, path: RegExp): string {
    const all = Object.entries(this.stack(stack).resource[type] ?? {});
    const found = all.filter(([, body]) => path.test(pathOf(body)));
    const [only] = found;
    if (only === undefined || found.length > 1)
      throw new Error(`${found.length} of ${type} at ${path.source}`);
    return `${type}.${only[0]}`;
  }

  proved(): ProofReport {
    for (const [name, plan] of this.stacks) writeFileSync(this.file(name), JSON.stringify(plan));
    try {
      return prove({ folder: this.folder });
    } finally {
      rmSync(this.folder, { recursive: true });
    }
  }

  private stack(name: string): { resource: Resources } {
    const known = this.stacks.get(name);
    if (known !== undefined) return known;
    const read = JSON.parse(readFileSync(this.file(name), "utf8")) as { resource: Resources };
    this.stacks.set(name, read);
    return read;
  }

  private file(name: string): string {
    return join(this.folder, "stacks", name, "cdk.tf.json");
  }
}

function pathOf(body: Body): string {
  return (body["//"] as { metadata?: { path?: string } } | undefined)?.metadata?.path ?? "";
}

function nameOf(owner: OwnerRef): string {
  return owner.kind === "tenant" ? owner.tenant.replace(/^.*\//, "") : owner.kind;
}

/** `acme > globex network open`, of what nobody declared; sorted. */
export function undeclared({ cells }: ProofReport): string[] {
  return cells
    .filter(({ declared }) => !declared)
    .map(({ from, to, plane, verdict }) => `${nameOf(from)} > ${nameOf(to)} ${plane} ${verdict}`)
    .sort();
}

/** The findings from one owner to another that nobody declared. */
export function between({ findings }: ProofReport, from: string, to: string): Finding[] {
  return findings.filter(
    (one) => one.declaredBy.length === 0 && nameOf(one.from) === from && nameOf(one.to) === to,
  );
}

/** An object of Kubernetes by its namespace and name. */
export const named = (namespace: string, name: string) => ({ metadata: [{ namespace, name }] });

/** A binding of a role to the service account of a tenant's pods, or to whoever else is named. */
export function binding(
  namespace: string,
  role: readonly [kind: string, name: string],
  subject: Body = { kind: "ServiceAccount", name: "tenant", namespace: "tenant-acme" },
): Body {
  const role_ref = [{ api_group: "rbac.authorization.k8s.io", kind: role[0], name: role[1] }];
  return { ...named(namespace, "added"), role_ref, subject: [subject] };
}
