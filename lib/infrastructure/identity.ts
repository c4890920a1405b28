import { namespacePrefixMalformed } from "../errors/infrastructure";
import { versionRangeMalformed } from "../errors/providers";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { Environment } from "../model/environment";
import { checkedEnvironment } from "../model/environment";
import { checkedInfrastructureName, proposedName } from "../model/names";
import type { Quotas } from "../model/quotas";
import type { ProviderVersions } from "../terraform/providers";
import { TESTED_VERSIONS } from "../terraform/providers";
import type { InfrastructureIdentity } from "./infrastructure-props";
import { checkedQuotas } from "./quotas";

/** Who an Infrastructure is, checked. */
export interface CheckedIdentity {
  readonly name: string;
  readonly environment: Environment;
  readonly namespacePrefix: string;
  readonly quotas: Required<Quotas>;
  readonly providerVersions: Required<ProviderVersions>;
}

const DEFAULT_PREFIX = "tenant-";
const PREFIX_MOST = 16;
const PREFIX = /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*-$/;
const VERSION_CONSTRAINT = /^(?:(?:=|!=|>=|>|<=|<|~>)\s*)?\d+(?:\.\d+){0,2}(?:-[0-9A-Za-z.]+)?$/;

/** @throws TNT1001 to TNT1004, TNT1010 to TNT1012, TNT1031, TNT1042, TNT1110, TNT1111 */
export function checkedIdentity(at: ErrorPlace, id: string, props: InfrastructureIdentity): CheckedIdentity {
  return {
    name: checkedInfrastructureName(at, props.name ?? id),
    environment: checkedEnvironment(at, props.account, props.region),
    namespacePrefix: checkedPrefix(at, props.namespacePrefix ?? DEFAULT_PREFIX),
    quotas: checkedQuotas(at, props.quotas ?? {}),
    providerVersions: checkedVersions(at, props.providerVersions ?? {}),
  };
}

function checkedPrefix(at: ErrorPlace, prefix: unknown): string {
  const text = typeof prefix === "string" ? prefix : "";
  // Kubernetes keeps `kube-` for itself.
  if (PREFIX.test(text) && text.length <= PREFIX_MOST && !text.startsWith("kube-")) return text;
  const proposal = text.startsWith("kube-") ? undefined : proposedName(text, PREFIX_MOST - 1);
  throw namespacePrefixMalformed(at, prefix, proposal === undefined ? DEFAULT_PREFIX : `${proposal}-`);
}

function checkedVersions(at: ErrorPlace, versions: ProviderVersions): Required<ProviderVersions> {
  for (const [provider, range] of Object.entries(versions)) {
    const parts = typeof range === "string" ? range.split(",").map((part) => part.trim()) : [""];
    if (!(provider in TESTED_VERSIONS) || !parts.every((part) => VERSION_CONSTRAINT.test(part))) {
      throw versionRangeMalformed(at, provider, range);
    }
  }
  return { ...TESTED_VERSIONS, ...versions };
}
