import type { NetworkPolicyV1Config } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { formatCidr } from "../../model/cidr";
import { NAMESPACE_NAME_LABEL, ownerLabels } from "../../model/ownership";
import type { Traffic } from "../../model/ports";
import { Tenant } from "../../tenant/tenant";
import type { ITenant } from "../../tenant/tenant-attributes";
import type { AttributesOf } from "../../terraform/attributes";
import { Resource } from "../../terraform/resource";
import type { DeclaredSource } from "./declared-rule";
import type { RuleContext } from "./rule-context";

type Spec = AttributesOf<NetworkPolicyV1Config>["spec"];

/** Who a NetworkPolicy can name. */
export type PodSource = Exclude<DeclaredSource, { readonly kind: "prefix-list" }>;

const EVERY_POD = {};
/** Where people look for the reason of a policy. */
const DESCRIPTION_ANNOTATION = "cdktf-tenants/description";

/**
 * The rule for pods: the way into every namespace of the target and, from a tenant, the way out of every namespace
 * of the source. Namespaces are named by the label that the API server sets and nobody can forge, all in one peer.
 */
export function podPolicies(scope: Construct, context: RuleContext, source: PodSource): Resource[] {
  const { to, traffic } = context.rule;
  const ports = policyPorts(traffic);
  const into: Spec = {
    pod_selector: EVERY_POD,
    policy_types: ["Ingress"],
    ingress: [{ from: [policySource(source)], ...ports }],
  };
  const ingress = policies(new Construct(scope, "IngressPolicies"), context, to, into);
  if (source.kind !== "tenant") return ingress;
  const out: Spec = {
    pod_selector: EVERY_POD,
    policy_types: ["Egress"],
    egress: [{ to: [namespacesOf(to)], ...ports }],
  };
  return [...ingress, ...policies(new Construct(scope, "EgressPolicies"), context, source.tenant, out)];
}

function policies(scope: Construct, context: RuleContext, tenant: ITenant, spec: Spec): Resource[] {
  const { rule, kubernetesProvider } = context;
  return tenant.namespaces.map(
    (namespace) =>
      new Resource<NetworkPolicyV1Config>(
        scope,
        namespace,
        "kubernetes_network_policy_v1",
        {
          metadata: {
            name: `rule-${rule.name}`,
            namespace,
            labels: ownerLabels({ infrastructure: tenant.infrastructure.name }),
            annotations: { [DESCRIPTION_ANNOTATION]: rule.description },
          },
          spec,
        },
        { provider: kubernetesProvider, dependsOn: inSameStack(context, tenant, namespace) },
      ),
  );
}

/** A namespace of another stack stands before this one begins. */
function inSameStack({ stack }: RuleContext, tenant: ITenant, namespace: string): Resource[] {
  if (!Tenant.isTenant(tenant) || TerraformStack.of(tenant) !== stack) return [];
  const made = tenant.namespaceResource(namespace);
  return made ? [made] : [];
}

function policySource(source: PodSource) {
  if (source.kind === "tenant") return namespacesOf(source.tenant);
  return { ip_block: { cidr: formatCidr(source.range) } };
}

function namespacesOf({ namespaces }: ITenant) {
  const names = { key: NAMESPACE_NAME_LABEL, operator: "In", values: [...namespaces].sort() };
  return { namespace_selector: { match_expressions: [names] } };
}

/** No ports are all ports of all protocols. */
function policyPorts({ protocol, ports }: Traffic) {
  if (ports === undefined) return {};
  const range = ports.to > ports.from ? { end_port: ports.to } : {};
  return { ports: [{ protocol: protocol.toUpperCase(), port: String(ports.from), ...range }] };
}
