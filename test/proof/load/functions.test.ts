import { evaluated } from "./shown";

/** `${var.later}` is text that only the apply knows. */
const LATER = { variable: { later: { type: "string" }, anything: {} } };
const value = (expression: string): unknown => evaluated(`\${${expression}}`, LATER);
const later = expect.stringMatching(/var\.later\}$/);

test.each<[string, unknown]>([
  ['jsonencode({b = [1, true, null], a = "x"})', '{"a":"x","b":[1,true,null]}'],
  ['jsondecode("{\\"a\\":[1]}").a[0]', 1],
  ['yamldecode("a: [1]").a[0]', 1],
  ['format("%s-%03d-%v%%", "a", 7, true)', "a-007-true%"],
  ['formatlist("%s/*", ["a", "b"])', ["a/*", "b/*"]],
  ['join(",", ["a", "b"], ["c"])', "a,b,c"],
  ['split("/", "a/b")', ["a", "b"]],
  ["concat([1], [], [2])", [1, 2]],
  ["merge({a = 1, b = 1}, null, {b = 2})", { a: 1, b: 2 }],
  ['lower("AbC")', "abc"],
  ['upper("AbC")', "ABC"],
  ['title("ab cd")', "Ab Cd"],
  ['replace("a.b.c", ".", "-")', "a-b-c"],
  ['trimspace("  a ")', "a"],
  ['trimprefix("https://x", "https://")', "x"],
  ['trimsuffix("x.git", ".git")', "x"],
  ['trim("xxaxx", "x")', "a"],
  ['substr("hello", 1, 3)', "ell"],
  ['substr("hello", -2, -1)', "lo"],
  ['startswith("hello", "he")', true],
  ['endswith("hello", "lo")', true],
  ['element(["a", "b"], 3)', "b"],
  ['lookup({a = 1}, "b", 2)', 2],
  ['toset(["b", "a", "b"])', ["a", "b"]],
  ["distinct([2, 1, 2])", [2, 1]],
  ["flatten([[1, [2]], 3])", [1, 2, 3]],
  ["keys({b = 1, a = 2})", ["a", "b"]],
  ["values({b = 1, a = 2})", [2, 1]],
  ['length("abc") + length([1]) + length({})', 4],
  ['index(["a", "b"], "b")', 1],
  ['contains(["a"], "b")', false],
  ['compact(["", "a", null])', ["a"]],
  ["reverse([1, 2])", [2, 1]],
  ["slice([1, 2, 3], 1, 3)", [2, 3]],
  ["one([7])", 7],
  ["one([])", undefined],
  ["sum([1, 2])", 3],
  ["max(1, 3, 2)", 3],
  ["range(3)", [0, 1, 2]],
  ["alltrue([true, false])", false],
  ['zipmap(["a"], [1])', { a: 1 }],
  [
    "setproduct([1, 2], [3])",
    [
      [1, 3],
      [2, 3],
    ],
  ],
  ['setsubtract(["a", "b"], ["a"])', ["b"]],
  ['base64decode(base64encode("ä"))', "ä"],
  ['cidrsubnet("10.0.0.0/16", 8, 2)', "10.0.2.0/24"],
  ['cidrsubnets("10.0.0.0/16", 4, 8, 4)', ["10.0.0.0/20", "10.0.16.0/24", "10.0.32.0/20"]],
  ['cidrhost("10.0.0.0/24", 5)', "10.0.0.5"],
  ['try({a = 1}.b, "none")', "none"],
  ["can({a = 1}.b)", false],
  ['coalesce(null, "", "a")', "a"],
  ['tonumber("7") + 1', 8],
  ['tobool("true")', true],
  ["tostring(7)", "7"],
  ["[for i, v in [5, 6] : i + v if v > 5]", [7]],
  ['{for v in ["a", "b"] : upper(v) => v}', { A: "a", B: "b" }],
  ['{for v in ["a", "b", "a"] : v => 1...}', { a: [1, 1], b: [1] }],
  ["concat([1, 2]...)", { unknown: expect.stringMatching(/./) }],
  ["max([1, 5]...)", 5],
  ["true ? 1 : 2", 1],
  ["7 % 4 == 3 && 1 <= 2", true],
])("%s", (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

describe("what only the apply knows keeps its identity", () => {
  test.each<[string, unknown]>([
    ['"a-${var.later}"', "a-${" + "LABEL/var.later}"],
    ["var.later == var.later", true],
    ['lower("A-${var.later}")', "a-${lower(LABEL/var.later)}"],
    ['format("%s/*", var.later)', "${LABEL/var.later}/*"],
    ['jsonencode({a = "x${var.later}"})', '{"a":"x${LABEL/var.later}"}'],
    ["jsondecode(jsonencode({a = var.later})).a", "${LABEL/var.later}"],
    [
      'jsonencode({"${replace(var.later, "https://", "")}:sub" = "x"})',
      '{"${replace(${LABEL/var.later}, https://, )}:sub":"x"}',
    ],
    ['join("/", ["a", var.later])', "a/${LABEL/var.later}"],
    ['startswith("abc${var.later}", "ab")', true],
    ['sha1(var.later) == "x" || true', true],
    ["false && var.anything", false],
  ])("%s", (expression, expected) => {
    const seen = JSON.stringify(value(expression)).replaceAll(
      /\$\{(lower\()?[^{}]*?(cdktf-tenants-plan-\w+)\//g,
      "${$1LABEL/",
    );
    expect(JSON.parse(seen)).toEqual(expected);
  });
});

describe("what cannot be known is unknown, with the reason", () => {
  test.each<[string, RegExp]>([
    ["var.anything", /the variable anything has no default/],
    ['var.later == "x"', /a side of ==/],
    ['var.anything ? "a" : "b"', /it depends on var\.anything/],
    ['file("policy.json")', /the function file is not evaluated/],
    ["length(var.later)", /an argument of length/],
    ['coalesce(var.later, "x")', /whether an argument of coalesce is empty/],
    ['split("-", var.later)', /an argument of split/],
    ["local.missing", /has no local missing/],
    ["1 / 0", /divided by zero/],
    ["[1][4]", /there is no element 4/],
    ["{for v in [var.later] : v => 1}", /a key of an object/],
    ["a ? b", /cannot be read/],
  ])("%s", (expression, cause) => {
    expect(value(expression)).toEqual({ unknown: expect.stringMatching(cause) });
  });
});

test("a conditional of two equal values is that value", () => {
  expect(value('var.anything ? "a" : "a"')).toBe("a");
});

test("an object that may hold more leaves open what it says of earlier keys", () => {
  expect(value("merge({a = 1}, var.anything, {b = 2})")).toEqual({ b: 2, others: true });
});

test("a list that may shrink is open: two of its values may turn out to be the same", () => {
  expect(value('distinct(["a", var.later])')).toEqual(["a", later, "and others"]);
});
