import type { Environment } from "./environment";
import type { PolicyStatement } from "./policy-document";
import { oneOrMany } from "./policy-document";

/** The pods that may take a role, and no others. */
export interface PodIdentityTrust {
  readonly environment: Environment;
  /** The only cluster, literal. */
  readonly clusterArn: string;
  /** The only namespaces. */
  readonly namespaces: readonly string[];
  /** The only service account in each of them. */
  readonly serviceAccount: string;
}

/**
 * The trust policy of a role for pods, by EKS Pod Identity. The agent's session tags are part of the condition, so
 * that an association of another cluster, namespace or service account with this role fails when it is used.
 * An association that switches session tags off fails as well.
 *
 * Source: EKS user guide, "Create IAM role with trust policy required by EKS Pod Identity".
 */
export function podIdentityTrust(trust: PodIdentityTrust): PolicyStatement[] {
  const { environment, clusterArn, namespaces, serviceAccount } = trust;
  return [
    {
      Sid: "PodsOfOneServiceAccount",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        ArnEquals: { "aws:SourceArn": clusterArn },
        StringEquals: {
          "aws:SourceAccount": environment.account,
          "aws:RequestTag/kubernetes-namespace": oneOrMany(namespaces),
          "aws:RequestTag/kubernetes-service-account": serviceAccount,
        },
      },
    },
  ];
}

/** The AWS service that may take a role, and on whose behalf. */
export interface ServiceTrust {
  /** The service principal, for example `eks.amazonaws.com`. */
  readonly service: string;
  /**
   * What the service must be working for, as an ARN pattern of this account.
   *
   * @default - anything: for services that do not say, such as EC2
   */
  readonly source?: { readonly environment: Environment; readonly arn: string };
}

/** The trust policy of a role for one AWS service, pinned to its source so that nobody else can send the service. */
export function serviceTrust(trust: ServiceTrust): PolicyStatement[] {
  const { service, source } = trust;
  return [
    {
      Sid: "OneService",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(source && {
        Condition: {
          ArnLike: { "aws:SourceArn": source.arn },
          StringEquals: { "aws:SourceAccount": source.environment.account },
        },
      }),
    },
  ];
}
