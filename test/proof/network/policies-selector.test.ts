import type { Labels } from "../../../lib/proof/kubernetes/namespaces";
import { canSelect, podClasses } from "../../../lib/proof/network/policies/pod-classes";
import {
  readSelector,
  type Requirement,
  type Selector,
  selects,
  valuesFor,
} from "../../../lib/proof/network/policies/selector";
import { char, literal, type Pattern, symbol } from "../../../lib/proof/pattern/token";
import type { Truth } from "../../../lib/proof/truth";
import { UNREAD, value, type Written } from "../support/facts";

const read = (written: Written) => readSelector(value(written));
const expression = (key: string, operator: string, ...values: string[]): Written => ({
  match_expressions: [{ key, operator, values }],
});
const selector = (...requirements: Requirement[]): Selector => ({ requirements });
const isIn = (key: string, ...values: string[]): Requirement => ({ key, operator: "In", values });
const isNotIn = (key: string, ...values: string[]): Requirement => ({ key, operator: "NotIn", values });
const exists = (key: string): Requirement => ({ key, operator: "Exists", values: [] });
const isAbsent = (key: string): Requirement => ({ key, operator: "DoesNotExist", values: [] });

describe("a label selector, read", () => {
  it("selects everything where it says nothing", () => {
    expect(readSelector(undefined)).toEqual(selector());
    expect(read({})).toEqual(selector());
  });

  it("has a requirement for each label and each expression", () => {
    const both = { match_labels: { app: "web" }, match_expressions: [{ key: "tier", operator: "Exists" }] };
    expect(read(both)).toEqual(selector(isIn("app", "web"), exists("tier")));
    expect(read(expression("app", "In", "a", "b"))).toEqual(selector(isIn("app", "a", "b")));
    expect(read(expression("app", "NotIn", "a"))).toEqual(selector(isNotIn("app", "a")));
    expect(read(expression("app", "DoesNotExist"))).toEqual(selector(isAbsent("app")));
  });

  const unknown = "it is only known after the apply";

  it.each<[string, Written, string]>([
    ["all of it", UNREAD, unknown],
    ["its labels", { match_labels: UNREAD }, unknown],
    [
      "further labels",
      { match_labels: { kind: "fields", fields: new Map(), open: true } },
      "there may be other labels",
    ],
    ["the value of a label", { match_labels: { app: UNREAD } }, unknown],
    [
      "the text of a label",
      { match_labels: { app: "${aws_vpc.x.id}" } },
      "the label app is ${aws_vpc.x#id}, which only the apply knows",
    ],
    ["a label that is no text", { match_labels: { app: ["web"] } }, "the label app cannot be read"],
    ["its expressions", { match_expressions: UNREAD }, unknown],
    ["an expression", { match_expressions: [UNREAD] }, unknown],
    [
      "the values of an expression",
      { match_expressions: [{ key: "a", operator: "In", values: UNREAD }] },
      unknown,
    ],
    ["an operator that there is not", expression("app", "Like", "a"), "a label expression cannot be read"],
    [
      "an expression without a key",
      { match_expressions: [{ operator: "Exists" }] },
      "a label expression cannot be read",
    ],
    ["a list of nothing", expression("app", "In"), "the API server refuses In with 0 values"],
    [
      "a presence of values",
      expression("app", "Exists", "a", "b"),
      "the API server refuses Exists with 2 values",
    ],
  ])("may select otherwise where it is not known: %s", (_, written, cause) => {
    expect(read(written)).toEqual({ requirements: [], cause });
  });

  it("keeps what can be read beside what cannot", () => {
    const both = { match_labels: { app: "web", tier: UNREAD } };
    expect(read(both)).toEqual({ requirements: [isIn("app", "web")], cause: unknown });
  });
});

