import { gather } from "../../../model/lists";
import type { CatalogueAction } from "../../catalogue/catalogue";
import { keyOfAction } from "../../iam/carried-keys";
import { type ActionList, mayName, relateList } from "../../policy/action-list";
import type { PolicyDocument, Statement } from "../../policy/document";
import type { AwsNode } from "../model/node";
import type { Asker } from "./asker";
import { setsBoundary } from "./resource-keys";

/** True if the statement is about the action. */
export function isAbout({ actions }: Statement, action: CatalogueAction): boolean {
  return mayName(actions, action.text);
}

/** The policies of somebody, and those that limit them. */
export function documentsOf({ rights }: Asker): readonly PolicyDocument[] {
  return [...rights.identity, ...(rights.boundary ?? [])];
}

/** Everything that is asked when somebody wants something of a resource. */
export function documentsAbout(asker: Asker, { policies }: AwsNode): readonly PolicyDocument[] {
  return [...documentsOf(asker), ...policies];
}

export function statementsAbout(asker: Asker, node: AwsNode): readonly Statement[] {
  return statementsOf(documentsAbout(asker, node));
}

export function statementsOf(documents: readonly PolicyDocument[]): readonly Statement[] {
  return gather(documents, ({ statements }) => statements);
}

export function mayAllow(documents: readonly PolicyDocument[], action: CatalogueAction): boolean {
  return documents.some(
    ({ statements, unreadable }) =>
      unreadable.length > 0 ||
      statements.some((statement) => statement.effect === "Allow" && isAbout(statement, action)),
  );
}

type Classes = ReadonlyMap<CatalogueAction, string>;

/**
 * Actions that all statements name alike are decided together. Tenants of one construct have lists of actions that are
 * written alike, so that their actions fall into the same classes, which are found once.
 */
export class ActionClasses {
  private readonly numbers = new Map<ActionList, number>();
  private readonly known = new WeakMap<readonly CatalogueAction[], Map<string, Classes>>();

  /** The class of each of the actions; two with the same one have the same answer. */
  of(actions: readonly CatalogueAction[], statements: readonly Statement[]): Classes {
    const lists = [...new Set(statements.map((statement) => statement.actions))];
    const key = lists
      .map((list) => this.numberOf(list))
      .sort((a, b) => a - b)
      .join();
    const bySet = this.known.get(actions) ?? new Map<string, Classes>();
    this.known.set(actions, bySet);
    const found = bySet.get(key) ?? classesOf(actions, lists);
    bySet.set(key, found);
    return found;
  }

  private numberOf(list: ActionList): number {
    const number = this.numbers.get(list) ?? this.numbers.size;
    this.numbers.set(list, number);
    return number;
  }
}

function classesOf(actions: readonly CatalogueAction[], lists: readonly ActionList[]): Classes {
  const named = (action: CatalogueAction) => lists.map((list) => relateList(list, action.text)).join();
  return new Map(
    actions.map((action) => {
      const carried = keyOfAction(`${action.service}:${action.name}`) ?? "";
      return [action, `${action.service} ${setsBoundary(action)} ${carried} ${named(action)}`];
    }),
  );
}
