import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { performance } from "node:perf_hooks";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { Worlds } from "./world.mjs";

/** Each mutant waits for these runs of a property. One seed: a mutant's life does not hang on the draw. */
const RUNS = 30;
const SEED = 20_261_121;

/** What Stryker's instrumented code and its runners talk through. */
const stryker = (globalThis.__stryker__ ??= {});

/**
 * A test runner for Stryker that runs jest's tests in one process, loaded anew for each mutant: the runner of jest needs
 * a second for each, this one a few milliseconds.
 */
class FreshRunner {
  #worlds;
  #files = [];
  /** Milliseconds that each test took when it last ran: the fast ones are asked first. */
  #costs = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const root = process.cwd();
    const require = createRequire(join(root, "package.json"));
    const { tests } = require("./test/mutation/rooms.json")[process.env.MUTATION_ROOM];
    process.env.PROPERTY_RUNS_MOST = String(RUNS);
    require("fast-check").configureGlobal({ numRuns: RUNS, seed: SEED });
    this.#worlds = new Worlds(root);
    this.#files = testFiles(join(root, "test", "proof"), tests);
  }

  async dryRun({ coverageAnalysis }) {
    stryker.activeMutant = undefined;
    try {
      const perTest = coverageAnalysis === "perTest";
      const tests = await this.#run(this.#worlds.load(this.#files), { bail: false, perTest });
      stryker.currentTestId = undefined;
      return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: messageOf(error) };
    }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    stryker.activeMutant = mutantActivation === "static" ? activeMutant.id : undefined;
    const tests = await this.#mutantTests(testFilter, activeMutant.id);
    const result = determineHitLimitReached(stryker.hitCount, hitLimit);
    return toMutantRunResult(result ?? { status: DryRunStatus.Complete, tests });
  }

  async #mutantTests(testFilter, mutant) {
    try {
      const tests = this.#worlds.load(this.#files);
      stryker.activeMutant = mutant;
      const wanted = testFilter === undefined ? undefined : new Set(testFilter);
      const chosen = tests.filter(({ id }) => wanted?.has(id) ?? true);
      const cost = ({ id }) => this.#costs.get(id) ?? 0;
      return await this.#run(
        chosen.sort((a, b) => cost(a) - cost(b)),
        { bail: true, perTest: false },
      );
    } catch (error) {
      // The mutant is noticed before any test runs: the code cannot even be loaded.
      return [failed({ id: "loading" }, 0, error)];
    }
  }

  async #run(tests, { bail, perTest }) {
    const results = [];
    for (const test of tests) {
      if (perTest) stryker.currentTestId = test.id;
      const started = performance.now();
      try {
        await test.body();
        results.push({ ...shown(test, performance.now() - started), status: TestStatus.Success });
        this.#costs.set(test.id, performance.now() - started);
      } catch (error) {
        results.push(failed(test, performance.now() - started, error));
        if (bail) break;
      }
    }
    return results;
  }
}

/** The tests whose path begins so: those of a folder, or of one part of it. None that asks a foreign evaluator. */
function testFiles(folder, beginnings) {
  return readdirSync(folder, { recursive: true })
    .map((name) => name.split(sep).join("/"))
    .filter((name) => name.endsWith(".test.ts") && !name.endsWith("/oracle.test.ts"))
    .filter((name) => beginnings.some((beginning) => name.startsWith(beginning)))
    .sort()
    .map((name) => join(folder, name));
}

function shown({ id, file }, timeSpentMs) {
  return { id, name: id, fileName: file, timeSpentMs };
}

function failed(test, timeSpentMs, error) {
  return { ...shown(test, timeSpentMs), status: TestStatus.Failed, failureMessage: messageOf(error) };
}

function messageOf(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "fresh", FreshRunner)];
