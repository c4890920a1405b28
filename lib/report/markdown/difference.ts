import { counted } from "../../model/words";
import type { Change, Declaration, DifferenceReport } from "../difference/report";
import {
  changeWords,
  declarationName,
  declarationWords,
  differenceSentence,
  stackWords,
  standingWords,
} from "../difference/words";
import { witnessLines } from "../witness";
import { OPAQUE_ADVICE, pairName } from "../words";
import { COMMENT_MOST, fitting } from "./budget";
import { code, codeBlock, folded } from "./quoted";

/** By this a workflow finds the comment that it wrote before. */
const MARKER = "<!-- cdktf-tenants diff -->";
const STACKS_MOST = 50;
const HEADINGS: Readonly<Record<Change["kind"], string>> = {
  opens: "Opens",
  unknown: "Unknown",
  declares: "Declares",
  closes: "Closes",
};

/** What a change opens and closes, as the comment of a pull request. */
export function differenceMarkdown(difference: DifferenceReport): string {
  const { changes, unreadable, declarations, tenants } = difference;
  const head = [
    MARKER,
    "## Tenants: what this change opens and closes",
    `**${differenceSentence(difference)}**`,
  ];
  const tail = [
    ...declarationLines("Declared from now on", declarations.added),
    ...declarationLines("Declared no more", declarations.removed),
    ...namesLine("New tenants", tenants.added),
    ...namesLine("Tenants that are gone", tenants.removed),
    ...stackLines(difference),
    `${standingWords(difference)} Looked at: ${difference.planes.join(", ")}.`,
  ];
  const blocks = [
    ...changes.map(changeBlock),
    ...unreadable.added.map(
      ({ address, scope, reason, stack }) =>
        `**Unknown** ${code(address)}: it cannot be read, and may have any effect on: ${scope}.\n\n` +
        folded("Why, and what to do", codeBlock([`?  ${reason} (${stack})`, OPAQUE_ADVICE])),
    ),
    ...unreadable.removed.map(
      ({ address }) => `**Closes** ${code(address)}: it is gone, read, or answered for.`,
    ),
  ];
  const { shown, left } = fitting(blocks, COMMENT_MOST - [...head, ...tail].join("\n\n").length);
  const more = left === 0 ? [] : [`… and ${left} more; \`cdktf-tenants diff --json\` lists all of them.`];
  return `${[...head, ...shown, ...more, ...tail].join("\n\n")}\n`;
}

/** What nobody declared is shown with its witness; the rest is a line. */
function changeBlock(change: Change): string {
  const { kind, planes, after } = change;
  const what = `${code(pairName(change))} (${planes.join(", ")}): ${changeWords(change, code)}`;
  const line = `**${HEADINGS[kind]}** ${what}`;
  const by = declarationWords(change, code);
  if (after.declared) return `${line} (${by})`;
  const witness = codeBlock(witnessLines(change.finding).map(({ text }) => text));
  return `${line}: **${by}**\n\n${folded("How, and what to do", witness)}`;
}

function declarationLines(heading: string, declarations: readonly Declaration[]): string[] {
  return namesLine(
    heading,
    declarations.map((one) => declarationName(one)),
  );
}

function namesLine(heading: string, names: readonly string[]): string[] {
  return names.length === 0
    ? []
    : [folded(`${heading}: ${names.length}`, codeBlock(names.slice(0, STACKS_MOST)))];
}

function stackLines({ stacks }: DifferenceReport): string[] {
  if (stacks === null) return [];
  const { total, changed } = stacks;
  if (changed.length === 0) return [`Changes none of ${counted(total, "stack")}.`];
  const listed = changed.slice(0, STACKS_MOST).map((stack) => `${code(stack.name)} (${stackWords(stack)})`);
  const left = changed.length - listed.length;
  const more = left === 0 ? "" : `, and ${left} more`;
  return [`Changes ${changed.length} of ${counted(total, "stack")}: ${listed.join(", ")}${more}.`];
}
