import { openLab } from "../../lab/lab";
import type { Saas } from "../saas";
import { EACH_NAMESPACE, EACH_PLATFORM } from "../tenants";
import type { Platform, TenantFacts } from "../tenants";
import { asKubernetes, withSortedSelectors } from "./as-kubernetes";

interface Items<T> {
  readonly items: readonly T[];
}
interface Named {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}
type Policy = Named & { readonly spec: unknown };
type ServiceAccount = Named & { readonly automountServiceAccountToken?: boolean };
type Quota = Named & { readonly spec: { readonly hard: Readonly<Record<string, string>> } };

const BASIC_POLICIES = ["deny-egress", "deny-ingress", "dns", "pod-identity", "within-tenant"];

/** What lies in the clusters, as their API servers answer it. */
export function namespacesHoldWhatWasMeant(current: () => Saas): void {
  const lab = openLab();

  const list = async <T>(platform: Platform, kind: string, namespace: string): Promise<readonly T[]> =>
    (await lab.kubectl(platform.name).get<Items<T>>(kind, "--namespace", namespace)).items;

  /** Specs by name, as the API server keeps them. */
  const storedPolicies = async (platform: Platform, namespace: string) =>
    specs(await list<Policy>(platform, "networkpolicies", namespace));

  /** Specs by name, as they were synthesized. */
  const meantPolicies = (stack: string, namespace: string) => {
    const resources = current().plan().stack(stack).resources("kubernetes_network_policy_v1");
    return specs(
      Object.values(resources)
        .map((resource) => asKubernetes(resource) as Policy & { metadata: { namespace: string } })
        .filter(({ metadata }) => metadata.namespace === namespace),
    );
  };

  const namespaceLabels = async ({ on }: TenantFacts, namespace: string) =>
    (await lab.kubectl(on.name).get<Named>("namespace", namespace)).metadata.labels;

  describe("Every namespace in its cluster is as it was meant", () => {
    test.each(EACH_NAMESPACE)(
      "%s: labels say whose it is and hold pods to the restricted level",
      async (name, _namespace, tenant) => {
        expect(await namespaceLabels(tenant, name)).toEqual({
          "app.kubernetes.io/managed-by": "cdktf-tenants",
          "cdktf-tenants/infrastructure": tenant.on.name,
          "cdktf-tenants/tenant": tenant.name,
          "kubernetes.io/metadata.name": name,
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        });
      },
    );

    test.each(EACH_NAMESPACE)(
      "%s: no other network policies than those meant are stored, unchanged",
      async (name, _namespace, tenant) => {
        const stored = await storedPolicies(tenant.on, name);
        expect(stored).toEqual(meantPolicies(tenant.on.tenantsStack, name));
        expect(Object.keys(stored)).toEqual(
          [
            ...BASIC_POLICIES,
            ...(tenant.on.interfaceEndpoints ? ["aws-endpoints"] : []),
            ...(tenant.internet ? ["internet"] : []),
          ].sort(),
        );
      },
    );

    test.each(EACH_NAMESPACE)(
      "%s: everything is closed, and open within the tenant",
      async (name, _namespace, tenant) => {
        const within = {
          namespaceSelector: {
            matchExpressions: [
              {
                key: "kubernetes.io/metadata.name",
                operator: "In",
                values: tenant.namespaces.map((namespace) => namespace.name).sort(),
              },
            ],
          },
        };
        expect(await storedPolicies(tenant.on, name)).toMatchObject({
          "deny-ingress": { podSelector: {}, policyTypes: ["Ingress"] },
          "deny-egress": { podSelector: {}, policyTypes: ["Egress"] },
          "within-tenant": { podSelector: {}, ingress: [{ from: [within] }], egress: [{ to: [within] }] },
          "pod-identity": { egress: [{ to: [{ ipBlock: { cidr: "169.254.170.23/32" } }] }] },
        });
      },
    );

    test.each(EACH_NAMESPACE)(
      "%s: no service account mounts a token by itself",
      async (name, _namespace, tenant) => {
        const accounts = await list<ServiceAccount>(tenant.on, "serviceaccounts", name);
        const mounting = accounts.map(({ metadata, automountServiceAccountToken }) => [
          metadata.name,
          automountServiceAccountToken,
        ]);
        expect(mounting).toEqual([
          ["default", false],
          ["tenant", false],
        ]);
      },
    );

    test.each(EACH_NAMESPACE)(
      "%s: the quota holds what the tenant was given",
      async (name, namespace, tenant) => {
        const quotas = await list<Quota>(tenant.on, "resourcequotas", name);
        expect(quotas.map(({ metadata, spec }) => [metadata.name, spec.hard])).toEqual([
          ["tenant", namespace.quota],
        ]);
      },
    );
  });

  describe("What belongs to no tenant is closed as well", () => {
    test.each(EACH_PLATFORM)(
      "%s: the policies of kube-system and default are those meant",
      async (name, platform) => {
        for (const namespace of ["kube-system", "default"]) {
          expect(await storedPolicies(platform, namespace)).toEqual(
            meantPolicies(`${name}-inside`, namespace),
          );
        }
        expect(Object.keys(await storedPolicies(platform, "default"))).toEqual([
          "default-deny-egress",
          "default-deny-ingress",
        ]);
      },
    );

    test.each(EACH_PLATFORM)(
      "%s: the service account of the namespace default mounts no token",
      async (_name, platform) => {
        expect(await list<ServiceAccount>(platform, "serviceaccounts", "default")).toEqual([
          expect.objectContaining({ automountServiceAccountToken: false }),
        ]);
      },
    );
  });
}

function specs(policies: readonly Policy[]): Record<string, unknown> {
  const byName = [...policies].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return Object.fromEntries(byName.map(({ metadata, spec }) => [metadata.name, withSortedSelectors(spec)]));
}
