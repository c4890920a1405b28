import type { Admission, Manifest } from "../../lab/kubectl";
import { openLab } from "../../lab/lab";
import { EACH_NAMESPACE, TENANTS } from "../tenants";
import type { NamespaceFacts, TenantFacts } from "../tenants";

interface PodOptions {
  /** @default - left to the namespace's limit range */
  readonly cpu?: string;
  readonly privileged?: boolean;
  readonly hostNetwork?: boolean;
}

/** What the API servers admit, and what they refuse, with the quotas and levels that were really applied. */
export function apiServersRefuseWhatWasNotGiven(): void {
  const lab = openLab();
  const asked = (tenant: TenantFacts, manifest: Manifest): Promise<Admission> =>
    lab.kubectl(tenant.on.name).admits(manifest);
  const pods = EACH_NAMESPACE;
  const [closed, open] = [withoutLoadBalancers(true), withoutLoadBalancers(false)];

  describe("Pods are held to the namespace's quota and Pod Security level", () => {
    test.each(pods)("%s: a restricted pod within the quota is admitted", async (name, _facts, tenant) => {
      expect(await asked(tenant, pod(name, { cpu: "1" }))).toEqual({ verdict: "admitted" });
    });

    test.each(pods)(
      "%s: a pod that says nothing of CPU and memory gets defaults, and is admitted",
      async (name, _facts, tenant) => {
        expect(await asked(tenant, pod(name, {}))).toEqual({ verdict: "admitted" });
      },
    );

    test.each(pods)("%s: a pod beyond the quota is refused", async (name, facts, tenant) => {
      const cpu = String(Number(facts.quota["limits.cpu"]) + 1);
      expect(await asked(tenant, pod(name, { cpu }))).toEqual(
        refusedFor(/exceeded quota: tenant,.* limits\.cpu=/),
      );
    });

    test.each(pods)("%s: a privileged pod is refused", async (name, _facts, tenant) => {
      expect(await asked(tenant, pod(name, { cpu: "1", privileged: true }))).toEqual(
        refusedFor(/violates PodSecurity "restricted:latest": .*privileged/),
      );
    });

    test.each(pods)("%s: a pod on the node's network is refused", async (name, _facts, tenant) => {
      expect(await asked(tenant, pod(name, { cpu: "1", hostNetwork: true }))).toEqual(
        refusedFor(/violates PodSecurity "restricted:latest": host namespaces \(hostNetwork=true\)/),
      );
    });
  });

  describe("Services open nothing on nodes beyond the load balancers that were given", () => {
    test.each(closed)(
      "%s: neither a node port nor a load balancer is admitted",
      async (name, _facts, tenant) => {
        expect(await asked(tenant, service(name, "inside", "ClusterIP"))).toEqual({ verdict: "admitted" });
        expect(await asked(tenant, service(name, "port", "NodePort"))).toEqual(
          refusedFor(/services\.nodeports=1/),
        );
        expect(await asked(tenant, service(name, "balancer", "LoadBalancer"))).toEqual(
          refusedFor(/services\.loadbalancers=1/),
        );
      },
    );

    test.each(open)(
      "%s: the load balancer given is admitted, and nothing beside it",
      async (name, _facts, tenant) => {
        await lab.kubectl(tenant.on.name).apply(service(name, "given", "LoadBalancer"));
        expect(await asked(tenant, service(name, "second", "LoadBalancer"))).toEqual(
          refusedFor(/exceeded quota: tenant/),
        );
        expect(await asked(tenant, service(name, "port", "NodePort"))).toEqual(
          refusedFor(/services\.nodeports=1/),
        );
      },
    );
  });
}

function withoutLoadBalancers(none: boolean): (readonly [string, NamespaceFacts, TenantFacts])[] {
  return TENANTS.flatMap((tenant) =>
    tenant.namespaces
      .filter((namespace) => (namespace.quota["services.loadbalancers"] === "0") === none)
      .map((namespace) => [namespace.name, namespace, tenant] as const),
  );
}

function refusedFor(reason: RegExp) {
  return { verdict: "refused", reason: expect.stringMatching(reason) };
}

function pod(namespace: string, { cpu, privileged = false, hostNetwork = false }: PodOptions): Manifest {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "asked", namespace },
    spec: {
      hostNetwork,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "main",
          image: "registry.invalid/app:1",
          securityContext: {
            privileged,
            allowPrivilegeEscalation: privileged,
            capabilities: { drop: ["ALL"] },
          },
          ...(cpu !== undefined && { resources: { limits: { cpu, memory: "128Mi" } } }),
        },
      ],
    },
  };
}

function service(namespace: string, name: string, type: string): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace },
    spec: { type, selector: { app: "main" }, ports: [{ port: 443 }] },
  };
}
