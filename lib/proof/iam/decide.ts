import type { Context } from "../condition/context";
import { all, any, not, type Truth } from "../truth";
import { allows, type Asked, ask, strongest } from "./layers";
import { type Route, routes, type Rule } from "./routes";
import type { Guard, Scene } from "./scene";
import type { Verdict } from "./statement";

/** What the policies say, before it is put into words. */
export interface Decision {
  readonly allowed: Truth;
  readonly rule: Rule;
  readonly reason: string;
  /** @default - no statement decides: nothing allows it, or nothing needs to */
  readonly by?: Verdict | undefined;
  /** Statements of which it is not known whether they apply. */
  readonly open: readonly Verdict[];
}

/** The action that an administrator cannot take away, even by a `Deny`. */
function isOpen(guard: Guard, scene: Scene): boolean {
  return guard === "open" && scene.principal.kind !== "anonymous";
}

function shownSource({ source }: Verdict): string {
  const name = source.sid === undefined ? `statement ${source.index}` : `statement "${source.sid}"`;
  return `${name} of ${source.kind} policy "${source.policy}"`;
}

function worded(
  asked: Asked,
  ways: readonly Route[],
  denied: Truth,
  deniedBy: Verdict | undefined,
): Omit<Decision, "open"> {
  if (denied === "yes" && deniedBy !== undefined)
    return { allowed: "no", rule: "I1", reason: `${shownSource(deniedBy)} denies it`, by: deniedBy };
  const restricted = all(asked.restrictions.map(allows));
  const best = ways.find(({ holds }) => holds === "yes") ?? ways.find(({ holds }) => holds === "unknown");
  const last = ways[ways.length - 1];
  if (best === undefined)
    return { allowed: "no", rule: last?.rule ?? "I2", reason: last?.lacks ?? "nothing allows it" };
  if (restricted === "no")
    return {
      allowed: "no",
      rule: "I1",
      reason: "a policy that limits the account or the endpoint does not allow it",
    };
  const allowed = all([best.holds, restricted, not(denied)]);
  const by = best.by ?? (denied === "unknown" ? deniedBy : undefined);
  if (allowed === "unknown")
    return { allowed, rule: best.rule, reason: "it depends on what is not known", by };
  return {
    allowed,
    rule: best.rule,
    reason: best.by ? `${shownSource(best.by)} allows it` : "nothing forbids it",
    by,
  };
}

/**
 * The decision of AWS's enforcement code for one request, three-valued: `yes` and `no` hold whatever the
 * unknown keys, values and statements turn out to be.
 */
export function decide(scene: Scene, context: Context): Decision {
  const { asked, verdicts } = ask(scene, context);
  const open = verdicts.filter(({ applies }) => applies === "unknown");
  const ways = routes(asked);
  const isDeny = ({ effect, applies }: Verdict): Truth => (effect === "Deny" ? applies : "no");
  const denied = isOpen(scene.guard, scene) ? "no" : any(verdicts.map(isDeny));
  return { ...worded(asked, ways, denied, strongest(verdicts, isDeny)), open };
}
