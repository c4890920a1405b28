import type { IamInstanceProfileConfig } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { IamPolicyConfig } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { ownPolicyTooLarge } from "../../errors/resources";
import { roleDocumentTooLarge } from "../../errors/tenant";
import type { TenancyError } from "../../errors/tenancy-error";
import { arn, iamArn } from "../../model/arn";
import type { PolicyStatement } from "../../model/policy-document";
import { policyJson } from "../../model/policy-document";
import { filledIn } from "../../model/policy-size";
import { roleCap } from "../../model/role-caps";
import { MANAGED_POLICY_MOST, sizeOfPolicy } from "../../model/sharing/packing";
import { ownUse } from "../../model/sharing/own-use";
import { podIdentityTrust, serviceTrust } from "../../model/trust";
import { Resource } from "../../terraform/resource";
import { RoleAdditions } from "../role-additions";
import type { TenantRole } from "../tenant-attributes";
import type { TenantContext } from "../tenant-context";
import { KEY_USE_ACTIONS } from "./key";

const ROLE_NAME_MOST = 64;
const POLICY_NAME_MOST = 128;
/** All inline policies of a role together, white space not counted. Source: IAM user guide, "IAM quotas". */
const INLINE_POLICIES_MOST = 10_240;
/** Source: IAM user guide, "IAM quotas", "Role trust policy length". */
const TRUST_POLICY_MOST = 2048;
/** The service account that the tenant's pods run as, in each of its namespaces. */
export const SERVICE_ACCOUNT = "tenant";

/** Session Manager has no resources to name: an instance speaks for itself, by its own identity document. */
const SESSION_MANAGER: PolicyStatement = {
  Sid: "SessionManager",
  Effect: "Allow",
  Action: [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  Resource: "*",
};

/**
 * The tenant's roles, one a purpose: hosts (with an instance profile) and pods. Both use the tenant's key and log
 * groups, and nothing else until a resource or a grant says so. What they may ever do is bounded.
 */
export class TenantRoles extends Construct {
  readonly hosts: TenantRole;
  readonly pods: TenantRole | undefined;
  private readonly boundary: Resource<IamPolicyConfig>;
  private readonly inline: { readonly role: TenantRole; readonly statements: () => PolicyStatement[] }[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly context: TenantContext,
    private readonly keyArn: string,
    namespaces: readonly string[],
    moreActions: readonly string[],
  ) {
    super(scope, id);
    this.boundary = this.makeBoundary(moreActions);
    this.hosts = this.makeHosts();
    const clusterArn = context.infrastructure.dataplane?.clusterArn;
    if (clusterArn !== undefined) {
      const { environment } = context.infrastructure;
      const trust = podIdentityTrust({
        environment,
        clusterArn,
        namespaces,
        serviceAccount: SERVICE_ACCOUNT,
      });
      this.pods = this.role("Pods", "pods", "Pods", trust, []).view;
    }
  }

  /** Roles whose inline policies, with all that the tenant has and the app adds, are more than IAM stores. */
  refusals(): TenancyError[] {
    const additions = RoleAdditions.of(this);
    return this.inline
      .map(({ role, statements }) => ({
        name: role.name,
        size: sizeOfPolicy(statements()) + additions.inlineCharacters(role),
      }))
      .filter(({ size }) => size > INLINE_POLICIES_MOST)
      .map(({ name, size }) => ownPolicyTooLarge(this.context.place, name, size, INLINE_POLICIES_MOST));
  }

  private makeBoundary(moreActions: readonly string[]): Resource<IamPolicyConfig> {
    const { context } = this;
    const { environment, name: infrastructure } = context.infrastructure;
    const name = context.physicalName("boundary", POLICY_NAME_MOST);
    return new Resource<IamPolicyConfig>(
      this,
      "Boundary",
      "aws_iam_policy",
      {
        name,
        path: context.rolePath,
        description: `The most that any role of tenant ${context.name} may do`,
        policy: this.fitting(
          "the permissions boundary of its roles",
          policyJson(roleCap(environment, infrastructure, context.name, moreActions)),
          MANAGED_POLICY_MOST,
          "add fewer `roleActions`, or join them by a wildcard at the end.",
        ),
        tags: context.tagsNamed(name),
      },
      { provider: context.awsProvider },
    );
  }

  private makeHosts(): TenantRole {
    const { context } = this;
    const { role, view } = this.role(
      "Hosts",
      "hosts",
      "Hosts",
      serviceTrust({ service: "ec2.amazonaws.com" }),
      [SESSION_MANAGER],
    );
    new Resource<IamInstanceProfileConfig>(
      this,
      "HostsProfile",
      "aws_iam_instance_profile",
      {
        name: view.name,
        path: context.rolePath,
        role: role.local("name"),
        tags: context.tagsNamed(view.name),
      },
      { provider: context.awsProvider },
    );
    return view;
  }

  private role(
    id: string,
    part: string,
    who: string,
    trust: readonly PolicyStatement[],
    more: readonly PolicyStatement[],
  ) {
    const { context } = this;
    const name = context.physicalName(part, ROLE_NAME_MOST);
    const options = { provider: context.awsProvider };
    const role = new Resource<IamRoleConfig>(
      this,
      id,
      "aws_iam_role",
      {
        name,
        path: context.rolePath,
        description: `${who} of tenant ${context.name}`,
        assume_role_policy: this.fitting(
          `the trust policy of role ${name}`,
          policyJson(trust),
          TRUST_POLICY_MOST,
          "have fewer namespaces, or shorter names of them: the trust policy names each.",
        ),
        permissions_boundary: this.boundary.local("arn"),
        tags: context.tagsNamed(name),
      },
      options,
    );
    const statements = () => [...this.ownStatements(), ...more];
    new Resource<IamRolePolicyConfig, "policy">(
      this,
      `${id}Policy`,
      "aws_iam_role_policy",
      { name: "tenant", role: role.local("name") },
      { ...options, late: () => ({ policy: policyJson(statements()) }) },
    );
    const { environment } = context.infrastructure;
    const view: TenantRole = {
      name,
      arn: iamArn(environment, `role${context.rolePath}${name}`),
      resource: role,
    };
    this.inline.push({ role: view, statements });
    return { role, view };
  }

  /** The policy, if IAM stores so much; white space is not counted, and ours has none. @throws TNT1217 */
  private fitting(what: string, policy: string, most: number, fix: string): string {
    const size = filledIn(policy).length;
    if (size > most) throw roleDocumentTooLarge(this.context.place, what, size, most, fix);
    return policy;
  }

  /** What every role of the tenant does with what the tenant itself has. */
  private ownStatements(): PolicyStatement[] {
    const { name, infrastructure } = this.context;
    const logGroup = arn(infrastructure.environment, "logs", `log-group:/${infrastructure.name}/${name}/*`);
    return [
      {
        Sid: "LogsOfTheTenant",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: logGroup,
      },
      { Sid: "KeyOfTheTenant", Effect: "Allow", Action: KEY_USE_ACTIONS, Resource: this.keyArn },
      ...ownUse(this.context.openings.resourcesOf(this.context.key)),
    ];
  }
}
