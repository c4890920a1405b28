import * as fc from "fast-check";
import { bytesQuantity, cpuQuantity } from "../../lib/model/quantity";

const at = { kind: "Tenant", path: "tenants/dev" };

test.each([
  [8, "8", 8000],
  ["8", "8", 8000],
  [0.5, "500m", 500],
  ["500m", "500m", 500],
  ["1000m", "1", 1000],
  [1.25, "1250m", 1250],
])("CPU %p is written %p", (given, text, value) => {
  expect(cpuQuantity(at, "cpu", given)).toEqual({ text, value });
});

test.each([
  ["32Gi", "32Gi", 32 * 2 ** 30],
  ["1024Mi", "1Gi", 2 ** 30],
  ["1000M", "1G", 1e9],
  ["1500M", "1500M", 1.5e9],
  ["0", "0", 0],
])("%p bytes are written %p, as the API server answers", (given, text, value) => {
  expect(bytesQuantity(at, "memory", given)).toEqual({ text, value });
});

test("writing an amount again changes nothing", () => {
  const unit = fc.constantFrom("k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), unit, (count, suffix) => {
      const once = bytesQuantity(at, "memory", `${count}${suffix}`);
      expect(bytesQuantity(at, "memory", once.text)).toEqual(once);
    }),
  );
});
