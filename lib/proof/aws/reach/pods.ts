import { type KeyState, known } from "../../condition/context";
import type { GraphNode, Step } from "../../facts/step";
import type { Reach } from "../../iam/reach";
import { sampleOfBoth } from "../../pattern/samples";
import { glob, literal, type Pattern, shownPattern, textOf } from "../../pattern/token";
import type { Statement } from "../../policy/document";
import { render } from "../../policy/template";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Attributes } from "../read/attributes";
import { type Asker, outsider } from "./asker";
import type { Edges } from "./edges";
import type { Namespaces } from "./kubernetes-subjects";
import { WORLD } from "./outsiders";
import { serviceReach } from "./services";
import { evidenceOf, reasonOf } from "./words";

/** Nodes and steps of one kind. */
export interface Found {
  readonly nodes: readonly GraphNode[];
  readonly steps: readonly Step[];
}

function name(attributes: Attributes, attribute: string): string {
  const text = attributes.text(attribute);
  return text === undefined ? "" : shownPattern(text);
}

/** I8: what the trust policy of a role sees when the agent of a cluster takes the role for a pod. */
function podReach(attributes: Attributes, role: AwsNode): Reach {
  const { account, partition, region } = attributes.resource.place;
  const cluster = attributes.text("cluster_name") ?? [];
  const arn = [
    ...literal("arn:"),
    ...partition,
    ...literal(":eks:"),
    ...region,
    ...literal(":"),
    ...account,
    ...literal(":cluster/"),
    ...cluster,
  ];
  const tag = (key: string, value: Pattern | undefined): readonly [string, KeyState] => [
    `aws:requesttag/${key}`,
    value === undefined || attributes.truth("disable_session_tags") === true
      ? { state: "absent" }
      : { state: "values", values: [value] },
  ];
  const tags = new Map([
    tag("eks-cluster-arn", arn),
    tag("eks-cluster-name", cluster),
    tag("kubernetes-namespace", attributes.text("namespace")),
    tag("kubernetes-service-account", attributes.text("service_account")),
  ]);
  return serviceReach("pods.eks.amazonaws.com", { arn, account }, "sts:AssumeRole", role, tags);
}

/** A pod with the service account of an association has the role, if the role's trust policy agrees. */
export function podIdentities(model: AwsModel, namespaces: Namespaces): Found {
  const all = model.facts.resources.filter(({ type }) => type === "aws_eks_pod_identity_association");
  const found = all.flatMap((resource) => {
    const attributes = model.attributesOf(resource);
    const subject = namespaces.serviceAccount(
      name(attributes, "cluster_name"),
      name(attributes, "namespace"),
      name(attributes, "service_account"),
    );
    const roles = model.find(attributes, attributes.text("role_arn"), "role");
    return roles.nodes.flatMap((role) => {
      const reach = podReach(attributes, role);
      if (!reach.over) return [];
      const certain = reach.under && roles.certain;
      const step: Step = {
        from: subject.id,
        to: role.node.id,
        kind: "control",
        plane: "identity",
        what: ["eks-auth:AssumeRoleForPodIdentity"],
        certainty: certain ? "must" : "may",
        causes: certain ? [] : reach.causes.length > 0 ? reach.causes : ["which role it is"],
        because: `${resource.provenance.address} gives its pods the role, and ${reasonOf(model, reach)}`,
        evidence: [resource.provenance, ...evidenceOf(model, reach, role.node.provenance)],
      };
      return [{ subject, step }];
    });
  });
  return { nodes: found.map(({ subject }) => subject), steps: found.map(({ step }) => step) };
}

/** A caller with a token of an identity provider, for this subject. Keys are named after the provider. */
class TokenKeys extends Map<string, KeyState> {
  constructor(private readonly subject: string) {
    super();
  }

  override get(key: string): KeyState | undefined {
    return key.endsWith(":sub") ? known(this.subject) : super.get(key);
  }
}

function bearer(node: GraphNode, provider: Pattern, subject: string): Asker {
  return outsider(node, { kind: "federated", arn: provider, hasBoundary: false }, new TokenKeys(subject));
}

/** Values that a statement asks of the token's subject; undefined where it asks for none. */
function subjects({ conditions }: Statement): readonly Pattern[] | undefined {
  const found = conditions.filter(
    ({ key, operator }) => key.endsWith(":sub") && operator.base.startsWith("String"),
  );
  if (found.length === 0) return undefined;
  return found.flatMap(({ values, operator }) =>
    values.map((value) => render(value, operator.base === "StringLike", () => ({ state: "unknown" })) ?? []),
  );
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:*?]+):([^:]+)$/;

/** Subjects worth asking for: those that are written, and one of each namespace for patterns. */
function wantedSubjects(statement: Statement, namespaces: Namespaces): readonly string[] {
  const patterns = subjects(statement) ?? [glob("*")];
  const plain = patterns.flatMap((pattern) => textOf(pattern) ?? []);
  const wild = patterns.filter((pattern) => textOf(pattern) === undefined);
  const each = namespaces.names().flatMap((namespace) => {
    const own = glob(`system:serviceaccount:${namespace}:*`);
    return wild.flatMap((pattern) => {
      const sample = sampleOfBoth(pattern, own);
      return sample === undefined ? [] : [sample.endsWith(":") ? `${sample}default` : sample];
    });
  });
  return [...new Set([...plain, ...each])];
}

function isClusterIssuer(provider: Pattern): boolean {
  const text = shownPattern(provider);
  return text.includes("oidc.eks.") || text.includes("${");
}

/** I7: roles for tokens. Of a cluster's issuer, service accounts; of any other, whoever it gives tokens to. */
export function tokenHolders(model: AwsModel, edges: Edges, namespaces: Namespaces): Found {
  const clusters = model.ofKind("cluster");
  const [only] = clusters;
  const cluster = only !== undefined && clusters.length === 1 ? shownPattern(only.name) : "cluster";
  const found = model.ofKind("role").flatMap((role) =>
    role.policies.flatMap(({ statements }) =>
      statements.flatMap((statement) =>
        providersOf(statement).flatMap((provider) =>
          (isClusterIssuer(provider) ? wantedSubjects(statement, namespaces) : ["a-stranger"]).flatMap(
            (subject) => {
              const [, namespace, account] = SERVICE_ACCOUNT.exec(subject) ?? [];
              const node =
                namespace === undefined || account === undefined
                  ? WORLD
                  : namespaces.serviceAccount(cluster, namespace, account);
              const asker = bearer(node, provider, subject);
              const outcomes = edges.outcomes(asker, role, () => true);
              return edges.steps(asker, role, outcomes).map((step) => ({ node, step }));
            },
          ),
        ),
      ),
    ),
  );
  return { nodes: found.map(({ node }) => node), steps: found.map(({ step }) => step) };
}

function providersOf({ effect, principals }: Statement): readonly Pattern[] {
  if (effect !== "Allow" || principals === undefined || principals.negated) return [];
  return principals.entries.flatMap((entry) => (entry.type === "federated" ? [entry.provider] : []));
}
