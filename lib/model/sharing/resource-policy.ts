import { iamArn } from "../arn";
import type { Environment } from "../environment";
import type { Conditions, PolicyStatement } from "../policy-document";
import type { Area } from "./areas";
import { AREA_RULES } from "./areas";
import type { Exception } from "./exception";
import { onlyAsGranted, rolesOf } from "./exception";
import { allowedWithin } from "./permission";

/** What the policy of one resource of a tenant is made from. */
export interface ResourcePolicyParts {
  readonly area: Area;
  readonly environment: Environment;
  /** The Infrastructure's name. */
  readonly infrastructure: string;
  /** The roles of the owner, as a pattern. */
  readonly ownerPattern: string;
  /** The resource and what is in it, as the service's policies name them. */
  readonly whole: readonly string[];
  readonly exceptions: readonly Exception[];
  /** Refuse connections without TLS: for services that could be called without. */
  readonly tlsOnly: boolean;
}

/**
 * The policy of a tenant's resource: its owner's roles are let through to their own policies, requesters get what
 * was granted, everybody else is denied. Whoever manages the account still manages the resource, and does not touch
 * what is in it. AWS services that act for themselves are not meant by any of it.
 */
export function resourcePolicy(parts: ResourcePolicyParts): PolicyStatement[] {
  const { area, whole, exceptions } = parts;
  return [
    ...(parts.tlsOnly ? [tlsOnly(area, whole)] : []),
    ...outsiders(parts),
    ...onlyAsGranted(area, exceptions, whole),
    ...otherAccounts(parts),
  ];
}

function tlsOnly(area: Area, whole: readonly string[]): PolicyStatement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: `${area}:*`,
    Resource: whole,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function outsiders(parts: ResourcePolicyParts): PolicyStatement[] {
  const { area, environment, infrastructure, ownerPattern, whole, exceptions } = parts;
  const platform = iamArn(environment, `role/${infrastructure}/platform/*`);
  const letIn = [ownerPattern, ...rolesOf(exceptions)];
  const { data } = AREA_RULES[area];
  // Nodes pull every tenant's images.
  const mayTouchData = area === "ecr" ? [...letIn, platform] : letIn;
  const noData: PolicyStatement = {
    Sid: "NobodyElseTouchesData",
    Effect: "Deny",
    Principal: "*",
    Action: data,
    Resource: whole,
    Condition: {
      ArnNotLike: { "aws:PrincipalArn": mayTouchData },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    },
  };
  const noTenant: PolicyStatement = {
    Sid: "NoOtherTenant",
    Effect: "Deny",
    Principal: "*",
    Action: `${area}:*`,
    Resource: whole,
    Condition: {
      ArnLike: { "aws:PrincipalArn": iamArn(environment, `role/${infrastructure}/*`) },
      ArnNotLike: { "aws:PrincipalArn": [...letIn, platform] },
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
      return permissions.map(({ actions, resources, limit }): PolicyStatement => ({
        Sid: "",
        Effect: "Allow",
        Principal: {
          AWS: [
            ...new Set(
              foreign.map((role) => `arn:${parts.environment.partition}:iam::${accountOf(role)}:root`),
            ),
          ],
        },
        Action: actions,
        Resource: resources,
        Condition: { ...allowedWithin(limit), ...ends, ArnEquals: { "aws:PrincipalArn": foreign } },
      }));
    })
    .map((statement, index) => ({ ...statement, Sid: `GrantedToAnotherAccount${index + 1}` }));
}

function accountOf(roleArn: string): string {
  return roleArn.split(":")[4] ?? "";
}
