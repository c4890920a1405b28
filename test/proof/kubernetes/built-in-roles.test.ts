import type { RbacRule } from "../../../lib/proof/kubernetes/rbac/rule";
import { BUILT_IN_ROLES } from "../../../lib/proof/kubernetes/rbac/built-in-roles";
import answers from "./answers/cluster-roles-1.33.json";

interface AnsweredRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

function answered(rules: readonly AnsweredRule[]): string[] {
  return requests(
    rules.map(({ apiGroups, resources, verbs }) => ({ groups: apiGroups, resources, verbs, names: [] })),
  );
}

/** Every request that the rules allow, once, in order. */
function requests(rules: readonly RbacRule[]): string[] {
  const allowed = rules.flatMap(({ groups, resources, verbs }) =>
    groups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`)),
    ),
  );
  return [...new Set(allowed)].sort();
}

test.each(Object.entries(answers))(
  "the built-in role %s allows exactly what the server of Kubernetes 1.33 answered",
  (name, rules) => {
    expect(requests(BUILT_IN_ROLES.get(name) ?? [])).toEqual(answered(rules));
  },
);
