import fc from "fast-check";
import type { Expression, Step } from "../../../../lib/proof/load/expression/ast";
import { OPERATORS } from "../../../../lib/proof/load/expression/ast";
import { parseExpression, parseTemplate } from "../../../../lib/proof/load/expression/parse";
import { printExpression } from "../../../../lib/proof/load/expression/print";

const name = fc.constantFrom("a", "b-c", "aws_iam_role", "_x", "for_each", "übung");
const literalText = fc.string({ unit: "grapheme", maxLength: 8 });
const text: fc.Arbitrary<Expression> = literalText.map((value) => ({ kind: "literal", value }));

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const any = tie("expression");
  const step: fc.Arbitrary<Step> = fc.oneof(
    name.map((word): Step => ({ kind: "attribute", name: word })),
    any.map((key): Step => ({ kind: "index", key })),
  );
  const traversal = fc
    .record({
      name,
      steps: fc.array(step, { minLength: 1, maxLength: 3 }),
      last: fc.array(step, { maxLength: 2 }),
      splat: fc.boolean(),
    })
    .map(({ name: root, steps, last, splat }): Expression => ({
      kind: "traversal",
      of: { kind: "name", name: root },
      steps: splat ? [...steps, { kind: "splat", steps: last }] : steps,
    }));
  return {
    expression: fc.oneof(
      { maxDepth: 3 },
      text,
      fc
        .oneof(fc.nat(1000), fc.boolean(), fc.constant(null))
        .map((value): Expression => ({ kind: "literal", value })),
      name.map((word): Expression => ({ kind: "name", name: word })),
      traversal,
      fc
        .record({ name, args: fc.array(any, { maxLength: 3 }), expands: fc.boolean() })
        .map(({ args, expands, ...call }): Expression => ({
          kind: "call",
          ...call,
          args,
          expands: expands && args.length > 0,
        })),
      fc.array(any, { maxLength: 3 }).map((items): Expression => ({ kind: "list", items })),
      fc
        .array(fc.record({ key: text, value: any }), { maxLength: 3 })
        .map((entries): Expression => ({ kind: "object", entries })),
      fc.record({ operator: fc.constantFrom("!", "-"), of: any }).map(({ operator, of }): Expression => ({
        kind: "unary",
        operator: operator === "!" ? "!" : "-",
        of,
      })),
      fc
        .record({ operator: fc.constantFrom(...OPERATORS.flat()), left: any, right: any })
        .map((sides): Expression => ({ kind: "binary", ...sides })),
      fc
        .record({ test: any, then: any, otherwise: any })
        .map((branches): Expression => ({ kind: "conditional", ...branches })),
      fc
        .record({ valueName: name, of: any, value: any, when: fc.option(any, { nil: undefined }) })
        .map((loop): Expression => ({ kind: "for", groups: false, key: undefined, ...loop })),
      // Text beside text is one text, so that parts of a template are anything else.
      fc.array(any, { minLength: 2, maxLength: 3 }).map((parts): Expression => ({
        kind: "template",
        parts: parts.map((part) => ({ kind: "list", items: [part] })),
      })),
    ),
  };
});

test("what is printed is read as the same expression", () => {
  fc.assert(
    fc.property(expression, (one) => {
      expect(parseExpression(printExpression(one))).toEqual(JSON.parse(JSON.stringify(one)));
    }),
    { numRuns: 500 },
  );
});

test("a reference by itself is the expression inside of it, whatever it is called", () => {
  const word = fc.oneof(name, fc.constantFrom("true", "null", "0", "1a", "a b", "-a", "*", ""));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const inside = words.join(".");
      const [whole, alone] = [parseTemplate(`\${${inside}}`), parseExpression(inside)];
      expect(whole.kind === "unreadable" ? whole.kind : whole).toEqual(
        alone.kind === "unreadable" ? alone.kind : alone,
      );
    }),
    { numRuns: 1000 },
  );
});

test("text without marks stands for itself, and marks are escaped by doubling", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (plain) => {
      const escaped = plain.replaceAll("${", "$${").replaceAll("%{", "%%{");
      expect(parseTemplate(escaped)).toEqual({ kind: "literal", value: plain });
    }),
  );
});

test("any text is read or refused with a reason, and never throws", () => {
  const pieces = fc.constantFrom(
    "${",
    "}",
    "a",
    ".",
    "[",
    "]",
    '"',
    "(",
    ")",
    "{",
    "for",
    " ",
    "?",
    ":",
    "%{",
    "\\",
    "1",
    "*",
    "!",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const read = parseTemplate(parts.join(""));
      expect(read.kind === "unreadable" ? read.reason.length : 1).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, string]>([
  ["operators by precedence", "1 + 2 * 3 == 7 && !a || b"],
  ["a legacy index and a legacy splat", "aws_x.y.0.id"],
  ["an index after a full splat belongs to each element", "aws_x.y[*].list[0]"],
  ["blanks, line breaks and comments", "f( # why\n 1, /* two */ 2 )"],
  ["an object with line breaks for commas", "{\n a = 1\n b : 2\n}"],
  ["a for with key, condition and groups", "{for k, v in m : k => v... if v != null}"],
])("%s", (_, source) => {
  expect(parseExpression(source)).toMatchSnapshot();
});

test.each<[string, string, RegExp]>([
  ["an unfinished interpolation", "a ${b", /the end stands where \}/],
  ["a directive", "%{ if a }b%{ endif }", /a directive/],
  ["two expressions", "${a b}", /"b}" stands where \}/],
  ["a wrong escape", '${"\\q"}', /no escape \\q/],
  ["endless nesting", `\${${"(".repeat(500)}`, /nested too deeply/],
])("%s is refused with its reason", (_, source, reason) => {
  expect(parseTemplate(source)).toEqual({
    kind: "unreadable",
    text: source,
    reason: expect.stringMatching(reason),
  });
});
