import { LOOK_ALIKES } from "./look-alikes/look-alikes";
import { provedBase, provedEdit } from "./proved";

test.each(LOOK_ALIKES.map((one) => [one.id, one.title, one] as const))("%s: %s", (_, __, one) => {
  const before = provedBase(one.base ?? "by-hand");
  const after = provedEdit(one);
  expect(JSON.stringify(after.cells)).toBe(JSON.stringify(before.cells));
  expect(after.opaque).toEqual(before.opaque);
});
