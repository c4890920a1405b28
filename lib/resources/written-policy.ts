import { policyTooLarge } from "../errors/resources";
import type { ErrorPlace, TenancyError } from "../errors/tenancy-error";
import type { PolicyStatement } from "../model/policy-document";
import { policyJson } from "../model/policy-document";
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

/**
 * A resource's own policy, as it follows from everything that has been declared. Synthesis asks more than
 * once, so it is worked out once for each state of the declarations.
 */
export class WrittenPolicy {
  private known: { readonly revision: number; readonly statements: readonly PolicyStatement[] } | undefined;

  constructor(private readonly subject: PolicySubject) {}

  get text(): string {
    return policyJson(this.statements());
  }

  /** What the service would refuse of it. */
  refusals(): TenancyError[] {
    const { place, area, part } = this.subject;
    const what = part === "stream" ? "the stream's policy" : "its policy";
    const { bytes, statements: mostStatements, conditions: mostConditions } = POLICY_GRAMMARS[area];
    const statements = this.statements();
    const conditions = statements.flatMap(({ Condition = {} }) =>
      Object.values(Condition).flatMap(Object.keys),
    );
    const refused = (size: number, most: number | undefined, unit: string) =>
      most !== undefined && size > most ? [policyTooLarge(place, what, size, most, unit)] : [];
    return [
      ...refused(Buffer.byteLength(this.text), bytes, "bytes"),
      ...refused(statements.length, mostStatements, "statements"),
      ...refused(conditions.length, mostConditions, "conditions"),
    ];
  }

  private statements(): readonly PolicyStatement[] {
    const { context, area, shared, whole, part } = this.subject;
    const { revision } = context.openings;
    if (this.known?.revision === revision) return this.known.statements;
    const statements = resourcePolicy({
      area,
      ...(part && { part }),
      environment: context.infrastructure.environment,
      infrastructure: context.infrastructure.name,
      ownerPattern: context.rolePattern,
      whole,
      exceptions: context.openings.exceptionsFor(shared()),
    });
    this.known = { revision, statements };
    return statements;
  }
}
