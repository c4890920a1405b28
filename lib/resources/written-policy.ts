import { policyTooLarge } from "../errors/resources";
import type { ErrorPlace, TenancyError } from "../errors/tenancy-error";
import type { PolicyStatement } from "../model/policy-document";
import { policyJson } from "../model/policy-document";
import { policyBytes } from "../model/policy-size";
import type { PolicyArea } from "../model/sharing/policy-grammar";
import { POLICY_GRAMMARS } from "../model/sharing/policy-grammar";
import { resourcePolicy } from "../model/sharing/resource-policy";
import type { SharedResource } from "../tenancy/openings";
import type { TenantContext } from "../tenant/tenant-context";

/** What the policy of a resource is about. */
export interface PolicySubject {
  readonly place: ErrorPlace;
  readonly context: TenantContext;
  readonly area: PolicyArea;
  /** The resource, once it has been shared. */
  readonly shared: () => SharedResource;
  /** ARN patterns that this policy decides about. */
  readonly whole: readonly string[];
  /** @default "self" */
  readonly part?: "self" | "stream";
}

/** A resource's own policy, as it follows from everything that has been declared. */
export class WrittenPolicy {
  private readonly statements: () => readonly PolicyStatement[];

  constructor(private readonly subject: PolicySubject) {
    this.statements = subject.context.openings.memoized(() => this.workOut());
  }

  get text(): string {
    return policyJson(this.statements());
  }

  /** What the service would refuse of it. */
  refusals(): TenancyError[] {
    const { place, area, part } = this.subject;
    const what = part === "stream" ? "the stream's policy" : "its policy";
    const most = POLICY_GRAMMARS[area];
    const statements = this.statements();
    const conditions = statements.flatMap(({ Condition = {} }) =>
      Object.values(Condition).flatMap(Object.keys),
    );
    const principals = statements.flatMap(({ Principal = {} }) =>
      typeof Principal === "string" ? [Principal] : Object.values(Principal).flat(),
    );
    const refused = (size: number, limit: number | undefined, unit: string) =>
      limit !== undefined && size > limit ? [policyTooLarge(place, what, size, limit, unit)] : [];
    return [
      ...refused(policyBytes(this.text), most.bytes, "bytes"),
      ...refused(statements.length, most.statements, "statements"),
      ...refused(conditions.length, most.conditions, "conditions"),
      ...refused(principals.length, most.principals, "principals"),
    ];
  }

  private workOut(): readonly PolicyStatement[] {
    const { context, area, shared, whole, part } = this.subject;
    return resourcePolicy({
      area,
      ...(part && { part }),
      environment: context.infrastructure.environment,
      infrastructure: context.infrastructure.name,
      ownerPattern: context.rolePattern,
      whole,
      exceptions: context.openings.exceptionsFor(shared()),
    });
  }
}
