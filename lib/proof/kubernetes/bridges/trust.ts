import type { FactResource } from "../../facts/resource";
import { authorizer } from "../../iam/authorize";
import type { AuthorizationRequest } from "../../iam/request";
import { textWith } from "../../pattern/token";
import { attribute, causeOf, literalValue } from "../../read/values";
import { all, type Truth } from "../../truth";

/** A service account as AWS sees it. */
export interface AccountIdentity {
  readonly cluster: string;
  readonly namespace: string;
  readonly account: string;
  /** The cluster's ARN. @default - not known */
  readonly clusterArn?: string | undefined;
  /** False where EKS sets no session tags. @default true */
  readonly tagged?: boolean | undefined;
}

/** Whether a role trusts a service account, and what that depends on. */
export interface Trust {
  readonly truth: Truth;
  readonly causes: readonly string[];
}

const POD_IDENTITY = "pods.eks.amazonaws.com";

function accountId(role: FactResource): string {
  return textWith(role.place.account, () => "");
}

/** What the trust policy of a role says to each of some requests. */
function decided(role: FactResource, requests: readonly AuthorizationRequest[]): readonly Trust[] {
  const policy = attribute(role, "assume_role_policy");
  const text = literalValue(policy);
  if (text === undefined) {
    const cause = causeOf(policy, `the trust policy of ${role.provenance.address}`);
    return [{ truth: "unknown", causes: [cause ?? "a trust policy cannot be read"] }];
  }
  return requests.map(authorizer({ resource: text })).map(({ decision, unknown = [] }) => {
    if (decision === "unknown") return { truth: "unknown", causes: unknown };
    return { truth: decision === "allow" ? "yes" : "no", causes: [] };
  });
}

/** All of it has to be trusted. */
function together(trusts: readonly Trust[]): Trust {
  return {
    truth: all(trusts.map(({ truth }) => truth)),
    causes: [...new Set(trusts.flatMap(({ causes }) => causes))],
  };
}

/**
 * I8: does a role let EKS hand it to pods of a service account? EKS assumes it with session tags of its own,
 * which the trust policy may ask for.
 *
 * Source: EKS user guide, "Learn how EKS Pod Identity grants pods access to AWS services".
 */
export function trustsPodIdentity(role: FactResource, at: AccountIdentity): Trust {
  const tags: Readonly<Record<string, string>> = {
    "aws:RequestTag/kubernetes-namespace": at.namespace,
    "aws:RequestTag/kubernetes-service-account": at.account,
    "aws:RequestTag/eks-cluster-name": at.cluster,
    ...(at.clusterArn !== undefined && { "aws:RequestTag/eks-cluster-arn": at.clusterArn }),
  };
  const tagged = at.tagged ?? true;
  const fromCluster: Readonly<Record<string, string>> =
    at.clusterArn === undefined ? {} : { "aws:SourceArn": at.clusterArn };
  const unsaid = ["aws:TagKeys", "aws:SourceOrgID", "aws:SourceOrgPaths"];
  const request = {
    principal: POD_IDENTITY,
    resource: roleResource(role),
    resourceAccount: accountId(role),
    context: { ...(tagged && tags), ...fromCluster, "aws:SourceAccount": accountId(role) },
    unknownKeys: [
      ...unsaid,
      ...(tagged ? ["aws:RequestTag/kubernetes-pod-name", "aws:RequestTag/kubernetes-pod-uid"] : []),
      ...(at.clusterArn === undefined ? ["aws:SourceArn", "aws:RequestTag/eks-cluster-arn"] : []),
    ],
  };
  // Without tags EKS asks for the role alone.
  const actions = tagged ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"];
  return together(
    decided(
      role,
      actions.map((action) => ({ ...request, action })),
    ),
  );
}

/** The identity provider that a trust policy names. */
const PROVIDER = /"(arn:[^"]*:oidc-provider\/([^"]+))"/;

/**
 * I7: does a role let pods of a service account assume it with the token of their cluster? Only the trust
 * policy decides: one that names no `sub` lets every service account in. What refers to others in it is followed where
 * the policies of all roles are, which need no annotation.
 */
export function trustsToken(role: FactResource, at: AccountIdentity): Trust {
  const policy = attribute(role, "assume_role_policy");
  const text = literalValue(policy);
  if (text === undefined && policy?.kind === "text") return { truth: "no", causes: [] };
  const [, provider, issuer] = PROVIDER.exec(text ?? "") ?? [];
  if (provider === undefined || issuer === undefined)
    return { truth: text === undefined ? "unknown" : "no", causes: ["the trust policy cannot be read"] };
  const request = {
    principal: provider,
    action: "sts:AssumeRoleWithWebIdentity",
    resource: roleResource(role),
    resourceAccount: accountId(role),
    context: {
      [`${issuer}:sub`]: `system:serviceaccount:${at.namespace}:${at.account}`,
      [`${issuer}:aud`]: "sts.amazonaws.com",
    },
  };
  return together(decided(role, [request]));
}

function roleResource(role: FactResource): string {
  return `arn:aws:iam::${accountId(role)}:role/${literalValue(role.values.get("name")) ?? "role"}`;
}
