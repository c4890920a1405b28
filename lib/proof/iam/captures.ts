import { type Context, variableValue } from "../condition/context";
import { type Pattern, shownPattern } from "../pattern/token";
import type { Statement } from "../policy/document";
import { render, type Template, variableKeys } from "../policy/template";

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The template as an expression that captures what the key would have to be. */
function expressionOf(key: string, template: Template, context: Context): RegExp {
  const source = template.map((part) => {
    if (part.kind === "variable" && part.key === key) return "(.+?)";
    const pattern = render([part], true, (other) => variableValue(context, other));
    const plain = pattern?.every((token) => token.kind === "char") === true;
    return plain ? escaped(shownPattern(pattern)) : ".*?";
  });
  return new RegExp(`^${source.join("")}$`, "s");
}

/** A text with variables, and the texts that it may come to be. */
interface Compared {
  readonly template: Template;
  readonly texts: readonly Pattern[];
}

/** The resource is compared with what the statements name, and a key that is known with what conditions ask for. */
function comparedIn(
  statements: readonly Statement[],
  language: readonly Pattern[],
  context: Context,
): readonly Compared[] {
  return statements.flatMap(({ resources, conditions }) => [
    ...(resources?.entries ?? []).map((template) => ({ template, texts: language })),
    ...conditions.flatMap(({ key, values }) => {
      const known = context.lookUp(key);
      return known.state === "values" ? values.map((template) => ({ template, texts: known.values })) : [];
    }),
  ]);
}

/**
 * Values of a key that would make the text of some statement's resource, or of a condition on another key, one of
 * what it is compared with: for a key that the caller chooses and that stands in the text as a variable. Only worth
 * a try: none may be found where there are some.
 */
export function captures(
  key: string,
  statements: readonly Statement[],
  language: readonly Pattern[],
  context: Context,
): readonly string[] {
  const found = comparedIn(statements, language, context).flatMap(({ template, texts }) => {
    if (!variableKeys(template).includes(key)) return [];
    const expression = expressionOf(key, template, context);
    return texts.flatMap((text) => expression.exec(shownPattern(text))?.slice(1) ?? []);
  });
  return [...new Set(found)];
}
