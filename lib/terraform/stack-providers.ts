import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Fn, TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { providerTwice, stackSpeaksToAnother } from "../errors/providers";
import type { ErrorPlace } from "../errors/tenancy-error";
import type { Environment } from "../model/environment";
import type { ClusterAccess, ProviderVersions } from "./providers";

/** Providers of the user's own, instead of those that the library sets up. */
export interface GivenProviders {
  /** @default - the stack's, set up by the library */
  readonly aws?: TerraformProvider;
  /** @default - the stack's, set up by the library */
  readonly kubernetes?: TerraformProvider;
}

/** What the providers of a stack are made from. */
export interface ProviderTarget {
  /** The Infrastructure's name. */
  readonly name: string;
  readonly environment: Environment;
  readonly providerVersions: Required<ProviderVersions>;
  /** @default - no Kubernetes provider */
  readonly dataplane?: ClusterTarget | undefined;
}

/** The cluster that a Kubernetes provider speaks to. */
export interface ClusterTarget {
  readonly clusterName: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
  /** The role to take for it. @default - the caller's own */
  readonly adminRoleArn?: string | undefined;
  readonly access: ClusterAccess;
}

type ProviderKind = "aws" | "kubernetes";

/** For what a provider is asked. */
export interface ProviderUse {
  /** True for what comes and goes while the stack stays, such as an opening. @default false */
  readonly passing?: boolean;
}

const STACK_PROVIDERS = Symbol.for("cdktf-tenants/stack-providers");

/**
 * The providers of one stack, set up once. A stack speaks to one account, one region and one cluster, so that raw
 * resources in it need no provider and cannot go astray: `allowed_account_ids` refuses every other account.
 */
export class StackProviders {
  static of(construct: Construct): StackProviders {
    const stack = TerraformStack.of(construct) as TerraformStack & { [STACK_PROVIDERS]?: StackProviders };
    const known = stack[STACK_PROVIDERS];
    if (known) return known;
    const providers = new StackProviders(stack);
    Object.defineProperty(stack, STACK_PROVIDERS, { value: providers });
    return providers;
  }

  private target: string | undefined;
  private container: Construct | undefined;
  private readonly made = new Set<ProviderKind>();
  private readonly kept = new Set<ProviderKind>();

  private constructor(private readonly stack: TerraformStack) {
    stack.node.addValidation({ validate: () => this.doubled().map((error) => error.message) });
  }

  /** The AWS provider of the stack; made on the first call. @throws TNT1040 for a second Infrastructure */
  ensureAws(at: ErrorPlace, target: ProviderTarget, use: ProviderUse = {}): void {
    if (!this.first("aws", at, target, use)) return;
    const { region, account } = target.environment;
    new AwsProvider(this.scope(), "Aws", { region, allowedAccountIds: [account] });
    this.version("aws", target.providerVersions.aws);
  }

  /** The Kubernetes provider of the stack; made on the first call. @throws TNT1040 for a second Infrastructure */
  ensureKubernetes(
    at: ErrorPlace,
    target: ProviderTarget,
    cluster: ClusterTarget,
    use: ProviderUse = {},
  ): void {
    if (!this.first("kubernetes", at, target, use)) return;
    const { access } = cluster;
    if (access === "aws-eks-get-token") {
      new KubernetesProvider(this.scope(), "Kubernetes", {
        host: cluster.endpoint,
        clusterCaCertificate: Fn.base64decode(cluster.certificateAuthority),
        exec: [tokenCommand(target, cluster)],
      });
    } else {
      const { path, context } = access.kubeconfig;
      new KubernetesProvider(this.scope(), "Kubernetes", {
        configPath: path,
        ...(context !== undefined && { configContext: context }),
      });
    }
    this.version("kubernetes", target.providerVersions.kubernetes);
  }

  /** Providers that are there for passing things alone, and go with the last of them. */
  get passing(): readonly ProviderKind[] {
    return [...this.made].filter((kind) => !this.kept.has(kind)).sort();
  }

  private first(
    kind: ProviderKind,
    at: ErrorPlace,
    target: ProviderTarget,
    { passing = false }: ProviderUse,
  ): boolean {
    if (this.target !== undefined && this.target !== target.name) {
      throw stackSpeaksToAnother(at, this.stack.node.path, this.target, target.name);
    }
    this.target = target.name;
    if (!passing) this.kept.add(kind);
    if (this.made.has(kind)) return false;
    this.made.add(kind);
    return true;
  }

  private scope(): Construct {
    return (this.container ??= new Construct(this.stack, "TenancyProviders"));
  }

  /** The bindings pin the one version that they were generated from; users choose theirs by lock file. */
  private version(provider: ProviderKind, range: string): void {
    this.stack.addOverride(`terraform.required_providers.${provider}.version`, range);
  }

  private doubled() {
    const plain = this.stack.node
      .findAll()
      .filter((node) => TerraformProvider.isTerraformProvider(node))
      .filter((provider) => provider.alias === undefined)
      .map((provider) => provider.terraformResourceType);
    return [...this.made]
      .filter((kind) => plain.filter((type) => type === kind).length > 1)
      .map((kind) => providerTwice(this.stack.node.path, kind));
  }
}

function tokenCommand(target: ProviderTarget, cluster: ClusterTarget) {
  return {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: [
      ...["eks", "get-token", "--cluster-name", cluster.clusterName, "--region", target.environment.region],
      ...(cluster.adminRoleArn === undefined ? [] : ["--role-arn", cluster.adminRoleArn]),
    ],
  };
}
