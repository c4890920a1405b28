import { parseAllDocuments } from "yaml";
import type { FactResource, Facts } from "../../facts/resource";
import { textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import { attribute, literalValue, member, nameOf } from "../../read/values";

/** An object of the Kubernetes API, whichever way it is written in Terraform. */
export interface KubernetesObject {
  /** `NetworkPolicy`; empty where it cannot be read. */
  readonly kind: string;
  /** `networking.k8s.io`; empty for the core group. */
  readonly group: string;
  readonly name: string | undefined;
  /** `default` where none is written. Of no meaning for kinds without namespaces. */
  readonly namespace: string | undefined;
  readonly metadata: Value | undefined;
  /** Its other members by name, in Terraform's or Kubernetes' spelling. */
  part(name: string): Value | undefined;
  readonly resource: FactResource;
}

const RBAC = "rbac.authorization.k8s.io";
/** Types of the provider without their `_v1`: kind and API group. */
const TYPES: Readonly<Record<string, readonly [kind: string, group: string]>> = {
  kubernetes_namespace: ["Namespace", ""],
  kubernetes_network_policy: ["NetworkPolicy", "networking.k8s.io"],
  kubernetes_service_account: ["ServiceAccount", ""],
  kubernetes_default_service_account: ["ServiceAccount", ""],
  kubernetes_role: ["Role", RBAC],
  kubernetes_cluster_role: ["ClusterRole", RBAC],
  kubernetes_role_binding: ["RoleBinding", RBAC],
  kubernetes_cluster_role_binding: ["ClusterRoleBinding", RBAC],
  kubernetes_config_map: ["ConfigMap", ""],
  kubernetes_config_map_v1_data: ["ConfigMap", ""],
  kubernetes_secret: ["Secret", ""],
  kubernetes_token_request: ["TokenRequest", "authentication.k8s.io"],
  kubernetes_pod: ["Pod", ""],
  kubernetes_replication_controller: ["ReplicationController", ""],
  kubernetes_deployment: ["Deployment", "apps"],
  kubernetes_stateful_set: ["StatefulSet", "apps"],
  kubernetes_daemonset: ["DaemonSet", "apps"],
  kubernetes_daemon_set: ["DaemonSet", "apps"],
  kubernetes_job: ["Job", "batch"],
  kubernetes_cron_job: ["CronJob", "batch"],
};

function group(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

function ofManifest(resource: FactResource, manifest: Value): KubernetesObject {
  const metadata = member(manifest, "metadata");
  return {
    kind: literalValue(member(manifest, "kind")) ?? "",
    group: group(literalValue(member(manifest, "api_version")) ?? ""),
    name: nameOf(member(metadata, "name")),
    namespace: namespaceIn(metadata),
    metadata,
    part: (name) => member(manifest, name),
    resource,
  };
}

/** Without a namespace it is `default`; one that cannot be read is none that is known. */
function namespaceIn(metadata: Value | undefined): string | undefined {
  if (metadata?.kind === "unknown") return undefined;
  const given = member(metadata, "namespace");
  return given === undefined ? "default" : nameOf(given);
}

function valueOfJson(json: unknown): Value {
  if (typeof json === "string") return textOfPieces([json]);
  if (typeof json === "number" || typeof json === "boolean") return { kind: "scalar", value: json };
  if (Array.isArray(json)) return { kind: "list", items: json.map(valueOfJson), open: false };
  if (typeof json !== "object" || json === null) return { kind: "scalar", value: null };
  const fields = Object.entries(json).map(([key, item]) => [key, valueOfJson(item)] as const);
  return { kind: "fields", fields: new Map(fields), open: false };
}

const UNREADABLE: Value = { kind: "unknown", cause: "the manifest cannot be read" };

function manifestsOf(resource: FactResource): readonly Value[] {
  const yaml = attribute(resource, resource.type === "kubectl_manifest" ? "yaml_body" : "manifest");
  if (yaml?.kind !== "text") return [yaml ?? UNREADABLE];
  const text = literalValue(yaml);
  if (text === undefined) return [UNREADABLE];
  const documents = parseAllDocuments(text);
  return [...documents].map((document) =>
    document.errors.length > 0 ? UNREADABLE : valueOfJson(document.toJS()),
  );
}

const MANIFESTS: ReadonlySet<string> = new Set(["kubernetes_manifest", "kubectl_manifest"]);
const KINDS: ReadonlyMap<string, readonly [kind: string, group: string]> = new Map(
  Object.entries(TYPES).flatMap(([type, of]) => [[type, of] as const, [`${type}_v1`, of] as const]),
);

/** The objects of Kubernetes that a resource writes. */
export function objectsOf(resource: FactResource): readonly KubernetesObject[] {
  if (MANIFESTS.has(resource.type))
    return manifestsOf(resource).map((manifest) => ofManifest(resource, manifest));
  const [kind, of] = KINDS.get(resource.type) ?? [];
  if (kind === undefined || of === undefined) return [];
  const metadata = attribute(resource, "metadata");
  const isDefault = resource.type.startsWith("kubernetes_default_service_account");
  return [
    {
      kind,
      group: of,
      name: isDefault ? "default" : nameOf(member(metadata, "name")),
      namespace: namespaceIn(metadata),
      metadata,
      part: (name) => attribute(resource, name),
      resource,
    },
  ];
}

const known = new WeakMap<readonly FactResource[], readonly KubernetesObject[]>();

/** All objects of Kubernetes of a plan. They are read once. */
export function kubernetesObjects({ resources }: Pick<Facts, "resources">): readonly KubernetesObject[] {
  const objects = known.get(resources) ?? resources.flatMap(objectsOf);
  known.set(resources, objects);
  return objects;
}
