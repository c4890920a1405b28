import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../support/cli";
import type { WrittenStack } from "../support/plan-folder";
import { grant, infrastructure, intent, rule, someFolder, tenant, writePlan } from "../support/plan-folder";

const STACKS: readonly WrittenStack[] = [
  { name: "nonprod", resources: {} },
  { name: "nonprod-tenants", resources: { "aws_kms_key.dev_Key": "dev/Encryption/Key" } },
];

function project(openings: Parameters<typeof intent>[0]): string {
  const folder = someFolder();
  mkdirSync(join(folder, "cdktf.out"));
  const tenants = ["dev", "qa", "third"].map((name) => tenant(name));
  const tenancy = intent({ infrastructures: [infrastructure()], tenants, ...openings });
  writePlan(join(folder, "cdktf.out"), STACKS, tenancy);
  return folder;
}

const OPEN = {
  rules: [rule()],
  grants: [
    grant(),
    grant({
      ...{ path: "nonprod-tenants/third-gets-tables", area: "dynamodb", access: "readwrite", scope: "area" },
      ...{ resources: [], expires: null, reason: "Figures", prefix: null, leadingKeys: ["third"], parts: [] },
      requester: { infrastructure: "nonprod", tenant: "third" },
    }),
  ],
};

test("grants prints who opens what to whom, why, until when, and by which addresses", () => {
  const { status, stdout, stderr } = run(["grants"], project(OPEN));
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "1 rule and 2 grants

    qa → dev   network   tcp 8443
      of      hosts and pods
      why     Smoke tests call the API
      by      nonprod-tenants/qa-calls-dev
              aws_vpc_security_group_ingress_rule.qa-calls-dev_Ingress_1

    qa → dev   s3   read on uploads
      roles   nonprod--qa--pods
      why     QA replays uploads
      until   2027-03-31
      by      nonprod-tenants/qa-reads-uploads
              aws_kms_key.dev_Key
              aws_s3_bucket_policy.dev_uploads_Policy

    third → dev   dynamodb   readwrite on all it has: nothing yet, with the keys third
      roles   nonprod--qa--pods
      why     Figures
      until   it is removed
      by      nonprod-tenants/third-gets-tables
    "
  `);
});

test("grants of a tenant are what it gives and what it receives, and nothing of others", () => {
  const folder = project(OPEN);
  const paths = (name: string) => {
    const { stdout } = run(["grants", name, "--json"], folder);
    const report = JSON.parse(stdout) as Record<
      "gives" | "receives",
      Record<"rules" | "grants", { path: string }[]>
    >;
    const of = (side: "gives" | "receives") =>
      [...report[side].rules, ...report[side].grants].map(({ path }) => path);
    return { gives: of("gives"), receives: of("receives") };
  };
  expect(paths("dev")).toEqual({
    gives: [
      "nonprod-tenants/qa-calls-dev",
      "nonprod-tenants/qa-reads-uploads",
      "nonprod-tenants/third-gets-tables",
    ],
    receives: [],
  });
  expect(paths("qa")).toEqual({
    gives: [],
    receives: ["nonprod-tenants/qa-calls-dev", "nonprod-tenants/qa-reads-uploads"],
  });
  expect(paths("third")).toEqual({ gives: [], receives: ["nonprod-tenants/third-gets-tables"] });
});

test("grants says so where nothing is open", () => {
  expect(run(["grants"], project({})).stdout).toBe("Nothing is declared open: no rule, no grant.\n");
  expect(run(["grants", "qa"], project({})).stdout).toBe(
    "Nothing of qa is declared open: no rule, no grant.\n",
  );
});

test("grants of a tenant that does not exist ends with 2, and says which was meant", () => {
  const { status, stderr } = run(["grants", "quality", "-i", "nonprod"], project(OPEN));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^TNT3020/);
  expect(run(["grants", "de"], project(OPEN)).stderr).toMatch(/did you mean dev\?/);
});
