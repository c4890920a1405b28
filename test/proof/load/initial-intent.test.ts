import { initialIntent, NO_TENANTS } from "../../../lib/proof/load/intent/initial-intent";
import { load } from "../../../lib/proof/load/load";
import { factsOf } from "./shown";

type Blocks = Readonly<Record<string, Readonly<Record<string, object>>>>;

const ROLE = { assume_role_policy: "{}" };

/** Whose each resource is guessed to be, in short: the tenants, and the rules. */
function guessed(resource: Blocks): { tenants: readonly string[]; rules: readonly string[] } {
  const { tenants, ownership } = initialIntent(factsOf({ resource }));
  const rules = ownership.map((rule) =>
    rule.kind === "tag" || rule.kind === "label"
      ? `${rule.kind} ${rule.key}=${rule.value}: ${rule.tenant}`
      : `${rule.kind} ${rule.pattern}: ${rule.tenant}`,
  );
  return { tenants, rules };
}

const tagged = (tags: object) => ({ tags });

test("a tag that tells resources apart tells tenants, the most telling one alone", () => {
  const aws_s3_bucket = {
    a: tagged({ tenant: "acme", team: "backend" }),
    b: tagged({ tenant: "globex", team: "frontend" }),
    c: tagged({ team: "data" }),
  };
  expect(guessed({ aws_s3_bucket })).toEqual({
    tenants: ["acme", "globex"],
    rules: ["tag tenant=acme: acme", "tag tenant=globex: globex"],
  });
});

test("a tag that is the same on everything is the estate's, and words of the platform are no tenants", () => {
  const same = { a: tagged({ team: "web" }), b: tagged({ team: "web" }) };
  expect(guessed({ aws_s3_bucket: same })).toEqual({ tenants: [], rules: [] });
  const shared = { a: tagged({ team: "platform" }), b: tagged({ team: "web" }) };
  expect(guessed({ aws_s3_bucket: shared }).tenants).toEqual(["web"]);
});

test("keys of for_each tell tenants where somebody who can act has one, and something else as well", () => {
  const each = { for_each: '${toset(["acme", "globex"])}' };
  const zones = { for_each: '${toset(["a", "b"])}', cidr_block: "10.0.0.0/24" };
  const resource = {
    aws_iam_role: { tenant: { ...each, ...ROLE, name: "${each.key}" } },
    aws_s3_bucket: { data: { ...each, bucket: "${each.key}-data" } },
    aws_subnet: { private: zones },
    aws_route_table_association: { private: zones },
  };
  expect(guessed(resource)).toEqual({
    tenants: ["acme", "globex"],
    rules: ['address *["acme"]*: acme', 'address *["globex"]*: globex'],
  });
});

test("names of roles and of what they have tell tenants where several start with several words", () => {
  const resource = {
    aws_iam_role: { acme_app: ROLE, globex_app: ROLE, eks_nodes: ROLE },
    aws_s3_bucket: { acme_data: {}, globex_data: {}, audit_log: {} },
    aws_eks_cluster: { eks_main: {} },
  };
  expect(guessed(resource)).toEqual({
    tenants: ["acme", "globex"],
    rules: ["address *.acme_*: acme", "address *.globex_*: globex"],
  });
});

test("a namespace is the tenant's whose name is a word of it, else a tenant by itself; those of the cluster are nobody's", () => {
  const namespace = (name: string) => ({ metadata: { name } });
  const resource = {
    aws_s3_bucket: { a: tagged({ tenant: "acme" }), b: tagged({}) },
    kubernetes_namespace_v1: {
      a: namespace("team-acme"),
      b: namespace("hooli"),
      c: namespace("kube-system"),
      d: namespace("monitoring"),
    },
  };
  expect(guessed(resource)).toEqual({
    tenants: ["acme", "hooli"],
    rules: ["namespace team-acme: acme", "namespace hooli: hooli", "tag tenant=acme: acme"],
  });
});

test("paths of roles and users tell tenants; without one, what names have in common; a user may be one by itself", () => {
  const resource = {
    aws_iam_role: {
      a: { ...ROLE, name: "app", path: "/acme/" },
      b: { ...ROLE, name: "globex-app" },
      c: { ...ROLE, name: "globex-batch" },
      d: { ...ROLE, name: "nodes", path: "/platform/" },
      e: { ...ROLE, name: "AWSServiceRole", path: "/aws-service-role/" },
    },
    aws_iam_user: { ann: { name: "ann" }, ci: { name: "ci" } },
  };
  expect(guessed(resource)).toEqual({
    tenants: ["acme", "ann", "globex"],
    rules: [
      "address aws_iam_user.ann: ann",
      "arn arn:*:iam::*:role/acme/*: acme",
      "arn arn:*:iam::*:role/globex-*: globex",
    ],
  });
});

describe("modules of a plan", () => {
  const inside = (address: string) => [
    { address: `${address}.aws_iam_role.app`, type: "aws_iam_role", name: "app", values: { name: "x" } },
    { address: `${address}.aws_sqs_queue.jobs`, type: "aws_sqs_queue", name: "jobs", values: {} },
  ];
  const planOf = (modules: readonly { address: string; resources: readonly object[] }[]) => ({
    format_version: "1.2",
    planned_values: { root_module: { child_modules: modules } },
  });

  test.each<[string, readonly string[], readonly string[]]>([
    [
      "with the same resources in them are tenants by their names",
      ["module.acme", "module.tenant_globex"],
      ["acme", "globex"],
    ],
    [
      "of a for_each are tenants by their keys",
      ['module.app["acme"]', 'module.app["globex"]'],
      ["acme", "globex"],
    ],
    ["that stand alone are the platform's", ["module.audit"], []],
  ])("%s", (_, addresses, tenants) => {
    const plan = planOf(addresses.map((address) => ({ address, resources: inside(address) })));
    expect(initialIntent(load({ plan, intent: NO_TENANTS })).tenants).toEqual(tenants);
  });

  test("that hold roles alone, or nobody who can act, are no tenants", () => {
    const only = (address: string, kept: number) => ({
      address,
      resources: inside(address).slice(kept, kept + 1),
    });
    const plan = planOf([
      only('module.irsa["dns"]', 0),
      only('module.irsa["autoscaler"]', 0),
      only("module.queue_a", 1),
      only("module.queue_b", 1),
    ]);
    expect(initialIntent(load({ plan, intent: NO_TENANTS })).tenants).toEqual([]);
  });
});
