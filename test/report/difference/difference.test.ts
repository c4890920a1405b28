import fc from "fast-check";
import type { Finding } from "../../../lib/proof/verdict/report";
import type { Side } from "../../../lib/report/difference/difference";
import { differenceOf } from "../../../lib/report/difference/difference";
import { changeWords, declarationWords, differenceSentence } from "../../../lib/report/difference/words";
import { someFinding, someOpaque, someReport, tenantOf } from "../../support/reports";

const GRANT = { name: "tenants/grant", expires: "2027-03-31" };
const DECLARED = { declaredBy: [GRANT.name] };

function sideOf(findings: readonly Finding[], opaque = [] as ReturnType<typeof someOpaque>[]): Side {
  const declarations = new Map(
    findings.some(({ declaredBy }) => declaredBy.length > 0) ? [[GRANT.name, GRANT]] : [],
  );
  return { report: someReport(findings, opaque), declarations, stacks: null };
}

const none = sideOf([]);
const open = sideOf([someFinding()]);
const declared = sideOf([someFinding(DECLARED)]);
const unknown = sideOf([someFinding({ verdict: "unknown", causes: ["x"] })]);
const unknownDeclared = sideOf([someFinding({ verdict: "unknown", ...DECLARED })]);

/** Each change in a line, with the verdict and the sentence. */
function told(before: Side, after: Side) {
  const difference = differenceOf(before, after);
  const lines = difference.changes.map((change) => `${change.kind}: ${declarationWords(change)}`);
  return [difference.verdict, ...lines];
}

test.each([
  ["what opens and was not declared", none, open, ["open", "opens: nobody declared it"]],
  ["what opens as declared", none, declared, ["fine", "opens: declared by tenants/grant, until 2027-03-31"]],
  ["what closes", open, none, ["fine", "closes: nobody had declared it"]],
  [
    "what was declared and closes",
    declared,
    none,
    ["fine", "closes: it was declared by tenants/grant, until 2027-03-31"],
  ],
  [
    "a declaration that is taken away while it stays open",
    declared,
    open,
    ["open", "opens: its declaration is gone"],
  ],
  [
    "a declaration for what was open",
    open,
    declared,
    ["fine", "declares: declared by tenants/grant, until 2027-03-31"],
  ],
  ["what cannot be told any more", none, unknown, ["unknown", "unknown: it cannot be told"]],
  ["what was open and cannot be told any more", open, unknown, ["unknown", "unknown: it cannot be told"]],
  ["what was unknown and is open", unknown, open, ["open", "opens: nobody declared it"]],
  ["what was unknown and closes", unknown, none, ["fine", "closes: nobody had declared it"]],
  [
    "what is unknown as declared",
    none,
    unknownDeclared,
    ["fine", "unknown: declared by tenants/grant, until 2027-03-31"],
  ],
  ["what was open before", open, open, ["fine"]],
  ["what is unknown on both sides", unknown, unknown, ["fine"]],
])("%s", (_, before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});

test("of several ways to the same the worst counts", () => {
  const both = sideOf([someFinding(), someFinding({ id: "b", ...DECLARED })]);
  expect(told(none, both)).toEqual(["open", "opens: nobody declared it"]);
});

test("a part that cannot be read is unknown when it comes, until somebody answers for it", () => {
  const trusted = { reason: "reviewed", owner: "ops", expires: "2027-01-01" };
  const [unread, answered] = [sideOf([], [someOpaque()]), sideOf([], [someOpaque({ trusted })])];
  expect(differenceOf(none, unread)).toMatchObject({
    verdict: "unknown",
    unreadable: { added: [{ address: "helm_release.chart" }], removed: [] },
  });
  expect(differenceOf(none, answered)).toMatchObject({ verdict: "fine", unreadable: { added: [] } });
  expect(differenceOf(unread, answered)).toMatchObject({
    ...{ verdict: "fine", unreadable: { added: [], removed: [{ address: "helm_release.chart" }] } },
  });
});

