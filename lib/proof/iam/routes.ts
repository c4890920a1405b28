import { textWith } from "../pattern/token";
import { relate } from "../pattern/includes";
import { all, any, type Truth } from "../truth";
import { allows, type Asked, grant, strongest } from "./layers";
import type { Scene } from "./scene";
import type { Verdict } from "./statement";

/**
 * What a decision rests on. I1: an explicit deny, or a restriction that does not allow. I2: the caller's own
 * policies. I3: the resource's policy names the caller. I4: both sides, across accounts. I5: everyone may,
 * without credentials too. I6: the policy of the key or the role must allow. I7: an identity provider's
 * word. I15: the policy names a service. root: the account's root user. open: the action needs no
 * permission.
 */
export type Rule = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "I15" | "root" | "open";

/** One way in which a request can come to be allowed. */
export interface Route {
  readonly rule: Rule;
  readonly holds: Truth;
  /** The statement that opens it. @default - no statement does */
  readonly by?: Verdict | undefined;
  /** What is missing when it does not hold. */
  readonly lacks: string;
}

/** I2, I3, I6, K1, K3: within one account. */
function sameAccountRoutes({ scene, identity, resource, limits }: Asked): readonly Route[] {
  const needsResource = scene.guard === "key" || scene.guard === "trust";
  const direct = grant(resource, ["direct"]);
  const parent = grant(resource, ["parent"]);
  const delegated = needsResource ? grant(resource, ["account"]).holds : "yes";
  const own = strongest(identity.verdicts, ({ effect, applies }) => (effect === "Allow" ? applies : "no"));
  return [
    { rule: "I3", ...direct, lacks: "the resource's policy does not name the caller" },
    {
      rule: "I3",
      holds: all([parent.holds, limits]),
      by: parent.by,
      lacks: "the resource's policy names the role, and the boundary or session policy does not allow it",
    },
    {
      rule: needsResource ? "I6" : "I2",
      holds: all([delegated, allows(identity), limits]),
      by: own,
      lacks: needsResource
        ? "neither the resource's own policy, nor that together with the caller's policies, allows it"
        : "the caller's policies do not allow it, or the boundary or session policy limits them",
    },
  ];
}

/** I4: both accounts must allow; boundary and session policy always count. */
function crossAccountRoutes({ identity, resource, limits }: Asked): readonly Route[] {
  const granted = grant(resource, ["direct", "parent", "account"]);
  return [
    {
      rule: "I4",
      holds: all([granted.holds, allows(identity), limits]),
      by: granted.by,
      lacks: "across accounts both sides must allow it: the resource's policy and the caller's own",
    },
  ];
}

/**
 * The root user has full access in its account, except where a key's policy leaves it out; it assumes no
 * role.
 */
function rootRoutes(asked: Asked, same: Truth): readonly Route[] {
  const granted = grant(asked.resource, ["direct"]);
  const { guard } = asked.scene;
  const full: Truth = guard === "key" || guard === "trust" ? "no" : same;
  const lacks = "the root user is outside its account, or the resource's policy does not name the account";
  return [
    { rule: "root", holds: full, lacks },
    { rule: "I6", ...granted, holds: guard === "trust" ? "no" : granted.holds, lacks },
  ];
}

/**
 * Services that answer requests without a signature (I5). On any other a policy for everyone does not reach
 * the anonymous caller, who is refused before it is read.
 */
const UNSIGNED = new Set([
  "s3",
  "sqs",
  "sns",
  "lambda",
  "execute-api",
  "es",
  "elasticfilesystem",
  "mediastore",
]);
const SIGNED_ONLY = new Set([
  "kms",
  "sts",
  "iam",
  "dynamodb",
  "secretsmanager",
  "ssm",
  "ecr",
  "events",
  "backup",
]);

function acceptsUnsigned({ action }: Scene): Truth {
  const service = textWith(action, () => "*").split(":")[0] ?? "";
  if (UNSIGNED.has(service.toLowerCase())) return "yes";
  return SIGNED_ONLY.has(service.toLowerCase()) ? "no" : "unknown";
}

/** Who has no policies of its own: only the resource's policy speaks (I5, I7, I15). */
function outsiderRoutes(asked: Asked): readonly Route[] {
  const granted = grant(asked.resource, ["direct"]);
  const { kind } = asked.scene.principal;
  if (kind === "anonymous") {
    const holds = all([granted.holds, acceptsUnsigned(asked.scene)]);
    return [{ rule: "I5", by: granted.by, holds, lacks: "nothing admits callers without credentials" }];
  }
  const rule = kind === "service" ? "I15" : "I7";
  return [{ rule, ...granted, lacks: `the resource's policy does not name this ${kind} principal` }];
}

/** Both answers where it is not known whether the accounts are the same: what holds in both, holds. */
function either(same: readonly Route[], cross: readonly Route[]): readonly Route[] {
  const total = (routes: readonly Route[]): Truth => any(routes.map(({ holds }) => holds));
  const [inside, across] = [total(same), total(cross)];
  if (inside === across) return inside === "yes" ? same : cross;
  const maybe: readonly Route[] = [...same, ...cross].map((route) => ({
    ...route,
    holds: route.holds === "no" ? "no" : "unknown",
  }));
  return maybe;
}

/** The ways in which this request can come to be allowed. At least one. */
export function routes(asked: Asked): readonly Route[] {
  const { scene } = asked;
  const { principal, resourceAccount } = scene;
  if (scene.guard === "open" && principal.kind !== "anonymous")
    return [{ rule: "open", holds: "yes", lacks: "nothing" }];
  if (principal.account === undefined || principal.kind === "federated") return outsiderRoutes(asked);
  const same: Truth = resourceAccount === undefined ? "unknown" : relate(principal.account, resourceAccount);
  if (principal.kind === "root") return rootRoutes(asked, same);
  if (same === "yes") return sameAccountRoutes(asked);
  if (same === "no") return crossAccountRoutes(asked);
  return either(sameAccountRoutes(asked), crossAccountRoutes(asked));
}
