import type { InfrastructureIntent, TenantIntent } from "../../model/intent";
import { counted } from "../../model/words";
import { table } from "../table";
import type { Style } from "../terminal";
import type { Listing } from "./list";

const NO_TENANTS =
  'No tenants yet: declare one with `new Tenant(stack, "dev", { infrastructure })` and run `cdktf synth` again.';

/** The listing as people read it. */
export function listText(listing: Listing, style: Style): string {
  const sections = [
    [totals(listing)],
    ...(listing.infrastructures.length === 0 ? [] : [infrastructures(listing, style)]),
    ...(listing.tenants.length === 0 ? [] : [tenants(listing, style)]),
    ...(listing.totals.tenants === 0 ? [[NO_TENANTS]] : []),
    ...(listing.stacks.length === 0 ? [] : [stacks(listing, style)]),
  ];
  return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

/** How a tenant stands: what another app declares has no contents here. */
export function tenantState(tenant: TenantIntent): string {
  if (tenant.owned) return tenant.state;
  return tenant.kind === "master" ? "no contents" : "declared elsewhere";
}

function totals({ totals: all }: Listing): string {
  const masters = all.masterTenants === 0 ? "" : ` and ${counted(all.masterTenants, "master tenant")}`;
  return [
    counted(all.infrastructures, "infrastructure"),
    `${counted(all.tenants, "tenant")}${masters}`,
    `${counted(all.resources, "resource")} in ${counted(all.stacks, "stack")}`,
  ].join(", ");
}

function infrastructures(listing: Listing, style: Style): string[] {
  const columns = ["Infrastructure", "Account", "Region", "Network", "Cluster", "Stack"];
  const rows = listing.infrastructures.map((one) => [
    one.name,
    one.account,
    one.region,
    one.cidrs.join(" ") || "-",
    cluster(one),
    one.owned ? one.stack : `${one.stack} (declared elsewhere)`,
  ]);
  return table(
    columns.map((heading) => ({ heading })),
    rows,
    style,
  );
}

function cluster({ dataplane }: InfrastructureIntent): string {
  if (dataplane === null) return "-";
  return dataplane.version === null ? dataplane.cluster : `${dataplane.cluster} (${dataplane.version})`;
}

function tenants(listing: Listing, style: Style): string[] {
  const columns = [
    { heading: "Tenant" },
    { heading: "Infrastructure" },
    { heading: "Kind" },
    { heading: "State" },
    { heading: "Namespaces" },
    { heading: "Resources", align: "right" as const },
    { heading: "Stack" },
  ];
  const rows = listing.tenants.map((tenant) => [
    tenant.name,
    tenant.infrastructure,
    tenant.kind,
    tenantState(tenant),
    tenant.namespaces.join(" ") || "-",
    String(tenant.resources),
    tenant.stack,
  ]);
  return table(columns, rows, style);
}

function stacks(listing: Listing, style: Style): string[] {
  const columns = [
    { heading: "Stack" },
    { heading: "Resources", align: "right" as const },
    { heading: "Tenants", align: "right" as const },
    { heading: "Plan" },
  ];
  const rows = listing.stacks.map((one) => [one.name, String(one.resources), String(one.tenants), one.plan]);
  return table(columns, rows, style);
}
