import { nearest } from "../../lib/model/nearest";

test.each([
  ["dve", ["qa", "dev", "prod"], "dev"],
  ["acmee", ["acme", "zenith"], "acme"],
  ["production", ["dev", "qa"], undefined],
  ["xy", ["qa"], undefined],
  ["dev", [], undefined],
])("for %s among %j the proposal is %s", (text, known, expected) => {
  expect(nearest(text, known)).toBe(expected);
});
