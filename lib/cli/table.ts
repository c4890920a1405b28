import { printable } from "../model/words";
import type { Style } from "./terminal";

const WIDE = /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const PLAIN = /^[\x20-\x7e]*$/;
const GAP = "  ";

/** A column: its heading, and on which side its cells stand. */
export interface Column {
  readonly heading: string;
  /** @default "left" */
  readonly align?: "left" | "right";
}

/** How many cells of a terminal a text takes. */
export function width(text: string): number {
  if (PLAIN.test(text)) return text.length;
  const segments = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)];
  return segments.reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);
}

/** Lines of aligned text under headings. Free text belongs in the last column, which is not filled up. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: Style,
): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = columns.map((column, index) =>
    cells.reduce((most, row) => Math.max(most, width(row[index] ?? "")), width(column.heading)),
  );
  const line = (row: readonly string[]) =>
    columns
      .map((column, index) => filled(row[index] ?? "", widths[index] ?? 0, column.align ?? "left"))
      .join(GAP)
      .trimEnd();
  return [style.heading(line(columns.map((column) => column.heading))), ...cells.map(line)];
}

function filled(text: string, to: number, align: "left" | "right"): string {
  const space = " ".repeat(to - width(text));
  return align === "left" ? text + space : space + text;
}
