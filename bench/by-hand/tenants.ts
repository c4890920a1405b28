import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { BenchApp } from "../app";
import { awsHalf } from "./aws";
import { kubernetesHalf } from "./kubernetes";
import { owner } from "./owner";

/**
 * The tenants of the library's `Tenant`, written with the bindings' generated classes in plain code: one call a
 * resource, attributes read where they are needed, the same construct paths.
 */
export function tenantsByHand({ stack, infrastructure, tenants }: BenchApp): void {
  providers(stack, infrastructure);
  for (const input of tenants) {
    const scope = new Construct(stack, input.name);
    const all = owner(infrastructure, input);
    awsHalf(scope, all);
    kubernetesHalf(scope, all);
  }
}

function providers(
  stack: BenchApp["stack"],
  { environment, dataplane, providerVersions }: BenchApp["infrastructure"],
): void {
  const { region, account } = environment;
  const scope = new Construct(stack, "TenancyProviders");
  new AwsProvider(scope, "Aws", { region, allowedAccountIds: [account] });
  new KubernetesProvider(scope, "Kubernetes", {
    host: dataplane.endpoint,
    clusterCaCertificate: Fn.base64decode(dataplane.certificateAuthority),
    exec: [
      {
        apiVersion: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: ["eks", "get-token", "--cluster-name", dataplane.clusterName, "--region", region],
      },
    ],
  });
  stack.addOverride("terraform.required_providers.aws.version", providerVersions.aws);
  stack.addOverride("terraform.required_providers.kubernetes.version", providerVersions.kubernetes);
}
