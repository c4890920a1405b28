import fc from "fast-check";
import { includes, relate } from "../../../lib/proof/pattern/includes";
import { intersects } from "../../../lib/proof/pattern/intersects";
import { sampleOfBoth, samples } from "../../../lib/proof/pattern/samples";
import { concat, glob, literal, lowerCase, shownPattern, symbol } from "../../../lib/proof/pattern/token";
import { runs } from "../../support/property-runs";
import { matchesText, words } from "../support/brute-force-patterns";

const LETTERS = ["a", "b"];
/** Two patterns of five pieces that have a text in common have one of at most eight letters: four and four. */
const WORDS = words([...LETTERS, "c"], 8);
const SHORT = words([...LETTERS, "c"], 4);
/** All patterns of up to three pieces, with the words that each matches. Two that share one share a short one. */
const SMALL = words([...LETTERS, "?", "*"], 3).map((text) => ({
  text,
  pattern: glob(text),
  matched: new Set(SHORT.filter((word) => matchesText(text, word))),
}));
/** What is said wrongly about two small patterns, as texts. */
function wrong(
  isRight: (p: (typeof SMALL)[number], q: (typeof SMALL)[number]) => boolean,
): readonly string[] {
  return SMALL.flatMap((p) => SMALL.filter((q) => !isRight(p, q)).map((q) => `${p.text} | ${q.text}`));
}

const anyPattern = fc
  .array(fc.constantFrom(...LETTERS, "?", "*"), { maxLength: 5 })
  .map((tokens) => tokens.join(""));

describe("patterns", () => {
  it("have one normal form for each way to write neighbouring wildcards", () => {
    expect(shownPattern(glob("a*?*b**"))).toBe("a?*b*");
    expect(glob("*?")).toEqual(glob("?*"));
  });

  it("take every character of a literal for itself", () => {
    expect(intersects(literal("a*"), glob("ab"))).toBe(false);
    expect(includes(literal("a*"), glob("a*"))).toBe("yes");
  });

  it("are lowered character by character", () => {
    expect(shownPattern(lowerCase(glob("S3:Get*")))).toBe("s3:get*");
  });
});

describe("intersects", () => {
  it("is true exactly where some word matches both", () => {
    fc.assert(
      fc.property(anyPattern, anyPattern, (p, q) => {
        const both = WORDS.some((word) => matchesText(p, word) && matchesText(q, word));
        expect(intersects(glob(p), glob(q))).toBe(both);
      }),
      { numRuns: runs(400) },
    );
  });
});

describe("intersects and includes, for every two patterns of up to three pieces", () => {
  it("say what the words of both say", () => {
    expect(
      wrong(
        (p, q) => intersects(p.pattern, q.pattern) === [...p.matched].some((word) => q.matched.has(word)),
      ),
    ).toEqual([]);
    expect(
      wrong((p, q) => {
        const every = [...p.matched].every((word) => q.matched.has(word));
        return includes(p.pattern, q.pattern) === (every ? "yes" : "no");
      }),
    ).toEqual([]);
  });
});

describe("intersects, for a pattern that another one begins with", () => {
  it.each([
    ["ab*", "ab"],
    ["ab*", "ab?*"],
    ["ab?", "abc"],
    ["?", "/"],
    ["?", ":"],
    ["*", ""],
  ])("is true for %s and %s, either way round", (p, q) => {
    expect([intersects(glob(p), glob(q)), intersects(glob(q), glob(p))]).toEqual([true, true]);
  });

  it.each([
    ["ab", "abc"],
    ["ab?", "ab"],
    ["ab", "ac"],
    ["", "a"],
  ])("is false for %s and %s, either way round", (p, q) => {
    expect([intersects(glob(p), glob(q)), intersects(glob(q), glob(p))]).toEqual([false, false]);
  });
});

