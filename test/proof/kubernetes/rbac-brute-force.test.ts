import fc from "fast-check";
import { Clusters } from "../../../lib/proof/kubernetes/clusters";
import { kubernetesObjects } from "../../../lib/proof/kubernetes/objects/object";
import { boundRights } from "../../../lib/proof/kubernetes/rbac/bindings";
import { Roles } from "../../../lib/proof/kubernetes/rbac/roles";
import { allowsAttempt } from "../../../lib/proof/kubernetes/rbac/rule";
import { runs } from "../../support/property-runs";
import { isAllowed, type PlainRbac, type PlainRequest, type PlainRule } from "../support/brute-force-rbac";
import { cluster } from "../support/cluster";
import { facts, resource } from "../support/facts";

const RUNS = runs(Number(process.env["PROOF_RUNS"] ?? 300));
const NAMESPACES = ["one", "two"];
const SUBJECTS = ["x", "y"];
const ROLES = ["r1", "r2"];
const VERBS = ["get", "create", "list", "impersonate"];
const RESOURCES = ["pods", "secrets", "pods/exec"];
const NAMES = ["db", "web"];

function some(values: readonly string[], extra: readonly string[] = []): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...values, ...extra), { minLength: 1, maxLength: 2 });
}

const rule: fc.Arbitrary<PlainRule> = fc.record({
  verbs: some(VERBS, ["*"]),
  apiGroups: some(["", "apps"], ["*"]),
  resources: some(RESOURCES, ["*", "*/exec", "pods/*"]),
  resourceNames: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, some(NAMES)),
});

const rules = fc.array(rule, { maxLength: 2 });

const random: fc.Arbitrary<PlainRbac> = fc.record({
  clusterRoles: fc.record({ r1: rules, r2: rules }),
  roles: fc.record({ "one/r1": rules, "one/r2": rules, "two/r1": rules, "two/r2": rules }),
  bindings: fc.array(
    fc.oneof(
      fc.record({
        namespace: fc.constantFrom(...NAMESPACES),
        subjects: fc.uniqueArray(fc.constantFrom(...SUBJECTS), { minLength: 1 }),
        role: fc.constantFrom(...ROLES),
        own: fc.boolean(),
      }),
      fc.record({
        namespace: fc.constant(undefined),
        subjects: fc.uniqueArray(fc.constantFrom(...SUBJECTS), { minLength: 1 }),
        role: fc.constantFrom(...ROLES),
        own: fc.constant(false),
      }),
    ),
    { maxLength: 3 },
  ),
});

function blocks(list: readonly PlainRule[]) {
  return list.map(({ verbs, apiGroups, resources, resourceNames }) => ({
    verbs,
    api_groups: apiGroups,
    resources,
    resource_names: resourceNames,
  }));
}

function rightsOf({ clusterRoles, roles, bindings }: PlainRbac) {
  const all = facts(
    ...cluster(),
    ...Object.entries(clusterRoles).map(([name, list]) =>
      resource("platform", `kubernetes_cluster_role.${name}`, { metadata: [{ name }], rule: blocks(list) }),
    ),
    ...Object.entries(roles).map(([key, list]) => {
      const [namespace = "", name = ""] = key.split("/");
      const address = `kubernetes_role.${namespace}-${name}`;
      return resource("platform", address, { metadata: [{ name, namespace }], rule: blocks(list) });
    }),
    ...bindings.map(({ namespace, subjects, role, own }, n) =>
      resource("platform", `kubernetes_${namespace === undefined ? "cluster_" : ""}role_binding.b${n}`, {
        metadata: [{ name: `b${n}`, ...(namespace !== undefined && { namespace }) }],
        role_ref: [{ kind: own ? "Role" : "ClusterRole", name: role }],
        subject: subjects.map((name) => ({ kind: "User", name })),
      }),
    ),
  );
  const clusters = new Clusters(all);
  const objects = kubernetesObjects(all);
  return boundRights(objects, clusters, "main", new Roles(objects, clusters, "main"));
}

/** Names that a caller can put into a request of the verb. */
function requestNames(verb: string, subresource: string): readonly string[] {
  return verb === "create" && subresource === "" ? [""] : [...NAMES, "other"];
}

const REQUESTS: readonly PlainRequest[] = SUBJECTS.flatMap((subject) =>
  NAMESPACES.flatMap((namespace) =>
    VERBS.flatMap((verb) =>
      ["", "apps"].flatMap((group) =>
        RESOURCES.flatMap((whole) => {
          const [resource = "", subresource = ""] = whole.split("/");
          return requestNames(verb, subresource).map((name) => ({
            subject,
            namespace,
            verb,
            group,
            resource,
            subresource,
            name,
          }));
        }),
      ),
    ),
  ),
);

it("direct rights are those of a plain reading of the documentation, request by request", () => {
  fc.assert(
    fc.property(random, (rbac) => {
      const rights = rightsOf(rbac);
      for (const request of REQUESTS) {
        const { subject, namespace, verb, group, resource: kind, subresource, name } = request;
        const attempt = { verb, group, resource: subresource === "" ? kind : `${kind}/${subresource}`, name };
        const found = rights.some(
          (right) =>
            right.holder === `k8s:user:main/${subject}` &&
            (right.namespace ?? namespace) === namespace &&
            right.rules.some((each) => allowsAttempt(each, attempt) === "yes"),
        );
        expect([request, found]).toEqual([request, isAllowed(rbac, request)]);
      }
    }),
    { numRuns: RUNS },
  );
});
