/**
 * Three-valued truth (Kleene): what holds for every completion of what is not known is `yes` or `no`, the
 * rest is `unknown`. Nothing in the proof may turn `unknown` into one of the others without a reason.
 */
export type Truth = "yes" | "no" | "unknown";

/** The truth of something that is known. */
export function truthOf(known: boolean): Truth {
  return known ? "yes" : "no";
}

/** `yes` becomes `no` and the reverse; what is not known stays so. */
export function not(truth: Truth): Truth {
  if (truth === "unknown") return "unknown";
  return truth === "yes" ? "no" : "yes";
}

/** Conjunction: one `no` decides, then one `unknown`. Without members: `yes`. */
export function all(truths: Iterable<Truth>): Truth {
  let result: Truth = "yes";
  for (const truth of truths) {
    if (truth === "no") return "no";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

/** The conjunction over items; once one is `no`, the rest is not asked. */
export function allOf<T>(items: readonly T[], of: (item: T, at: number) => Truth): Truth {
  let result: Truth = "yes";
  let at = 0;
  for (const item of items) {
    const truth = of(item, at);
    at += 1;
    if (truth === "no") return "no";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

/** The disjunction over items; once one is `yes`, the rest is not asked. */
export function anyOf<T>(items: readonly T[], of: (item: T) => Truth): Truth {
  let result: Truth = "no";
  for (const item of items) {
    const truth = of(item);
    if (truth === "yes") return "yes";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}

/** Disjunction: one `yes` decides, then one `unknown`. Without members: `no`. */
export function any(truths: Iterable<Truth>): Truth {
  let result: Truth = "no";
  for (const truth of truths) {
    if (truth === "yes") return "yes";
    if (truth === "unknown") result = "unknown";
  }
  return result;
}
