import type { Context, KeyState } from "../condition/context";
import { type Pattern, shownPattern } from "../pattern/token";
import type { PolicyDocument, Statement, StatementSource } from "../policy/document";
import { type Attempt, Attempts } from "./attempts";
import { captures } from "./captures";
import { isCarried } from "./carried-keys";
import { isOver, timeOfRequests } from "./times";
import { isServiceOnly, kindOfKey } from "./key-kinds";
import { principalKeys } from "./principal-keys";
import type { Question } from "./question";
import { aboutAction } from "./relevant";
import type { Rule } from "./routes";
import {
  type Completions,
  completions,
  openStatements,
  statementsOf,
  undeterminedKeys,
} from "./undetermined";

/** A request that is allowed: which part of the resource, and with which keys. */
export interface Witness {
  readonly resource: Pattern;
  /** Keys that the caller chooses, and what. Those of the environment are left open. */
  readonly keys: ReadonlyMap<string, KeyState>;
}

export interface Reach {
  /** May: no reading of the policies, and no value of what is not known, excludes it when this is false. */
  readonly over: boolean;
  /** Must: the caller can make a request that is allowed, whatever is not known. Implies `over`. */
  readonly under: boolean;
  readonly rule: Rule;
  /** In words. */
  readonly reason: string;
  /** The statement that allows it, or that denies it everywhere. @default - none decides */
  readonly statement?: StatementSource | undefined;
  /** @default - `under` is false */
  readonly witness?: Witness | undefined;
  /** What would have to be known; empty unless it may be and need not be. */
  readonly causes: readonly string[];
}

function contextOfQuestion({ principal, resource, keys }: Question): Context {
  const own = principalKeys(principal);
  return {
    lookUp(key) {
      const given = keys?.get(key) ?? own.get(key);
      if (given !== undefined) return given;
      if (key === "aws:resourceaccount" && resource.account !== undefined)
        return { state: "values", values: [resource.account] };
      // K6: keys see the caller's account by a name of their own.
      if (key === "kms:calleraccount" && resource.target === "key")
        return own.get("aws:principalaccount") ?? { state: "unknown" };
      return isServiceOnly(key) && principal.kind !== "service" ? { state: "absent" } : { state: "unknown" };
    },
  };
}

function isAllowed({ decision }: Attempt): boolean {
  return decision.allowed === "yes";
}

function isOpen({ decision }: Attempt): boolean {
  return decision.allowed !== "no";
}

/** Absent, or present with nothing in it. */
function isNothing(state: KeyState): boolean {
  return (
    state.state === "absent" || (state.state === "values" && state.values.every(({ length }) => length === 0))
  );
}

function completed(
  question: Question,
  keys: readonly string[],
  open: readonly Statement[],
  context: Context,
): Completions {
  const hints = (key: string) => {
    const time = timeOfRequests(key);
    return time === undefined ? captures(key, open, question.resource.language, context) : [time];
  };
  const { contexts, complete } = completions(keys, open, context, hints);
  // What no request is without is not missing from this one.
  const carried = keys.filter((key) => isCarried(shownPattern(question.action), key));
  const isMissing = (each: Context) => carried.some((key) => isNothing(each.lookUp(key)));
  const isLate = (each: Context) => keys.some((key) => isOver(key, each.lookUp(key)));
  return { contexts: contexts.filter((each) => !isMissing(each) && !isLate(each)), complete };
}

function causesOf(attempts: readonly Attempt[], keys: readonly string[]): readonly string[] {
  const statements = attempts.flatMap(({ decision }) =>
    decision.open.map(
      ({ source, cause }) => `${source.policy}, statement ${source.index}: ${cause ?? "unknown"}`,
    ),
  );
  return [...new Set([...keys.map((key) => `the value of ${key}`), ...statements])].sort();
}

function answer(
  under: boolean,
  over: boolean,
  { decision }: Attempt,
  rest: Pick<Reach, "witness" | "causes">,
): Reach {
  const { rule, reason, by } = decision;
  return { under, over, rule, reason, statement: by?.source, ...rest };
}

function allowedBy(found: Attempt, keys: readonly string[]): Reach {
  const chosen = new Map(keys.map((key) => [key, found.context.lookUp(key)] as const));
  return answer(true, true, found, { witness: { resource: found.resource, keys: chosen }, causes: [] });
}

const NOTHING_GRANTS: Reach = {
  over: false,
  under: false,
  rule: "I2",
  reason: "no statement grants this action on this resource",
  causes: [],
};

function hasUnreadable({ policies }: Question): boolean {
  const { identity, boundary = [], session = [], resource, restrictions } = policies;
  const isUnreadable = ({ unreadable }: PolicyDocument) => unreadable.length > 0;
  const layers = [identity, boundary, session, resource, ...restrictions.map(({ policies: each }) => each)];
  return layers.some((documents) => documents.some(isUnreadable));
}

/**
 * The three-valued edge from a principal to a resource: `over` false proves that it cannot, `under` true
 * that it can. The caller picks the part of the resource and the keys that callers choose; what the
 * environment decides, and what cannot be read, only ever makes it possible.
 */
export function reach(asked: Question): Reach {
  const question = { ...asked, policies: aboutAction(asked.policies, asked.action) };
  const statements = statementsOf(question.policies);
  const context = contextOfQuestion(question);
  const decisions = new Attempts(question, statements);
  const whole = hasUnreadable(question) ? decisions.onWhole(context) : [];
  const attempts = [...decisions.onParts(context), ...whole];
  const allowed = attempts.find(isAllowed);
  if (allowed !== undefined) return allowedBy(allowed, []);
  const opened = attempts.filter(isOpen);
  const [first] = opened;
  if (first === undefined)
    return attempts[0] === undefined ? NOTHING_GRANTS : answer(false, false, attempts[0], { causes: [] });
  return settle(question, statements, context, opened, first, decisions);
}

function settle(
  question: Question,
  statements: readonly Statement[],
  context: Context,
  opened: readonly Attempt[],
  first: Attempt,
  decisions: Attempts,
): Reach {
  const kindOf = question.kindOf ?? kindOfKey;
  const open = openStatements(
    opened.map(({ decision }) => decision),
    statements,
  );
  const keys = undeterminedKeys(open, context);
  const chosen = keys.filter((key) => kindOf(key) === "chosen");
  const ofChosen = completed(question, chosen, open, context);
  for (const each of ofChosen.contexts) {
    const found = decisions.onPartsAmong(each).find(isAllowed);
    if (found !== undefined) return allowedBy(found, chosen);
  }
  const all = chosen.length === keys.length ? ofChosen : completed(question, keys, open, context);
  const mayBeOpen = () => all.contexts.some((each) => decisions.onPartsAmong(each).some(isOpen));
  const excluded = keys.length > 0 && all.complete && !mayBeOpen();
  if (excluded && !hasUnreadable(question)) return answer(false, false, first, { causes: [] });
  // Whatever the keys are that nobody chooses: it is allowed for each of them.
  const always = chosen.length === 0 && keys.length > 0 && all.complete ? all.contexts : [];
  const found = always.map((each) => decisions.onPartsAmong(each).find(isAllowed));
  const [witness] = found;
  if (witness !== undefined && !found.includes(undefined)) return allowedBy(witness, []);
  return answer(false, true, first, { causes: causesOf(opened, keys) });
}
