import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../../lib/proof/load/load";
import { NO_TENANTS } from "../../../lib/proof/load/intent/initial-intent";
import type { ProofInput } from "../../../lib/proof/load/input";
import { temporaryFolder } from "../lab/guard";
import { openLab } from "../lab/lab";
import type { Manifest } from "../lab/kubectl";
import { Api } from "./api";
import { manifestsOf, planOf } from "./brownfield";
import { directRights } from "./direct";
import { NAMESPACE_OBJECTS, NAMESPACES, RIGHTS } from "./objects";
import { aggregated, place, remove } from "./placed";
import { type Caller, person, type Question, questions, review, serviceAccount } from "./questions";

const CONTEXT = "nonprod";
const lab = openLab();
const api = new Api(lab, CONTEXT);
const kubectl = lab.kubectl(CONTEXT);
let placed: readonly Manifest[] = [];

afterEach(async () => {
  await remove(kubectl, api, placed);
  placed = [];
});
afterAll(() => api.close());

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

async function put(manifests: readonly Manifest[]): Promise<void> {
  placed = manifests;
  await place(kubectl, manifests);
}

function shown({ subject, namespace, verb, group, resource, name }: Question): string {
  const where = namespace === "" ? "in the whole cluster" : `in ${namespace}`;
  return [subject.user, "may", verb, `${resource}.${group}`, name, where]
    .filter((word) => word !== "")
    .join(" ");
}

interface Reviewed {
  readonly status: { readonly allowed: boolean };
}

/** What the server allows, and what the proof says that it allows, in words. */
async function compared(
  input: ProofInput,
  asked: readonly Question[],
): Promise<{ readonly server: readonly string[]; readonly proof: readonly string[] }> {
  const path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  const answers = await api.postAll<Reviewed>(path, asked.map(review));
  const rights = directRights(load(input));
  const server = asked.filter((_, n) => answers[n]?.status.allowed === true);
  const proof = asked.map((question) => [question, rights(question)] as const);
  return {
    server: server.map(shown),
    proof: proof.flatMap(([question, truth]) =>
      truth === "no" ? [] : [truth === "yes" ? shown(question) : `perhaps ${shown(question)}`],
    ),
  };
}

function accountsIn(namespaces: readonly string[], ...names: readonly string[]): readonly Caller[] {
  return namespaces.flatMap((namespace) => names.map((name) => serviceAccount(namespace, name)));
}

it("direct rights of every form are those that a real API server answers with, request by request", async () => {
  const manifests = [...NAMESPACE_OBJECTS, ...RIGHTS];
  await put(manifests);
  await aggregated(kubectl, "view", "widgets");
  await aggregated(kubectl, "admin", "widgets");
  await aggregated(kubectl, "rights-whole", "configmaps");
  const people = [person("ann"), person("bob", "team-a"), person("root"), person("nobody")];
  const asked = questions([...accountsIn(NAMESPACES, "app", "other"), ...people], NAMESPACES);
  const { server, proof } = await compared(folderOf(manifests), asked);
  expect(asked.length).toBeGreaterThan(4_000);
  expect(server.length).toBeGreaterThan(800);
  expect(proof).toEqual(server);
});

it.each(["isolated", "mistakes"])(
  "direct rights in the brownfield example's plan %s are those that a real API server answers with",
  async (name) => {
    const { plan, intent } = planOf(name);
    const manifests = manifestsOf(plan);
    await put(manifests);
    const namespaces = ["acme", "globex", "initech"];
    const people = [...namespaces.map((each) => person("ann", each)), person("nobody")];
    const asked = questions([...accountsIn(namespaces, "app", "default"), ...people], namespaces);
    const { server, proof } = await compared({ plan, intent }, asked);
    expect(manifests.filter(({ kind }) => kind === "RoleBinding").length).toBeGreaterThan(2);
    expect(server.length).toBeGreaterThan(0);
    expect(proof).toEqual(server);
  },
);
