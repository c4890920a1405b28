import { type GraphNode, type Reached, type Step } from "../../facts/step";
import type { Pattern } from "../../pattern/token";
import { shownPattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { outsider } from "./asker";
import type { Edges } from "./edges";
import { ANY_ACTION } from "./outcome";
import { WORLD } from "./outsiders";

const SAML = /:saml-provider\//;

/** True for a provider of SAML: it has users of its own, who are not everybody's. */
export function isSaml(provider: Pattern): boolean {
  return SAML.test(shownPattern(provider));
}

function providersOf({ policies }: AwsNode): readonly Pattern[] {
  const entries = policies.flatMap(({ statements }) =>
    statements.flatMap(({ effect, principals }) =>
      effect === "Allow" && principals?.negated === false ? principals.entries : [],
    ),
  );
  return entries.flatMap((entry) => (entry.type === "federated" ? [entry.provider] : []));
}

/**
 * Whoever controls an identity provider says who everybody is: it has each role that takes the provider's word. Of a
 * provider of SAML that is not in the plan nobody knows whom it lets in.
 */
export function identityProviders(model: AwsModel, edges: Edges): Reached {
  const found = model.ofKind("role").flatMap((role) =>
    providersOf(role).flatMap((provider) => {
      const { nodes, certain } = model.find(role.attributes, provider, "saml-provider", "oidc-provider");
      const sure = nodes.flatMap(({ node }) => stepsTo(edges, node, provider, role));
      const doubt = `whom ${shownPattern(provider)} lets in`;
      if (nodes.length > 0) return certain ? sure : sure.map((step) => perhaps(step, doubt));
      if (!isSaml(provider)) return [];
      return stepsTo(edges, WORLD, provider, role).map((step) => perhaps(step, doubt));
    }),
  );
  return { nodes: found.some(({ from }) => from === WORLD.id) ? [WORLD] : [], steps: found };
}

function stepsTo(edges: Edges, node: GraphNode, provider: Pattern, role: AwsNode): readonly Step[] {
  const asker = outsider(node, { kind: "federated", arn: provider, hasBoundary: false });
  const outcomes = edges.outcomes(asker, role, ANY_ACTION);
  return edges.steps(asker, role, outcomes);
}

function perhaps(step: Step, doubt: string): Step {
  return { ...step, certainty: "may", causes: [...new Set([...step.causes, doubt])].sort() };
}
