import { type KeyState, variableValue } from "../../condition/context";
import { type Reach, reach } from "../../iam/reach";
import { actionsOfService, type CatalogueAction, type CatalogueResource } from "../../catalogue/catalogue";
import { arnParts, relateAction } from "../../pattern/arn";
import { includes } from "../../pattern/includes";
import { intersects } from "../../pattern/intersects";
import { char, concat, keyOf, literal, type Pattern, shownPattern } from "../../pattern/token";
import type { Statement } from "../../policy/document";
import { render, type Template } from "../../policy/template";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import type { Asker } from "./asker";
import type { PassRoleWay } from "./pass-role-services";

/** Whether somebody may and certainly can go a way, and what it depends on. */
export interface WayAnswer {
  readonly over: boolean;
  readonly under: boolean;
  readonly causes: readonly string[];
}

const NO: WayAnswer = { over: false, under: false, causes: [] };
/** What is on no resource is allowed by `*` alone. */
const NO_RESOURCE: readonly Pattern[] = [literal("*")];
/** The account of an ARN, of its parts. */
const ACCOUNT_PART = 4;
/** The catalogue says of these that they are on both, where they are on either. */
const EITHER = new Set(["bedrock-agentcore"]);

function all(answers: readonly WayAnswer[]): WayAnswer {
  return {
    over: answers.every(({ over }) => over),
    under: answers.every(({ under }) => under),
    causes: answers.flatMap(({ causes }) => causes),
  };
}

function best(answers: readonly WayAnswer[]): WayAnswer {
  return answers.find(({ under }) => under) ?? answers.find(({ over }) => over) ?? NO;
}

function answerOf({ over, under, causes }: Reach): WayAnswer {
  return { over, under, causes };
}

/** The ways by which somebody has a service run something: whether the caller has all rights that they take. */
export class PassRoleWays {
  private readonly known = new Map<string, WayAnswer>();

  constructor(private readonly model: AwsModel) {}

