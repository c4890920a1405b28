import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadedFacts } from "../../../lib/proof/facts/loaded";
import type { HandIntent } from "../../../lib/proof/load/intent/hand-intent";
import { initialIntent } from "../../../lib/proof/load/intent/initial-intent";
import { load } from "../../../lib/proof/load/load";
import { attributeAt, handIntent, resourceAt } from "./shown";

const INTENT: HandIntent = handIntent({
  tenants: ["acme", "globex"],
  ownership: [
    { kind: "address", tenant: "acme", pattern: 'module.tenant["acme"].*' },
    { kind: "arn", tenant: "globex", pattern: "arn:aws:iam::*:role/globex-*" },
    { kind: "tag", tenant: "globex", key: "team", value: "globex" },
  ],
});

function fixture(name: string): Record<string, unknown> {
  const path = join(__dirname, "fixtures", "brownfield", `${name}.json`);
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
}

const loaded = (name: string, intent = INTENT): LoadedFacts => load({ plan: fixture(name), intent });

function owners(facts: LoadedFacts): Record<string, string> {
  return Object.fromEntries(
    facts.resources.map(({ provenance, owner }) => [
      provenance.address,
      owner.kind === "tenant" ? owner.tenant : owner.kind,
    ]),
  );
}

describe("a plan", () => {
  const facts = loaded("plan");
  const acme = 'module.tenant["acme"]';

  test("holds every instance of every module, each with its owner", () => {
    expect(owners(facts)).toMatchObject({
      "aws_iam_role.audit": "platform",
      [`${acme}.aws_iam_policy.app`]: "acme",
      'module.tenant["globex"].aws_iam_role.app': "globex",
      'module.tenant["globex"].aws_s3_bucket.data': "globex",
      'module.tenant["globex"].aws_iam_policy.app': "platform",
    });
    expect(facts.resources).toHaveLength(16);
  });

  test("tells what will be made of what is planned", () => {
    expect(attributeAt(facts, `${acme}.aws_s3_bucket.data`, "arn")).toBe("arn:aws:s3:::acme-data");
    expect(attributeAt(facts, `${acme}.aws_s3_bucket.scratch`, "bucket")).toMatch(
      /^acme-scratch-\$\{.*bucket_suffix\}$/,
    );
    expect(attributeAt(facts, "aws_iam_user.operator", "arn")).toBe(
      "arn:aws:iam::${plan/provider.aws#account}:user/people/operator",
    );
    expect(attributeAt(facts, "aws_kms_key.shared", "arn")).toMatch(/^arn:aws:kms:eu-west-1:.*#key_id\}$/);
  });

  test("attributes that name another resource are followed by the configuration", () => {
    const policy = attributeAt(facts, `${acme}.aws_iam_policy.app`, "arn");
    expect(attributeAt(facts, `${acme}.aws_iam_role_policy_attachment.app`, "policy_arn")).toBe(policy);
    expect(attributeAt(facts, `${acme}.aws_s3_bucket_policy.data`, "bucket")).toBe("acme-data");
  });

  test("a hidden document is unknown, and it says what decides it", () => {
    expect(attributeAt(facts, `${acme}.aws_s3_bucket_policy.data`, "policy")).toEqual({
      unknown: expect.stringMatching(
        /only known after the apply: `terraform show -json` of the state then decides it/,
      ),
    });
  });

  test("a document of a data source that is read at the apply is known but for what the apply makes", () => {
    const text = attributeAt(facts, `${acme}.aws_iam_policy.app`, "policy");
    expect(text).toMatch(/"Action":\["s3:GetObject","s3:PutObject"\]/);
    expect(text).toMatch(/"Resource":\["\$\{plan: .*only known after the apply/);
  });

  test("what nobody wrote is not unknown: it is the provider's default", () => {
    expect(resourceAt(facts, "aws_kms_key.shared").values.has("policy")).toBe(false);
  });

  test("a provisioner may do anything", () => {
    expect(facts.opaque).toEqual([
      expect.objectContaining({ scope: "everything", reason: expect.stringMatching(/provisioner/) }),
    ]);
  });

  test("that is not complete may leave out anything", () => {
    const partial = load({ plan: { ...fixture("plan"), complete: false }, intent: INTENT });
    expect(partial.opaque.map((one) => one.reason)).toEqual(
      expect.arrayContaining([expect.stringMatching(/the plan is not complete/)]),
    );
  });

  test("makes a first intent file of who seems to be a tenant", () => {
    expect(initialIntent(facts)).toMatchObject({
      version: 1,
      tenants: ["acme", "globex", "people"],
      ownership: expect.arrayContaining([
        { kind: "tag", tenant: "acme", key: "team", value: "acme" },
        { kind: "address", tenant: "globex", pattern: 'module.tenant["globex"].*' },
        { kind: "arn", tenant: "people", pattern: "arn:*:iam::*:user/people/*" },
      ]),
    });
  });
});

describe("a state", () => {
  const facts = loaded("state");

  test("has all values resolved", () => {
    const policy = attributeAt(facts, 'module.tenant["acme"].aws_s3_bucket_policy.data', "policy");
    expect(JSON.parse(String(policy))).toMatchObject({
      Statement: [
        {
          Principal: { AWS: "arn:aws:iam::000000000000:role/acme-app" },
          Resource: "arn:aws:s3:::acme-data/*",
        },
      ],
    });
  });

  test("says the account by the ARNs that are in it", () => {
    const { place } = resourceAt(facts, 'module.tenant["acme"].aws_iam_role_policy_attachment.app');
    expect(
      [place.account, place.region].map((part) =>
        part.map((token) => token.kind === "char" && token.char).join(""),
      ),
    ).toEqual(["000000000000", "eu-west-1"]);
  });

  test("gives the same owners as its plan", () => {
    expect(owners(facts)).toEqual(owners(loaded("plan")));
  });
});

test.each<[string, unknown, string]>([
  ["a list", [], "TNT6014"],
  ["an object of something else", { planned: {} }, "TNT6014"],
  [
    "a resource without a type",
    { format_version: "1.0", values: { root_module: { resources: [{ address: "x" }] } } },
    "TNT6014",
  ],
  ["a state with nothing in it", { format_version: "1.0" }, "TNT6015"],
  ["a state as Terraform keeps it", { version: 4, lineage: "3f", resources: [] }, "TNT6015"],
  ["a configuration", { resource: { aws_s3_bucket: {} } }, "TNT6015"],
  ["an intent file", { version: 1, tenants: [], ownership: [] }, "TNT6015"],
  ["a plan of another version", { format_version: "2.0", planned_values: {} }, "TNT6016"],
  ["a plan without a version", { planned_values: {} }, "TNT6016"],
])("%s is refused: it is no plan and no state that can be read", (_, plan, code) => {
  expect(() => load({ plan, intent: INTENT })).toThrow(expect.objectContaining({ code }));
});
