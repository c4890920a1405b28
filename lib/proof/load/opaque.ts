import { piecesOf } from "../facts/text";
import type { Value } from "../facts/value";
import { parseAllDocuments } from "yaml";
import { parseWithSymbols } from "./functions/encoding";
import type { OpaquePart, ResourcePart } from "./read-parts";

/** Providers whose resources the proof understands. */
const MODELLED = new Set(["aws", "kubernetes"]);
/** Providers whose resources give nobody access to anything. */
const WITHOUT_EFFECT = new Set([
  "archive",
  "cloudinit",
  "http",
  "local",
  "null",
  "random",
  "template",
  "terraform",
  "time",
  "tls",
]);

type Obscurity = Pick<OpaquePart, "scope" | "reason">;

/** How the parts of an input are taken: as resources, as opaque parts, as both or as nothing. */
export interface Sorted {
  readonly resource?: ResourcePart | undefined;
  readonly opaque: readonly OpaquePart[];
}

/** Decides what a resource is to the proof. */
export function sorted(part: ResourcePart): Sorted {
  const { provenance, clusterHints } = part;
  const found = part.provisioned
    ? [{ provenance, scope: "everything" as const, reason: "it has a provisioner, which may run anything" }]
    : [];
  const provider = part.type.split("_")[0] ?? "";
  if (WITHOUT_EFFECT.has(provider)) return { opaque: found };
  if (part.type === "kubectl_manifest") return withOpaque(manifestOfText(part), found);
  const obscure = obscurityOf(part, provider);
  const opaque = obscure === undefined ? found : [...found, { provenance, ...obscure, clusterHints }];
  // Of a stack it is known in whose name it works, whatever its template makes.
  if (isStack(part)) return { resource: part, opaque };
  return obscure === undefined ? { resource: part, opaque } : { opaque };
}

function withOpaque(sortedPart: Sorted, found: readonly OpaquePart[]): Sorted {
  return { ...sortedPart, opaque: [...found, ...sortedPart.opaque] };
}

function obscurityOf({ type, values }: ResourcePart, provider: string): Obscurity | undefined {
  if (isStack({ type })) return { scope: "account", reason: "what its template makes is not in the plan" };
  if (type === "helm_release") return { scope: "cluster", reason: "what its chart makes is not in the plan" };
  if (type === "kubernetes_manifest" && !isReadable(values.get("manifest")))
    return { scope: "cluster", reason: "its manifest is only known after the apply" };
  if (MODELLED.has(provider)) return undefined;
  return { scope: "everything", reason: `nothing is known of what resources of the provider ${provider} do` };
}

function isStack({ type }: Pick<ResourcePart, "type">): boolean {
  return type.startsWith("aws_cloudformation_stack");
}

/** Fields that are not known could be the kind of the object. */
function isReadable(manifest: Value | undefined): boolean {
  return manifest?.kind === "fields" && !manifest.open;
}

/** A manifest that stands in Terraform as YAML is an object like all others. */
function manifestOfText(part: ResourcePart): Sorted {
  const body = part.values.get("yaml_body");
  const manifest =
    body?.kind === "text"
      ? parseWithSymbols(piecesOf(body), (document) => onlyDocument(document))
      : undefined;
  if (manifest === undefined || !isReadable(manifest)) {
    const reason = "its manifest cannot be read, or is only known after the apply";
    const { provenance, clusterHints } = part;
    return { opaque: [{ provenance, scope: "cluster", reason, clusterHints }] };
  }
  const values = new Map([...part.values, ["manifest", manifest] as const]);
  return { resource: asManifest(part, values), opaque: [] };
}

/** A part may be more than its data: what it says is asked of it, one by one. */
function asManifest(part: ResourcePart, values: ReadonlyMap<string, Value>): ResourcePart {
  const { provenance, place, many, ignored, provisioned, clusterHints } = part;
  const type = "kubernetes_manifest";
  return { type, provenance, place, values, many, ignored, provisioned, clusterHints };
}

/** Several documents are several objects, of which the provider makes only the first. */
function onlyDocument(text: string): unknown {
  const [first, ...others] = parseAllDocuments(text).filter((document) => document.contents !== null);
  if (first === undefined || others.length > 0 || first.errors.length > 0)
    throw new Error("there is not one document");
  return first.toJS();
}
