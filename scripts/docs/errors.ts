import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What is documented of one error. */
export interface DocumentedError {
  readonly code: string;
  /** The first sentence of the factory's comment: what the error is about. */
  readonly what: string;
  /** The advice of the message, with `…` for what depends on the case. */
  readonly fix: string;
  /** The file that makes it, below the project. */
  readonly file: string;
}

const HEAD = `# Errors

Every error has a code that never changes its meaning, the place in the app where it belongs, and four parts: what is
wrong, what was got, why it is wrong, and what to do. Test for the code; the text may get better.

This page is made from the source by \`npm run docs\`. Below, \`…\` stands for what depends on the case: a message
names it, and the corrected value where it can be computed.

`;

/** All errors of the library, by code. */
export function documentedErrors(root: string): DocumentedError[] {
  const folder = join(root, "lib", "errors");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => errorsOf(`lib/errors/${name}`, readFileSync(join(folder, name), "utf8")))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** The page docs/ERRORS.md. */
export function errorsPage(errors: readonly DocumentedError[]): string {
  const rows = errors.map(({ code, what, fix }) => `| ${code} | ${cell(what)} | ${cell(fix)} |`);
  return `${HEAD}| code | what | do |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
}

function errorsOf(file: string, text: string): DocumentedError[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  return tree.statements.flatMap((statement) =>
    codesIn(statement).map((parts) => ({
      code: literal(parts, "code"),
      what: summary(statement, text),
      fix: adviceOf(parts),
      file,
    })),
  );
}

/** The arguments of every `new TenancyError({ … })` below a node. */
function codesIn(node: ts.Node): ts.ObjectLiteralExpression[] {
  const found: ts.ObjectLiteralExpression[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isNewExpression(child) && child.expression.getText() === "TenancyError") {
      const [parts] = child.arguments ?? [];
      if (parts && ts.isObjectLiteralExpression(parts)) found.push(parts);
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

/** `TNT1001: a name that …` becomes `a name that …`. */
function summary(statement: ts.Node, text: string): string {
  const [range] = ts.getLeadingCommentRanges(text, statement.getFullStart())?.slice(-1) ?? [];
  const comment = range === undefined ? "" : text.slice(range.pos, range.end);
  const [first = ""] = comment.replace(/^\/\*\*|\*\/$|^\s*\*/gm, " ").split(/\n\s*\n|@/);
  return first.replace(/^\s*TNT\d{4}:\s*/, "");
}

function property(parts: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const one of parts.properties) {
    if (one.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(one)) return one.initializer;
    if (ts.isShorthandPropertyAssignment(one)) return one.name;
  }
  return undefined;
}

function literal(parts: ts.ObjectLiteralExpression, name: string): string {
  const value = property(parts, name);
  if (value === undefined || !ts.isStringLiteral(value))
    throw new Error(`${parts.getText()} has no plain ${name}`);
  return value.text;
}

function adviceOf(parts: ts.ObjectLiteralExpression): string {
  const fix = property(parts, "fix");
  const said = fix === undefined ? "…" : rendered(fix);
  return said === "…" ? "as the message says: it depends on the case." : said;
}

/** A text with `…` for what is not written in it; both texts where one of two is chosen. */
function rendered(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return rendered(node.expression);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => `${rendered(span.expression)}${span.literal.text}`);
    return node.head.text + spans.join("");
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return rendered(node.left) + rendered(node.right);
  }
  if (ts.isConditionalExpression(node)) {
    const both = [rendered(node.whenTrue), rendered(node.whenFalse)].filter(
      (text) => text !== "" && text !== "…",
    );
    return both.join(" Or: ") || "…";
  }
  return "…";
}
