/** Ranges of provider versions, as Terraform reads them. */
export interface ProviderVersions {
  /** @default ">= 5.100.0, < 6.0.0" */
  readonly aws?: string;
  /** @default ">= 2.38.0, < 4.0.0" */
  readonly kubernetes?: string;
}

/** From the oldest provider that the bindings know to the newest major that the library's output was applied with. */
export const TESTED_VERSIONS: Required<ProviderVersions> = {
  aws: ">= 5.100.0, < 6.0.0",
  kubernetes: ">= 2.38.0, < 4.0.0",
};

/** A context of a kubeconfig: what people behind a tunnel to a private endpoint use. */
export interface KubeconfigAccess {
  readonly kubeconfig: {
    /** The path of the file, as Terraform will see it: absolute, or starting with `~`. */
    readonly path: string;
    /** @default - the file's current context */
    readonly context?: string;
  };
}

/** How Terraform reaches the API server: by a token of `aws eks get-token`, or through a kubeconfig. */
export type ClusterAccess = "aws-eks-get-token" | KubeconfigAccess;
