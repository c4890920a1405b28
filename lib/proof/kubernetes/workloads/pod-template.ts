import type { Value } from "../../facts/value";
import { literals, member, nameOf, occurrences, truthValue } from "../../read/values";
import { any, type Truth, truthOf } from "../../truth";
import type { KubernetesObject } from "../objects/object";

/** What the pods of a workload are, as far as others are concerned. */
export interface PodTemplate {
  /** The service account that they run as. @default - it cannot be read: any of the namespace */
  readonly account: string | undefined;
  /** Whether they are given the account's token for the API server; roles of IAM they take all the same. */
  readonly hasToken: Truth;
  /** What they ask of their node that takes them out of their container: `hostNetwork`; sorted. */
  readonly host: readonly string[];
  /** Whether they ask for it. */
  readonly asksHost: Truth;
}

/** Where the specification of pods stands in each kind that makes them. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  ReplicationController: ["spec", "template", "spec"],
  Deployment: ["spec", "template", "spec"],
  ReplicaSet: ["spec", "template", "spec"],
  StatefulSet: ["spec", "template", "spec"],
  DaemonSet: ["spec", "template", "spec"],
  Job: ["spec", "template", "spec"],
  CronJob: ["spec", "job_template", "spec", "template", "spec"],
};

/** With one of these a process is as good as one on the node. Source: Linux manual, capabilities(7). */
const CAPABILITIES = new Set([
  "ALL",
  "SYS_ADMIN",
  "SYS_MODULE",
  "SYS_PTRACE",
  "SYS_RAWIO",
  "DAC_READ_SEARCH",
]);

function isSaid(value: Value | undefined): Truth {
  const truth = truthValue(value);
  return truth === "unknown" ? "unknown" : truthOf(truth === true);
}

/** Blocks of one name in Terraform, lists of another in manifests. */
function every(spec: Value | undefined, ...names: readonly string[]) {
  const found = names.map((name) => occurrences(member(spec, name)));
  return { items: found.flatMap(({ items }) => items), open: found.some(({ open }) => open !== undefined) };
}

function privileges(container: Value): Truth {
  const context = member(container, "security_context");
  const added = literals(member(member(context, "capabilities"), "add"));
  const capable = added.items.some((name) => CAPABILITIES.has(name.replace(/^CAP_/, "")));
  const isUnread = added.open !== undefined;
  return any([isSaid(member(context, "privileged")), capable ? "yes" : isUnread ? "unknown" : "no"]);
}

/**
 * What makes a pod's host the pod's: what the level `baseline` forbids because nothing holds it back.
 *
 * Source: Kubernetes documentation, "Pod Security Standards".
 */
function hostAccess(spec: Value | undefined): ReadonlyMap<string, Truth> {
  const containers = every(spec, "container", "containers", "init_container", "init_containers");
  const volumes = every(spec, "volume", "volumes");
  const unread = (open: boolean): readonly Truth[] => (open ? ["unknown"] : []);
  const mounts = volumes.items.map((volume) => truthOf(member(volume, "host_path") !== undefined));
  return new Map([
    ["hostNetwork", isSaid(member(spec, "host_network"))],
    ["hostPID", isSaid(member(spec, "host_pid"))],
    ["hostPath", any([...mounts, ...unread(volumes.open)])],
    ["privileged", any([...containers.items.map(privileges), ...unread(containers.open)])],
  ]);
}

/** A token that the specification mounts itself is one as well. */
function mountsToken(spec: Value | undefined): boolean {
  const sources = every(spec, "volume", "volumes").items.flatMap(
    (volume) => every(member(volume, "projected"), "sources").items,
  );
  return sources.some((source) => member(source, "service_account_token") !== undefined);
}

function accountOf(spec: Value | undefined): string | undefined {
  const given = member(spec, "service_account_name") ?? member(spec, "service_account");
  const name = given === undefined ? "default" : nameOf(given);
  return name === "" ? "default" : name;
}

/** The pods that an object makes; undefined for one that makes none. */
export function podTemplate(object: KubernetesObject): PodTemplate | undefined {
  const [first, ...rest] = PATHS[object.kind] ?? [];
  if (first === undefined) return undefined;
  const spec = rest.reduce<Value | undefined>((value, name) => member(value, name), object.part(first));
  const automount = truthValue(member(spec, "automount_service_account_token"));
  const host = [...hostAccess(spec)].filter(([, truth]) => truth !== "no");
  const certain = host.filter(([, truth]) => truth === "yes");
  const shown = certain.length > 0 ? certain : host;
  return {
    account: accountOf(spec),
    hasToken: automount === "unknown" ? "unknown" : truthOf(automount !== false || mountsToken(spec)),
    host: shown.map(([name]) => name).sort(),
    asksHost: any(host.map(([, truth]) => truth)),
  };
}
