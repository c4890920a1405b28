import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../../lib/proof/load/load";
import { NO_TENANTS } from "../../../lib/proof/load/intent/initial-intent";
import type { ProofInput } from "../../../lib/proof/load/input";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { EXAMPLES, synthesizedExample } from "../../support/examples";
import { temporaryFolder } from "../lab/guard";
import { openLab } from "../lab/lab";
import type { Manifest } from "../lab/kubectl";
import { manifestsOf, planOf } from "./brownfield";
import { directRights } from "./direct";
import { NAMESPACE_OBJECTS, NAMESPACES, RIGHTS } from "./objects";
import { Place } from "./place";
import { type Caller, person, type Question, questions, serviceAccount, shown } from "./questions";

const lab = openLab();

const PLACES = { nonprod: new Place(lab, "nonprod"), prod: new Place(lab, "prod") } as const;

afterEach(() => Promise.all(Object.values(PLACES).map((each) => each.clear())));
afterAll(() => Promise.all(Object.values(PLACES).map((each) => each.leave())));

/** A folder of Terraform with these objects, as they are, in a cluster. */
function folderOf(manifests: readonly Manifest[]): ProofInput {
  const folder = join(temporaryFolder("rights"), "terraform");
  mkdirSync(folder);
  const written = manifests.map((manifest, n) => [`object${n}`, { manifest }] as const);
  const resource = {
    aws_eks_cluster: { main: { name: "main", role_arn: "arn:aws:iam::123456789012:role/cluster" } },
    kubernetes_manifest: Object.fromEntries(written),
  };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ resource }));
  return { folder, intent: NO_TENANTS };
}

/** The questions that the proof answers with yes, or perhaps, in words. */
function proved(input: ProofInput, asked: readonly Question[]): readonly string[] {
  const rights = directRights(load(input));
  return asked
    .map((question) => [question, rights(question)] as const)
    .flatMap(([question, truth]) =>
      truth === "no" ? [] : [truth === "yes" ? shown(question) : `perhaps ${shown(question)}`],
    );
}

function accountsIn(namespaces: readonly string[], ...names: readonly string[]): readonly Caller[] {
  return namespaces.flatMap((namespace) => names.map((name) => serviceAccount(namespace, name)));
}

it("direct rights of every form are those that a real API server answers with, request by request", async () => {
  const manifests = [...NAMESPACE_OBJECTS, ...RIGHTS];
  const { nonprod } = PLACES;
  await nonprod.put(manifests);
  await nonprod.aggregated("view", "widgets");
  await nonprod.aggregated("admin", "widgets");
  await nonprod.aggregated("rights-whole", "configmaps");
  const people = [person("ann"), person("bob", "team-a"), person("root"), person("nobody")];
  const asked = questions([...accountsIn(NAMESPACES, "app", "other"), ...people], NAMESPACES);
  const server = await nonprod.allowed(asked);
  expect(asked.length).toBeGreaterThan(4_000);
  expect(server.length).toBeGreaterThan(800);
  expect(proved(folderOf(manifests), asked)).toEqual(server);
});

it.each([
  ["isolated", PLACES.nonprod],
  ["mistakes", PLACES.prod],
] as const)(
  "direct rights in the brownfield example's plan %s are those that a real API server answers with",
  async (name, cluster) => {
    const { plan, intent } = planOf(name);
    const manifests = manifestsOf(plan);
    await cluster.put(manifests);
    const namespaces = ["acme", "globex", "initech"];
    const people = [...namespaces.map((each) => person("ann", each)), person("nobody")];
    const asked = questions([...accountsIn(namespaces, "app", "default"), ...people], namespaces);
    const server = await cluster.allowed(asked);
    expect(manifests.filter(({ kind }) => kind === "RoleBinding").length).toBeGreaterThan(2);
    expect(server.length).toBeGreaterThan(0);
    expect(proved({ plan, intent }, asked)).toEqual(server);
  },
);

it.each(EXAMPLES)(
  "the accounts of tenants in the example %s, which declares no rights in Kubernetes, have none",
  async (name) => {
    const folder = synthesizedExample(name);
    const objects = kubernetesObjects(load({ folder }));
    const namespaces = objects.flatMap((each) => (each.kind === "Namespace" ? (each.name ?? []) : []));
    const accounts = objects.flatMap((each) => (each.kind === "ServiceAccount" ? (each.name ?? []) : []));
    const asked = questions(accountsIn(namespaces, ...new Set(accounts)), namespaces.slice(0, 2));
    expect(namespaces.length).toBeGreaterThan(1);
    expect(proved({ folder }, asked)).toEqual(await PLACES.prod.allowed(asked));
  },
);
