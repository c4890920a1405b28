import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "cdktf";
import { prove } from "../../lib/proof/prove";
import { TenantBucket } from "../../lib/resources/tenant-bucket";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import { stackOf } from "../support/sharing";
import { wholeTenant } from "../support/whole-infrastructure";
import { synthesize } from "../support/synth";

type Json = Record<string, unknown>;
interface Statement extends Json {
  Sid: string;
}
type Plan = { resource: Record<string, Record<string, Json>> };

/** Two tenants: dev has a bucket, of which qa reads a part, as declared. */
function shared(expires?: string): string {
  return synthesize((app: App) => {
    const [owner, requester] = [wholeTenant(app, "dev"), wholeTenant(app, "qa")];
    const resources = [new TenantBucket(owner, "uploads")];
    const reason = "QA replays exports";
    const props = { owner, requester, resources, access: "read", prefix: "exports/", reason } as const;
    const until = expires === undefined ? {} : { expires };
    new CrossTenantGrant(stackOf(app, "tenants"), "qa-reads-exports", { ...props, ...until });
  }).outdir;
}

/** Changes one document of the synthesized stack, as an escape hatch or a slip would. */
function edited(
  folder: string,
  type: string,
  path: RegExp,
  key: string,
  change: (statements: Statement[]) => unknown[],
) {
  const file = join(folder, "stacks", "tenants", "cdk.tf.json");
  const plan = JSON.parse(readFileSync(file, "utf8")) as Plan;
  const found = Object.values(plan.resource[type] ?? {}).filter((body) =>
    path.test((body["//"] as { metadata: { path: string } }).metadata.path),
  );
  if (found.length === 0) throw new Error(`no ${type} stands at ${path.source}`);
  for (const body of found) {
    const document = JSON.parse(body[key] as string) as { Statement: Statement[] };
    body[key] = JSON.stringify({ ...document, Statement: change(document.Statement) });
  }
  writeFileSync(file, JSON.stringify(plan));
  return folder;
}

const rolePolicyOf = (tenant: string) => new RegExp(`^tenants/${tenant}/Access/PodsPolicy$`);
const ALLOW_ALL = { Sid: "AllowAll", Effect: "Allow", Action: "s3:*", Resource: "*" };
const withAllowAll = (folder: string) =>
  edited(folder, "aws_iam_role_policy", rolePolicyOf("qa"), "policy", (all) => [...all, ALLOW_ALL]);

test("what is declared is open as declared, and everything else is isolated", () => {
  const report = prove({ folder: shared() });
  expect(report.verdict).toBe("isolated");
  expect(report.planes).toEqual(["identity", "kubernetes", "network"]);
  expect(report.cells).toEqual([
    {
      from: { kind: "tenant", tenant: "nonprod/qa" },
      to: { kind: "tenant", tenant: "nonprod/dev" },
      ...{ plane: "identity", verdict: "open", declared: true },
    },
  ]);
  const declared = report.findings.flatMap(({ declaredBy }) => declaredBy);
  expect([...new Set(declared)]).toEqual(["tenants/qa-reads-exports"]);
  expect(report.unused).toEqual([]);
});

test("what is granted until a day is declared until then, and longer by nobody", () => {
  const folder = shared("2099-03-31");
  const { findings, verdict } = prove({ folder });
  expect(findings.map(({ declaredBy }) => declaredBy)).toEqual(
    findings.map(() => ["tenants/qa-reads-exports"]),
  );
  expect([findings.length > 0, verdict]).toEqual([true, "isolated"]);

  const file = join(folder, "tenancy.json");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("2099-03-31", "2099-03-30"));
  const longer = prove({ folder });
  expect(longer.findings.map(({ declaredBy }) => declaredBy)).toEqual(longer.findings.map(() => []));
  expect([longer.findings.length > 0, longer.verdict]).toEqual([true, "unknown"]);
});

