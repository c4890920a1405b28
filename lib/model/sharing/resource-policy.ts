import { iamArn, infrastructureRolePattern, platformRolePattern } from "../arn";
import type { Environment } from "../environment";
import type { Conditions, PolicyStatement } from "../policy-document";
import { oneOrMany } from "../policy-document";
import { AREA_RULES } from "./areas";
import type { Exception } from "./exception";
import { onlyAsGranted, rolesOf } from "./exception";
import { allowedWithin, widest, within } from "./permission";
import type { PolicyArea } from "./policy-grammar";
import { POLICY_GRAMMARS } from "./policy-grammar";

/** What the policy of one resource of a tenant is made from. */
export interface ResourcePolicyParts {
  readonly area: PolicyArea;
  /** A table's stream has a policy beside the table's. @default "self" */
  readonly part?: "self" | "stream";
  readonly environment: Environment;
  /** The Infrastructure's name. */
  readonly infrastructure: string;
  /** The roles of the owner, as a pattern. */
  readonly ownerPattern: string;
  /** ARN patterns of the resource and of what is in it, as far as this policy decides about them. */
  readonly whole: readonly string[];
  /** Of each, what is not about `whole` is another policy's. */
  readonly exceptions: readonly Exception[];
}

/**
 * The policy of a tenant's resource: its owner's roles are let through to their own policies, requesters get
 * what was granted, everybody else is denied. Whoever manages the account still manages the resource, and
 * does not touch what is in it. AWS services that act for themselves are not meant by any of it.
 *
 * What is opened to everyone of the Infrastructure is said once, by a pattern, however many they are.
 */
export function resourcePolicy(parts: ResourcePolicyParts): PolicyStatement[] {
  const own = { ...parts, exceptions: exceptionsOn(parts.whole, parts.exceptions) };
  const statements = [
    ...(POLICY_GRAMMARS[parts.area].plaintext ? [tlsOnly(own)] : []),
    ...outsiders(own),
    ...onlyAsGranted(own.area, own.exceptions, own.whole, [own.ownerPattern, platformOf(own)]),
    ...otherAccounts(own),
  ];
  return statements.map((statement) => asWritten(parts.area, statement));
}

function exceptionsOn(whole: readonly string[], exceptions: readonly Exception[]): Exception[] {
  return exceptions
    .map((exception) => ({
      ...exception,
      permissions: exception.permissions
        .map((permission) => ({
          ...permission,
          resources: permission.resources.filter((resource) => whole.some((part) => within(resource, part))),
        }))
        .filter(({ resources }) => resources.length > 0),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}

/** The statement with its resources as the service's policies name them. */
function asWritten(area: PolicyArea, statement: PolicyStatement): PolicyStatement {
  const { Resource, NotResource, Condition, ...rest } = statement;
  const conditions = Condition && { Condition };
  const { resource } = POLICY_GRAMMARS[area];
  // These policies are about one single thing, so nothing is ever denied outside of it.
  if (resource === "none") return { ...rest, ...conditions };
  if (resource === "any") return { ...rest, Resource: "*", ...conditions };
  return {
    ...rest,
    ...(Resource !== undefined && { Resource: plain(Resource) }),
    ...(NotResource !== undefined && { NotResource: plain(NotResource) }),
    ...conditions,
  };
}

function plain(values: string | readonly string[]): string | readonly string[] {
  return typeof values === "string" ? values : oneOrMany(values);
}

function tlsOnly({ area, whole }: ResourcePolicyParts): PolicyStatement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: oneOrMany(POLICY_GRAMMARS[area].everything),
    Resource: whole,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function platformOf({ environment, infrastructure }: ResourcePolicyParts): string {
  return platformRolePattern(environment, infrastructure);
}

function outsiders(parts: ResourcePolicyParts): PolicyStatement[] {
  const { area, environment, infrastructure, ownerPattern, whole, exceptions } = parts;
  const platform = platformOf(parts);
  const letIn = [ownerPattern, ...rolesOf(exceptions)];
  const { data, streamData = [] } = AREA_RULES[area];
  // Nodes pull every tenant's images.
  const pullsImages = area === "ecr";
  const mayTouchData = widest(pullsImages ? [...letIn, platform] : letIn);
  const touches = oneOrMany(parts.part === "stream" ? streamData : data);
  const noData: PolicyStatement = {
    Sid: "NobodyElseTouchesData",
    Effect: "Deny",
    Principal: "*",
    Action: touches,
    Resource: whole,
    Condition: {
      ArnNotLike: { "aws:PrincipalArn": oneOrMany(mayTouchData) },
      // Whoever does not sign has no such key, and is nobody's service.
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
  };
  // The pattern for everyone lets in the platform, too, and leaves no other tenant.
  const noPlatform: PolicyStatement = {
    Sid: "PlatformTouchesNoData",
    Effect: "Deny",
    Principal: "*",
    Action: touches,
    Resource: whole,
    Condition: { ArnLike: { "aws:PrincipalArn": platform } },
  };
  if (exceptions.some(({ everyone }) => everyone)) return pullsImages ? [noData] : [noData, noPlatform];
  const noTenant: PolicyStatement = {
    Sid: "NoOtherTenant",
    Effect: "Deny",
    Principal: "*",
    Action: oneOrMany(POLICY_GRAMMARS[area].everything),
    Resource: whole,
    Condition: {
      ArnLike: { "aws:PrincipalArn": infrastructureRolePattern(environment, infrastructure) },
      ArnNotLike: { "aws:PrincipalArn": oneOrMany([...letIn, platform]) },
    },
  };
  return [noData, noTenant];
}

/** In one account an identity policy is enough; across accounts the resource has to agree. */
function otherAccounts(parts: ResourcePolicyParts): PolicyStatement[] {
  const own = parts.environment.account;
  return parts.exceptions
    .flatMap(({ roles, permissions, until }) => {
      const foreign = roles.filter((role) => accountOf(role) !== own);
      if (foreign.length === 0) return [];
      const ends: Conditions = until === undefined ? {} : { DateLessThan: { "aws:CurrentTime": until } };
      const accounts = foreign.map((role) =>
        iamArn({ ...parts.environment, account: accountOf(role) }, "root"),
      );
      return permissions.map(({ actions, resources, limit }): PolicyStatement => ({
        Sid: "",
        Effect: "Allow",
        Principal: { AWS: oneOrMany(accounts) },
        Action: oneOrMany(actions),
        Resource: resources,
        Condition: {
          ...allowedWithin(limit),
          ...ends,
          ArnEquals: { "aws:PrincipalArn": oneOrMany(foreign) },
        },
      }));
    })
    .map((statement, index) => ({ ...statement, Sid: `GrantedToAnotherAccount${index + 1}` }));
}

function accountOf(roleArn: string): string {
  return roleArn.split(":")[4] ?? "";
}
