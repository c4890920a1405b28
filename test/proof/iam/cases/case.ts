import type {
  AuthorizationPolicies,
  AuthorizationRequest,
  ContextValue,
  PolicyObject,
} from "cdktf-tenants/proof";

export const HOME = "111122223333";
export const AWAY = "444455556666";
export const USER = `arn:aws:iam::${HOME}:user/ann`;
export const ROLE = `arn:aws:iam::${HOME}:role/etl`;
export const SESSION = `arn:aws:sts::${HOME}:assumed-role/etl/run-1`;
export const OTHER_SESSION = `arn:aws:sts::${HOME}:assumed-role/etl/run-2`;
export const FEDERATED = `arn:aws:sts::${HOME}:federated-user/ann`;
export const ROOT = `arn:aws:iam::${HOME}:root`;
export const AWAY_ROLE = `arn:aws:iam::${AWAY}:role/reader`;
export const AWAY_SESSION = `arn:aws:sts::${AWAY}:assumed-role/reader/s`;
export const OBJECT = "arn:aws:s3:::acme/data/1";
export const BUCKET = "arn:aws:s3:::acme";
export const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/1234`;
export const TABLE = `arn:aws:dynamodb:eu-west-1:${HOME}:table/acme`;
export const OIDC = `arn:aws:iam::${HOME}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`;
export const SAML = `arn:aws:iam::${HOME}:saml-provider/corp`;

/** Where AWS says so. */
const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
export const LOGIC = `${GUIDE}reference_policies_evaluation-logic.html`;
export const DENY_ALLOW = `${GUIDE}reference_policies_evaluation-logic_policy-eval-denyallow.html`;
export const CROSS = `${GUIDE}reference_policies_evaluation-logic-cross-account.html`;
export const OPERATORS = `${GUIDE}reference_policies_elements_condition_operators.html`;
export const MULTI = `${GUIDE}reference_policies_condition-single-vs-multi-valued-context-keys.html`;
export const VARIABLES = `${GUIDE}reference_policies_variables.html`;
export const PRINCIPAL = `${GUIDE}reference_policies_elements_principal.html`;
export const NOT_PRINCIPAL = `${GUIDE}reference_policies_elements_notprincipal.html`;
export const NOT_ACTION = `${GUIDE}reference_policies_elements_notaction.html`;
export const NOT_RESOURCE = `${GUIDE}reference_policies_elements_notresource.html`;
export const RESOURCE = `${GUIDE}reference_policies_elements_resource.html`;
export const ACTION = `${GUIDE}reference_policies_elements_action.html`;
export const BOUNDARIES = `${GUIDE}access_policies_boundaries.html`;
export const KEYS = `${GUIDE}reference_policies_condition-keys.html`;
export const VERSION = `${GUIDE}reference_policies_elements_version.html`;
export const DEPUTY = `${GUIDE}confused-deputy.html`;
export const GRAMMAR = `${GUIDE}reference_policies_grammar.html`;
export const KMS_POLICY = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html";
export const KMS_KEYS = "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html";
export const STS = "https://docs.aws.amazon.com/STS/latest/APIReference/";
export const IRSA = "https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html";
export const POD_IDENTITY = "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html";

/** One documented answer. */
export interface Case {
  readonly name: string;
  readonly request: AuthorizationRequest;
  readonly policies: AuthorizationPolicies;
  readonly expect: "allow" | "deny" | "unknown";
  /** The page that says so. */
  readonly source: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A document of the current version. */
export function policy(...statements: readonly Fields[]): PolicyObject {
  return { Version: "2012-10-17", Statement: statements };
}

/** Allows `s3:GetObject` on everything, unless told otherwise. */
export function allow(fields: Fields = {}): Fields {
  return { Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...fields };
}

/** Denies `s3:GetObject` on everything, unless told otherwise. */
export function deny(fields: Fields = {}): Fields {
  return { ...allow(fields), Effect: "Deny" };
}

/** Everything, or the fields that are to be different. */
export function everything(fields: Fields = {}): Fields {
  return { Effect: "Allow", Action: "*", Resource: "*", ...fields };
}

/** Reads an object, unless told otherwise. */
export function get(principal: string, fields: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  return { principal, action: "s3:GetObject", resource: OBJECT, resourceAccount: HOME, ...fields };
}

/** The user reads an object in this context, with an identity policy under this condition. */
export function under(
  name: string,
  condition: Fields,
  context: Readonly<Record<string, ContextValue>>,
  expect: Case["expect"],
  source: string = OPERATORS,
): Case {
  const identity = policy(allow({ Condition: condition }));
  return { name, request: get(USER, { context }), policies: { identity }, expect, source };
}

/** The same, where the condition guards a Deny beside an Allow of everything. */
export function guarded(
  name: string,
  condition: Fields,
  context: Readonly<Record<string, ContextValue>>,
  expect: Case["expect"],
  source: string = OPERATORS,
): Case {
  const identity = policy(everything(), deny({ Condition: condition }));
  return { name, request: get(USER, { context }), policies: { identity }, expect, source };
}
