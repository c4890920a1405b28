import { contextOf, type KeyState, known } from "../../../lib/proof/condition/context";
import { keyStates } from "../../../lib/proof/condition/key-states";
import { shownPattern } from "../../../lib/proof/pattern/token";
import { readConditions } from "../../../lib/proof/policy/conditions";
import { plainText } from "../../../lib/proof/policy/template";

const context = contextOf(new Map([["aws:username", known("ann")]]));

function shown(state: KeyState): string {
  return state.state === "values" ? state.values.map(shownPattern).join("+") : state.state;
}

/** The states that are tried for the key `k`, and whether they are all that matter. */
function tried(block: unknown, hints: readonly string[] = []) {
  const found = keyStates("k", readConditions(block, true, plainText), context, hints);
  return { states: found.states.map(shown), complete: found.complete };
}

describe("the states of a key", () => {
  it("are absence and a value on either side of each comparison", () => {
    expect(tried({ StringEquals: { k: "a" } })).toEqual({ states: ["absent", "", "a", "x"], complete: true });
    expect(tried({ Bool: { k: "true" } })).toEqual({ states: ["absent", "true", "false"], complete: true });
  });

  it("are absence and some value where the key is only asked for its presence", () => {
    expect(tried({ Null: { k: "true" } })).toEqual({ states: ["absent", "any"], complete: true });
  });

  it("do not depend on conditions on other keys", () => {
    expect(tried({ StringEquals: { k: "a", other: "b" }, NumericEquals: { third: "1" } })).toEqual(
      tried({ StringEquals: { k: "a" } }),
    );
  });

  it("are told apart by all conditions on the key together", () => {
    const { states, complete } = tried({ StringEquals: { k: "a" }, StringNotLike: { k: "b*" } });
    expect(states).toEqual(expect.arrayContaining(["absent", "a", "b", ""]));
    expect([states.length, complete]).toEqual([5, true]);
  });

  it("are told apart by both ends of a span of time, and of numbers", () => {
    const limits = {
      DateLessThan: { k: "2030-01-02T00:00:00Z" },
      DateGreaterThanEquals: { k: "2030-01-01T00:00:00Z" },
    };
    const { states, complete } = tried(limits);
    expect(states).toEqual(expect.arrayContaining(["2030-01-01T12:00:00.000Z", "2030-01-02T00:00:01.000Z"]));
    expect(complete).toBe(true);
    expect(tried({ NumericLessThan: { k: "9" }, NumericGreaterThan: { k: "3" } }).complete).toBe(true);
  });

  it("compare with the value that a variable has", () => {
    expect(tried({ StringEquals: { k: "${aws:username}" } }).states).toContain("ann");
    expect(tried({ StringEquals: { k: "${aws:userid}" } }).states).toEqual(["absent", "", "x"]);
  });

  it("hold what is given as worth a try, too", () => {
    expect(tried({ StringEquals: { k: "a" } }, ["a", "hint"]).states).toEqual([
      ...["absent", "a", "hint", "", "x"],
    ]);
  });

  it("are not all that matter where operators compare in different ways", () => {
    const { states, complete } = tried({ StringEquals: { k: "5" }, NumericLessThan: { k: "3" } });
    expect(states).toEqual(expect.arrayContaining(["5", "3"]));
    expect(complete).toBe(false);
  });

  it("are not all that matter where one of the comparisons has too many kinds of values", () => {
    expect(tried({ ArnLike: { k: "arn:aws:s3:::a" } }).complete).toBe(false);
  });

  it("are not all that matter where the key is put into a text as well", () => {
    expect(tried({ StringEquals: { k: "a", other: "${k}" } }).complete).toBe(false);
    expect(tried({ StringEquals: { k: "a", other: ["plain", "${k}"] } }).complete).toBe(false);
    expect(tried({ StringEquals: { k: "a", other: "${aws:username}" } }).complete).toBe(true);
  });
});

describe("the states of a key that a set operator asks for", () => {
  it("are absence, nothing, and every set of its values", () => {
    expect(tried({ "ForAllValues:StringEquals": { k: "a" } })).toEqual({
      states: ["absent", "", "a", "x", "a+x"],
      complete: true,
    });
  });

  it("are sets also where other operators ask for the key as one value", () => {
    const { states } = tried({ StringEquals: { k: "a" }, "ForAnyValue:StringEquals": { k: "b" } });
    expect(states).toEqual(["absent", "", "a", "b", "a+b", "x", "a+x", "b+x", "a+b+x"]);
  });

  it("are single values and pairs beyond six values, and not all that matter", () => {
    const set = (count: number) =>
      tried({ "ForAnyValue:StringEquals": { k: Array.from("abcdefg".slice(0, count)) } });
    const [six, seven] = [set(5), set(6)];
    expect([six.states.length, six.complete]).toEqual([2 + 2 ** 6 - 1, true]);
    expect([seven.states.length, seven.complete]).toEqual([2 + 7 + 21, false]);
    expect(seven.states).toEqual(expect.arrayContaining(["a", "x", "a+b", "a+x", "e+f"]));
    expect(new Set(seven.states).size).toBe(seven.states.length);
  });

  it("are not all that matter where a comparison's values are not", () => {
    expect(tried({ "ForAnyValue:ArnLike": { k: "arn:aws:s3:::a" } }).complete).toBe(false);
  });
});
