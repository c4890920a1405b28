/** Maps whose keys are names, and stay as they are. */
const NAMES = new Set(["labels", "annotations", "match_labels"]);

/**
 * What a manifest looks like to the API server that Terraform's Kubernetes provider is given: its arguments are the
 * same words in snake case, and its ports are texts.
 */
export function asKubernetes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asKubernetes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [camelCase(key), converted(key, inner)]),
  );
}

function converted(key: string, value: unknown): unknown {
  if (NAMES.has(key)) return value;
  if (key === "port" && typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  return asKubernetes(value);
}

function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** The same with the values of every selector sorted: they are a set, and come back in any order. */
export function withSortedSelectors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedSelectors);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "values" && Array.isArray(inner) ? [...inner].sort() : withSortedSelectors(inner),
    ]),
  );
}
