import { isClusterScoped, isNamespaced } from "../../../lib/proof/kubernetes/rbac/api-resources";
import answers from "./answers/api-resources-1.33.json";

/** Where reading some resources of a group is something: in namespaces, in none, or in both. */
function scopesOf(group: string, ...resources: string[]): readonly string[] {
  const rule = { verbs: ["get"], groups: [group], resources, names: [] };
  return [
    ...(isNamespaced(rule) ? ["namespaced" as const] : []),
    ...(isClusterScoped(rule) ? ["cluster" as const] : []),
  ];
}

/** Questions about the caller itself, which tell nothing of anybody else. */
const SELF = /^self/;

describe.each(["namespaced", "cluster"] as const)("%s resources", (scope) => {
  const groups: readonly (readonly [string, readonly string[]])[] = Object.entries(answers[scope]);

  it.each(groups)(
    "of the group %j are those that the server of Kubernetes 1.33 answered",
    (group, resources) => {
      const found = resources.filter((resource) => !SELF.test(resource));
      expect(found.map((resource) => [resource, ...scopesOf(group, resource)])).toEqual(
        found.map((resource) => [resource, scope]),
      );
    },
  );
});

it("what a server has only where it is asked to, and what is no resource but a name for signers, is of the cluster", () => {
  const certificates = ["clustertrustbundles", "signers"];
  expect(certificates.map((resource) => scopesOf("certificates.k8s.io", resource))).toEqual([
    ["cluster"],
    ["cluster"],
  ]);
});
