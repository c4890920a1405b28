import { relateAction } from "../pattern/arn";
import { glob, type Pattern } from "../pattern/token";
import { PairMemo } from "../pair-memo";
import { anyOf, not, type Truth } from "../truth";
import type { Listed } from "./document";
import { either, Malformed } from "./elements";
import { readTemplate, render, type TextReader } from "./template";

/** `Action` or `NotAction` of a statement. */
export type ActionList = Listed<Pattern>;

const actions = new Map<string, Pattern>();
const lists = new Map<string, ActionList>();

/** Actions are the same few in all policies: each is read once, so that what was found of one holds for all. */
function readAction(text: string, reader: TextReader): Pattern {
  const template = () =>
    render(readTemplate(text, false, reader), true, () => ({ state: "none" })) ?? glob("*");
  if (!isPlain(text, reader)) return template();
  const known = actions.get(text) ?? template();
  actions.set(text, known);
  return known;
}

/** True for a text that holds nothing which only the apply knows. */
function isPlain(text: string, reader: TextReader): boolean {
  return reader(text).every((piece) => piece === text);
}

/** The actions of a statement. Those that are written alike are one list, in whichever policy they stand. */
export function readActionList(statement: Readonly<Record<string, unknown>>, reader: TextReader): ActionList {
  const texts = either(statement, "Action", (text) => text);
  if (texts === undefined) throw new Malformed("Action or NotAction is missing");
  const { negated, entries } = texts;
  const read = () => ({ negated, entries: entries.map((text) => readAction(text, reader)) });
  if (!entries.every((text) => isPlain(text, reader))) return read();
  const key = JSON.stringify([negated, ...entries]);
  const known = lists.get(key) ?? read();
  lists.set(key, known);
  return known;
}

const answers = new PairMemo<ActionList, Pattern, Truth>();

/** Is a statement with this list about the action? */
export function relateList(list: ActionList, action: Pattern): Truth {
  const known = answers.get(list, action);
  if (known !== undefined) return known;
  const listed = anyOf(list.entries, (entry) => relateAction(entry, action));
  return answers.set(list, action, list.negated ? not(listed) : listed);
}

/** False only if a statement with this list is never about the action, whatever is not known yet. */
export function mayName(list: ActionList, action: Pattern): boolean {
  return relateList(list, action) !== "no";
}
