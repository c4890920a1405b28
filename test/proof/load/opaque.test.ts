import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../../lib/proof/load/load";
import { someFolder } from "../../support/plan-folder";
import { attributeAt, factsOf, handIntent } from "./shown";

const provisioner = [{ "local-exec": { command: "true" } }];

test.each<[string, object, string, RegExp]>([
  ["a module", { module: { m: { source: "./m" } } }, "everything", /in its source/],
  ["a provisioner", { resource: { null_resource: { x: { provisioner } } } }, "everything", /provisioner/],
  ["a chart", { resource: { helm_release: { x: { name: "x" } } } }, "cluster", /its chart/],
  [
    "a manifest that is not known",
    { variable: { m: {} }, resource: { kubernetes_manifest: { x: { manifest: "${var.m}" } } } },
    "cluster",
    /manifest is only known after the apply/,
  ],
  [
    "YAML that cannot be read",
    { resource: { kubectl_manifest: { x: { yaml_body: "a: [" } } } },
    "cluster",
    /cannot be read/,
  ],
  [
    "two documents in one",
    { resource: { kubectl_manifest: { x: { yaml_body: "a: 1\n---\nb: 2" } } } },
    "cluster",
    /cannot be read/,
  ],
  [
    "a provider of which nothing is known",
    { resource: { vault_policy: { x: {} } } },
    "everything",
    /the provider vault/,
  ],
])("%s is opaque, with its reach and its reason", (_, document, scope, reason) => {
  const facts = factsOf(document);
  expect(facts.opaque.map((one) => [one.scope, one.reason])).toEqual([
    [scope, expect.stringMatching(reason)],
  ]);
  expect(facts.resources).toEqual([]);
});

test("a resource with a provisioner is read, and opaque besides", () => {
  const facts = factsOf({ resource: { aws_instance: { x: { provisioner } } } });
  expect(facts.resources.map((one) => one.provenance.address)).toEqual(["aws_instance.x"]);
  expect(facts.opaque.map((one) => one.provenance.address)).toEqual(["aws_instance.x"]);
});

test("a stack of CloudFormation is read, since it has a role, and its template is opaque", () => {
  const facts = factsOf({ resource: { aws_cloudformation_stack: { x: {} } } });
  expect(facts.resources.map((one) => one.provenance.address)).toEqual(["aws_cloudformation_stack.x"]);
  expect(facts.opaque.map((one) => [one.scope, one.reason])).toEqual([
    ["account", "what its template makes is not in the plan"],
  ]);
});

test("what gives nobody access to anything is neither a fact nor opaque", () => {
  const facts = factsOf({
    resource: { random_pet: { x: {} }, null_resource: { x: {} }, terraform_data: { x: {} } },
  });
  expect([facts.resources, facts.opaque]).toEqual([[], []]);
});

test("a manifest in YAML is an object like all others, references in it included", () => {
  const yaml = "kind: RoleBinding\nmetadata:\n  name: x\nsubjects: [{name: '${random_pet.p.id}'}]";
  const facts = factsOf({
    resource: { random_pet: { p: {} }, kubectl_manifest: { x: { yaml_body: yaml } } },
  });
  expect(facts.resources.map((one) => one.type)).toEqual(["kubernetes_manifest"]);
  expect(attributeAt(facts, "kubectl_manifest.x", "manifest")).toEqual({
    kind: "RoleBinding",
    metadata: { name: "x" },
    subjects: [{ name: "${main.tf.json/random_pet.p#id}" }],
  });
});

test("an opaque part belongs to whom the rules say", () => {
  const intent = handIntent({
    tenants: ["acme"],
    ownership: [
      { kind: "address", tenant: "acme", pattern: "module.acme" },
      { kind: "namespace", tenant: "acme", pattern: "acme" },
    ],
  });
  const facts = factsOf(
    { module: { acme: { source: "x" } }, resource: { helm_release: { h: { namespace: "acme" } } } },
    intent,
  );
  expect(facts.opaque.map((one) => one.owner)).toEqual([
    { kind: "tenant", tenant: "acme" },
    { kind: "tenant", tenant: "acme" },
  ]);
});

test("files beside the JSON that cannot be read may hold anything", () => {
  const folder = someFolder();
  writeFileSync(join(folder, "main.tf.json"), "{}");
  writeFileSync(join(folder, "broken.tf.json"), "{");
  writeFileSync(join(folder, "more.tf"), "");
  const { opaque } = load({ folder, intent: handIntent() });
  expect(opaque.map((one) => [one.provenance.address, one.scope])).toEqual([
    ["broken.tf.json", "everything"],
    ["more.tf", "everything"],
  ]);
});

test.each<[string, string, (folder: string) => void]>([
  ["that does not exist", "TNT3001", () => undefined],
  ["without Terraform JSON", "TNT6010", (folder) => writeFileSync(join(folder, "main.tf"), "")],
  ["without an intent file", "TNT6011", (folder) => writeFileSync(join(folder, "main.tf.json"), "{}")],
])("a folder %s is refused", (what, code, fill) => {
  const folder = someFolder();
  fill(folder);
  const named = what === "that does not exist" ? join(folder, "missing") : folder;
  expect(() => load({ folder: named })).toThrow(expect.objectContaining({ code }));
});
