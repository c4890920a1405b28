import fc from "fast-check";
import type { AwsNode } from "../../../lib/proof/aws/model/node";
import { CandidateIndex } from "../../../lib/proof/aws/reach/candidate-index";
import { intersects } from "../../../lib/proof/pattern/intersects";
import { concat, glob, keyOf, literal, type Pattern, symbol } from "../../../lib/proof/pattern/token";

const KINDS = ["bucket", "key"];

/** Names that only the apply knows: no two are the same. */
const unknown = ["x", "y"].map((id) => [symbol(`candidates/${id}`, { unique: "candidates" })]);

const plain = fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 3 }).map((texts) => texts.join(""));
const head = fc.constantFrom("arn:aws:s3:::", "arn:aws:kms:r:1:", "arn:aws:kms:r:2:");
const name = fc.constantFrom(...unknown);
const joined = (...parts: readonly Pattern[]): Pattern => concat(...parts);
const written = plain.map((text): Pattern => literal(text));
const symbolic = fc
  .tuple(plain, name, fc.constantFrom("", "/a"))
  .map(([before, own, after]) => joined(literal(before), own, literal(after)));
const open = plain.map((text) => glob(`${text}*`));
const language = fc
  .tuple(head, fc.oneof(written, symbolic, open))
  .map(([first, rest]) => joined(literal(first), rest));
const wildcards = fc
  .array(fc.constantFrom("a", "b", "/", "*", "?"), { maxLength: 4 })
  .map((texts) => glob(texts.join("")));
const pattern = fc.oneof(
  language,
  fc.tuple(head, wildcards).map(([first, rest]) => joined(literal(first), rest)),
  fc
    .tuple(fc.constantFrom("*", "arn:*", "arn:aws:kms:*:1:", "arn:aws:kms:r:*:"), wildcards, name)
    .chain(([first, rest, own]) =>
      fc.constantFrom(joined(glob(first), rest), joined(glob(first), rest, own), joined(glob(first), own)),
    ),
);

/** Of a node the index looks at its kind and its ARNs. */
function nodeOf(kind: string, languages: readonly Pattern[]): AwsNode {
  return { kind: { kind }, parts: [{ actions: [], language: languages }] } as unknown as AwsNode;
}

describe("an index of ARNs", () => {
  it("finds what comparing a pattern with each of them finds", () => {
    const nodes = fc.array(
      fc
        .tuple(fc.constantFrom(...KINDS), fc.array(language, { minLength: 1, maxLength: 2 }))
        .map(([kind, languages]) => nodeOf(kind, languages)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(nodes, pattern, fc.subarray(KINDS), (all, asked, kinds) => {
        const found = new CandidateIndex(all).find(asked, new Set(kinds));
        const compared = all.filter(
          ({ kind, parts }) =>
            kinds.includes(kind.kind) &&
            parts.some(({ language: arns }) => arns.some((arn) => intersects(asked, arn))),
        );
        expect(all.filter((node) => found.has(node))).toEqual(compared);
      }),
      { numRuns: 2000 },
    );
  });

  it("compares ARNs once that differ in an unknown name alone, where the pattern names none", () => {
    const keys = Array.from({ length: 50 }, (_, n) => {
      const id = symbol(`candidates/key-${n}`, { unique: "candidates" });
      return nodeOf("key", [[...literal("arn:aws:kms:r:1:key/"), id]]);
    });
    const index = new CandidateIndex(keys);
    expect(index.find(glob("arn:aws:kms:*:*:key/*"), new Set(["key"])).size).toBe(50);
    expect(index.comparisons).toBe(1);
  });

  it("compares with nothing that differs before the last part", () => {
    const [here, there] = ["1", "2"].map((account) =>
      nodeOf("key", [literal(`arn:aws:kms:r:${account}:key/a`)]),
    );
    const index = new CandidateIndex([here, there].flatMap((node) => node ?? []));
    const found = [...index.find(literal("arn:aws:kms:r:2:key/a"), new Set(["key"]))];
    expect(found.map(({ parts }) => parts[0]?.language.map(keyOf))).toEqual([["arn:aws:kms:r:2:key/a"]]);
    expect(index.comparisons).toBe(1);
  });
});
