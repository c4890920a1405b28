const fc = require("fast-check");

const RUNS = 60;

// Each mutant waits for these runs. One seed: what a mutant does decides whether it lives, not the draw.
process.env.PROPERTY_RUNS_MOST = String(RUNS);
fc.configureGlobal({ numRuns: RUNS, seed: 20_261_121 });
