import { type Context, type KeyState, variableValue } from "../condition/context";
import { relateAction } from "../pattern/arn";
import { includes } from "../pattern/includes";
import { intersects } from "../pattern/intersects";
import { sampleOfBoth } from "../pattern/samples";
import { keyOf, literal, type Pattern, shownPattern } from "../pattern/token";
import type { PolicyKind, Statement, StatementSource } from "../policy/document";
import { render } from "../policy/template";
import { decide, type Decision } from "./decide";
import { guardOf, type Target } from "./guard";
import { captures } from "./captures";
import { isServiceOnly, type KeyKind, kindOfKey } from "./key-kinds";
import type { Principal } from "./principal";
import { principalKeys } from "./principal-keys";
import type { Rule } from "./routes";
import type { Policies, Scene } from "./scene";
import {
  type Completions,
  completions,
  openStatements,
  statementsOf,
  undeterminedKeys,
} from "./undetermined";

/** A resource, with every ARN that belongs to it. */
export interface ResourceNode {
  /** Patterns of ARNs: a bucket is `arn:…:::b` and `arn:…:::b/*`. At least one. */
  readonly language: readonly Pattern[];
  /** @default - it is not known which account it belongs to */
  readonly account?: Pattern | undefined;
  /** Roles and keys must themselves allow. */
  readonly target: Target;
  /**
   * Whom it belongs to, for who reads the answer; the decision does not look at it. @default - nobody known
   */
  readonly owner?: string | undefined;
}

/** May this principal do this to that resource, in some request that it can make? */
export interface Question {
  readonly principal: Principal;
  /** An action of the catalogue, or a pattern of actions that are decided together. */
  readonly action: Pattern;
  readonly resource: ResourceNode;
  readonly policies: Policies;
  /**
   * States of context keys that are known beyond those of the principal: its immutable tags, the resource's.
   * In lower case.
   *
   * @default - none
   */
  readonly keys?: ReadonlyMap<string, KeyState> | undefined;
  /** Who decides about a key. @default - as AWS documents the keys: `kindOfKey` */
  readonly kindOf?: ((key: string) => KeyKind) | undefined;
}

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

