import ts from "typescript";
import { nodes, source, sources, spotOf } from "../support/source";
import type { Source } from "../support/source";

const LINES_MOST = 400;
const MEDIAN_MOST = 150;

const library = sources("lib");
const everything = ["lib", "test", "scripts", "bench", "examples"].flatMap(sources);

/** The classes and interfaces behind the public names. */
function publicDeclarations(): { readonly file: Source; readonly node: ts.Declaration }[] {
  return ["lib/index.ts", "lib/testing/index.ts"].flatMap((entry) =>
    source(entry).tree.statements.flatMap((statement) => {
      if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) return [];
      if (!ts.isNamedExports(statement.exportClause)) return [];
      const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
      const file = source(`${entry.slice(0, entry.lastIndexOf("/"))}/${specifier.slice(2)}.ts`);
      return statement.exportClause.elements.flatMap(({ name, propertyName }) =>
        declaration(file, (propertyName ?? name).text).map((node) => ({ file, node })),
      );
    }),
  );
}

function declaration(file: Source, name: string): ts.Declaration[] {
  return file.tree.statements.filter(
    (node): node is ts.ClassDeclaration | ts.InterfaceDeclaration =>
      (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) && node.name?.text === name,
  );
}

function parameterNames({ parameters }: ts.SignatureDeclaration): string[] {
  return parameters.map((parameter) => parameter.name.getText());
}

/** `prop?: never` keeps one kind of props from being taken for another: nobody can give it. */
function isOptional(node: ts.Node): boolean {
  if (!ts.isPropertySignature(node) || node.questionToken === undefined) return false;
  return node.type?.kind !== ts.SyntaxKind.NeverKeyword;
}

function spots(files: readonly Source[], wanted: (node: ts.Node) => boolean): string[] {
  return files.flatMap((file) =>
    nodes(file.tree)
      .filter(wanted)
      .map((node) => spotOf(file, node)),
  );
}

test(`no file has more than ${LINES_MOST} lines, and half of lib's have at most ${MEDIAN_MOST}`, () => {
  const lines = (file: Source) => file.text.split("\n").length - 1;
  const long = everything.filter((file) => lines(file) > LINES_MOST);
  const sorted = library.map(lines).sort((a, b) => a - b);
  expect(long.map((file) => file.path)).toEqual([]);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(MEDIAN_MOST);
});

test("lib exports by name: nothing wholesale, nothing by default", () => {
  expect(
    spots(library, (node) => {
      if (ts.isExportAssignment(node)) return true;
      if (ts.isExportDeclaration(node)) {
        return node.exportClause === undefined || ts.isNamespaceExport(node.exportClause);
      }
      return (
        ts.canHaveModifiers(node) &&
        (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
      );
    }),
  ).toEqual([]);
});

test("nothing has the type any", () => {
  expect(spots(everything, (node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
});

test("no check is switched off by a comment", () => {
  const switches = new RegExp(["@ts-(ignore|expect-error|nocheck)", "eslint-" + "disable"].join("|"));
  const off = everything.filter(
    ({ text, path }) => switches.test(text) && !path.endsWith(__filename.slice(-14)),
  );
  expect(off.map((file) => file.path)).toEqual([]);
});

test("a public construct is made of scope, id and props; an import of scope, id and what is known of it", () => {
  const constructs = publicDeclarations().flatMap(({ file, node }) =>
    ts.isClassDeclaration(node) && /\bextends Construct\b/.test(node.getText()) ? [{ file, node }] : [],
  );
  const names = constructs.map(({ node }) => node.name?.text);
  expect(names).toEqual(expect.arrayContaining(["Infrastructure", "Tenant"]));
  for (const { node } of constructs) {
    for (const member of node.members) {
      const name = member.name?.getText() ?? "";
      if (ts.isConstructorDeclaration(member))
        expect(parameterNames(member)).toEqual(["scope", "id", "props"]);
      if (ts.isMethodDeclaration(member) && /^from[A-Z]/.test(name)) {
        const last = /Lookup$/.test(name) ? "lookup" : "attributes";
        expect(parameterNames(member)).toEqual(["scope", "id", last]);
      }
    }
  }
});

test("every optional property that users may give says what holds without it", () => {
  const silent = publicDeclarations().flatMap(({ file, node }) =>
    nodes(node)
      .filter(isOptional)
      .filter((member) => !ts.getJSDocTags(member).some((tag) => tag.tagName.text === "default"))
      .map((member) => spotOf(file, member)),
  );
  expect(silent).toEqual([]);
});

test("every public class and interface says what it means", () => {
  const silent = publicDeclarations().flatMap(({ file, node }) =>
    ts.getJSDocCommentsAndTags(node).length > 0 ? [] : [spotOf(file, node)],
  );
  expect(silent).toEqual([]);
});
