import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "../support/source";
import { importsOf, ROOT, sources } from "../support/source";

/** Rooms that work on plain data; their users need not have cdktf installed. */
const PURE_ROOMS = ["errors", "model", "plan", "proof", "report", "cli"];
/** The only file that makes providers, so the only one that loads the classes of the bindings, besides look-ups. */
const PROVIDER_FILE = "lib/terraform/stack-providers.ts";

const files = sources("lib");

/** The room of a file: its folder below lib, or `index` for the public names. */
function roomOf(path: string): string {
  return path.split("/")[1]?.replace(/\.ts$/, "") ?? "";
}

/** The table of docs/ARCHITECTURE.md: what each room may import. */
function documentedRooms(): Map<string, readonly string[]> {
  const page = readFileSync(join(ROOT, "docs", "ARCHITECTURE.md"), "utf8");
  const rows = [...page.matchAll(/^\| `lib\/([a-z]+)(?:\/|\.ts)` +\|[^|]*\|([^|]*)\|$/gm)];
  return new Map(rows.map(([, room = "", imports = ""]) => [room, named(imports)]));
}

function named(cell: string): string[] {
  return [...cell.matchAll(/`([a-z]+)`/g)].map(([, room = ""]) => room);
}

function imports(wanted: (source: Source, specifier: string, typeOnly: boolean) => boolean): string[] {
  return files.flatMap((source) =>
    importsOf(source)
      .filter(({ specifier, typeOnly }) => wanted(source, specifier, typeOnly))
      .map(({ specifier }) => `${source.path} imports ${specifier}`),
  );
}

test("docs/ARCHITECTURE.md names every room of lib, and no other", () => {
  const rooms = new Set(files.map((source) => roomOf(source.path)));
  expect([...documentedRooms().keys()].sort()).toEqual([...rooms].sort());
});

test("rooms import only what docs/ARCHITECTURE.md lets them", () => {
  const allowed = documentedRooms();
  const breaches = files.flatMap((source) => {
    const from = roomOf(source.path);
    return importsOf(source)
      .flatMap(({ file }) => (file === undefined ? [] : [file]))
      .filter((file) => roomOf(file) !== from && !allowed.get(from)?.includes(roomOf(file)))
      .map((file) => `${source.path} imports ${file}`);
  });
  expect(breaches).toEqual([]);
});

test("no file imports itself in a circle, not even for types", () => {
  const graph = new Map(
    files.map((source) => [
      source.path,
      importsOf(source).flatMap(({ file }) => (file === undefined ? [] : [file])),
    ]),
  );
  expect(circles(graph)).toEqual([]);
});

test("the pure rooms import neither cdktf, nor constructs, nor a provider", () => {
  const framework = /^(cdktf|cdktn|constructs)$|^@cdk(tf|tn)\//;
  expect(
    imports(({ path }, specifier) => PURE_ROOMS.includes(roomOf(path)) && framework.test(specifier)),
  ).toEqual([]);
});

test("a provider is imported by sub-path, never as a whole", () => {
  expect(
    imports((_, specifier) => /^@cdk(tf|tn)\/provider-[^/]+(\/lib)?(\/index)?$/.test(specifier)),
  ).toEqual([]);
});

test("of a provider only types are imported, except to make providers and to look things up", () => {
  const loaded = imports(
    ({ path }, specifier, typeOnly) =>
      /^@cdk(tf|tn)\/provider-/.test(specifier) &&
      !typeOnly &&
      path !== PROVIDER_FILE &&
      !/\/lib\/data-(aws|kubernetes)-[a-z0-9-]+$/.test(specifier),
  );
  expect(loaded).toEqual([]);
});

test("behind the constructs nothing that reads is loaded: the proof is asked by name, and only when it is wanted", () => {
  const graph = new Map(
    files.map((source) => [
      source.path,
      importsOf(source).flatMap(({ file, typeOnly }) => (file === undefined || typeOnly ? [] : [file])),
    ]),
  );
  const rooms = [...reachedFrom("lib/index.ts", graph)].map(roomOf);
  expect(rooms).toContain("gate");
  expect(rooms.filter((room) => ["plan", "proof", "testing", "cli"].includes(room))).toEqual([]);
});

function reachedFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set([start]);
  // A set goes on with what is added to it on the way.
  for (const file of reached) for (const next of graph.get(file) ?? []) reached.add(next);
  return reached;
}

/** Every circle once, as the path that comes back to its start. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) found.push([...trail.slice(start), file].join(" → "));
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
