import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { outputDifference } from "./equal";
import type { Pair, Plan } from "./pairs";
import { largePlan, quickPlan, wholePlan } from "./pairs";
import { compile, measure } from "./processes";
import type { Measured } from "./results";
import { rows, table } from "./results";
import type { Round } from "./statistics";

const USAGE = `Usage: npm run bench -- [--quick | --large] [--json]

Prints ratios: the library against the same tenants written by hand, and against what any app imports; the proof
against the synthesis of what it proves.
Fails when the two write different plans, never on time.

  --quick  two rounds of 20 tenants, to see that the benchmark works; its ratios say nothing
  --large  one round of the proof of 10,000 tenants: how it grows
  --json   the same as JSON on standard output (npm run -s bench -- --json)`;

function say(text: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
}

function measureAll({ rounds, pairs }: Plan): Measured {
  const measured = new Map<Pair, Round[]>(pairs.map((pair) => [pair, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [pair, done] of measured) {
      done.push(measureRound(pair, round));
      say(`round ${round} of ${rounds}: ${pair.name}, ${pair.a.label} and ${pair.b.label}`);
    }
  }
  return measured;
}

/** One right after the other, and the other way round in the next round: whoever comes first has no advantage. */
function measureRound(pair: Pair, round: number): Round {
  if (round % 2 === 1) {
    const a = measure(pair.a);
    return { a, b: measure(pair.b) };
  }
  const b = measure(pair.b);
  return { a: measure(pair.a), b };
}

function main(): number {
  const { quick, large, json, help } = parseArgs({
    options: {
      quick: { type: "boolean" },
      large: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  }).values;
  if (help === true) {
    console.log(USAGE);
    return 0;
  }
  compile();
  say("compiled");
  const difference = outputDifference();
  if (difference !== undefined) {
    say(
      `The library and bench/by-hand write different plans, so their times cannot be compared.\n${difference}`,
    );
    return 1;
  }
  say("the library and the code by hand write the same bytes");
  const plan = quick === true ? quickPlan() : large === true ? largePlan() : wholePlan();
  const result = rows(plan, measureAll(plan));
  const { version, platform, arch } = process;
  const machine = { node: version, platform, arch, cpus: cpus().length };
  if (json === true)
    console.log(JSON.stringify({ machine, rounds: plan.rounds, rows: result }, undefined, 2));
  else console.log(`node ${version}, ${platform} ${arch}, ${plan.rounds} rounds\n\n${table(result)}`);
  return 0;
}

process.exitCode = main();