describe("includes", () => {
  it("is yes exactly where every word of the first matches the second, when the budget suffices", () => {
    fc.assert(
      fc.property(anyPattern, anyPattern, (p, q) => {
        const every = WORDS.every((word) => !matchesText(p, word) || matchesText(q, word));
        expect(includes(glob(p), glob(q))).toBe(every ? "yes" : "no");
      }),
      { numRuns: runs(400) },
    );
  });

  it("sees what a reading of the pattern as a text misses", () => {
    expect(includes(glob("*a*"), glob("?*"))).toBe("yes");
  });

  it("says unknown, not yes, when the budget ends", () => {
    expect(includes(glob("*a*"), glob("?*"), 1)).toBe("unknown");
  });

  it("looks at no more pairs of places than it needs, none where the first can match no longer", () => {
    const within = (budget: number) => includes(glob("a*a"), glob("a?*"), budget);
    expect([within(3), within(4)]).toEqual(["unknown", "yes"]);
  });
});

describe("relate", () => {
  it("tells all, nothing and something of a language apart", () => {
    expect(relate(glob("bucket/*"), glob("bucket/tenant-a/*"))).toBe("yes");
    expect(relate(glob("bucket/tenant-b/*"), glob("bucket/tenant-a/*"))).toBe("no");
    expect(relate(glob("bucket/tenant-a/public/*"), glob("bucket/tenant-a/*"))).toBe("unknown");
  });

  it("sees what a reading of the language as a text misses", () => {
    expect(relate(glob("?*"), glob("*a*"))).toBe("yes");
  });

  it("has no separators in its wildcards: a prefix without a slash reaches its look-alikes", () => {
    expect(relate(glob("bucket/tenant-a*"), literal("bucket/tenant-ab/x"))).toBe("yes");
  });
});

describe("symbols", () => {
  const acme = symbol("aws_s3_bucket.acme#bucket", { unique: "bucket" });
  const globex = symbol("aws_s3_bucket.globex#bucket", { unique: "bucket" });
  const opaque = symbol("data.external.x#result");
  const inBucket = (name: ReturnType<typeof symbol>, rest: string) =>
    concat(literal("arn:aws:s3:::"), [name], glob(rest));

  it("match themselves", () => {
    expect(relate(inBucket(acme, "/*"), inBucket(acme, "/*"))).toBe("yes");
    expect(relate(inBucket(acme, "*"), inBucket(acme, "/*"))).toBe("yes");
  });

  it("are different where they name two things of one namespace", () => {
    expect(relate(inBucket(acme, "/*"), inBucket(globex, "/*"))).toBe("no");
    expect(relate(inBucket(acme, ""), inBucket(globex, ""))).toBe("no");
  });

  it("may still be a prefix of each other", () => {
    expect(relate(inBucket(acme, "*"), inBucket(globex, "/*"))).toBe("unknown");
  });

  it("may be equal without a namespace, and may be a name that is written out", () => {
    expect(relate(inBucket(opaque, "/*"), inBucket(acme, "/*"))).toBe("unknown");
    expect(relate(glob("arn:aws:s3:::known/*"), inBucket(acme, "/*"))).toBe("unknown");
  });

  it("hold no separators when they are names", () => {
    expect(intersects(literal("a/b"), [acme])).toBe(false);
    expect(intersects(literal("a/b"), [symbol("x", { holds: "text" })])).toBe(true);
  });

  it("are empty only when they may hold any text", () => {
    expect(intersects(literal(""), [acme])).toBe(false);
    expect(intersects(literal(""), [symbol("x", { holds: "text" })])).toBe(true);
  });

  it("are covered by a star and by nothing shorter", () => {
    expect(includes([acme], glob("*"))).toBe("yes");
    expect(includes([acme], glob("?"))).toBe("unknown");
  });

  it("never make a pair impossible that some values of them make possible", () => {
    const piece = fc.constantFrom("a", "/", "?", "*", "$");
    const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(""));
    const withSymbol = (value: string) =>
      concat(...Array.from(value, (c) => (c === "$" ? [opaque] : glob(c))));
    fc.assert(
      fc.property(text, text, fc.constantFrom("a", "b", "aa"), (p, q, value) => {
        const [left, right] = [p.replaceAll("$", value), q.replaceAll("$", value)];
        if (!intersects(glob(left), glob(right))) return;
        expect(intersects(withSymbol(p), withSymbol(q))).toBe(true);
      }),
      { numRuns: runs(400) },
    );
  });

  it("never promise an inclusion that some values of them break", () => {
    const piece = fc.constantFrom("a", "/", "?", "*", "$");
    const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(""));
    const withSymbol = (value: string) =>
      concat(...Array.from(value, (c) => (c === "$" ? [opaque] : glob(c))));
    fc.assert(
      fc.property(text, text, fc.constantFrom("a", "b", "aa"), (p, q, value) => {
        if (includes(withSymbol(p), withSymbol(q)) !== "yes") return;
        expect(includes(glob(p.replaceAll("$", value)), glob(q.replaceAll("$", value)))).toBe("yes");
      }),
      { numRuns: runs(400) },
    );
  });
});

