import fc from "fast-check";
import { prove } from "../../../lib/proof/prove";
import type { Finding, ProofReport } from "../../../lib/proof/verdict/report";
import { runs } from "../../support/property-runs";
import { synthesize } from "../../support/synth";
import { build, infrastructureOf } from "./built";
import { type Drawn, drawn } from "./declared";
import { HOLE_KINDS, holeOf } from "./holes";
import { intended, intendedPorts } from "./intended";

/** A few by default; a nightly run asks for more, and for others each time. */
const SAMPLES = Number(process.env.PROOF_SAMPLES ?? runs(10));
const SEED = Number(process.env.PROOF_SEED ?? 20_261_121);
/** What fails is shown as it was drawn: making it smaller takes a synthesis a step. */
const HOW = { numRuns: SAMPLES, seed: SEED, endOnFailure: true };
const PLENTY_OF_TIME = 60_000 + SAMPLES * 10_000;

type Owner = Finding["from"];

function name(owner: Owner): string {
  return owner.kind === "tenant" ? owner.tenant : owner.kind;
}

/** The matrix that the proof finds, cell by cell and declaration by declaration. */
function found({ findings }: ProofReport): readonly string[] {
  const entries = findings.flatMap(({ from, to, planes, declaredBy }) =>
    planes.flatMap((plane) => declaredBy.map((path) => `${name(from)} > ${name(to)} ${plane}: ${path}`)),
  );
  return [...new Set(entries)].sort();
}

function cells({ cells: all }: ProofReport): readonly string[] {
  return all
    .map(({ from, to, plane, verdict, declared }) =>
      [name(from), ">", name(to), plane, verdict, declared ? "as declared" : "undeclared"].join(" "),
    )
    .sort();
}

function intendedCells(all: Drawn): readonly string[] {
  return [...new Set(intended(all).map((entry) => `${entry.replace(/: .*$/, "")} open as declared`))].sort();
}

function provedOf(all: Drawn, change: (folder: string) => void = () => undefined): ProofReport {
  const { outdir } = synthesize((app) => build(app, all));
  change(outdir);
  return prove({ folder: outdir });
}

/** What a report says of the ports of each rule. */
function portsByRule({ findings }: ProofReport): Readonly<Record<string, readonly string[]>> {
  const ports = new Map<string, Set<string>>();
  for (const { declaredBy, what } of findings)
    for (const path of declaredBy.filter((each) => each.includes("/rule-")))
      ports.set(path, new Set([...(ports.get(path) ?? []), ...what]));
  return Object.fromEntries([...ports].map(([path, set]) => [path, [...set].sort()]));
}

function intendedByRule(all: Drawn): Readonly<Record<string, readonly string[]>> {
  const paths = all.rules.map((rule, n) => {
    const target = all.tenants[rule.to];
    const home = target === undefined ? "nowhere" : infrastructureOf(target);
    return [`${home}-shared/rule-${n}`, [intendedPorts(rule)]] as const;
  });
  return Object.fromEntries(paths);
}

describe(`the proof of random tenancies, ${SAMPLES} of them (seed ${SEED})`, () => {
  it.each([
    ["takes the use of a key that goes with a grant for declared, also where the requester has keys", "s3"],
    [
      "takes a secret for what the grant names, whose ARN gets an ending that the plan does not know",
      "secretsmanager",
    ],
  ] as const)("%s", (_, area) => {
    const tenant = { stack: 0, namespaces: 1, internet: false } as const;
    const tenants = [
      { ...tenant, infrastructure: 0 },
      { ...tenant, infrastructure: 1 },
    ] as const;
    const narrowed = { narrow: false, whole: false, roles: undefined } as const;
    const grant = { owner: 0, requester: 1, area, access: "read", ...narrowed } as const;
    const all: Drawn = { tenants, rules: [], grants: [grant], visible: "nowhere" };
    expect(found(provedOf(all))).toEqual(["prod/t1 > nonprod/default identity: prod-shared/grant-0"]);
    expect(cells(provedOf(all))).toEqual(intendedCells(all));
  });

  it(
    "finds open what was declared, cell by cell, by that declaration and for those ports; and nothing else, nor unknown",
    () => {
      fc.assert(
        fc.property(drawn, (all) => {
          const report = provedOf(all);
          expect(cells(report)).toEqual(intendedCells(all));
          expect(found(report)).toEqual(intended(all));
          expect(portsByRule(report)).toEqual(intendedByRule(all));
          expect(report).toMatchObject({ verdict: "isolated", opaque: [], unused: [], disagreements: [] });
        }),
        HOW,
      );
    },
    PLENTY_OF_TIME,
  );

  it(
    "finds one hole more, in the cell in which it was made",
    () => {
      fc.assert(
        fc.property(drawn, fc.constantFrom(...HOLE_KINDS), fc.nat(), fc.nat(), (all, kind, one, another) => {
          const hole = holeOf(kind, all, one, another);
          if (hole === undefined) return fc.pre(false);
          const report = provedOf(all, hole.make);
          const others = intendedCells(all).filter((cell) => !cell.startsWith(`${hole.cell} `));
          expect(cells(report)).toEqual([...others, `${hole.cell} open undeclared`].sort());
          expect(report.verdict).toBe("open");
        }),
        HOW,
      );
    },
    PLENTY_OF_TIME,
  );
});