describe("a label selector", () => {
  const labels = (known: Readonly<Record<string, Pattern | undefined>>, open = false): Labels => ({
    known: new Map(Object.entries(known)),
    open,
  });
  const partly = [char("w"), symbol("random#id")];

  it.each<[string, Labels, readonly Truth[]]>([
    ["that value", labels({ app: literal("web") }), ["yes", "no", "yes", "no"]],
    ["another value", labels({ app: literal("db") }), ["no", "yes", "yes", "no"]],
    ["no such label", labels({}), ["no", "yes", "no", "yes"]],
    ["a value that may be that one", labels({ app: partly }), ["unknown", "unknown", "yes", "no"]],
    ["a value that cannot be", labels({ app: [char("x"), symbol("random#id")] }), ["no", "yes", "yes", "no"]],
    [
      "a label of which nothing is known",
      labels({ app: undefined }),
      ["unknown", "unknown", "unknown", "unknown"],
    ],
    ["labels that are not all known", labels({}, true), ["unknown", "unknown", "unknown", "unknown"]],
  ])("knows what has %s", (_, given, expected) => {
    const asked = [isIn("app", "web"), isNotIn("app", "web"), exists("app"), isAbsent("app")];
    expect(asked.map((each) => selects(selector(each), given))).toEqual(expected);
  });

  it("asks for all requirements, and for one of the values", () => {
    const given = labels({ app: literal("web"), tier: literal("front") });
    expect(selects(selector(isIn("app", "db", "web"), exists("tier")), given)).toBe("yes");
    expect(selects(selector(isIn("app", "web"), isAbsent("tier")), given)).toBe("no");
    expect(selects(selector(), given)).toBe("yes");
  });

  it("that cannot be read may select what it does not exclude", () => {
    const given = labels({ app: literal("web") });
    expect(selects({ ...selector(isIn("app", "web")), cause: "x" }, given)).toBe("unknown");
    expect(selects({ ...selector(isIn("app", "db")), cause: "x" }, given)).toBe("no");
  });

  it("says which values a label can only have", () => {
    const given = selector(exists("name"), isNotIn("name", "x"), isIn("app", "y"), isIn("name", "a", "b"));
    expect(valuesFor(given, "name")).toEqual(["a", "b"]);
    expect(valuesFor(selector(isNotIn("name", "x")), "name")).toBeUndefined();
    expect(valuesFor(selector(isIn("app", "x")), "name")).toBeUndefined();
  });
});

describe("the kinds of pods that selectors tell apart", () => {
  const kinds = (...selectors: Selector[]) =>
    podClasses(selectors)
      .map((each) => selectors.map((one) => each.truth(one)).join(" "))
      .sort();

  it("are all combinations that there can be", () => {
    expect(kinds()).toEqual([""]);
    expect(kinds(selector())).toEqual(["yes"]);
    expect(kinds(selector(isIn("app", "a")), selector(isIn("app", "b")))).toEqual([
      "no no",
      "no yes",
      "yes no",
    ]);
    expect(kinds(selector(isIn("app", "a")), selector(isIn("tier", "b")))).toEqual([
      ...["no no", "no yes", "yes no", "yes yes"],
    ]);
    expect(kinds(selector(exists("app")), selector(isNotIn("app", "")))).toEqual([
      "no yes",
      "yes no",
      "yes yes",
    ]);
  });

  it("are of selectors that were asked about, and of no others", () => {
    const [kind] = podClasses([selector(isIn("app", "a"))]);
    expect(kind?.truth(selector(isIn("app", "a")))).toBe("unknown");
  });

  it("may be any where there are more combinations than can be tried", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => selector(isIn(`label${n}`, "a", "b")));
    expect(podClasses(many(6))).toHaveLength(2 ** 6);
    expect(kinds(...many(7), selector())).toEqual([`${"unknown ".repeat(7)}yes`]);
  });

  it("hold one that a selector selects, unless its requirements exclude each other", () => {
    expect(canSelect(selector())).toBe(true);
    expect(canSelect(selector(isIn("app", "a")))).toBe(true);
    expect(canSelect(selector(exists("app"), isNotIn("app", "a", "")))).toBe(true);
    expect(canSelect(selector(isIn("app", "a"), isNotIn("app", "a")))).toBe(false);
    expect(canSelect(selector(isAbsent("app"), exists("app")))).toBe(false);
    expect(canSelect({ ...selector(isIn("app", "a")), cause: "nobody knows" })).toBe(true);
  });
});
