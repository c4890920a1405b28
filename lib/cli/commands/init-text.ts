import { join, normalize } from "node:path";
import { INTENT_FILE } from "../../model/intent";
import { counted, printable } from "../../model/words";
import type { FirstIntent, FoundTenant } from "../../proof/first-intent";
import type { Named } from "../proof-input";
import { table } from "../table";
import type { Style } from "../terminal";

/** Of more rules than this only the count is of interest. */
const RULES_SHOWN_MOST = 3;

/** What a first intent file says, and what to do with it. */
export function initText(
  made: { readonly found: FirstIntent; readonly file: string; readonly named: Named },
  style: Style,
): string {
  const { found, file, named } = made;
  const { tenants, totals } = found;
  const head = `${counted(tenants.length, "tenant")} guessed among ${counted(totals.resources, "resource")} of ${printable(named.path)}`;
  const sections = [
    [head],
    tenants.length === 0 ? NOBODY : tenantLines(found, style),
    [`Written: ${printable(file)}`, ...ADVICE],
    [`Next: ${nextCommand(file, named)}`],
  ];
  return sections.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

const NOBODY = [
  "No tag, no module, no key, no namespace and no name tells who the tenants are: everything is the platform's.",
  "List them under `tenants`, and what belongs to whom under `ownership`: docs/tenancy.schema.json describes both.",
];

const ADVICE = [
  "Read it before you rely on it: who is a tenant, and what is whose, is guessed; the first rule that matches holds.",
];

function tenantLines({ tenants, totals }: FirstIntent, style: Style): string[] {
  const rows = [
    ...tenants.map((tenant) => [tenant.name, String(tenant.resources), rulesOf(tenant)]),
    ["the platform", String(totals.platform), "everything else"],
    ...(totals.unknown > 0 ? [["unknown", String(totals.unknown), "only the apply knows whose"]] : []),
  ];
  return table(
    [{ heading: "Tenant" }, { heading: "Resources", align: "right" }, { heading: "By" }],
    rows,
    style,
  );
}

function rulesOf({ by }: FoundTenant): string {
  const shown = by
    .slice(0, RULES_SHOWN_MOST)
    .map((rule) =>
      rule.kind === "tag" || rule.kind === "label"
        ? `${rule.kind} ${rule.key}=${rule.value}`
        : `${rule.kind} ${rule.pattern}`,
    );
  const more = by.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

/** As it is to be typed: the intent file is named only where it would not be found by itself. */
function nextCommand(file: string, { kind, path }: Named): string {
  const found = kind === "folder" ? join(path, INTENT_FILE) : INTENT_FILE;
  const intent = normalize(file) === found ? "" : ` --intent ${quoted(file)}`;
  return `cdktf-tenants prove ${quoted(path)}${intent}`;
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${printable(path).replaceAll("'", `'\\''`)}'`;
}
