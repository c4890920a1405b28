import { contextOf, type KeyState, known } from "../../../lib/proof/condition/context";
import { captures } from "../../../lib/proof/iam/captures";
import { char, glob, literal, type Pattern, symbol } from "../../../lib/proof/pattern/token";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { allow, policy } from "./cases/case";

const KEY = "aws:requesttag/team";
const TEAM = "${aws:RequestTag/team}";
const BUCKETS = "arn:aws:s3:::";

/** What the key would have to be, so that one of the resources becomes one of the texts. */
function found(
  resources: readonly string[],
  texts: readonly (string | Pattern)[],
  keys: Readonly<Record<string, KeyState>> = {},
): readonly string[] {
  const { statements } = parsePolicy(policy(allow({ Resource: resources })), "identity");
  const language = texts.map((text) => (typeof text === "string" ? glob(text) : text));
  return captures(KEY, statements, language, contextOf(new Map(Object.entries(keys))));
}

describe("values worth a try for a key that stands in the text of a resource", () => {
  const unknown: KeyState = { state: "unknown" };

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ["are what makes it the text", [`${BUCKETS}${TEAM}/in`], [`${BUCKETS}acme/in`], ["acme"]],
    ["are none where nothing does", [`${BUCKETS}${TEAM}/in`], [`${BUCKETS}acme/out`], []],
    ["are none where the key does not stand there", [`${BUCKETS}acme/\${aws:username}`], ["*"], []],
    ["are as long as it takes", [`${BUCKETS}${TEAM}`], [`${BUCKETS}acme/in`], ["acme/in"]],
    ["may hold the end of a line", [`${BUCKETS}${TEAM}`], [`${BUCKETS}a\nb`], ["a\nb"]],
    [
      "are named once, in the order of the texts",
      [`${BUCKETS}${TEAM}/in`, `${BUCKETS}${TEAM}/out`],
      [`${BUCKETS}b/in`, `${BUCKETS}a/in`, `${BUCKETS}b/out`],
      ["b", "a"],
    ],
    [
      "take characters of the text for themselves, whatever they mean elsewhere",
      [`${BUCKETS}a.b/${TEAM}`],
      [`${BUCKETS}a.b/x`, `${BUCKETS}a-b/y`],
      ["x"],
    ],
    [
      "take a wildcard of the resource for any text",
      [`${BUCKETS}*-${TEAM}/in`],
      [`${BUCKETS}uploads-acme/in`],
      ["acme"],
    ],
  ])("%s", (_, resources, texts, values) => {
    expect(found(resources, texts)).toEqual(values);
  });

  it("heed what other variables stand for, and take for any text those of which nothing is known", () => {
    const resource = `${BUCKETS}\${aws:username}/${TEAM}`;
    const texts = [`${BUCKETS}ann/acme`, `${BUCKETS}bob/globex`];
    expect(found([resource], texts, { "aws:username": known("ann") })).toEqual(["acme"]);
    expect(found([resource], texts, { "aws:username": unknown })).toEqual(["acme", "globex"]);
    expect(found([resource], texts)).toEqual(["acme", "globex"]);
  });

  it("take a value of which a part is not known for any text", () => {
    const value = [char("a"), symbol("bucket#id")];
    const keys: Record<string, KeyState> = { "aws:username": { state: "values", values: [value] } };
    expect(found([`${BUCKETS}\${aws:username}/${TEAM}`], [`${BUCKETS}abc/acme`], keys)).toEqual(["acme"]);
  });
});

describe("values worth a try for a key that another key is compared with", () => {
  const compared = (condition: object, keys: Readonly<Record<string, KeyState>>) => {
    const statement = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole", Condition: condition };
    const { statements } = parsePolicy(policy(statement), "trust");
    const context = contextOf(new Map(Object.entries(keys)));
    return captures(KEY, statements, [literal("arn:aws:iam::111122223333:role/etl")], context);
  };
  const condition = { StringEquals: { "aws:PrincipalTag/team": `${TEAM}-ci` } };

  it("are what makes it the value that the other has", () => {
    expect(compared(condition, { "aws:principaltag/team": known("acme-ci", "b-ci") })).toEqual(["acme", "b"]);
  });

  it("are none where the other's value is not known, or where it has none", () => {
    expect(compared(condition, { "aws:principaltag/team": { state: "unknown" } })).toEqual([]);
    expect(compared(condition, {})).toEqual([]);
  });
});
