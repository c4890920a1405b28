import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { firstIntent } from "../../lib/proof/first-intent";
import { ownerKey } from "../../lib/proof/graph/crossing";
import { prove } from "../../lib/proof/prove";
import type { Finding, ProofReport } from "../../lib/proof/verdict/report";

const EXAMPLE = join(__dirname, "..", "..", "examples", "brownfield");

const parsed = (...path: string[]) => JSON.parse(readFileSync(join(EXAMPLE, ...path), "utf8")) as unknown;
const planOf = (version: string) => parsed("plans", `${version}.json`);
const proved = (version: string) => prove({ plan: planOf(version), intent: parsed("tenancy.json") });

const isolated = proved("isolated");
const mistakes = proved("mistakes");

/** The mistakes of the planes of identity, by the part that lets somebody in. */
const MISTAKES = [
  "aws_iam_group_policy.globex_debug",
  "aws_iam_group_policy.initech_deploy",
  "aws_iam_role_policy.initech_connect",
  "aws_kms_key.globex_backup",
  "aws_s3_bucket_policy.acme_reports",
];

const identity = mistakes.findings.filter(({ planes }) => planes.join() === "identity");
/** What decides each step of a finding. */
const deciding = ({ chain }: Finding) => chain.map(({ evidence }) => evidence[0]?.address);

/** From whom to whom each mistake leads by itself, to what, and what for. */
function openedBy(mistake: string): string[] {
  const direct = identity.filter((finding) => deciding(finding).join() === mistake);
  const lines = direct.map(
    ({ from, to, what, on }) => `${ownerKey(from)} -> ${ownerKey(to)}: ${what.join(", ")} on ${on}`,
  );
  return [...new Set(lines)].sort();
}

test("the estate is isolated, and nothing of it is unknown", () => {
  const { verdict, findings, cells, opaque, totals } = isolated;
  expect({ verdict, findings, cells, opaque }).toEqual({
    verdict: "isolated",
    findings: [],
    cells: [],
    opaque: [],
  });
  expect(totals).toMatchObject({ resources: 82, open: 0, unknown: 0 });
});

test("each mistake is found for what it is, and nothing is open but by a mistake", () => {
  expect(Object.fromEntries(MISTAKES.map((mistake) => [mistake, openedBy(mistake)]))).toMatchSnapshot();
  expect([...new Set(identity.flatMap(deciding))].sort()).toEqual(MISTAKES);
  expect([...new Set(identity.map(({ verdict }) => verdict))]).toEqual(["open"]);
  expect([mistakes.verdict, mistakes.opaque]).toEqual(["open", []]);
});

test("what is meant can be declared where people declare: advice names the intent file's own entries", () => {
  const adviceOn = (thing: string) => mistakes.findings.find(({ on }) => on === thing)?.advice.at(-1);
  expect(adviceOn("acme: bucket example-acme-reports")).toMatch(
    /^Or declare it under `grants` of the intent: \{"owner":"acme","requester":"\w+","actions":\["s3:GetObject"\],…\} on/,
  );
  expect(adviceOn("namespace globex")).toMatch(
    /^Or declare it under `rules` of the intent: \{"from":\{"kind":"tenant","tenant":"acme"\},"to":"globex",…\} for all\./,
  );
});

test("two halves of an opening in the network are found together", () => {
  const network = mistakes.findings.filter(({ planes }) => planes.join() === "network");
  expect(network.map(({ from, to, verdict }) => [ownerKey(from), ownerKey(to), verdict])).toEqual([
    ["tenant acme", "tenant globex", "open"],
  ]);
  const parts = network.flatMap(({ chain }) => chain.flatMap(({ evidence }) => evidence));
  expect(parts.map(({ address }) => address).sort()).toEqual([
    "kubernetes_network_policy_v1.acme_tracing",
    "kubernetes_network_policy_v1.globex_metrics",
  ]);
  expect(identity.length + network.length).toBe(mistakes.findings.length);
});

test("the intent file is the one that --init writes, and the tenants are the same without the mistakes", () => {
  const names = { plan: "plan.json", intent: "tenancy.json" };
  expect(parsed("tenancy.json")).toEqual(firstIntent({ plan: planOf("mistakes"), names }).intent);
  const first = firstIntent({ plan: planOf("isolated"), names });
  expect(first.tenants.map(({ name }) => name)).toEqual(["acme", "globex", "initech"]);
});

test.each([
  ["isolated", ["estate"]],
  ["mistakes", ["estate", "mistakes"]],
])("the plan %s is one of the configuration that stands beside it", (version, layers) => {
  const { configuration } = planOf(version) as { configuration: { root_module: Module } };
  const { root_module: root } = configuration;
  expect(addresses(root)).toEqual(layers.flatMap((layer) => written(layer)).sort());
  expect(addresses(root.module_calls["tenant"]?.module)).toEqual(
    written("estate", "modules", "tenant").sort(),
  );
});

interface Module {
  readonly resources: readonly { readonly address: string }[];
  readonly module_calls: Readonly<Record<string, { readonly module: Module }>>;
}

function addresses(module: Module | undefined): string[] {
  return (module?.resources ?? []).map(({ address }) => address).sort();
}

/** The addresses of the blocks in the files of a folder. */
function written(...folder: string[]): string[] {
  return readdirSync(join(EXAMPLE, ...folder))
    .filter((name) => name.endsWith(".tf"))
    .flatMap((name) => {
      const text = readFileSync(join(EXAMPLE, ...folder, name), "utf8");
      return [...text.matchAll(/^(resource|data) "([^"]+)" "([^"]+)"/gm)].map(
        ([, kind, type, local]) => `${kind === "data" ? "data." : ""}${type}.${local}`,
      );
    });
}

test("the README prints the matrices as they are", () => {
  const readme = readFileSync(join(EXAMPLE, "README.md"), "utf8");
  const printed = [...readme.matchAll(/^ +acme +globex +initech\n((?:\S.*\n){4})/gm)].map(([, rows = ""]) =>
    rows
      .trim()
      .split("\n")
      .map((row) => row.split(/ {2,}/)),
  );
  expect(printed).toEqual([matrixOf(isolated), matrixOf(mistakes)]);
});

function matrixOf({ tenants, cells }: ProofReport): string[][] {
  const rows = [...tenants.map((name) => [name, `tenant ${name}`]), ["the world", "world"]];
  return rows.map(([name = "", from]) => [
    name,
    ...tenants.map((to) => {
      if (from === `tenant ${to}`) return "·";
      const found = cells.filter(
        (cell) => ownerKey(cell.from) === from && ownerKey(cell.to) === `tenant ${to}`,
      );
      return found.length === 0 ? "isolated" : "OPEN";
    }),
  ]);
}
