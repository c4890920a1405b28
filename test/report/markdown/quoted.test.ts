import fc from "fast-check";
import { marked } from "marked";
import { printable } from "../../../lib/model/words";
import { cellCode, code, codeBlock, markdownTable } from "../../../lib/report/markdown/quoted";
import { textOf } from "../../support/rendered";

/** Text with everything that means something in Markdown, HTML or a table, and characters of any script. */
const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."`|<>&*_[]()!#\\\n\r\t ~-+.:@ax") }),
  fc.string({ unit: "grapheme" }),
);
const notBlank = anyText.filter((text) => printable(text).trim() !== "");

const rendered = (markdown: string) => marked.parse(markdown, { gfm: true, async: false }) as string;

test("any text stays itself in a paragraph: no markup, no link, no image comes of it", () => {
  fc.assert(
    fc.property(notBlank, (text) => {
      const html = rendered(`Before ${code(text)} after`);
      expect(html.replace(/<code>[^<]*<\/code>/, "<code/>")).toBe("<p>Before <code/> after</p>\n");
      expect(textOf(html)).toBe(`Before ${printable(text)} after\n`);
    }),
  );
});

test("any text stays in its cell of a table", () => {
  fc.assert(
    fc.property(notBlank, notBlank, (one, other) => {
      const html = rendered(markdownTable(["a", "b"], [[cellCode(one), cellCode(other)]]));
      const cells = [...html.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell = ""]) => textOf(cell));
      const shown = (text: string) => printable(text).replaceAll("|", "\\u{7c}");
      expect(cells).toEqual([shown(one), shown(other)]);
    }),
  );
});

test("any lines stay in their block, and what follows is Markdown again", () => {
  fc.assert(
    fc.property(fc.array(notBlank, { minLength: 1, maxLength: 4 }), (lines) => {
      const html = rendered(`${codeBlock(lines)}\n\n**after**`);
      const [, inside = "", after = ""] = /^<pre><code[^>]*>([^<]*)<\/code><\/pre>\n(.*)$/s.exec(html) ?? [];
      expect(after).toBe("<p><strong>after</strong></p>\n");
      expect(textOf(inside)).toBe(`${lines.map(printable).join("\n")}\n`);
    }),
  );
});

test("what would turn a line or hide text is written out", () => {
  expect(code("a\nb\u202ec")).toBe("`a\\u{a}b\\u{202e}c`");
});
