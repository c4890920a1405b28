import fc from "fast-check";
import { regionsOf } from "../../../lib/report/sarif/regions";

const TEXT = `{
  "resource": {
    "aws_iam_role_policy": {
      "qa": { "policy": "{\\"Statement\\":[{}]}", "a/b": [1, { "x": null }] }
    }
  }
}
`;

test("a pointer leads to the name of a member, in its line and columns", () => {
  const pointer = "/resource/aws_iam_role_policy/qa/policy";
  expect(regionsOf(TEXT, [pointer]).get(pointer)).toEqual({
    ...{ startLine: 4, startColumn: 15, endLine: 4, endColumn: 23 },
  });
});

test("a pointer that goes on into a policy written as text leads to that text", () => {
  const [inside, policy] = ["/policy/Statement/0", "/policy"].map(
    (rest) => `/resource/aws_iam_role_policy/qa${rest}`,
  ) as [string, string];
  const regions = regionsOf(TEXT, [inside, policy]);
  expect(regions.get(inside)).toEqual(regions.get(policy));
});

test("a pointer with escapes and indices leads to the element", () => {
  const pointer = "/resource/aws_iam_role_policy/qa/a~1b/1/x";
  expect(regionsOf(TEXT, [pointer]).get(pointer)).toMatchObject({ startLine: 4, startColumn: 62 });
});

test("a pointer to the whole, and one to nothing that is there, lead to the start", () => {
  const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  expect([...regionsOf(TEXT, ["", "/none/0"]).values()]).toEqual([start, start]);
});

/** Every member of a value with its pointer, told from all others by the text of its name. */
function members(value: unknown, pointer = ""): { readonly pointer: string; readonly name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]: [string, unknown]) => {
    const below = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const own = Array.isArray(value) ? [] : [{ pointer: below, name }];
    return [...own, ...members(inside, below)];
  });
}

test("in any JSON, however it is spaced, every pointer leads to the name that it ends with", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, 2, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const wanted = members(value);
      const regions = regionsOf(
        text,
        wanted.map(({ pointer }) => pointer),
      );
      const lines = text.split("\n");
      for (const { pointer, name } of wanted) {
        const { startLine = 0, startColumn = 0, endColumn = 0 } = regions.get(pointer) ?? {};
        const found = lines[startLine - 1]?.slice(startColumn - 1, endColumn - 1) ?? "";
        expect(JSON.parse(found)).toBe(name);
      }
    }),
  );
});

test("of members of one name the last one counts, as it does for readers of JSON", () => {
  const text = '{"a": 1,\n "a": {"b": 2}}';
  expect(regionsOf(text, ["/a"]).get("/a")).toMatchObject({ startLine: 2, startColumn: 2 });
});

test("in a text that is no JSON every pointer leads to its start", () => {
  const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  for (const text of ["", "\n\n[}", 'resource "aws_s3_bucket" "b" {\n}', '{"a": "'])
    expect(regionsOf(text, ["/a"]).get("/a")).toEqual(start);
});
