import {
  contextOf,
  type KeyState,
  known,
  variableValue,
  withKeys,
} from "../../../lib/proof/condition/context";
import { evaluateCondition, evaluateConditions } from "../../../lib/proof/condition/evaluate";
import { literal } from "../../../lib/proof/pattern/token";
import { readConditions } from "../../../lib/proof/policy/conditions";
import { plainText } from "../../../lib/proof/policy/template";
import type { Truth } from "../../../lib/proof/truth";

const UNKNOWN: KeyState = { state: "unknown" };
const ABSENT: KeyState = { state: "absent" };

/** What one condition on the key `k` says. */
function holds(operator: string, values: string | readonly string[], k: KeyState): Truth | undefined {
  const [condition] = readConditions({ [operator]: { k: values } }, true, plainText);
  return condition && evaluateCondition(condition, contextOf(new Map([["k", k]])));
}

describe("a condition on a key that the request has not", () => {
  it.each([
    ["StringEquals", "no"],
    ["StringNotEquals", "yes"],
    ["StringEqualsIfExists", "yes"],
    ["StringNotEqualsIfExists", "yes"],
    ["ForAnyValue:StringEquals", "no"],
    ["ForAnyValue:StringNotEquals", "no"],
    ["ForAnyValue:StringEqualsIfExists", "yes"],
    ["ForAllValues:StringEquals", "yes"],
    ["ForAllValues:StringNotEquals", "yes"],
    ["NumericLessThan", "no"],
    ["Bool", "no"],
  ])("with %s: %s", (operator, expected) => {
    expect(holds(operator, "1", ABSENT)).toBe(expected);
    expect(holds(operator, "1", { state: "values", values: [] })).toBe(expected);
  });

  it("is told by Null", () => {
    expect(["true", "false"].map((value) => holds("Null", value, ABSENT))).toEqual(["yes", "no"]);
    expect(["true", "false"].map((value) => holds("Null", value, known("x")))).toEqual(["no", "yes"]);
    expect(holds("Null", "true", UNKNOWN)).toBe("unknown");
  });
});

describe("a condition on a key with values", () => {
  it("holds for one of the policy's values, with a negated operator for none", () => {
    expect(["a", "b", "c"].map((value) => holds("StringEquals", ["a", "b"], known(value)))).toEqual([
      ...["yes", "yes", "no"],
    ]);
    expect(["a", "b", "c"].map((value) => holds("StringNotEquals", ["a", "b"], known(value)))).toEqual([
      ...["no", "no", "yes"],
    ]);
  });

  it("compares an empty text as a value, except with a set operator, which takes it for nothing", () => {
    expect(holds("StringEquals", "", known(""))).toBe("yes");
    expect(holds("ForAllValues:StringEquals", "a", known(""))).toBe("yes");
    expect(holds("ForAnyValue:StringEquals", "", known(""))).toBe("no");
  });

  it("does not hold for several values without a set operator", () => {
    expect(holds("StringEquals", "a", known("a", "b"))).toBe("no");
    expect(holds("StringEquals", "a", known("a", "a"))).toBe("no");
    expect(holds("StringNotEquals", "a", known("b", "c"))).toBe("no");
  });

  it("asks with a set operator for all of them or for any", () => {
    expect(holds("ForAllValues:StringEquals", "a", known("a", "b"))).toBe("no");
    expect(holds("ForAllValues:StringEquals", ["a", "b"], known("a", "b"))).toBe("yes");
    expect(holds("ForAnyValue:StringEquals", "a", known("a", "b"))).toBe("yes");
    expect(holds("ForAnyValue:StringEquals", "c", known("a", "b"))).toBe("no");
    expect(holds("ForAnyValue:StringNotEquals", "a", known("a", "b"))).toBe("yes");
    expect(holds("ForAllValues:StringNotEquals", "a", known("a", "b"))).toBe("no");
  });

  it("depends on a key that may be anything, whatever the operator", () => {
    for (const operator of [
      "StringEquals",
      "StringNotEquals",
      "StringEqualsIfExists",
      "ForAllValues:StringLike",
    ])
      expect(holds(operator, "a", UNKNOWN)).toBe("unknown");
  });

  it("is not told by an operator that nobody knows", () => {
    const operator = { base: "StringAlmostEquals", ifExists: false };
    const condition = { operator, key: "k", values: [literal("a")] };
    expect(evaluateCondition(condition, contextOf(new Map([["k", known("a")]])))).toBe("unknown");
  });
});

describe("a variable in a condition", () => {
  const condition = (operator: string, owner: KeyState, k: KeyState = known("ann")) => {
    const block = { [operator]: { k: "${aws:PrincipalTag/owner}" } };
    const context = contextOf(
      new Map([
        ["k", k],
        ["aws:principaltag/owner", owner],
      ]),
    );
    return evaluateConditions(readConditions(block, true, plainText), context);
  };

  it("is the value of its key", () => {
    expect([condition("StringEquals", known("ann")), condition("StringEquals", known("bob"))]).toEqual([
      ...["yes", "no"],
    ]);
  });

  it("stands for nothing where its key is absent or has several values: nothing matches it", () => {
    for (const owner of [ABSENT, known("ann", "bob"), known()]) {
      expect([condition("StringEquals", owner), condition("StringNotEquals", owner)]).toEqual(["no", "yes"]);
    }
  });

  it("is unknown where its key is", () => {
    expect([condition("StringEquals", UNKNOWN), condition("StringNotEquals", UNKNOWN)]).toEqual([
      ...["unknown", "unknown"],
    ]);
  });
});

describe("a context", () => {
  const context = withKeys(contextOf(new Map([["a", known("1")]])), new Map([["b", UNKNOWN]]));

  it("has what was put into it, the latest first; other keys are absent", () => {
    expect(["a", "b", "c"].map((key) => context.lookUp(key))).toEqual([known("1"), UNKNOWN, ABSENT]);
    expect(withKeys(context, new Map([["a", ABSENT]])).lookUp("a")).toEqual(ABSENT);
  });

  it("lets variables stand for single values only", () => {
    const states = [known("1"), known("1", "2"), ABSENT, UNKNOWN].map((k) =>
      variableValue(contextOf(new Map([["k", k]])), "k"),
    );
    expect(states).toEqual([
      { state: "value", value: literal("1") },
      ...[{ state: "none" }, { state: "none" }, { state: "unknown" }],
    ]);
  });
});

describe("the conditions of a statement", () => {
  it("hold together: every operator and every key", () => {
    const context = contextOf(
      new Map([
        ["a", known("1")],
        ["b", known("2")],
      ]),
    );
    const all = (block: unknown) => evaluateConditions(readConditions(block, true, plainText), context);
    expect(all({ StringEquals: { a: "1", b: "2" } })).toBe("yes");
    expect(all({ StringEquals: { a: "1", b: "3" } })).toBe("no");
    expect(all({ StringEquals: { a: "1" }, StringLike: { b: "3*" } })).toBe("no");
    expect(all(undefined)).toBe("yes");
  });
});
