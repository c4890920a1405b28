import type { Json } from "../../../lib/proof/load/config/blocks";
import { stackChanges } from "../../../lib/report/difference/stacks";
import { stackWords } from "../../../lib/report/difference/words";

const bucket = (body: Json) => ({ resource: { aws_s3_bucket: { b: body } } });

function changed(before: Record<string, Json>, after: Record<string, Json>): string[] {
  const { changed: stacks } = stackChanges(new Map(Object.entries(before)), new Map(Object.entries(after)));
  return stacks.map((stack) => `${stack.name}: ${stackWords(stack)}`);
}

test("stacks that are the same for Terraform are no change: comments and the order of names are not", () => {
  const before = { "//": { metadata: { version: "1" } }, ...bucket({ a: 1, c: 2, "//": { metadata: {} } }) };
  const after = { ...bucket({ c: 2, a: 1 }), "//": { metadata: { version: "2" } } };
  expect(stackChanges(new Map([["s", before]]), new Map([["s", after]]))).toEqual({ total: 1, changed: [] });
});

test("an order that means something is a change, and so is a name // within a value", () => {
  expect(changed({ s: bucket({ a: [1, 2] }) }, { s: bucket({ a: [2, 1] }) })).toEqual(["s: 1 changed"]);
  expect(changed({ s: bucket({ tags: { "//": "x" } }) }, { s: bucket({ tags: {} }) })).toEqual([
    "s: 1 changed",
  ]);
});

test("resources that come, change and go are counted, by stack", () => {
  const before = { resource: { aws_sqs_queue: { a: {}, b: { name: "x" } } } };
  const after = { resource: { aws_sqs_queue: { b: { name: "y" }, c: {}, d: {} } } };
  expect(changed({ s: before, t: before }, { s: after, t: before })).toEqual([
    "s: 2 added, 1 changed, 1 removed",
  ]);
});

test("a change of anything but resources is one of settings", () => {
  const before = { output: { o: { value: "1" } }, ...bucket({}) };
  expect(changed({ s: before }, { s: { ...before, output: { o: { value: "2" } } } })).toEqual([
    "s: settings",
  ]);
});

test("stacks that come and go are named with what is in them", () => {
  expect(changed({ old: bucket({}) }, { new: bucket({}) })).toEqual([
    "new: added, 1 resource",
    "old: removed, 1 resource",
  ]);
});
