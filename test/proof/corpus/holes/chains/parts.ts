import { type Patch, policy, type Statement } from "../../case";
import { resource } from "../../parts";

/** acme has something of globex's: in AWS, in the cluster. */
export const IDENTITY = "acme > globex identity open";
export const KUBERNETES = "acme > globex kubernetes open";

export const ROLE = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
export const EKS = "arn:aws:eks:eu-central-1:123456789012:cluster/main";

/** What the role of acme's pods may do besides. */
export function mayAlso(...statements: readonly Statement[]): Patch {
  return resource("aws_iam_role_policy", "acme_added", {
    ...{ name: "added", role: "${aws_iam_role.acme_pods.id}", policy: policy(...statements) },
  });
}

/** A role of the platform's, whom it trusts, and what it may do. */
export function platformRole(name: string, trusts: Statement, ...statements: readonly Statement[]): Patch {
  return {
    resource: {
      aws_iam_role: { [name]: { name, assume_role_policy: policy(trusts) } },
      aws_iam_role_policy: {
        [name]: { name: "work", role: `\${aws_iam_role.${name}.id}`, policy: policy(...statements) },
      },
    },
  };
}

/** Only a role: what it may do is said by others. */
export function bareRole(name: string, trusts: Statement): Patch {
  return resource("aws_iam_role", name, { name, assume_role_policy: policy(trusts) });
}

export const ofAcme = { Principal: { AWS: ROLE("acme-pods") }, Action: "sts:AssumeRole" } as const;

type Scope = { readonly [key: string]: Patch[string] };

/** A role as a user of the cluster, with an access policy; for the whole cluster where no scope is given. */
export function inCluster(
  name: string,
  policyName: string,
  access_scope: Scope = { type: "cluster" },
): Patch {
  return resource("aws_eks_access_policy_association", name, {
    ...{ cluster_name: "${aws_eks_cluster.main.name}", principal_arn: ROLE(name) },
    policy_arn: `arn:aws:eks::aws:cluster-access-policy/${policyName}`,
    access_scope,
  });
}

/** In one namespace alone. */
export const within = (namespace: string): Scope => ({ type: "namespace", namespaces: [namespace] });

/** Nodes whose metadata service answers pods. */
export const ANSWERING = resource("aws_launch_template", "nodes", {
  metadata_options: { http_put_response_hop_limit: 2 },
});

/** A policy by which acme's pods may connect to addresses. */
export function connecting(cidr: string): Patch {
  return resource("kubernetes_network_policy_v1", "acme_added", {
    metadata: { name: "added", namespace: "acme" },
    spec: {
      ...{ pod_selector: {}, policy_types: ["Egress"] },
      egress: [{ to: [{ ip_block: { cidr } }] }],
    },
  });
}

/** An identity provider for the tokens of the cluster. */
export const PROVIDER = resource("aws_iam_openid_connect_provider", "main", {
  url: "${aws_eks_cluster.main.identity[0].oidc[0].issuer}",
  client_id_list: ["sts.amazonaws.com"],
});

/** Lets tokens of this subject in. */
export function forTokens(subject: string, operator = "StringLike"): Statement {
  const issuer = '${replace(aws_iam_openid_connect_provider.main.url, "https://", "")}';
  return {
    Principal: { Federated: "${aws_iam_openid_connect_provider.main.arn}" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { [operator]: { [`${issuer}:sub`]: subject } },
  };
}

/** The document of a trust policy with expressions in it. */
export function trusting(...statements: readonly Statement[]): string {
  // In a template quotes stand as they are, within expressions too.
  return policy(...statements).replace(/\$\{[^}]*\}/g, (expression) => expression.replaceAll('\\"', '"'));
}
