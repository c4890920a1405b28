import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { format } from "node:util";
import { runInThisContext } from "node:vm";

const ENDINGS = ["", ".ts", ".js", ".json", "/index.ts"];
const PARAMETERS = "module, exports, require, __dirname, __filename, describe, it, test, expect";

/**
 * Loads tests that are written for jest, and what they import from the project, as often as it is asked to: each time
 * anew, so that nothing of one mutant is left for the next. Text is translated once; packages are loaded once.
 */
export class Worlds {
  #translated = new Map();
  #places = new Map();
  #require;
  #swc;
  #expect;
  #options;
  #aliases;

  constructor(root) {
    this.#require = createRequire(join(root, "package.json"));
    this.#swc = this.#require("@swc/core");
    this.#expect = this.#require("expect").expect;
    const { transform, moduleNameMapper } = this.#require("./jest.config.js");
    const [[, options]] = Object.values(transform);
    this.#options = { ...options, sourceMaps: false, swcrc: false };
    this.#aliases = Object.entries(moduleNameMapper).map(([from, to]) => [
      new RegExp(from),
      to.replace("<rootDir>", root),
    ]);
  }

  /** The tests of these files: what they are called, where they stand, and what they do. */
  load(files) {
    const tests = [];
    const titles = [];
    const modules = new Map();
    const describe = table((title, body) => {
      titles.push(title);
      body();
      titles.pop();
    });
    for (const file of files) {
      const it = table((title, body) => tests.push({ id: [...titles, title].join(" "), file, body }));
      this.#module(file, modules, [describe, it, it, this.#expect]);
    }
    return tests;
  }

  #module(path, modules, globals) {
    const known = modules.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(path, module);
    const load = (specifier) => {
      const place = this.#place(dirname(path), specifier);
      return place === undefined ? this.#require(specifier) : this.#module(place, modules, globals);
    };
    this.#body(path)(module, module.exports, load, dirname(path), path, ...globals);
    return module.exports;
  }

  /** The file of the project that is meant; `undefined` for one of a package. */
  #place(folder, specifier) {
    const key = `${folder}\n${specifier}`;
    if (!this.#places.has(key)) this.#places.set(key, this.#find(folder, specifier));
    return this.#places.get(key);
  }

  #find(folder, specifier) {
    const alias = this.#aliases.find(([from]) => from.test(specifier));
    if (alias !== undefined) return specifier.replace(...alias);
    if (!specifier.startsWith(".")) return undefined;
    const base = resolve(folder, specifier);
    return ENDINGS.map((ending) => base + ending).find((path) => existsSync(path) && statSync(path).isFile());
  }

  #body(path) {
    const known = this.#translated.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(path, "utf8");
    const { code } = path.endsWith(".json")
      ? { code: `module.exports = ${text}` }
      : this.#swc.transformSync(text, { ...this.#options, filename: path });
    const body = runInThisContext(`(function (${PARAMETERS}) {${code}\n})`, { filename: path });
    this.#translated.set(path, body);
    return body;
  }
}

/** `describe` and `it` with their `each`. */
function table(one) {
  const each = (rows) => (title, body) =>
    rows.forEach((row) => {
      const cells = Array.isArray(row) ? row : [row];
      one(format(title, ...cells.slice(0, (title.match(/%[sdij]/g) ?? []).length)), () => body(...cells));
    });
  return Object.assign((title, body) => one(title, body), { each });
}
