import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import ts from "typescript";

export const ROOT = join(__dirname, "..", "..");

/** One import or re-export of a file. */
export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** The file below the project, for a relative one. */
  readonly file: string | undefined;
  readonly typeOnly: boolean;
}

/** A source file, parsed. */
export interface Source {
  /** Below the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

const parsed = new Map<string, Source>();

/** All TypeScript files below a folder of the project. */
export function sources(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/(^|[\\/])(cdktf\.out|node_modules)[\\/]/.test(name))
    .map((name) => source(join(folder, name)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function source(path: string): Source {
  const key = path.split(sep).join("/");
  const known = parsed.get(key);
  if (known) return known;
  const text = readFileSync(join(ROOT, path), "utf8");
  const made = { path: key, text, tree: ts.createSourceFile(key, text, ts.ScriptTarget.ES2022, true) };
  parsed.set(key, made);
  return made;
}

/** Every node of a tree, parents first. */
export function nodes(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

export function importsOf({ path, tree }: Source): Import[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    const specifier = moduleSpecifier.text;
    return [{ specifier, file: fileOf(path, specifier), typeOnly: isTypeOnly(statement) }];
  });
}

function isTypeOnly(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return ts.isExportDeclaration(statement)
    ? statement.isTypeOnly
    : (statement.importClause?.isTypeOnly ?? false);
}

function fileOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = relative(ROOT, join(ROOT, dirname(from), specifier))
    .split(sep)
    .join("/");
  return [`${path}.ts`, `${path}/index.ts`].find((file) => ts.sys.fileExists(join(ROOT, file))) ?? path;
}

/** Where in the source a node stands, for the messages of tests. */
export function spotOf({ path, tree }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
}
