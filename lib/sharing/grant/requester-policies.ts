import type { IamPolicyConfig } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRolePolicyAttachmentConfig } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { createHash } from "node:crypto";
import { grantTooLarge } from "../../errors/grants";
import type { ErrorPlace, TenancyError } from "../../errors/tenancy-error";
import { physicalName } from "../../model/names";
import { byText } from "../../model/intent";
import { NAME_TAG, ownerTags } from "../../model/ownership";
import type { PolicyStatement } from "../../model/policy-document";
import { policyJson } from "../../model/policy-document";
import { MANAGED_POLICY_MOST, packed, sizeOfStatement } from "../../model/sharing/packing";
import { TenancyRegistry } from "../../tenancy/registry";
import { Resource } from "../../terraform/resource";
import type { ITenant, TenantRole } from "../../tenant/tenant-attributes";
import { countPolicies, policiesMost } from "./policy-count";

const POLICY_NAME_MOST = 128;

/** What one grant gives to one role. */
export interface RoleShare {
  readonly place: ErrorPlace;
  /** Asked at synthesis. */
  readonly statements: () => readonly PolicyStatement[];
}

/**
 * The identity policies that all grants of one stack give to one role: as few as they fit into. The places for as many
 * as a role can have exist from the start; those that stay empty are not written.
 */
export class RequesterPolicies extends Construct {
  /** The policies of a role in the stack of a grant; made for its first one. */
  static of(scope: Construct, requester: ITenant, role: TenantRole): RequesterPolicies {
    const stack = TerraformStack.of(scope);
    const home = stack.node.tryFindChild("TenancyGrants") ?? new Construct(stack, "TenancyGrants");
    const id = role.name;
    const known = home.node.tryFindChild(id);
    return (
      (known as RequesterPolicies | undefined) ??
      new RequesterPolicies(home as Construct, id, requester, role)
    );
  }

  private readonly shares: RoleShare[] = [];
  /** Each place for a policy asks what is in it, in every pass of the synthesis. */
  private readonly bins: () => PolicyStatement[][];
  private readonly slots: { policy: Resource; attachment: Resource }[];
  private readonly stackPath: string;

  private constructor(
    scope: Construct,
    id: string,
    readonly requester: ITenant,
    readonly role: TenantRole,
  ) {
    super(scope, id);
    this.stackPath = TerraformStack.of(this).node.path;
    this.bins = TenancyRegistry.of(this).openings.memoized(() => this.fill());
    this.slots = Array.from({ length: policiesMost(requester) }, (_, index) => this.slot(index));
    const registry = TenancyRegistry.of(this);
    registry.addCheck(() => this.refusals());
    countPolicies(registry, this);
  }

  /** How many policies are written, if they are not too many. */
  get count(): number {
    return this.bins().length;
  }

  /** The grant that is named where all of them together are too many. */
  get place(): ErrorPlace | undefined {
    return this.sorted()[0]?.place;
  }

  add(share: RoleShare): void {
    this.shares.push(share);
  }

  /** Where the statements of a grant stand: the addresses of policy and attachment. */
  addressesOf(place: ErrorPlace): string[] {
    const sids = new Set(
      this.shares
        .filter((share) => share.place.path === place.path)
        .flatMap((share) => share.statements())
        .map(({ Sid }) => Sid),
    );
    return this.bins().flatMap((statements, index) => {
      const slot = this.slots[index];
      return slot && statements.some(({ Sid }) => sids.has(Sid))
        ? [slot.policy.address, slot.attachment.address]
        : [];
    });
  }

  private fill(): PolicyStatement[][] {
    return packed(this.sorted().flatMap((share) => share.statements()));
  }

  private sorted(): RoleShare[] {
    return [...this.shares].sort(byText(({ place }) => place.path));
  }

  private slot(index: number): { policy: Resource; attachment: Resource } {
    const { requester, role } = this;
    const digest = createHash("sha256").update(this.stackPath).digest("hex").slice(0, 8);
    const name = physicalName([role.name, `grants-${digest}-${index}`], POLICY_NAME_MOST);
    const omitted = () => this.bins()[index] === undefined;
    const owner = { infrastructure: requester.infrastructure.name, tenant: requester.name };
    const policy = new Resource<IamPolicyConfig, "policy">(
      this,
      `Policy${index}`,
      "aws_iam_policy",
      {
        name,
        path: requester.rolePath,
        description: `What other tenants have granted to ${role.name}`,
        tags: { [NAME_TAG]: name, ...ownerTags(owner) },
      },
      { omitted, late: () => ({ policy: policyJson(this.bins()[index] ?? []) }) },
    );
    const attachment = new Resource<IamRolePolicyAttachmentConfig>(
      this,
      `Attachment${index}`,
      "aws_iam_role_policy_attachment",
      { role: this.roleName(), policy_arn: policy.local("arn") },
      { omitted },
    );
    return { policy, attachment };
  }

  /** A reference where the role is of this stack, so that it exists first; else its name, which is a literal. */
  private roleName(): string {
    const { resource, name } = this.role;
    const sameStack = resource !== undefined && TerraformStack.of(resource) === TerraformStack.of(this);
    return sameStack ? resource.local("name") : name;
  }

  /** What IAM would refuse by itself: statements that fit into no policy. */
  private refusals(): TenancyError[] {
    return this.shares.flatMap(({ place, statements }) =>
      statements()
        .map(sizeOfStatement)
        .filter((size) => size > MANAGED_POLICY_MOST - 50)
        .map((size) => grantTooLarge(place, size, MANAGED_POLICY_MOST)),
    );
  }
}
