import { type Context, variableValue } from "../condition/context";
import { type Pattern, shownPattern } from "../pattern/token";
import type { Statement } from "../policy/document";
import { render, type Template } from "../policy/template";

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

/**
 * Values of a key that would make the text of some statement's resource one of these: for a key that the
 * caller chooses and that stands in the text as a variable. Only worth a try: none may be found where there
 * are some.
 */
export function captures(
  key: string,
  statements: readonly Statement[],
  language: readonly Pattern[],
  context: Context,
): readonly string[] {
  const templates = statements.flatMap(({ resources }) => resources?.entries ?? []);
  const asked = templates.filter((template) =>
    template.some((part) => part.kind === "variable" && part.key === key),
  );
  const texts = language.map(shownPattern);
  const found = asked.flatMap((template) => {
    const expression = expressionOf(key, template, context);
    return texts.flatMap((text) => expression.exec(text)?.slice(1) ?? []);
  });
  return [...new Set(found)];
}
