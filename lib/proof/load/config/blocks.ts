import { gather } from "../../../model/lists";

/** A JSON object of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** A block of Terraform JSON with its labels: `resource`, type and name, for example. */
export interface LabelledBlock {
  readonly labels: readonly string[];
  readonly body: Json;
  /** JSON pointer into its file. */
  readonly pointer: string;
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * All blocks of a kind. Where a label or a body may stand, a list of them may stand as well. Source: Terraform,
 * "JSON configuration syntax", "Nested block mapping".
 */
export function labelledBlocks(document: Json, kind: string, labels: number): LabelledBlock[] {
  return below(document[kind], `/${escaped(kind)}`, [], labels);
}

function below(value: unknown, pointer: string, labels: readonly string[], missing: number): LabelledBlock[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => below(item, `${pointer}/${index}`, labels, missing));
  if (!isJson(value)) return [];
  if (missing === 0) return [{ labels, body: value, pointer }];
  return gather(Object.keys(value), (label) =>
    label === "//"
      ? []
      : below(value[label], `${pointer}/${escaped(label)}`, [...labels, label], missing - 1),
  );
}

/** Source: RFC 6901, section 3. */
export function escaped(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Occurrences of a nested block: one, or a list of them. */
export function occurrencesOf(value: unknown): readonly Json[] {
  return (Array.isArray(value) ? value : [value]).filter(isJson);
}

/** cdktf writes it as a comment; what an override added has none. */
export function constructPathOf(body: Json): string | undefined {
  const comment = body["//"];
  const metadata = isJson(comment) ? comment["metadata"] : undefined;
  const path = isJson(metadata) ? metadata["path"] : undefined;
  return typeof path === "string" ? path : undefined;
}
