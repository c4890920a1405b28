import { existsSync } from "node:fs";
import { join } from "node:path";
import { INTENT_FILE } from "../../model/intent";
import { MANIFEST_FILE, readPlan } from "../../plan/read-plan";
import type { ProofInput } from "../../proof/load/input";
import type { ReadIntent } from "../../proof/load/intent/read-intent";
import { readIntent } from "../../proof/load/intent/read-intent";
import type { OnProgress } from "../../proof/progress";
import { prove } from "../../proof/prove";
import type { Declarations } from "../../report/difference/changes";
import type { Side } from "../../report/difference/difference";
import type { Declaration } from "../../report/difference/report";
import type { Stacks } from "../../report/difference/stacks";
import { proofInput, readJson } from "../proof-input";

/** What is named on the command line, proved. @throws what the proof throws, and TNT3024, TNT3030 */
export function sideOf(named: string, intent: string | undefined, onProgress: OnProgress): Side {
  const input = proofInput(named, intent === undefined ? {} : { intent });
  return {
    report: prove(input, { onProgress }),
    declarations: declarationsOf(input),
    stacks: stacksOf(input),
  };
}

function stacksOf(input: ProofInput): Stacks | null {
  if (!("folder" in input) || !existsSync(join(input.folder, MANIFEST_FILE))) return null;
  return new Map(readPlan(input.folder).stacks.map(({ name, document }) => [name, document]));
}

function declarationsOf(input: ProofInput): Declarations {
  const file = "folder" in input ? join(input.folder, INTENT_FILE) : INTENT_FILE;
  const value = input.intent ?? readJson(file, "intent");
  return new Map(declared(readIntent(value, file)).map((one) => [one.name, one]));
}

/** By the names that findings give them: paths of an app, names and reasons of a person's file. */
function declared(read: ReadIntent): Declaration[] {
  if (read.form === "app") {
    const { rules, grants } = read.intent;
    return [
      ...rules.map(({ path }) => ({ name: path, expires: null })),
      ...grants.map(({ path, expires }) => ({ name: path, expires })),
    ];
  }
  const { rules, grants } = read.intent;
  return [
    ...rules.map(({ name }) => ({ name, expires: null })),
    ...grants.map(({ reason, expires }) => ({ name: reason, expires })),
  ];
}
