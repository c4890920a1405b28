import { CATALOGUE } from "../../../lib/proof/catalogue/catalogue";
import { known } from "../../../lib/proof/condition/context";
import { isOver, timeOfRequests } from "../../../lib/proof/iam/times";
import { ANYTHING } from "../../../lib/proof/pattern/token";

const TIMES = ["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"];

describe("times of requests", () => {
  it.each(TIMES)("%s is over where it was before all that the proof knows of", (key) => {
    expect(isOver(key, known("2020-01-01T00:00:00Z"))).toBe(true);
    expect(isOver(key, known("1577836800"))).toBe(true);
    expect(isOver(key, known("no time at all"))).toBe(true);
  });

  it.each(TIMES)("%s is not over where it may still be", (key) => {
    expect(isOver(key, known(CATALOGUE.date))).toBe(false);
    expect(isOver(key, known("2999-01-01T00:00:00Z"))).toBe(false);
    expect(isOver(key, { state: "absent" })).toBe(false);
    expect(isOver(key, { state: "unknown" })).toBe(false);
    expect(isOver(key, { state: "values", values: [ANYTHING] })).toBe(false);
  });

  it("says so of no other key", () => {
    expect(isOver("aws:sourceip", known("2020-01-01T00:00:00Z"))).toBe(false);
    expect(timeOfRequests("aws:sourceip")).toBeUndefined();
  });

  it("knows a time that there is", () => {
    expect(TIMES.map(timeOfRequests)).toEqual(TIMES.map(() => CATALOGUE.date));
  });
});
