import fc from "fast-check";
import { runs } from "../../support/property-runs";
import {
  closed,
  type Estate,
  estate,
  matrix,
  NAMES,
  type PlainStatement,
  type PlainTenant,
  proved,
  statement,
} from "./estate";

const RUNS = { numRuns: runs(25) };

/** The estate with other rights for the role of one tenant. */
function withRights(
  plain: Estate,
  number: number,
  change: (rights: readonly PlainStatement[]) => readonly PlainStatement[],
): Estate {
  return plain.map((each, n) => (n === number ? { ...each, rights: change(each.rights) } : each));
}

const number = fc.nat({ max: NAMES.length - 1 });

/** One statement for each action on each thing. */
function split({ actions, targets, ...rest }: PlainStatement): readonly PlainStatement[] {
  return actions.flatMap((action) =>
    targets.map((target) => ({ ...rest, actions: [action], targets: [target] })),
  );
}

/** Has nothing to do with anybody: rights to what is its own, and nobody is let in. */
const UNRELATED: PlainTenant = {
  rights: [
    {
      ...{ effect: "Allow", fromNetwork: false },
      ...{ actions: ["s3:*", "sqs:*"], targets: [{ tenant: 3, thing: "objects" }] },
    },
  ],
  trusts: [],
  admits: [],
};

describe("the matrix of a proof", () => {
  it("is of every kind among the estates that these tests draw", () => {
    const drawn = fc.sample(estate, { numRuns: 40, seed: 7 }).map((plain) => proved(plain).verdict);
    expect(new Set(drawn)).toEqual(new Set(["isolated", "open", "unknown"]));
  });

  it("has its names exchanged when tenants are renamed, and nothing else", () => {
    const order = fc.shuffledSubarray([...NAMES], { minLength: NAMES.length });
    fc.assert(
      fc.property(estate, order, (plain, names) => {
        const renamed = new Map(NAMES.map((name, n) => [`tenant ${name}`, `tenant ${names[n]}`]));
        const call = (owner: string) => renamed.get(owner) ?? owner;
        expect(matrix(proved(plain, { names }))).toEqual(matrix(proved(plain), call));
      }),
      RUNS,
    );
  });

  it("does not depend on the order of statements", () => {
    fc.assert(
      fc.property(estate, (plain) => {
        const turned = plain.map((each) => ({
          ...each,
          rights: [...each.rights].reverse(),
          admits: [...each.admits].reverse(),
        }));
        expect(matrix(proved(turned))).toEqual(matrix(proved(plain)));
      }),
      RUNS,
    );
  });

  it("is the same when each statement is split into one for each action on each resource", () => {
    fc.assert(
      fc.property(estate, (plain) => {
        const apart = plain.map((each) => ({ ...each, rights: each.rights.flatMap(split) }));
        expect(matrix(proved(apart))).toEqual(matrix(proved(plain)));
      }),
      RUNS,
    );
  });

  it("is the same when a statement is said twice", () => {
    fc.assert(
      fc.property(estate, number, (plain, of) => {
        const twice = withRights(plain, of, (rights) => [...rights, ...rights]);
        expect(matrix(proved(twice))).toEqual(matrix(proved(plain)));
      }),
      RUNS,
    );
  });

  it("is not changed by a tenant that has nothing to do with the others", () => {
    const names = [...NAMES, "umbrella"];
    fc.assert(
      fc.property(estate, (plain) => {
        const more = proved([...plain, UNRELATED], { names });
        expect(matrix(more, undefined, ["tenant umbrella"])).toEqual(matrix(proved(plain)));
      }),
      RUNS,
    );
  });

  it("is nowhere closed by one more Allow", () => {
    fc.assert(
      fc.property(estate, number, statement("Allow"), (plain, of, added) => {
        const more = withRights(plain, of, (rights) => [...rights, added]);
        expect(closed(matrix(proved(plain)), matrix(proved(more)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it("is nowhere opened by one more Deny", () => {
    fc.assert(
      fc.property(estate, number, statement("Deny"), (plain, of, added) => {
        const more = withRights(plain, of, (rights) => [...rights, added]);
        expect(closed(matrix(proved(more)), matrix(proved(plain)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it("is nowhere closed by one more that is trusted, or let in", () => {
    fc.assert(
      fc.property(estate, number, number, (plain, of, whom) => {
        const more = plain.map((each, n) =>
          n === of
            ? {
                ...each,
                trusts: [...new Set([...each.trusts, whom])],
                admits: [...each.admits, { effect: "Allow" as const, whom }],
              }
            : each,
        );
        expect(closed(matrix(proved(plain)), matrix(proved(more)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it("does not depend on the order of resources", () => {
    fc.assert(
      fc.property(estate, (plain) => {
        const turned = proved(plain, { order: (blocks) => [...blocks].reverse() });
        expect([matrix(turned), turned.verdict]).toEqual([matrix(proved(plain)), proved(plain).verdict]);
      }),
      RUNS,
    );
  });
});
