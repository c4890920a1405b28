/** For tests of apps: synthesize as `cdktf synth` does, and ask what was written. */
export { synthesize } from "./synthesize";
export { SynthesizedPlan } from "./synthesized-plan";
export type { SynthesizedResource } from "./synthesized-plan";
export { SynthesizedStack } from "./synthesized-stack";
export type { Attributes, StackJson } from "./synthesized-stack";
