import fc from "fast-check";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { keepAnswers } from "./answers";
import { clusters } from "./clusters";
import { judged } from "./judge";

const SEED = 20_261_121;
const CLUSTERS = { certain: 200, uncertain: 100 };

/** Asks the judge again: `npx tsx test/proof/oracles/network-policies/remake.ts`. */
function remake(): void {
  mkdirSync(join(__dirname, "answers"), { recursive: true });
  for (const kind of ["certain", "uncertain"] as const) {
    const uncertain = kind === "uncertain";
    const drawn = fc.sample(clusters(uncertain), { numRuns: CLUSTERS[kind], seed: SEED });
    const open = judged(drawn, uncertain);
    keepAnswers(
      kind,
      drawn.map((cluster, n) => ({ cluster, open: open[n] ?? {} })),
    );
  }
}

remake();
