import { type KeyState, variableValue } from "../../condition/context";
import type { GraphNode, Step } from "../../facts/step";
import { type Reach, reach } from "../../iam/reach";
import { intersects } from "../../pattern/intersects";
import { glob, type Pattern, word } from "../../pattern/token";
import { mayName } from "../../policy/action-list";
import type { Statement } from "../../policy/document";
import { render } from "../../policy/template";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { accountNode } from "./account";
import type { Asker } from "./asker";
import { evidenceOf, reasonOf, requestOf } from "./words";

/** How somebody comes to a principal that there was not, and that nothing limits. */
interface Making {
  readonly kind: "role" | "user";
  readonly create: string;
  /** One action of each list, all on the principal that was made. */
  readonly then: readonly (readonly string[])[];
}

/** A new role trusts whom its maker says; for a user keys or a password have to be made. */
const MAKINGS: readonly Making[] = [
  { kind: "role", create: "iam:CreateRole", then: [["iam:PutRolePolicy", "iam:AttachRolePolicy"]] },
  {
    kind: "user",
    create: "iam:CreateUser",
    then: [
      ["iam:PutUserPolicy", "iam:AttachUserPolicy"],
      ["iam:CreateAccessKey", "iam:CreateLoginProfile"],
    ],
  },
];

/** A principal with a boundary is not what is looked for: it is made without one, which conditions may forbid. */
const UNBOUND: ReadonlyMap<string, KeyState> = new Map([["iam:permissionsboundary", { state: "absent" }]]);

function ask(asker: Asker, action: string, language: Pattern): Reach {
  return reach({
    principal: asker.principal,
    action: word(action),
    resource: { language: [language], account: asker.principal.account, target: "other" },
    policies: { ...asker.rights, resource: [], restrictions: [] },
    keys: new Map([...asker.keys, ...UNBOUND]),
    kindOf: asker.kindOf,
  });
}

function allows({ effect, actions }: Statement, action: string): boolean {
  return effect === "Allow" && mayName(actions, word(action));
}

/** Names that could be given: all, and those that some statement names. */
function languages(asker: Asker, { kind, create }: Making): readonly Pattern[] {
  const all = glob(`arn:*:iam::*:${kind}/*`);
  const context = { lookUp: (key: string) => asker.keys.get(key) ?? ({ state: "unknown" } as const) };
  const statements = asker.rights.identity.flatMap((document) => document.statements);
  const named = statements
    .filter((statement) => allows(statement, create))
    .flatMap(({ resources }) => (resources?.negated === false ? resources.entries : []))
    .flatMap((entry) => {
      const pattern = render(entry, true, (key) => variableValue(context, key));
      return pattern !== undefined && intersects(pattern, all) ? [pattern] : [];
    });
  const canCreate = statements.some((statement) => allows(statement, create));
  return canCreate ? [...named, all] : [];
}

function best(answers: readonly Reach[]): Reach | undefined {
  return answers.find(({ under }) => under) ?? answers.find(({ over }) => over);
}

interface Made {
  readonly created: Reach;
  readonly what: readonly string[];
  readonly under: boolean;
  readonly causes: readonly string[];
}

function make(asker: Asker, making: Making, language: Pattern): Made | undefined {
  const created = ask(asker, making.create, language);
  if (!created.over) return undefined;
  const made = created.witness?.resource ?? language;
  const ways = making.then.map((actions) => {
    const answers = actions.map((action) => ({ action, answer: ask(asker, action, made) }));
    const found = best(answers.map(({ answer }) => answer));
    return answers.find(({ answer }) => answer === found);
  });
  const done = ways.flatMap((way) => (way === undefined ? [] : [way]));
  if (done.length < ways.length) return undefined;
  return {
    created,
    what: [making.create, ...done.map(({ action }) => action)],
    under: created.under && done.every(({ answer }) => answer.under),
    causes: [created, ...done.map(({ answer }) => answer)].flatMap(({ causes }) => causes),
  };
}

/** The step to the whole account of somebody who can make a principal and give it any policy. */
export function newPrincipal(
  model: AwsModel,
  asker: Asker,
  self: AwsNode,
): { readonly step: Step; readonly to: GraphNode } | undefined {
  const all = MAKINGS.flatMap((making) =>
    languages(asker, making).flatMap((language) => make(asker, making, language) ?? []),
  );
  const found = all.find(({ under }) => under) ?? all[0];
  if (found === undefined) return undefined;
  const { created, what, under, causes } = found;
  const to = accountNode(model, self);
  const step: Step = {
    from: asker.node.id,
    to: to.id,
    kind: "control",
    plane: "identity",
    what: [...what].sort(),
    certainty: under ? "must" : "may",
    causes: under ? [] : [...new Set(causes)].sort(),
    because: `${reasonOf(model, created)}, and whoever it makes can be given any policy`,
    evidence: evidenceOf(model, created, self.node.provenance),
    request: under ? requestOf(asker, what[0] ?? "", created) : undefined,
  };
  return { step, to };
}
