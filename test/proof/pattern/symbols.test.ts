import { includes, relate } from "../../../lib/proof/pattern/includes";
import { intersects } from "../../../lib/proof/pattern/intersects";
import {
  concat,
  glob,
  literal,
  type Pattern,
  symbol,
  type SymbolToken,
} from "../../../lib/proof/pattern/token";

const acme = symbol("aws_s3_bucket.acme#id", { unique: "bucket" });
const globex = symbol("aws_s3_bucket.globex#id", { unique: "bucket" });
const role = symbol("aws_iam_role.acme#name", { unique: "role" });
const [opaque, other] = [symbol("data.external.a#result"), symbol("data.external.b#result")];

/** `$` in the text is the symbol. */
function around(value: SymbolToken, text: string): Pattern {
  const [before = "", after = ""] = text.split("$");
  return concat(glob(before), [value], glob(after));
}

describe("two unknown names", () => {
  it("may be equal, unless both are of one namespace in which no name occurs twice", () => {
    expect(intersects(around(opaque, "b/$/x"), around(other, "b/$/x"))).toBe(true);
    expect(intersects(around(acme, "b/$/x"), around(role, "b/$/x"))).toBe(true);
    expect(intersects(around(acme, "b/$/x"), around(opaque, "b/$/x"))).toBe(true);
    expect(intersects(around(acme, "b/$/x"), around(globex, "b/$/x"))).toBe(false);
  });

  it("differ at a colon, at a slash and at the end, and only there can be held apart", () => {
    const pairs = ["$", "$:x", "$/x", "$-x", "$?", "$*"].map((text) => [
      text,
      intersects(around(acme, text), around(globex, text)),
    ]);
    expect(Object.fromEntries(pairs)).toEqual({
      ...{ $: false, "$:x": false, "$/x": false },
      ...{ "$-x": true, "$?": true, "$*": true },
    });
  });

  it("may go on where the other one ends", () => {
    expect(intersects(around(acme, "$-logs"), around(globex, "$-a-logs"))).toBe(true);
    expect(intersects(around(acme, "$"), around(globex, "a$"))).toBe(true);
    expect(intersects(around(acme, "a$"), around(globex, "$"))).toBe(true);
    expect(intersects(around(acme, "$-logs"), around(globex, "$"))).toBe(true);
    expect(intersects(around(globex, "$"), around(acme, "$-logs"))).toBe(true);
  });

  it("that hold any text do not end at a separator, so that nothing holds them apart", () => {
    const one = symbol("one", { unique: "path", holds: "text" });
    const two = symbol("two", { unique: "path", holds: "text" });
    expect(intersects(around(one, "$:*"), around(two, "$:*"))).toBe(true);
    expect(intersects(around(one, "$/x"), around(two, "$/x"))).toBe(true);
    const name = symbol("three", { unique: "path" });
    expect(intersects(around(one, "$:"), around(name, "$:*"))).toBe(true);
    expect(intersects(around(name, "$:*"), around(one, "$:"))).toBe(true);
  });

  it("exclude each other also for a policy that names them: nothing of the one is in the other", () => {
    expect(includes(around(acme, "$/*"), around(globex, "$/*"))).toBe("no");
    expect(relate(around(globex, "$/*"), around(acme, "$/*"))).toBe("no");
  });
});

describe("one unknown name", () => {
  it("is of one length in both patterns", () => {
    expect(intersects(around(acme, "$"), around(acme, "$a"))).toBe(false);
    expect(intersects(around(acme, "$/x"), around(acme, "$/y"))).toBe(false);
    expect(intersects(around(acme, "$/x"), around(acme, "$/x"))).toBe(true);
  });

  it("holds neither a colon nor a slash, and at least one character", () => {
    const texts = ["a", "ab", "", "a:b", "a/b", ":", "/"];
    const held = [true, true, false, false, false, false, false];
    expect(texts.map((text) => intersects(literal(text), [acme]))).toEqual(held);
    expect(texts.map((text) => intersects([acme], literal(text)))).toEqual(held);
  });

  it("is the same value however much is known of it", () => {
    expect(includes([symbol("x#id", { unique: "bucket" })], [symbol("x#id")])).toBe("yes");
  });

  it("is covered with what stands behind it: by itself, a wildcard, or a star for nothing", () => {
    const covered = (text: string, covering: string) => includes(around(acme, text), around(acme, covering));
    expect([covered("$/a", "$/?"), covered("$/?", "$/?"), covered("$/a", "$/*")]).toEqual([
      "yes",
      "yes",
      "yes",
    ]);
    expect([covered("$/x", "$/*x"), covered("$/", "$/*"), covered("$", "$*")]).toEqual(["yes", "yes", "yes"]);
    expect([covered("$/*", "$/?"), covered("$/?", "$/a")]).toEqual(["unknown", "unknown"]);
    expect([covered("$/a", "$/b"), covered("$/a", "$/")]).toEqual(["no", "no"]);
  });

  it("is no part of another one, nor of a text, for sure", () => {
    expect(includes([acme], [opaque])).toBe("unknown");
    expect(includes([acme], literal("known"))).toBe("unknown");
    expect(includes(literal("known"), [acme])).toBe("unknown");
  });
});