test("a role that may do anything is stopped by the bucket's own policy: no finding", () => {
  const { findings, verdict } = prove({ folder: withAllowAll(shared()) });
  const undeclared = findings.filter(({ declaredBy }) => declaredBy.length === 0);
  expect(undeclared).toEqual([]);
  expect(verdict).toBe("isolated");
});

test("without the bucket's denials the same role is found, with the statement that lets it and a request to replay", () => {
  const folder = edited(withAllowAll(shared()), "aws_s3_bucket_policy", /uploads/, "policy", (all) =>
    all.filter(({ Sid }) => Sid === "TlsOnly"),
  );
  const report = prove({ folder });
  expect(report.verdict).toBe("open");
  const found = report.findings.find(
    ({ what, declaredBy }) => declaredBy.length === 0 && what.includes("s3:PutObject"),
  );
  expect(found).toMatchObject({
    from: { kind: "tenant", tenant: "nonprod/qa" },
    to: { kind: "tenant", tenant: "nonprod/dev" },
    verdict: "open",
  });
  expect(found?.chain.map(({ because }) => because)).toEqual([
    expect.stringContaining('statement "AllowAll"'),
  ]);
  expect(found?.chain[0]?.evidence[0]?.constructPath).toBe("tenants/qa/Access/PodsPolicy");
  expect(found?.request).toMatchObject({ principal: expect.stringContaining("nonprod--qa--pods") });
});

test("an opening that is wider than its declaration is not covered by it", () => {
  const widen = (all: Statement[]) =>
    all.map((one) => JSON.parse(JSON.stringify(one).replaceAll("/exports/*", "/*")) as Statement);
  const grants = edited(shared(), "aws_iam_policy", /TenancyGrants\/.*pods\/Policy0/, "policy", widen);
  const folder = edited(grants, "aws_s3_bucket_policy", /uploads/, "policy", widen);
  const undeclared = prove({ folder }).findings.filter(({ declaredBy }) => declaredBy.length === 0);
  expect(undeclared.map(({ who, what, verdict }) => [who, what.includes("s3:GetObject"), verdict])).toEqual([
    [expect.stringContaining("nonprod--qa--pods"), true, "open"],
  ]);
});

const TRUSTED_BY_DEV = {
  ...{ Sid: "Qa", Effect: "Allow", Action: "sts:AssumeRole" },
  Principal: { AWS: "arn:aws:iam::123456789012:role/nonprod/qa/nonprod--qa--pods" },
};
const trusting = (folder: string) =>
  edited(folder, "aws_iam_role", /^tenants\/dev\/Access\/Pods$/, "assume_role_policy", (all) => [
    ...all,
    TRUSTED_BY_DEV,
  ]);

test("a role that lets in another tenant's is still out of its reach: the boundary knows the tenant's own roles alone", () => {
  expect(prove({ folder: trusting(shared()) }).verdict).toBe("isolated");
});

test("without the boundary the same role is found, and what it leads to", () => {
  const folder = trusting(shared());
  const file = join(folder, "stacks", "tenants", "cdk.tf.json");
  const plan = JSON.parse(readFileSync(file, "utf8")) as Plan;
  for (const role of Object.values(plan.resource["aws_iam_role"] ?? {})) delete role["permissions_boundary"];
  writeFileSync(file, JSON.stringify(plan));
  const undeclared = prove({ folder }).findings.filter(({ declaredBy }) => declaredBy.length === 0);
  expect(undeclared.flatMap(({ what }) => what)).toEqual(expect.arrayContaining(["sts:AssumeRole"]));
});

test("a resource of a kind that is not understood is unknown, until somebody answers for it", () => {
  const folder = shared();
  const file = join(folder, "stacks", "tenants", "cdk.tf.json");
  const plan = JSON.parse(readFileSync(file, "utf8")) as Plan;
  plan.resource["aws_something_new"] = { it: { name: "x" } };
  writeFileSync(file, JSON.stringify(plan));
  const report = prove({ folder });
  expect(report.verdict).toBe("unknown");
  expect(report.opaque.map(({ address, trusted }) => [address, trusted])).toEqual([
    ["aws_something_new.it", null],
  ]);
});
