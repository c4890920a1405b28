import type { App } from "cdktf";
import * as fc from "fast-check";
import type { Synthesis } from "../../support/synth";
import { someTenant } from "../../support/sharing";
import { synthesize } from "../../support/synth";
import { rule, tenantOf } from "./support";

const TENANTS = ["d", "dev", "dev-2", "dev2"] as const;
type Name = (typeof TENANTS)[number];
type Opening = readonly [from: Name, to: Name, port: number];

/** Names begin alike, so that what is cut or joined wrongly would meet. */
const openings = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...TENANTS), fc.constantFrom(...TENANTS), fc.integer({ min: 1, max: 20 }))
    .filter(([from, to]) => from !== to),
  { minLength: 1, maxLength: 8, selector: String },
);

const idOf = ([from, to, port]: Opening) => `${from}-calls-${to}-at-${port}`;

function declare(app: App, [from, to, port]: Opening): void {
  rule(app, idOf([from, to, port]), { from: tenantOf(app, from), to: tenantOf(app, to), port });
}

/** All tenants, then the rules in the order that is given. */
function withRules(all: readonly Opening[]): Synthesis {
  return synthesize((app) => {
    for (const name of TENANTS) tenantOf(app, name);
    for (const opening of all) declare(app, opening);
  });
}

/** Everything in the plan that stands below one construct of the stack, as text. */
function bytesOf(plan: Synthesis, id: string): string {
  const stack = plan.stack("tenants");
  const paths = stack.paths().filter((path) => path.startsWith(`${id}/`));
  return JSON.stringify(paths.map((path) => [path, stack.at(path)]));
}

test("a rule more changes no byte of any tenant, nor of any other rule", () => {
  fc.assert(
    fc.property(openings, ([added, ...others]) => {
      const before = withRules(others);
      const after = withRules(added ? [...others, added] : others);
      for (const id of [...TENANTS, ...others.map(idOf)]) {
        expect(bytesOf(after, id)).toBe(bytesOf(before, id));
      }
    }),
    { numRuns: 10 },
  );
});

test("a rule that is added and removed again leaves the bytes of never", () => {
  fc.assert(
    fc.property(openings, (all) => {
      const reference = withRules(all.slice(1));
      withRules(all);
      const again = withRules(all.slice(1));
      expect(again.stack("tenants").text).toBe(reference.stack("tenants").text);
      expect(again.intentText).toBe(reference.intentText);
    }),
    { numRuns: 8 },
  );
});

test("what is gone with a rule is exactly its parts", () => {
  fc.assert(
    fc.property(openings, ([removed, ...others]) => {
      const all = withRules(removed ? [removed, ...others] : others);
      const kept = new Set(withRules(others).stack("tenants").addresses());
      const gone = all
        .stack("tenants")
        .addresses()
        .filter((address) => !kept.has(address));
      const parts = all.intent.rules.find(({ name }) => removed && name === idOf(removed))?.parts;
      expect(gone).toEqual(parts);
    }),
    { numRuns: 10 },
  );
});

test("the same rules give the same bytes, in whatever order they and the tenants are declared", () => {
  const all: Opening[] = [
    ["d", "dev", 1],
    ["dev", "d", 1],
    ["dev-2", "dev2", 1],
    ["dev2", "dev-2", 2],
  ];
  const order = fc.shuffledSubarray(all, { minLength: all.length });
  const reference = withRules(all);
  fc.assert(
    fc.property(order, (shuffled) => {
      const plan = synthesize((app) => {
        for (const opening of shuffled) declare(app, opening);
      });
      expect(plan.stack("tenants").text).toBe(reference.stack("tenants").text);
      expect(plan.intentText).toBe(reference.intentText);
    }),
    { numRuns: 8 },
  );
});

test("the addresses of a rule are a contract", () => {
  const plan = synthesize((app) => {
    someTenant(app, "dev", { namespaces: [{}, { name: "jobs" }, { existing: "legacy" }] });
    rule(app, "qa-calls-dev");
    rule(app, "office", { from: undefined, fromCidr: "192.0.2.0/24" });
    rule(app, "list", { from: undefined, fromPrefixList: "pl-0a1b2c3d4e5f60718", expose: "hosts" });
  });
  expect(plan.intent.rules.map(({ name, parts }) => [name, parts])).toMatchSnapshot();
});
