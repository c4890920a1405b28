import { type Context, variableValue } from "../condition/context";
import { evaluateCondition } from "../condition/evaluate";
import { includes } from "../pattern/includes";
import { intersects } from "../pattern/intersects";
import { sampleOfBoth } from "../pattern/samples";
import { keyOf, literal, type Pattern, shownPattern } from "../pattern/token";
import type { Condition, PolicyKind, Statement } from "../policy/document";
import { hasVariables, render } from "../policy/template";
import { decide, type Decision } from "./decide";
import { guardOf } from "./guard";
import type { Question } from "./question";
import type { Scene } from "./scene";

/** One part of the resource, decided in one context. */
export interface Attempt {
  readonly resource: Pattern;
  readonly context: Context;
  readonly decision: Decision;
}

/** Layers that never allow by themselves: what they name matters within what the others grant. */
const LIMITS: ReadonlySet<PolicyKind> = new Set<PolicyKind>([
  "boundary",
  "session",
  "scp",
  "rcp",
  "endpoint",
]);

function truthsOf(conditions: readonly Condition[], context: Context): string {
  return conditions.map((condition) => evaluateCondition(condition, context)).join();
}

function varies({ resources }: Statement): boolean {
  return (resources?.entries ?? []).some(hasVariables);
}

/** A question, decided in as many contexts as somebody wants: what no key changes is worked out once. */
export class Attempts {
  private readonly allowing: readonly Statement[];
  /** By what is true of all conditions; undefined where texts of resources depend on the context as well. */
  private readonly bySign: Map<string, readonly Attempt[]> | undefined;
  private readonly scenes = new Map<Pattern, Scene>();
  /** The parts, where they are the same in every context. */
  private parts: readonly Pattern[] | undefined;

  constructor(
    private readonly question: Question,
    /** All that may be about the action. */
    private readonly statements: readonly Statement[],
  ) {
    this.allowing = statements.filter(({ effect }) => effect === "Allow");
    this.bySign = statements.some(varies) ? undefined : new Map();
  }

  /** Decides each part of the resource that some statement names. */
  onParts(context: Context): readonly Attempt[] {
    return this.partsIn(context).map((resource) => this.attempt(resource, context));
  }

  /** The same for one of many contexts: where all conditions hold alike, the decision is one. */
  onPartsAmong(context: Context): readonly Attempt[] {
    if (this.bySign === undefined) return this.onParts(context);
    const sign = this.statements.map(({ conditions }) => truthsOf(conditions, context)).join(";");
    const known = this.bySign.get(sign) ?? this.onParts(context);
    this.bySign.set(sign, known);
    return known.map(({ resource, decision }) => ({ resource, context, decision }));
  }

  /** Unreadable statements name no part: the resource is looked at as a whole. */
  onWhole(context: Context): readonly Attempt[] {
    return this.question.resource.language.map((resource) => this.attempt(resource, context));
  }

  private attempt(resource: Pattern, context: Context): Attempt {
    return { resource, context, decision: decide(this.sceneOf(resource), context) };
  }

  private sceneOf(part: Pattern): Scene {
    const known = this.scenes.get(part);
    if (known !== undefined) return known;
    const { principal, action, policies, resource } = this.question;
    const { guard } = guardOf(shownPattern(action), resource.target);
    const resourceAccount = resource.account;
    const made = { principal, action, resource: part, resourceAccount, guard, policies, careful: true };
    this.scenes.set(part, made);
    return made;
  }

  private partsIn(context: Context): readonly Pattern[] {
    if (this.parts !== undefined) return this.parts;
    const parts = partsOf(this.question, this.allowing, context);
    if (!this.allowing.some(varies)) this.parts = parts;
    return parts;
  }
}

/**
 * A request is allowed by a statement that grants, so that only the parts which these name need be looked at; and
 * within each of them, the part that a limiting statement names.
 */
function partsOf(
  { resource, principal }: Question,
  allowing: readonly Statement[],
  context: Context,
): readonly Pattern[] {
  const named: Pattern[] = principal.kind === "root" ? [...resource.language] : [];
  for (const { source, resources } of allowing) {
    if (LIMITS.has(source.kind)) continue;
    for (const piece of resource.language) named.push(...narrowed(piece, resources, context));
  }
  const granted = distinct(named);
  const limited: Pattern[] = [];
  for (const { source, resources } of allowing) {
    if (!LIMITS.has(source.kind)) continue;
    for (const piece of granted) limited.push(...narrowed(piece, resources, context));
  }
  return distinct([...granted, ...limited]);
}

/** The patterns without those that say the same as one before. */
function distinct(patterns: readonly Pattern[]): readonly Pattern[] {
  const all = [...new Set(patterns)];
  return all.length < 2 ? all : [...new Map(all.map((each) => [keyOf(each), each])).values()];
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
