import fc from "fast-check";
import { reach } from "../../../lib/proof/iam/reach";
import { runs } from "../../support/property-runs";
import type { PlainPolicies, PlainStatement } from "../support/brute-force-iam";
import { fitting, policies, request } from "../support/random-policies";
import { question } from "../support/to-kernel";

const sample = fc.tuple(request, policies).map(([asked, given]) => [asked, fitting(given, asked)] as const);
const added = policies.map(({ identity }) => identity);

/** May and must, with all keys the caller's choice. */
function edge([asked, given]: readonly [Parameters<typeof question>[0], PlainPolicies]) {
  const { over, under } = reach(question(asked, given, new Map()));
  return { over, under };
}

function withIdentity(
  given: PlainPolicies,
  more: readonly PlainStatement[],
  effect: "Allow" | "Deny",
): PlainPolicies {
  const fixed = more.map((statement) => ({ ...statement, Effect: effect }));
  return { ...given, identity: [...given.identity, ...fixed] };
}

function implies(a: boolean, b: boolean): boolean {
  return !a || b;
}

describe("reach", () => {
  it("is never closed by one more Allow", () => {
    fc.assert(
      fc.property(sample, added, ([asked, given], more) => {
        const [before, after] = [edge([asked, given]), edge([asked, withIdentity(given, more, "Allow")])];
        expect(implies(before.over, after.over) && implies(before.under, after.under)).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });

  it("is never opened by one more Deny", () => {
    fc.assert(
      fc.property(sample, added, ([asked, given], more) => {
        const [before, after] = [edge([asked, given]), edge([asked, withIdentity(given, more, "Deny")])];
        expect(implies(after.over, before.over) && implies(after.under, before.under)).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });

  it("does not depend on the order of statements", () => {
    fc.assert(
      fc.property(sample, ([asked, given]) => {
        const turned = {
          ...given,
          identity: [...given.identity].reverse(),
          resource: given.resource && [...given.resource].reverse(),
        };
        expect(edge([asked, turned])).toEqual(edge([asked, given]));
      }),
      { numRuns: runs(300) },
    );
  });

  it("never must where it may not", () => {
    fc.assert(
      fc.property(sample, (each) => {
        const { over, under } = edge(each);
        expect(implies(under, over)).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
});
