import type { Expression, ForExpression, Step } from "./ast";

/** An expression as it could stand in a configuration: for messages, and as the name of what it stands for. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? quoted([expression]) : String(expression.value);
    case "template":
      return quoted(expression.parts);
    case "name":
      return expression.name;
    case "traversal":
      return `${printTerm(expression.of)}${expression.steps.map(printStep).join("")}`;
    case "call":
      return `${expression.name}(${printed(expression.args)}${expression.expands ? "..." : ""})`;
    case "list":
      return `[${printed(expression.items)}]`;
    case "object":
      return `{${expression.entries
        .map(({ key, value }) => `${printKey(key)} = ${printExpression(value)}`)
        .join(", ")}}`;
    case "unary":
      return `${expression.operator}${printTerm(expression.of)}`;
    case "binary":
      return `${printTerm(expression.left)} ${expression.operator} ${printTerm(expression.right)}`;
    case "conditional":
      return [
        `${printTerm(expression.test)} ? ${printTerm(expression.then)}`,
        printTerm(expression.otherwise),
      ].join(" : ");
    case "for":
      return printFor(expression);
    case "unreadable":
      return expression.text;
  }
}

function printed(expressions: readonly Expression[]): string {
  return expressions.map(printExpression).join(", ");
}

/** What is made of several words, in parentheses. */
function printTerm(expression: Expression): string {
  const loose = ["unary", "binary", "conditional"].includes(expression.kind) || isNegative(expression);
  return loose ? `(${printExpression(expression)})` : printExpression(expression);
}

function isNegative(expression: Expression): boolean {
  return expression.kind === "literal" && typeof expression.value === "number" && expression.value < 0;
}

function printKey(key: Expression): string {
  return key.kind === "literal" ? printExpression(key) : `(${printExpression(key)})`;
}

function printStep(step: Step): string {
  if (step.kind === "attribute") return `.${step.name}`;
  if (step.kind === "index") return `[${printExpression(step.key)}]`;
  return `[*]${step.steps.map(printStep).join("")}`;
}

function printFor({ keyName, valueName, of, key, value, when, groups }: ForExpression): string {
  const names = keyName === undefined ? valueName : `${keyName}, ${valueName}`;
  const condition = when === undefined ? "" : ` if ${printExpression(when)}`;
  const head = `for ${names} in ${printExpression(of)} : `;
  if (key === undefined) return `[${head}${printExpression(value)}${condition}]`;
  const result = `${printExpression(key)} => ${printExpression(value)}${groups ? "..." : ""}`;
  return `{${head}${result}${condition}}`;
}

const ESCAPED: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  '"': '\\"',
  "\\": "\\\\",
};

function quoted(parts: readonly Expression[]): string {
  return `"${parts.map(printPart).join("")}"`;
}

function printPart(part: Expression): string {
  if (part.kind !== "literal" || typeof part.value !== "string") return `\${${printExpression(part)}}`;
  return part.value
    .replace(/[\n\r\t"\\]/g, (character) => ESCAPED[character] ?? character)
    .replaceAll("${", "$${")
    .replaceAll("%{", "%%{");
}
