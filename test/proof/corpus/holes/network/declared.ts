import type { Hole, Patch, Shown } from "../../case";
import { stackFile } from "../../bases/infrastructure";
import { all, resource } from "../../parts";
import { HTTPS, OF_ACME } from "./parts";

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";
const POLICY = "kubernetes_network_policy_v1";
const CALLS = "caller > callee network open";
const OFFICE = "world > callee network open";
const SHARED = stackFile("shared");

/** What declared rules wrote, changed. */
function changed(
  id: string,
  title: string,
  patches: readonly Patch[],
  cell: string,
  shows: Omit<Shown, "cell">,
): Hole {
  const elsewhere = { [SHARED]: all(...patches) };
  return { id, title, base: "infrastructure", edit: {}, elsewhere, cells: [cell], shows: { cell, ...shows } };
}

const BOTH_WAYS = (body: Patch) => [
  resource(INGRESS, "shared/calls/Ingress", body),
  resource(EGRESS, "shared/calls/Egress", body),
];

/** A part of the app's: the tenants' own stack. */
function inApp(id: string, title: string, edit: Patch, cells: readonly string[], shows: Shown): Hole {
  return { id, title, base: "infrastructure", edit, cells, shows };
}
const sg = (tenant: string, name = "Tenant") =>
  `\${aws_security_group[tenants/${tenant}/Network/${name}].id}`;

/** Openings that are wider, or other, than what was declared; and what is done to what constructs wrote. */
export const DECLARED_HOLES: readonly Hole[] = [
  changed(
    "declared-ports",
    "the rule of a declaration with one port more",
    BOTH_WAYS({ to_port: 8444 }),
    CALLS,
    {
      ...{ what: "tcp 8444", on: "nonprod--callee", at: "calls_Ingress" },
    },
  ),
  changed(
    "declared-protocol",
    "the rule of a declaration for every protocol",
    BOTH_WAYS({ ip_protocol: "-1" }),
    CALLS,
    {
      ...{ what: "all", on: "nonprod--callee", at: "calls_Ingress" },
    },
  ),
  changed(
    "declared-range",
    "the rule of a declaration for more addresses than were declared",
    [resource(INGRESS, "shared/office/Ingress", { cidr_ipv4: "192.0.0.0/16" })],
    OFFICE,
    { what: "tcp 443", on: "nonprod--callee", at: "office_Ingress" },
  ),
  changed(
    "declared-everybody",
    "the rule of a declaration for everybody",
    [resource(INGRESS, "shared/office/Ingress", { cidr_ipv4: "0.0.0.0/0" })],
    OFFICE,
    { what: "tcp 443", on: "nonprod--callee", at: "office_Ingress" },
  ),
  changed(
    "declared-policy-ports",
    "the policy of a declaration without its ports",
    [
      resource(POLICY, "shared/office/IngressPolicies/tenant-callee", {
        spec: { ingress: [{ from: [{ ip_block: { cidr: "192.0.2.0/24" } }] }] },
      }),
    ],
    OFFICE,
    { what: "all", on: "namespace tenant-callee", at: "office_IngressPolicies" },
  ),
  changed(
    "declared-policy-range",
    "the policy of a declaration for a range besides",
    [
      resource(POLICY, "shared/office/IngressPolicies/tenant-callee", {
        spec: {
          ingress: [
            {
              from: [{ ip_block: { cidr: "192.0.2.0/24" } }, { ip_block: { cidr: "198.51.100.0/24" } }],
              ports: [{ port: "443", protocol: "TCP" }],
            },
          ],
        },
      }),
    ],
    OFFICE,
    { what: "tcp 443", on: "namespace tenant-callee", at: "office_IngressPolicies" },
  ),
  inApp(
    "declared-other-way",
    "an opening in the other direction than the declared one",
    {
      resource: {
        [INGRESS]: {
          "tenants/caller/Back": {
            ...{ security_group_id: sg("caller"), referenced_security_group_id: sg("callee") },
            ...{ ip_protocol: "tcp", from_port: 8443, to_port: 8443 },
          },
        },
        [EGRESS]: {
          "tenants/callee/Back": {
            ...{ security_group_id: sg("callee"), referenced_security_group_id: sg("caller") },
            ...{ ip_protocol: "tcp", from_port: 8443, to_port: 8443 },
          },
        },
      },
    },
    ["callee > caller network open"],
    {
      ...{ cell: "callee > caller network open", what: "tcp 8443", on: "nonprod--caller" },
      at: "tenants_caller_Back",
    },
  ),
  inApp(
    "declared-for-hosts-alone",
    "addresses that were declared for hosts, let in to the load balancers",
    resource(INGRESS, "tenants/callee/More", {
      ...{ ...HTTPS, security_group_id: sg("callee", "LoadBalancer"), cidr_ipv4: "192.0.2.0/24" },
    }),
    [OFFICE],
    { cell: OFFICE, what: "tcp 443", on: "load balancers with the group", at: "tenants_callee_More" },
  ),
  inApp(
    "construct-groups",
    "rules that somebody added to the groups of two tenants",
    {
      resource: {
        [INGRESS]: {
          "tenants/globex/Added": {
            ...{ ...HTTPS, security_group_id: sg("globex"), referenced_security_group_id: sg("acme") },
          },
        },
        [EGRESS]: {
          "tenants/acme/Added": { ...HTTPS, security_group_id: sg("acme"), cidr_ipv4: "0.0.0.0/0" },
        },
      },
    },
    [OF_ACME],
    { cell: OF_ACME, what: "tcp 443", on: "nonprod--globex", at: "tenants_globex_Added" },
  ),
  inApp(
    "construct-policies",
    "the policy within a tenant, for every namespace of every tenant, of two tenants",
    {
      resource: {
        [POLICY]: Object.fromEntries(
          ["acme", "globex"].map((name) => [
            `tenants/${name}/Namespaces/Primary/WithinTenant`,
            {
              spec: {
                ingress: [{ from: [{ namespace_selector: {} }] }],
                egress: [{ to: [{ namespace_selector: {} }] }],
              },
            },
          ]),
        ),
      },
    },
    ["acme > globex network open", "globex > acme network open"],
    {
      cell: OF_ACME,
      what: "all",
      on: "namespace tenant-globex",
      at: "globex_Namespaces_Primary_WithinTenant",
    },
  ),
];
