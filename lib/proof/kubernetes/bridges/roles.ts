import { textWith } from "../../pattern/token";
import type { FactResource, Facts, Owner } from "../../facts/resource";
import type { GraphNode } from "../../facts/step";
import type { Value } from "../../facts/value";
import { References } from "../../read/references";
import { resourcesOf } from "../../read/resources-of";
import { causeOf, literalValue, nameOf } from "../../read/values";

/** An IAM role or user as the graph calls it, and its resource where the plan has it. */
export interface IamPrincipal {
  readonly id: string;
  readonly resource: FactResource | undefined;
  /** Why nobody knows who it is. @default - the id says so */
  readonly cause?: string | undefined;
}

/** The ARN of a role or user of the plan. */
export function principalArn(resource: FactResource): string {
  const arn = nameOf(resource.values.get("arn"));
  if (arn !== undefined) return arn;
  const kind = resource.type === "aws_iam_user" ? "user" : "role";
  const { partition, account } = resource.place;
  const text = (pattern: typeof account) => textWith(pattern, () => "*");
  const path = literalValue(resource.values.get("path")) ?? "/";
  const name = nameOf(resource.values.get("name")) ?? resource.provenance.address;
  return `arn:${text(partition)}:iam::${text(account)}:${kind}${path}${name}`;
}

function withoutPath(arn: string): string {
  return arn.replace(/:(role|user)\/.*\//, ":$1/");
}

/** Roles and users of a plan, by ARN, by reference and by name. */
export class IamPrincipals {
  private readonly references: References;
  private readonly byArn: ReadonlyMap<string, FactResource>;
  private readonly byBareArn: ReadonlyMap<string, FactResource>;

  constructor(facts: Facts) {
    const found = resourcesOf(facts, "aws_iam_role", "aws_iam_user");
    this.references = new References(found, ["arn"]);
    this.byArn = new Map(found.map((resource) => [principalArn(resource), resource]));
    this.byBareArn = new Map([...this.byArn].map(([arn, resource]) => [withoutPath(arn), resource]));
  }

  /** The same for what knows roles by their ARN without the path. Source: EKS user guide, "aws-auth ConfigMap". */
  findWithoutPath(value: Value, at: FactResource): IamPrincipal | undefined {
    const named = this.find(value, at);
    const bare = named?.resource === undefined ? this.byBareArn.get(named?.id ?? "") : undefined;
    return bare === undefined ? named : { id: principalArn(bare), resource: bare };
  }

  /**
   * Whom an ARN names; undefined if there is none. One that cannot be read is somebody of whom nothing is
   * known, and who may be anybody's.
   */
  find(value: Value | undefined, at: FactResource): IamPrincipal | undefined {
    if (value === undefined) return undefined;
    const text = nameOf(value);
    if (text === undefined) {
      const cause = causeOf(value, "the principal") ?? "the principal cannot be read";
      return { id: `principal:${at.provenance.stack}/${at.provenance.address}`, resource: undefined, cause };
    }
    const literal = this.byArn.get(text);
    if (literal !== undefined) return { id: text, resource: literal };
    const referred = this.references.resolve(value);
    const [resource, ...others] = referred?.certain === true ? referred.resources : [];
    if (resource !== undefined && others.length === 0) return { id: principalArn(resource), resource };
    return { id: text, resource: undefined };
  }
}

/** A principal as a node: its own owner, or that of what names it. */
export function principalNode({ id, resource, cause }: IamPrincipal, otherwise: Owner): GraphNode {
  return {
    id,
    kind: "role",
    title: nameOf(resource?.values.get("name")) ?? id,
    owner: resource?.owner ?? (cause === undefined ? otherwise : { kind: "unknown", cause }),
    provenance: resource?.provenance,
  };
}
