import type { Provenance } from "../../facts/resource";
import type { Step } from "../../facts/step";
import { NODE_IDS } from "../ids";
import { kubernetesStep } from "../rbac/targets";

/** An access entry whose principal logs in under its own name. */
export interface NamedEntry {
  readonly principal: string;
  readonly cluster: string;
  readonly provenance: Provenance;
  readonly causes: readonly string[];
}

const IAM_ARN = /^arn:([^:]*):iam::([^:]*):(role|user)\/(?:.*\/)?([^/]+)$/;

/**
 * Is this what a cluster calls a principal whose entry gives it no name: a user by its ARN, a role by that of a session
 * of it, whose name whoever takes the role chooses?
 *
 * Source: EKS user guide, "Create access entries".
 */
function isNameOf(principal: string, user: string): boolean {
  const [, partition, account, kind, name] = IAM_ARN.exec(principal) ?? [];
  if (kind === "user") return user === principal;
  return kind === "role" && user.startsWith(`arn:${partition}:sts::${account}:assumed-role/${name}/`);
}

/**
 * The users as which principals of IAM log in whose entries name none.
 *
 * @param holders whom anything in the cluster is bound to
 */
export function defaultUserSteps(
  cluster: string,
  entries: readonly NamedEntry[],
  holders: ReadonlySet<string>,
): readonly Step[] {
  const prefix = NODE_IDS.user(cluster, "");
  const users = [...holders].filter((id) => id.startsWith(`${prefix}arn:`)).sort();
  return entries.flatMap(({ principal, provenance, causes }) =>
    users
      .filter((id) => isNameOf(principal, id.slice(prefix.length)))
      .map((id) =>
        kubernetesStep(principal, id, "control", {
          what: [`log in as user ${id.slice(prefix.length)}`],
          causes,
          because: `the access entry ${provenance.address} names no user`,
          evidence: [provenance],
        }),
      ),
  );
}
