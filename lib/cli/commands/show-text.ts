import { counted, printable } from "../../model/words";
import { width } from "../table";
import type { Style } from "../terminal";
import { tenantState } from "./list-text";
import type { ReportedBlock, TenantReport } from "./show";

/** One tenant as people read it. */
export function showText(report: TenantReport, style: Style): string {
  const { tenant, totals } = report;
  const sections = [
    [
      style.heading(`${tenant.kind === "master" ? "Master tenant" : "Tenant"} ${tenant.name}`),
      ...facts(report),
    ],
    totals.resources === 0
      ? [nothing(report)]
      : [`${counted(totals.resources, "resource")} of ${counted(totals.kinds, "kind")}`],
    ...byType(report.resources).map((group) => blockLines(group, style)),
    ...byType(report.dataSources).map((group) => blockLines(group, style)),
    ...byType(report.modules).map((group) => blockLines(group, style)),
  ];
  return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function facts({ tenant, environment, plan }: TenantReport): string[] {
  const pairs: readonly (readonly [string, string])[] = [
    ["infrastructure", tenant.infrastructure],
    ...(environment === null
      ? []
      : [["environment", `account ${environment.account}, ${environment.region}`] as const]),
    ["state", tenantState(tenant)],
    ["namespaces", tenant.namespaces.join(" ") || "none"],
    ["role path", tenant.rolePath],
    ["protection", tenant.deletionProtection ? "deletion is refused" : "none: it may be deleted"],
    ["construct", tenant.path],
    ["stack", tenant.stack],
    ...(plan === null ? [] : [["plan", plan] as const]),
  ];
  const widest = Math.max(...pairs.map(([label]) => width(label)));
  return pairs.map(([label, value]) => `  ${label.padEnd(widest)}  ${printable(value)}`);
}

function nothing({ tenant }: TenantReport): string {
  return tenant.owned
    ? "No resources yet."
    : "No resources here: it is named by this app, and what it holds is not.";
}

function byType(blocks: readonly ReportedBlock[]): ReportedBlock[][] {
  const groups = new Map<string, ReportedBlock[]>();
  for (const block of blocks) groups.set(block.type, [...(groups.get(block.type) ?? []), block]);
  return [...groups.values()];
}

function blockLines(group: readonly ReportedBlock[], style: Style): string[] {
  const widest = Math.max(...group.map((block) => width(printable(block.address))));
  const lines = group.map(({ address, path }) => {
    const shown = printable(address);
    return `  ${shown}${" ".repeat(widest - width(shown))}  ${style.faint(printable(path))}`;
  });
  const [first] = group;
  const source = first?.address.startsWith("data.") ? "data " : "";
  return [`${style.heading(`${source}${first?.type ?? ""}`)} ${group.length}`, ...lines];
}
