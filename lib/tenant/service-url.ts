import type { Construct } from "constructs";
import {
  serviceElsewhere,
  serviceNameMalformed,
  serviceNamespaceUnknown,
  serviceNotOpened,
} from "../errors/services";
import { checkedPort } from "../model/ports";
import { tenantKey } from "../tenancy/openings";
import { TenancyRegistry } from "../tenancy/registry";
import type { ITenant, ServiceUrlOptions } from "./tenant-attributes";

/** A DNS label that starts with a letter. Source: Kubernetes documentation, "Object Names and IDs", RFC 1035. */
const SERVICE_NAME = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SCHEME = /^[a-z][a-z0-9+.-]*$/;

/** The address of a Service of a tenant, for those who can reach it. */
export function serviceUrl(
  scope: Construct,
  tenant: ITenant,
  name: string,
  port: number,
  options: ServiceUrlOptions,
): string {
  const at = { kind: "Tenant", path: tenant.path };
  const { scheme = "https", namespace = tenant.namespaces[0], from } = options;
  if (!SERVICE_NAME.test(name)) throw serviceNameMalformed(at, "name of the service", name, "api");
  if (!SCHEME.test(scheme)) throw serviceNameMalformed(at, "scheme", scheme, "https");
  checkedPort(at, "port", port);
  if (namespace === undefined || !tenant.namespaces.includes(namespace)) {
    throw serviceNamespaceUnknown(at, namespace ?? null, tenant.namespaces);
  }
  if (from !== undefined) requireRule(scope, tenant, from, port);
  return `${scheme}://${name}.${namespace}:${port}`;
}

/** Rules may be declared later, so they are looked for when everything has been. */
function requireRule(scope: Construct, to: ITenant, from: ITenant, port: number): void {
  const at = { kind: "Tenant", path: to.path };
  const [caller, called] = [tenantKey(from), tenantKey(to)];
  if (caller === called) return;
  const [near, far] = [from.infrastructure.dataplane?.clusterArn, to.infrastructure.dataplane?.clusterArn];
  if (near !== far) throw serviceElsewhere(at, from.infrastructure.name, to.infrastructure.name);
  const registry = TenancyRegistry.of(scope);
  registry.addCheck(() =>
    registry.rules.opens(caller, called, port) ? [] : [serviceNotOpened(at, from.name, to.name, port)],
  );
}
