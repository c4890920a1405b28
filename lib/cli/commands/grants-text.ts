import type { GrantIntent, RuleIntent, RuleSourceIntent, TenantReference } from "../../model/intent";
import { counted, printable } from "../../model/words";
import type { Style } from "../terminal";
import type { Openings, OpeningsReport } from "./grants";

/** What is declared open, as people read it: who to whom, what, why, until when, and by which addresses. */
export function grantsText(report: OpeningsReport, style: Style): string {
  const { tenant, totals, gives, receives } = report;
  const whose = tenant === null ? "" : ` of ${printable(tenant.tenant)}`;
  if (totals.rules + totals.grants === 0) {
    return `Nothing${whose} is declared open: no rule, no grant.\n`;
  }
  const head = `${counted(totals.rules, "rule")} and ${counted(totals.grants, "grant")}${whose}`;
  const sections = [
    [head],
    ...section(tenant === null ? undefined : "Gives", gives, style),
    ...section("Receives", receives, style),
  ];
  return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function section(title: string | undefined, { rules, grants }: Openings, style: Style): string[][] {
  const openings = [
    ...rules.map((rule) => ruleLines(rule, style)),
    ...grants.map((grant) => grantLines(grant, style)),
  ];
  if (openings.length === 0) return [];
  return title === undefined ? openings : [[style.heading(title)], ...openings];
}

function ruleLines(rule: RuleIntent, style: Style): string[] {
  const exposed = rule.expose === "both" ? "hosts and pods" : rule.expose;
  return [
    style.heading(`${source(rule.from)} → ${shown(rule.to)}   network   ${traffic(rule)}`),
    `  of      ${exposed}`,
    `  why     ${printable(rule.description)}`,
    ...places(rule, style),
  ];
}

function grantLines(grant: GrantIntent, style: Style): string[] {
  const what = grant.resources.length === 0 ? "nothing yet" : grant.resources.join(", ");
  const scope = grant.scope === "area" ? `all it has: ${what}` : what;
  const narrowed = [
    ...(grant.prefix === null ? [] : [`below ${grant.prefix}`]),
    ...(grant.leadingKeys === null ? [] : [`with the keys ${grant.leadingKeys.join(", ")}`]),
  ];
  return [
    style.heading(
      `${shown(grant.requester)} → ${shown(grant.owner)}   ${grant.area}   ${grant.access} on ${printable([scope, ...narrowed].join(", "))}`,
    ),
    `  roles   ${grant.roles.map((role) => printable(role.slice(role.lastIndexOf("/") + 1))).join(", ")}`,
    `  why     ${printable(grant.reason)}`,
    `  until   ${grant.expires ?? "it is removed"}`,
    ...places(grant, style),
  ];
}

/** The declaration first, then every address that it is a part of. */
function places(
  { path, parts }: { readonly path: string; readonly parts: readonly string[] },
  style: Style,
): string[] {
  return [
    `  by      ${printable(path)}`,
    ...parts.map((part) => `          ${style.faint(printable(part))}`),
  ];
}

function traffic({ protocol, ports }: RuleIntent): string {
  if (protocol === "all") return "everything";
  if (ports === null) return protocol;
  return ports.from === ports.to ? `${protocol} ${ports.from}` : `${protocol} ${ports.from}-${ports.to}`;
}

function source(from: RuleSourceIntent): string {
  if (from.kind === "tenant") return shown(from);
  return from.kind === "cidr" ? printable(from.cidr) : printable(from.id ?? "a prefix list");
}

function shown({ tenant }: TenantReference): string {
  return printable(tenant);
}
