import { counted, printable } from "../../model/words";
import type { Change, DifferenceReport } from "../../report/difference/report";
import {
  changeWords,
  declarationName,
  declarationWords,
  differenceSentence,
  stackWords,
  standingWords,
} from "../../report/difference/words";
import { witnessLines } from "../../report/witness";
import { OPAQUE_ADVICE, pairName } from "../../report/words";
import { table } from "../table";
import type { Style } from "../terminal";

const SHOWN_MOST = 50;

/** What a change opens and closes, as people read it: what must be settled first. */
export function differenceText(difference: DifferenceReport, style: Style): string {
  const { changes, unreadable, declarations, tenants } = difference;
  const sections = [
    ...changes.slice(0, SHOWN_MOST).map((change) => changeLines(change, style)),
    changes.length > SHOWN_MOST
      ? [`… and ${changes.length - SHOWN_MOST} more; --json lists all of them.`]
      : [],
    unreadable.added.flatMap(({ address, scope, reason }) => [
      style.heading(`UNKNOWN  ${printable(address)}   may have any effect on: ${scope}`),
      `  ?  ${printable(reason)}`,
      `  ${OPAQUE_ADVICE}`,
    ]),
    unreadable.removed.map(
      ({ address }) => `CLOSES  ${printable(address)}   it is gone, read, or answered for`,
    ),
    [
      ...declarations.added.map((one) => `Declared from now on: ${printable(declarationName(one))}`),
      ...declarations.removed.map((one) => `Declared no more: ${printable(declarationName(one))}`),
      ...tenants.added.map((tenant) => `New tenant: ${printable(tenant)}`),
      ...tenants.removed.map((tenant) => `Tenant that is gone: ${printable(tenant)}`),
    ],
    stackLines(difference, style),
    [differenceSentence(difference), standingWords(difference)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function changeLines(change: Change, style: Style): string[] {
  const { kind, planes, after, finding } = change;
  const head = [kind.toUpperCase(), pairName(change)].join("  ");
  return [
    style.heading(printable(`${head}   ${planes.join(", ")}   ${declarationWords(change)}`)),
    `  ${printable(changeWords(change))}`,
    ...(after.declared ? [] : witnessLines(finding).map(({ text }) => `  ${printable(text)}`)),
  ];
}

function stackLines({ stacks }: DifferenceReport, style: Style): string[] {
  if (stacks === null) return [];
  const { changed, total } = stacks;
  if (changed.length === 0) return [`Changes none of ${counted(total, "stack")}.`];
  const columns = [`Changes ${changed.length} of ${counted(total, "stack")}`, "Resources"];
  return table(
    columns.map((heading) => ({ heading })),
    changed.map((stack) => [stack.name, stackWords(stack)]),
    style,
  );
}
