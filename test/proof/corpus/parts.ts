import { type Patch, policy, type Statement } from "./case";
import { iam } from "./bases/by-hand";

/** A resource added to the base, or attributes of one that are changed. */
export function resource(type: string, name: string, body: Patch | null): Patch {
  return { resource: { [type]: { [name]: body } } };
}

function isPatch(value: unknown): value is Patch {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Several changes in one. */
export function all(...patches: readonly Patch[]): Patch {
  const whole: Record<string, Patch[string]> = {};
  for (const patch of patches)
    for (const [key, value] of Object.entries(patch)) {
      const before = whole[key];
      whole[key] = isPatch(before) && isPatch(value) ? all(before, value) : value;
    }
  return whole;
}

/** One more policy for the role in which acme's app runs. */
export function extra(...statements: readonly Statement[]): Patch {
  return resource("aws_iam_role_policy", "acme_extra", {
    name: "extra",
    role: "${aws_iam_role.acme_app.id}",
    policy: policy(...statements),
  });
}

/** The policy of globex's bucket, which has none in the base. */
export function bucketPolicy(...statements: readonly Statement[]): Patch {
  return resource("aws_s3_bucket_policy", "globex_data", {
    bucket: "${aws_s3_bucket.globex_data.id}",
    policy: policy(...statements),
  });
}

/** Whom globex's role lets in besides. */
export function trusted(...statements: readonly Statement[]): Patch {
  return resource("aws_iam_role", "globex_app", { assume_role_policy: policy(...statements) });
}

/** globex's role is one that a service takes. */
export function forService(service: string): Patch {
  return trusted({ Principal: { Service: service }, Action: "sts:AssumeRole" });
}

/** The principal in whose name acme's app runs, and globex's. */
export const [ACME, GLOBEX] = [iam("role/acme-app"), iam("role/globex-app")] as const;

export const OBJECTS = "arn:aws:s3:::globex-data/*";
/** acme reads, opens or takes something of globex's, for certain. */
export const OPEN = ["acme > globex open"] as const;
export const UNKNOWN = ["acme > globex unknown"] as const;
