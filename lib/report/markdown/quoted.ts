import { printable } from "../../model/words";

/**
 * Names, addresses and sentences of a plan stand in code alone: in it neither Markdown nor HTML means anything, and
 * no page makes a link or a mention of it.
 *
 * Source: CommonMark 0.31, "Code spans" and "Fenced code blocks".
 */
export function code(text: string): string {
  const shown = printable(text);
  if (shown === "") return "";
  const fence = "`".repeat(longestRun(shown) + 1);
  // One space at each end belongs to the fence.
  const inside = /^[` ]|[` ]$/.test(shown) ? ` ${shown} ` : shown;
  return `${fence}${inside}${fence}`;
}

/** The same for a cell of a table, which a bar would end even in code. */
export function cellCode(text: string): string {
  return code(text.replaceAll("|", "\\u{7c}"));
}

/** Lines as they are, in a block. */
export function codeBlock(lines: readonly string[]): string {
  const shown = lines.map(printable);
  const fence = "`".repeat(Math.max(3, longestRun(shown.join("\n")) + 1));
  return [`${fence}text`, ...shown, fence].join("\n");
}

/** Something that opens on a click. `summary` is ours, `content` Markdown that is safe already. */
export function folded(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/** A table of cells that are safe already. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