describe("samples", () => {
  it("hold a text for each combination of matches that any word shows", () => {
    fc.assert(
      fc.property(fc.array(anyPattern, { minLength: 1, maxLength: 3 }), (patterns) => {
        const signature = (word: string) => patterns.map((p) => (matchesText(p, word) ? 1 : 0)).join("");
        const found = samples(patterns.map(glob));
        expect(found.complete).toBe(true);
        const filled = new Set(found.texts.filter((text) => text !== "").map(signature));
        const all = new Set(WORDS.filter((word) => word !== "").map(signature));
        // Three patterns may be told apart by texts longer than these words.
        expect([...all].filter((each) => !filled.has(each))).toEqual([]);
        expect(found.texts.length).toBe(filled.size + 1);
        expect(found.texts).toContain("");
      }),
      { numRuns: runs(150) },
    );
  });

  it("say when the budget ended the search, and are what was found until then", () => {
    expect(samples([glob("*a*b*"), glob("*b*a*")], 2)).toEqual({ texts: ["", "a"], complete: false });
  });

  it("are the shortest texts, and the empty one apart", () => {
    expect(samples([glob("a*")])).toEqual({ texts: ["", "a", "x"], complete: true });
    expect(samples([glob("*")]).texts).toEqual(["", "x"]);
    expect(samples([glob("a?")]).texts).toEqual(["", "a", "aa"]);
  });

  it("use a letter that no pattern names", () => {
    expect(samples([glob("x*")]).texts.filter((text) => !text.startsWith("x") && text !== "")).toHaveLength(
      1,
    );
    expect(samples([glob("x*"), glob("y*")]).texts).toHaveLength(4);
  });

  it("tell one pattern from two that are written with the same letters", () => {
    expect(samples([glob("ab")]).texts).toEqual(["", "a", "ab"]);
    expect(samples([glob("a"), glob("b")]).texts).toEqual(["", "a", "b", "x"]);
  });

  it("are worked out once for patterns that are asked about again and again, and given up after many others", () => {
    const [first, second] = [samples([glob("again*")]), samples([glob("and*again")])];
    expect([samples([glob("again*")]) === first, samples([glob("and*again")]) === second]).toEqual([
      true,
      true,
    ]);
    for (let n = 0; n < 600; n += 1) samples([literal(String(n))]);
    expect(samples([glob("again*")]) === first).toBe(false);
  });

  it("do not depend on the order of the patterns", () => {
    const [p, q] = [glob("?b"), glob("a?")];
    expect(new Set(samples([p, q]).texts)).toEqual(new Set(samples([q, p]).texts));
  });
});

describe("a sample of two patterns", () => {
  it("is a text that both match, where there is one", () => {
    expect(sampleOfBoth(glob("a*"), glob("*b"))).toBe("ab");
    expect(sampleOfBoth(literal("*"), glob("?"))).toBe("*");
    expect(sampleOfBoth(glob("a*"), glob("b*"))).toBeUndefined();
  });

  it("is none where a value is unknown", () => {
    const unknown = symbol("aws_s3_bucket.b#id");
    expect(sampleOfBoth([unknown], glob("*"))).toBeUndefined();
    expect(sampleOfBoth(glob("*"), [unknown])).toBeUndefined();
    expect(sampleOfBoth(concat(literal("a"), [unknown]), glob("*"))).toBeUndefined();
  });
});
