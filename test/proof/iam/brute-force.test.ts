import { authorize } from "cdktf-tenants/proof";
import fc from "fast-check";
import { reach } from "../../../lib/proof/iam/reach";
import { runs } from "../../support/property-runs";
import { isAllowed, type PlainPolicies, type PlainRequest } from "../support/brute-force-iam";
import {
  ALL_MULTIPLE,
  ALL_SINGLE,
  fitting,
  MULTIPLE,
  policies,
  request,
  SINGLE,
} from "../support/random-policies";
import { kernelPolicies, kernelRequest, keyStates, question } from "../support/to-kernel";

const sample = fc.tuple(request, policies).map(([asked, given]) => [asked, fitting(given, asked)] as const);

function subsets(values: readonly string[]): readonly (readonly string[])[] {
  return values.reduce<readonly (readonly string[])[]>(
    (sets, v) => [...sets, ...sets.map((set) => [...set, v])],
    [[]],
  );
}

/** Every context that these policies can tell apart. */
function contexts(): readonly PlainRequest["context"][] {
  return [undefined, ...ALL_SINGLE].flatMap((single) =>
    subsets(ALL_MULTIPLE).map((multiple) => ({
      ...(single === undefined ? {} : { [SINGLE]: single }),
      ...(multiple.length === 0 ? {} : { [MULTIPLE]: multiple }),
    })),
  );
}

const EVERY = contexts();

function answers(asked: PlainRequest, given: PlainPolicies): readonly boolean[] {
  return EVERY.map((context) => isAllowed({ ...asked, context }, given));
}

describe("authorize", () => {
  it("decides every concrete request as the evaluator of the tests does", () => {
    fc.assert(
      fc.property(sample, ([asked, given]) => {
        const { decision } = authorize(kernelRequest(asked), kernelPolicies(given));
        expect(decision).toBe(isAllowed(asked, given) ? "allow" : "deny");
      }),
      { numRuns: runs(3_000) },
    );
  });

  it("is only unknown about a key where both answers exist, and then always", () => {
    fc.assert(
      fc.property(sample, ([asked, given]) => {
        const all = answers(asked, given);
        const expected = all.every((each) => each) ? "allow" : all.some((each) => each) ? "unknown" : "deny";
        const open = { ...kernelRequest({ ...asked, context: {} }), unknownKeys: [SINGLE, MULTIPLE] };
        expect(authorize(open, kernelPolicies(given)).decision).toBe(expected);
      }),
      { numRuns: runs(400) },
    );
  });
});

describe("reach", () => {
  it("is over and under exactly where some request is allowed, when the caller chooses the keys", () => {
    fc.assert(
      fc.property(sample, ([asked, given]) => {
        const exists = answers(asked, given).some((each) => each);
        const found = reach(question(asked, given, new Map()));
        expect({ over: found.over, under: found.under }).toEqual({ over: exists, under: exists });
      }),
      { numRuns: runs(400) },
    );
  });

  it("shows a witness that the evaluator of the tests allows", () => {
    fc.assert(
      fc.property(sample, ([asked, given]) => {
        const { witness } = reach(question(asked, given, new Map()));
        fc.pre(witness !== undefined);
        const context = Object.fromEntries(
          [...(witness?.keys ?? [])].flatMap(([key, state]) =>
            state.state === "values"
              ? [
                  [
                    key === "aws:tagkeys" ? MULTIPLE : key,
                    state.values.map((v) => v.map((t) => (t.kind === "char" ? t.char : "")).join("")),
                  ],
                ]
              : [],
          ),
        );
        expect(isAllowed({ ...asked, context }, given)).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });

  it("decides a request with known keys as authorize does", () => {
    fc.assert(
      fc.property(sample, ([asked, given]) => {
        const { over, under } = reach(question(asked, given, keyStates(asked, [SINGLE, MULTIPLE])));
        const allowed = isAllowed(asked, given);
        expect({ over, under }).toEqual({ over: allowed, under: allowed });
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("never holds a key of the environment for one that the caller chooses", () => {
    fc.assert(
      fc.property(sample, ([asked, given]) => {
        const all = answers(asked, given);
        const found = reach({ ...question(asked, given, new Map()), kindOf: () => "environment" });
        expect(found.over).toBe(all.some((each) => each));
        if (found.under) expect(all).toEqual(all.map(() => true));
      }),
      { numRuns: runs(300) },
    );
  });
});
