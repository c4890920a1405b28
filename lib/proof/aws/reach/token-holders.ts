import { type KeyState, known } from "../../condition/context";
import type { GraphNode, Step } from "../../facts/step";
import { sampleOfBoth } from "../../pattern/samples";
import { glob, type Pattern, shownPattern, textOf, textWith } from "../../pattern/token";
import type { Statement } from "../../policy/document";
import { render } from "../../policy/template";
import type { AwsModel } from "../model/model";
import { type Asker, outsider } from "./asker";
import type { Edges } from "./edges";
import { ANY_ACTION } from "./outcome";
import { isSaml } from "./identity-providers";
import type { Namespaces, Subject } from "./kubernetes-subjects";
import { WORLD } from "./outsiders";

/** Nodes and steps of one kind. */
export interface Found {
  readonly nodes: readonly GraphNode[];
  readonly steps: readonly Step[];
}

/** What stands before the name of an identity provider in its ARN, which keys begin with. */
const BEFORE_NAME = /^.*oidc-provider\//;

/** A caller with a token of an identity provider, for this subject. Keys are named after the provider. */
class TokenKeys extends Map<string, KeyState> {
  constructor(
    provider: Pattern,
    private readonly subject: string,
  ) {
    const name = textOf(provider)?.replace(BEFORE_NAME, "");
    super(name === undefined ? [] : [[`${name}:sub`.toLowerCase(), known(subject)]]);
  }

  override get(key: string): KeyState | undefined {
    return key.endsWith(":sub") ? known(this.subject) : super.get(key);
  }
}

function bearer(node: GraphNode, provider: Pattern, subject: string): Asker {
  return outsider(
    node,
    { kind: "federated", arn: provider, hasBoundary: false },
    new TokenKeys(provider, subject),
  );
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

/** `repo:acme/`, `organization:acme:`: what says whose the token is, of the providers that many share. */
const SAYS_WHOSE = /^[^/]*\/|^(?:[^:]*:){2}/;

/** Subjects that somebody else may have tokens with: those of patterns whose wildcard comes before it says whose they are. */
function strangersSubjects(statement: Statement): readonly string[] {
  const open = (subjects(statement) ?? []).filter((pattern) => {
    const first = pattern.findIndex(({ kind }) => kind !== "char");
    const before = textOf(pattern.slice(0, first));
    return first >= 0 && before !== undefined && !SAYS_WHOSE.test(before);
  });
  return ["a-stranger", ...open.map(filledIn)];
}

/** A text that the pattern matches. */
function filledIn(pattern: Pattern): string {
  return textWith(pattern, ({ kind }) => (kind === "many" ? "-a-stranger" : "x"));
}

function isClusterIssuer(provider: Pattern): boolean {
  const text = shownPattern(provider);
  return text.includes("oidc.eks.") || text.includes("${");
}

/** I7: roles for tokens. Of a cluster's issuer, service accounts; of any other, whoever it gives tokens to. */
export function tokenHolders(model: AwsModel, edges: Edges, namespaces: Namespaces): Found {
  const found = model.ofKind("role").flatMap((role) =>
    role.policies.flatMap(({ statements }) =>
      statements.flatMap((statement) =>
        providersOf(statement).flatMap((provider) => {
          const isCluster = isClusterIssuer(provider);
          const subjects = isCluster ? wantedSubjects(statement, namespaces) : strangersSubjects(statement);
          return subjects.flatMap((subject) =>
            holders(provider, subject, namespaces).flatMap(({ node, doubt }) => {
              const asker = bearer(node, provider, subject);
              const steps = edges.steps(asker, role, edges.outcomes(asker, role, ANY_ACTION));
              return steps.map((step) => ({ node, step: doubt === undefined ? step : perhaps(step, doubt) }));
            }),
          );
        }),
      ),
    ),
  );
  return { nodes: found.map(({ node }) => node), steps: found.map(({ step }) => step) };
}

/**
 * Who has tokens with this subject; nobody where no cluster of the plan has the namespace, or where it is none of a
 * service account, which a cluster gives its tokens to alone.
 */
function holders(provider: Pattern, subject: string, namespaces: Namespaces): readonly Subject[] {
  const [, namespace, account] = SERVICE_ACCOUNT.exec(subject) ?? [];
  if (namespace !== undefined && account !== undefined)
    return namespaces.serviceAccounts(provider, namespace, account);
  return namespaces.isOfCluster(provider) ? [] : [{ node: WORLD }];
}

function perhaps(step: Step, doubt: string): Step {
  return { ...step, certainty: "may", causes: [...step.causes, doubt].sort() };
}

function providersOf({ effect, principals }: Statement): readonly Pattern[] {
  if (effect !== "Allow" || principals === undefined || principals.negated) return [];
  return principals.entries.flatMap((entry) =>
    entry.type === "federated" && !isSaml(entry.provider) ? [entry.provider] : [],
  );
}
