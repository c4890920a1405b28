import { computeUnusable } from "../../errors/dataplane";
import { choiceUnknown } from "../../errors/infrastructure";
import type { ErrorPlace } from "../../errors/tenancy-error";
import { checkedName, PART_NAME_MOST } from "../../model/names";
import { wholeNumber } from "../../model/quantity";
import type { SharedComputeProps } from "./dataplane-props";

/** A node pool that was checked. */
export interface ComputePlan {
  readonly name: string;
  readonly instanceTypes: readonly string[];
  readonly architecture: "x86_64" | "arm64";
  readonly minSize: number;
  readonly desiredSize: number;
  readonly maxSize: number;
  readonly capacity: "on-demand" | "spot";
  readonly diskSize: number;
  readonly labels: Readonly<Record<string, string>>;
}

const CAPACITIES = ["on-demand", "spot"] as const;
/** AWS: nodes of one managed node group. */
const NODES_MOST = 450;
/** What the image itself needs, in GiB. */
const DISK_LEAST = 20;
const DISK_MOST = 16_384;
/** AWS: instance types of one managed node group. */
const TYPES_MOST = 20;

/** @throws TNT1001 to TNT1003, TNT1031, TNT1110, TNT1124 */
export function planCompute(
  at: ErrorPlace,
  name: string,
  props: SharedComputeProps,
  zones: number,
): ComputePlan {
  const instanceTypes = checkedInstanceTypes(at, props.instanceTypes ?? ["m7i.large"]);
  const capacity = props.capacity ?? "on-demand";
  if (!CAPACITIES.includes(capacity)) throw choiceUnknown(at, "compute.capacity", capacity, CAPACITIES);
  const minSize = wholeNumber(at, "compute.minSize", props.minSize ?? zones, 0, NODES_MOST);
  const maxSize = wholeNumber(
    at,
    "compute.maxSize",
    props.maxSize ?? Math.min(Math.max(1, 3 * minSize), NODES_MOST),
    Math.max(1, minSize),
    NODES_MOST,
  );
  return {
    name: checkedName(at, "compute name", name, PART_NAME_MOST),
    instanceTypes,
    architecture: architectureOf(instanceTypes[0] ?? ""),
    minSize,
    desiredSize: wholeNumber(at, "compute.desiredSize", props.desiredSize ?? minSize, minSize, maxSize),
    maxSize,
    capacity,
    diskSize: wholeNumber(at, "compute.diskSize", props.diskSize ?? 50, DISK_LEAST, DISK_MOST),
    labels: checkedLabels(at, props.labels ?? {}),
  };
}

function checkedInstanceTypes(at: ErrorPlace, types: readonly string[]): readonly string[] {
  const what = "compute.instanceTypes";
  if (!Array.isArray(types) || types.length === 0 || types.length > TYPES_MOST) {
    const why = `a node group has 1 to ${TYPES_MOST} instance types.`;
    throw computeUnusable(at, what, types, why, 'name some, for example ["m7i.large"].');
  }
  for (const type of types) {
    if (typeof type !== "string" || !/^[a-z][a-z0-9-]*\d[a-z0-9-]*\.([a-z0-9-]+)$/.test(type)) {
      throw computeUnusable(
        at,
        what,
        type,
        "an instance type has a family and a size.",
        'write it like "m7i.large".',
      );
    }
    if (architectureOf(type) !== architectureOf(types[0] ?? "")) {
      const why = `${types[0]} has another processor architecture, and a node group has one image.`;
      throw computeUnusable(at, what, type, why, "keep the types of one architecture.");
    }
  }
  return types;
}

/** AWS names a Graviton family with a `g` right after its generation (m7g, c8gn, t4g, g5g); the first was a1. */
function architectureOf(instanceType: string): "x86_64" | "arm64" {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "arm64" : "x86_64";
}

function checkedLabels(
  at: ErrorPlace,
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const part = "[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
  const key = new RegExp(`^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/)?${part}$`);
  const value = new RegExp(`^(?:${part})?$`);
  for (const [name, text] of Object.entries(labels)) {
    const reserved = /(^|[./])(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//.test(name);
    if (reserved || name.startsWith("cdktf-tenants/")) {
      const why = "Kubernetes, EKS and ownership keep their own prefixes.";
      throw computeUnusable(at, "compute.labels", name, why, "use a prefix of your own.");
    }
    if (!key.test(name) || typeof text !== "string" || !value.test(text)) {
      const why = "keys and values of labels have at most 63 letters, digits, `-`, `_` and `.`.";
      throw computeUnusable(at, "compute.labels", { [name]: text }, why, 'write it like { team: "data" }.');
    }
  }
  return labels;
}
