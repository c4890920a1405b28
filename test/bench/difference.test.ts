import * as fc from "fast-check";
import { firstDifference } from "../../bench/difference";

test("equal values have no difference", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(firstDifference(JSON.parse(text), JSON.parse(text))).toBeUndefined();
    }),
  );
});

test("the first difference is named by its path, with what stands there on both sides", () => {
  const a = { resource: { aws_kms_key: { Key: { tags: ["x", "y"] } } } };
  const b = { resource: { aws_kms_key: { Key: { tags: ["x", "z"] } } } };
  expect(firstDifference(a, b)).toBe('$.resource.aws_kms_key.Key.tags.1: "y" against "z"');
});

test("what stands on one side only is a difference", () => {
  expect(firstDifference({ a: 1 }, {}, "stack")).toBe("stack.a: 1 against nothing");
  expect(firstDifference([1], [1, 2], "stack")).toBe("stack.1: nothing against 2");
});

test("a list is never equal to an object, though both be empty", () => {
  expect(firstDifference([], {})).toBe("$: [] against {}");
});

test("a long value is cut", () => {
  expect(firstDifference("a".repeat(500), 1)).toMatch(/^\$: "a{159}… against 1$/);
});
