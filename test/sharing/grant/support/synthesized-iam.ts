import type { PolicyObject } from "cdktf-tenants/proof";
import type { Attributes, SynthesizedStack } from "../../../../lib/testing/synthesized-stack";

export const ACCOUNT = "123456789012";

/** What IAM knows of one role. */
export interface RolePolicies {
  readonly identity: readonly PolicyObject[];
  readonly boundary: PolicyObject;
}

/** How a resource's policy names its resource, and by which attribute that resource is known to us. */
const RESOURCE_POLICIES = [
  ["aws_s3_bucket_policy", "bucket", "bucket"],
  ["aws_dynamodb_resource_policy", "resource_arn", "name"],
  ["aws_sqs_queue_policy", "queue_url", "name"],
  ["aws_sns_topic_policy", "arn", "name"],
  ["aws_secretsmanager_secret_policy", "secret_arn", "name"],
  ["aws_ecr_repository_policy", "repository", "name"],
] as const;
const REFERENCE = /\$\{([a-z0-9_]+\.[A-Za-z0-9_-]+)\.([a-z_]+)\}/g;

/** The policies of one synthesized stack as IAM would have them, references filled in. */
export class SynthesizedIam {
  constructor(private readonly stack: SynthesizedStack) {}

  /** The policies of a role, by its name. */
  role(name: string): RolePolicies {
    const role = Object.values(this.stack.resources("aws_iam_role")).find((one) => one["name"] === name);
    if (role === undefined) throw new Error(`no role ${name}`);
    return {
      identity: [
        ...this.naming("aws_iam_role_policy", name).map((policy) => this.document(policy["policy"])),
        ...this.naming("aws_iam_role_policy_attachment", name).map(({ policy_arn: arn }) =>
          this.document(this.referred(arn)["policy"]),
        ),
      ],
      boundary: this.document(this.referred(role["permissions_boundary"])["policy"]),
    };
  }

  /** The policies of all resources, by `<type of the resource> <name>`, a stream's by `stream <name of the table>`. */
  resourcePolicies(): ReadonlyMap<string, PolicyObject> {
    return new Map(
      RESOURCE_POLICIES.flatMap(([type, attribute, name]) =>
        Object.values(this.stack.resources(type)).map((policy): [string, PolicyObject] => {
          const reference = String(policy[attribute]);
          const kind = reference.includes("stream_arn") ? "stream" : reference.slice(2).split(".")[0];
          return [`${kind} ${String(this.referred(reference)[name])}`, this.document(policy["policy"])];
        }),
      ),
    );
  }

  /** The ARN and the policy of a tenant's key. */
  key(tenant: string): { readonly arn: string; readonly policy: PolicyObject } {
    const found = Object.entries(this.stack.resources("aws_kms_key")).find(([address]) =>
      address.startsWith(`aws_kms_key.${tenant}_Encryption_`),
    );
    if (found === undefined) throw new Error(`no key of ${tenant}`);
    return { arn: keyArn(found[0]), policy: this.document(found[1]["policy"]) };
  }

  /** The text with every reference filled in: as literals say, and keys by an ARN of ours. */
  filled(text: string): string {
    return text.replace(REFERENCE, (reference: string, address: string, attribute: string) => {
      if (address.startsWith("aws_kms_key.") && attribute === "arn") return keyArn(address);
      const value = this.referred(reference)[attribute];
      if (typeof value !== "string") throw new Error(`${reference} has no literal value`);
      return value;
    });
  }

  private naming(type: string, role: string): Attributes[] {
    return Object.values(this.stack.resources(type)).filter(
      (one) => this.filled(String(one["role"])) === role,
    );
  }

  private referred(reference: unknown): Attributes {
    const [, address = ""] = new RegExp(REFERENCE.source).exec(String(reference)) ?? [];
    const found = this.stack.resources(address.split(".")[0] ?? "")[address];
    if (found === undefined) throw new Error(`${String(reference)} refers to nothing`);
    return found;
  }

  private document(text: unknown): PolicyObject {
    return JSON.parse(this.filled(String(text))) as PolicyObject;
  }
}

function keyArn(address: string): string {
  return `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${address.split(".")[1] ?? ""}`;
}