  /** All actions of the way, on one and the same thing where they are on things of one kind. */
  answer(asker: Asker, way: PassRoleWay): WayAnswer {
    const key = `${asker.node.id} ${way.on ?? ""} ${way.actions.join(" ")}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const actions = way.actions.map(actionNamed);
    const found = actions.includes(undefined)
      ? NO
      : this.decide(
          asker,
          actions.filter((action) => action !== undefined),
          way.on,
        );
    this.known.set(key, found);
    return found;
  }

  private decide(asker: Asker, actions: readonly CatalogueAction[], kind: string | undefined): WayAnswer {
    if (kind === undefined) return onNew(asker, actions);
    // Something of the kind may be there that the plan does not have.
    const elsewhere = onNew(asker, actions);
    if (!elsewhere.over) return NO;
    const there = this.model.ofKind(kind);
    const found = there.length === 0 ? NO : best(there.map((node) => onNode(asker, actions, node)));
    const cause = `whether there is a ${kind.replaceAll("-", " ")} that is not in the plan`;
    return found.under ? found : { ...elsewhere, under: false, causes: [...elsewhere.causes, cause] };
  }
}

function actionNamed(text: string): CatalogueAction | undefined {
  const [service = "", name = ""] = text.split(":");
  return actionsOfService(service).find((each) => each.name === name);
}

/** Actions on something that is there; those that are on other things, on any of these. */
function onNode(asker: Asker, actions: readonly CatalogueAction[], { parts, account }: AwsNode): WayAnswer {
  return all(
    actions.map((action) => {
      const part = parts.find((each) => each.actions.includes(action));
      return part === undefined ? onAny(asker, action) : answerOf(ask(asker, action, part.language, account));
    }),
  );
}

/** Actions on what the first of them makes. */
function onNew(asker: Asker, actions: readonly CatalogueAction[]): WayAnswer {
  const [first, ...then] = actions;
  if (first === undefined) return NO;
  const made = first.needs.length === 1 ? first.needs[0] : undefined;
  return all([
    onAny(asker, first),
    ...then.map((action) =>
      made !== undefined && action.needs.some((type) => type === made)
        ? onMade(asker, first, action, made)
        : onAny(asker, action),
    ),
  ]);
}

/** An action on one of the things that the caller may make. */
function onMade(
  asker: Asker,
  first: CatalogueAction,
  action: CatalogueAction,
  type: CatalogueResource,
): WayAnswer {
  const language = makeable(asker, first, inAccount(asker, type));
  const later = language.length === 0 ? undefined : ask(asker, action, language);
  if (later?.over !== true) return NO;
  const made = later.witness === undefined ? undefined : ask(asker, first, [later.witness.resource]);
  return { ...answerOf(later), under: later.under && made?.under === true };
}

/** The ARNs of a type that statements let the caller make. */
function makeable(asker: Asker, action: CatalogueAction, arn: Pattern): readonly Pattern[] {
  const { rights, keys } = asker;
  if (rights.identity.some(({ unreadable }) => unreadable.length > 0)) return [arn];
  const context = { lookUp: (key: string): KeyState => keys.get(key) ?? { state: "unknown" } };
  const named = (entry: Template) => render(entry, true, (key) => variableValue(context, key));
  const patterns = rights.identity
    .flatMap(({ statements }) => statements.filter((statement) => allows(statement, action)))
    .flatMap(({ resources }): readonly Pattern[] => {
      if (resources?.negated !== false) return [arn];
      return resources.entries.map(named).filter((pattern) => pattern !== undefined);
    })
    .filter((pattern) => isNear(pattern, arn))
    .map((pattern) => (includes(arn, pattern) === "yes" ? arn : pattern));
  return [...new Map(patterns.map((pattern) => [keyOf(pattern), pattern])).values()];
}

/** An ARN is compared part by part, unless what is written is shorter than one. */
function isNear(pattern: Pattern, arn: Pattern): boolean {
  const [parts, wanted] = [arnParts(pattern), arnParts(arn)];
  if (parts.length < wanted.length) return intersects(pattern, arn);
  return wanted.every((part, at) => intersects(parts[at] ?? [], part));
}

function allows({ effect, actions }: Statement, { text }: CatalogueAction): boolean {
  const named = actions.entries.some((entry) => relateAction(entry, text) !== "no");
  return effect === "Allow" && actions.negated !== named;
}

/** An action on whatever there is, or will be: certain where all that a request is on may be of the caller's choice. */
function onAny(asker: Asker, action: CatalogueAction): WayAnswer {
  if (action.resources.length === 0) return answerOf(ask(asker, action, NO_RESOURCE));
  const own = action.resources.filter(({ service }) => service === action.service);
  const anything = onTypes(asker, action, own);
  if (!anything.over || action.needs.length === 0 || EITHER.has(action.service)) return anything;
  const needed = all(action.needs.map((type) => answerOf(ask(asker, action, [inAccount(asker, type)]))));
  return { ...anything, under: anything.under && needed.under };
}

function onTypes(asker: Asker, action: CatalogueAction, types: readonly CatalogueResource[]): WayAnswer {
  const language = types.flatMap((type) => makeable(asker, action, inAccount(asker, type)));
  return language.length === 0 ? NO : answerOf(ask(asker, action, language));
}

/** The ARNs of a type in the caller's own account. */
function inAccount({ principal }: Asker, { arn }: CatalogueResource): Pattern {
  const parts = arnParts(arn);
  const own = parts.map((part, at) =>
    at === ACCOUNT_PART && shownPattern(part) === "*" ? (principal.account ?? part) : part,
  );
  return concat(...own.flatMap((part, at) => (at === 0 ? [part] : [[char(":")], part])));
}

function ask(
  asker: Asker,
  action: CatalogueAction,
  language: readonly Pattern[],
  account: Pattern | undefined = asker.principal.account,
): Reach {
  return reach({
    principal: asker.principal,
    action: action.text,
    resource: { language, account, target: "other" },
    policies: { ...asker.rights, resource: [], restrictions: [] },
    keys: asker.keys,
    kindOf: asker.kindOf,
  });
}
