import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../lab/kubectl";
import { PROJECT } from "../lab/paths";
import { asKubernetes } from "../saas/checks/as-kubernetes";

const FOLDER = join(PROJECT, "examples", "brownfield");
const RBAC = "rbac.authorization.k8s.io/v1";

type Block = Readonly<Record<string, unknown>>;

interface PlannedModule {
  readonly resources?: readonly { readonly type: string; readonly values: Block }[];
  readonly child_modules?: readonly PlannedModule[];
}

interface ShownPlan {
  readonly planned_values: { readonly root_module: PlannedModule };
}

/** A plan of the example as Terraform shows it, and its intent. */
export function planOf(name: string): { readonly plan: ShownPlan; readonly intent: unknown } {
  const read = (...path: readonly string[]): unknown =>
    JSON.parse(readFileSync(join(FOLDER, ...path), "utf8"));
  return { plan: read("plans", `${name}.json`) as ShownPlan, intent: read("tenancy.json") };
}

function first(values: Block, name: string): Block {
  return ((values[name] as readonly Block[] | null | undefined) ?? [])[0] ?? {};
}

function metadataOf(values: Block): object {
  const { name, namespace, labels } = first(values, "metadata");
  return { name, ...(typeof namespace === "string" && { namespace }), ...(labels ? { labels } : {}) };
}

function withoutEmpty(block: object): object {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null && value !== ""));
}

function listed(values: Block, name: string): readonly object[] {
  const blocks = (values[name] as readonly Block[] | null | undefined) ?? [];
  return blocks.map((each) => withoutEmpty(asKubernetes(each) as object));
}

/** A group or user has no namespace; the provider writes one all the same. */
function subjects(values: Block): readonly object[] {
  return listed(values, "subject").map((subject) => {
    const { kind, name, namespace, apiGroup } = subject as Readonly<Record<string, string>>;
    return kind === "ServiceAccount" ? { kind, name, namespace } : { kind, name, apiGroup };
  });
}

function manifestOf(type: string, values: Block): Manifest | undefined {
  const metadata = metadataOf(values);
  const [, kind] = /^kubernetes_(namespace|(?:cluster_)?role(?:_binding)?)_v1$/.exec(type) ?? [];
  switch (kind) {
    case "namespace":
      return { apiVersion: "v1", kind: "Namespace", metadata };
    case "role":
    case "cluster_role":
      return {
        ...{ apiVersion: RBAC, kind: kind === "role" ? "Role" : "ClusterRole", metadata },
        rules: listed(values, "rule"),
      };
    case "role_binding":
    case "cluster_role_binding":
      return {
        ...{
          apiVersion: RBAC,
          kind: kind === "role_binding" ? "RoleBinding" : "ClusterRoleBinding",
          metadata,
        },
        ...{ roleRef: asKubernetes(first(values, "role_ref")), subjects: subjects(values) },
      };
    default:
      return undefined;
  }
}

function resourcesOf({ resources = [], child_modules = [] }: PlannedModule): readonly Manifest[] {
  const own = resources
    .map(({ type, values }) => manifestOf(type, values))
    .filter((each) => each !== undefined);
  return [...own, ...child_modules.flatMap(resourcesOf)];
}

/** Namespaces, roles and bindings of a plan as the API server is given them, namespaces first. */
export function manifestsOf({ planned_values: { root_module } }: ShownPlan): readonly Manifest[] {
  const all = resourcesOf(root_module);
  const isNamespace = ({ kind }: Manifest) => kind === "Namespace";
  return [...all.filter(isNamespace), ...all.filter((each) => !isNamespace(each))];
}