test("actions of one actor, and actors of the same actions, are one change", () => {
  const findings = ["etl", "web"].flatMap((role) =>
    ["s3:PutObject", "s3:GetObject"].map((action) =>
      someFinding({ id: `${role}${action}`, who: `qa: role ${role}`, what: [action] }),
    ),
  );
  const { changes } = differenceOf(none, sideOf(findings));
  expect(changes.map((change) => changeWords(change))).toEqual([
    "qa: role etl, qa: role web can s3:GetObject, s3:PutObject on dev: bucket uploads",
  ]);
});

test("a declaration for what is unknown leaves it unknown in words", () => {
  const { changes } = differenceOf(unknown, unknownDeclared);
  expect(changes.map((change) => `${change.kind}: ${changeWords(change)}`)).toEqual([
    "declares: qa: role etl might be able to s3:PutObject on dev: bucket uploads",
  ]);
});

test("one more action on what was open before is the only change", () => {
  const after = sideOf([someFinding({ what: ["s3:DeleteObject", "s3:PutObject"] })]);
  const { changes } = differenceOf(open, after);
  expect(changes.map(({ kind, what }) => [kind, what])).toEqual([["opens", ["s3:DeleteObject"]]]);
});

test("what nobody declared comes first, then what was declared, then what closes", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, on: `dev: bucket ${id}` })) as [
    object,
    object,
    object,
  ];
  const before = sideOf([someFinding(a)]);
  const after = sideOf([someFinding({ ...b, ...DECLARED }), someFinding({ ...c, verdict: "unknown" })]);
  expect(differenceOf(before, after).changes.map(({ kind }) => kind)).toEqual(["unknown", "opens", "closes"]);
  expect(differenceSentence(differenceOf(before, after))).toBe(
    "Leaves 1 unknown, opens 1 as declared, closes 1.",
  );
});

test("declarations and tenants that come and go are named", () => {
  const after = { ...declared, report: { ...declared.report, tenants: ["dev", "new"] } };
  expect(differenceOf(none, after)).toMatchObject({
    declarations: { added: [GRANT], removed: [] },
    tenants: { added: ["new"], removed: ["qa"] },
  });
});

const anyFinding = fc
  .record({
    from: fc.constantFrom(tenantOf("qa"), tenantOf("dev"), { kind: "world" } as const),
    verdict: fc.constantFrom("open" as const, "unknown" as const),
    who: fc.constantFrom("x", "y"),
    on: fc.constantFrom("u", "v"),
    what: fc.subarray(["r", "w", "d"], { minLength: 1 }),
    declaredBy: fc.constantFrom([], [GRANT.name]),
  })
  .map((props) => someFinding({ id: JSON.stringify(props), ...props }));
const anySide = fc
  .uniqueArray(anyFinding, { maxLength: 6, selector: ({ from, who, on }) => JSON.stringify([from, who, on]) })
  .map((findings) => sideOf(findings));

test("no change opens or closes anything", () => {
  fc.assert(
    fc.property(anySide, (side) => {
      expect(differenceOf(side, side)).toMatchObject({ verdict: "fine", changes: [] });
    }),
  );
});

test("what a change closes, its opposite opens", () => {
  const actions = (before: Side, after: Side, from: "before" | "after") =>
    differenceOf(before, after)
      .changes.filter((change) => change[from].verdict === "isolated")
      .flatMap(({ who, what, on }) => who.flatMap((one) => what.map((action) => [one, action, on].join())))
      .sort();
  fc.assert(
    fc.property(anySide, anySide, (one, other) => {
      expect(actions(one, other, "after")).toEqual(actions(other, one, "before"));
    }),
  );
});

test("a change is fine if, and only if, everything that is open afterwards was so before, or was declared", () => {
  const undeclared = ({ report }: Side) =>
    report.findings
      .filter(({ declaredBy }) => declaredBy.length === 0)
      .flatMap(({ from, who, on, what, verdict }) =>
        what.map((action) => JSON.stringify([from, who, on, action, verdict])),
      );
  fc.assert(
    fc.property(anySide, anySide, (before, after) => {
      const { verdict } = differenceOf(before, after);
      const known = new Set(undeclared(before));
      const found = undeclared(after).filter((one) => !known.has(one));
      expect(verdict === "fine").toBe(found.length === 0);
    }),
  );
});