/** One part of the resource, decided in one context. */
interface Attempt {
  readonly resource: Pattern;
  readonly context: Context;
  readonly decision: Decision;
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

function sceneOf(question: Question, resource: Pattern): Scene {
  const { principal, action, policies, resource: node } = question;
  const { guard } = guardOf(shownPattern(action), node.target);
  return { principal, action, resource, resourceAccount: node.account, guard, policies, careful: true };
}

/** Layers that never allow by themselves: what they name matters within what the others grant. */
const LIMITS: ReadonlySet<PolicyKind> = new Set<PolicyKind>([
  "boundary",
  "session",
  "scp",
  "rcp",
  "endpoint",
]);

/**
 * A request is allowed by a statement that grants, so that only the parts which these name need be looked at; and
 * within each of them, the part that a limiting statement names.
 */
function partsOf(question: Question, statements: readonly Statement[], context: Context): readonly Pattern[] {
  const parts = new Map<string, Pattern>();
  const add = (part: Pattern) => parts.set(keyOf(part), part);
  const { action, resource, principal } = question;
  if (principal.kind === "root") resource.language.forEach(add);
  const allows = statements.filter(({ effect, actions }) => {
    const listed = actions.entries.some((entry) => relateAction(entry, action) !== "no");
    return effect === "Allow" && (actions.negated || listed);
  });
  for (const { source, resources } of allows) {
    if (LIMITS.has(source.kind)) continue;
    for (const piece of resource.language) narrowed(piece, resources, context).forEach(add);
  }
  const granted = [...parts.values()];
  for (const { source, resources } of allows) {
    if (!LIMITS.has(source.kind)) continue;
    for (const piece of granted) narrowed(piece, resources, context).forEach(add);
  }
  return [...parts.values()];
}

/**
 * What a statement's resources leave of a piece: the smaller of the two where one holds the other, else the
 * piece and a text that is in both.
 */
function narrowed(piece: Pattern, resources: Statement["resources"], context: Context): readonly Pattern[] {
  if (resources === undefined || resources.negated) return [piece];
  return resources.entries.flatMap((entry) => {
    const pattern = render(entry, true, (key) => variableValue(context, key));
    if (pattern === undefined || !intersects(pattern, piece)) return [];
    const depends = pattern.some((token) => token.kind === "symbol" && token.id.startsWith("request:"));
    if (depends || includes(piece, pattern) === "yes") return [piece];
    if (includes(pattern, piece) === "yes") return [pattern];
    const common = sampleOfBoth(pattern, piece);
    return common === undefined ? [piece] : [piece, literal(common)];
  });
}

function attempt(question: Question, statements: readonly Statement[], context: Context): readonly Attempt[] {
  return partsOf(question, statements, context).map((resource) => ({
    resource,
    context,
    decision: decide(sceneOf(question, resource), context),
  }));
}

function isAllowed({ decision }: Attempt): boolean {
  return decision.allowed === "yes";
}

function isOpen({ decision }: Attempt): boolean {
  return decision.allowed !== "no";
}

function completed(
  question: Question,
  keys: readonly string[],
  open: readonly Statement[],
  context: Context,
): Completions {
  const hints = (key: string) => captures(key, open, question.resource.language, context);
  return completions(keys, open, context, hints);
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
  const documents = [
    identity,
    boundary,
    session,
    resource,
    ...restrictions.map((layer) => layer.policies),
  ].flat();
  return documents.some(({ unreadable }) => unreadable.length > 0);
}

/**
 * The three-valued edge from a principal to a resource: `over` false proves that it cannot, `under` true
 * that it can. The caller picks the part of the resource and the keys that callers choose; what the
 * environment decides, and what cannot be read, only ever makes it possible.
 */
export function reach(question: Question): Reach {
  const statements = statementsOf(question.policies);
  const context = contextOfQuestion(question);
  const granting = attempt(question, statements, context);
  const whole = hasUnreadable(question) ? attemptWhole(question, context) : [];
  const attempts = [...granting, ...whole];
  const allowed = attempts.find(isAllowed);
  if (allowed !== undefined) return allowedBy(allowed, []);
  const opened = attempts.filter(isOpen);
  const [first] = opened;
  if (first === undefined)
    return attempts[0] === undefined ? NOTHING_GRANTS : answer(false, false, attempts[0], { causes: [] });
  return settle(question, statements, context, opened, first);
}

/** Unreadable statements name no part: the resource is looked at as a whole. */
function attemptWhole(question: Question, context: Context): readonly Attempt[] {
  return question.resource.language.map((resource) => ({
    resource,
    context,
    decision: decide(sceneOf(question, resource), context),
  }));
}

function settle(
  question: Question,
  statements: readonly Statement[],
  context: Context,
  opened: readonly Attempt[],
  first: Attempt,
): Reach {
  const kindOf = question.kindOf ?? kindOfKey;
  const decisions = opened.map(({ decision }) => decision);
  const open = openStatements(decisions, statements);
  const keys = undeterminedKeys(open, context);
  const chosen = keys.filter((key) => kindOf(key) === "chosen");
  for (const each of completed(question, chosen, open, context).contexts) {
    const found = attempt(question, statements, each).find(isAllowed);
    if (found !== undefined) return allowedBy(found, chosen);
  }
  const all = completed(question, keys, open, context);
  const excluded =
    keys.length > 0 &&
    all.complete &&
    !all.contexts.some((each) => attempt(question, statements, each).some(isOpen));
  if (excluded && !hasUnreadable(question)) return answer(false, false, first, { causes: [] });
  return answer(false, true, first, { causes: causesOf(opened, keys) });
}
