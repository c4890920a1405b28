import fc from "fast-check";
import { glob, literal, type Pattern, shownPattern, symbol } from "../../../lib/proof/pattern/token";
import { type ActionList, mayName, readActionList } from "../../../lib/proof/policy/action-list";
import { plainText, type TextReader } from "../../../lib/proof/policy/template";

const unknown = symbol("var.action", { holds: "text" });
/** `<x>` is what only the apply knows. */
const reader: TextReader = (text) =>
  text.split(/(<x>)/).flatMap((piece) => (piece === "" ? [] : [piece === "<x>" ? unknown : piece]));

const read = (fields: Readonly<Record<string, unknown>>, by: TextReader = plainText) =>
  readActionList(fields, by);
const shown = ({ negated, entries }: ActionList) => [negated, ...entries.map(shownPattern)];

describe("the actions of a statement", () => {
  it("are one, or several, or all but these", () => {
    expect(shown(read({ Action: "s3:GetObject" }))).toEqual([false, "s3:GetObject"]);
    expect(shown(read({ Action: ["s3:Get*", "s3:Put?"] }))).toEqual([false, "s3:Get*", "s3:Put?"]);
    expect(shown(read({ NotAction: ["s3:Get*"] }))).toEqual([true, "s3:Get*"]);
    expect(read({ Action: "s3:Get*" }).entries).toEqual([glob("s3:Get*")]);
  });

  it("know no variables", () => {
    expect(shown(read({ Action: "s3:${aws:username}" }))).toEqual([false, "s3:${aws:username}"]);
  });

  it("are missing where neither is written", () => {
    expect(() => read({})).toThrow("Action or NotAction is missing");
  });

  it("are one list, where they are written alike, and no other", () => {
    const first = read({ Action: ["sqs:SendMessage", "sqs:Get*"] });
    expect(read({ Action: ["sqs:SendMessage", "sqs:Get*"] })).toBe(first);
    expect(shown(read({ NotAction: ["sqs:SendMessage", "sqs:Get*"] }))).toEqual([
      true,
      "sqs:SendMessage",
      "sqs:Get*",
    ]);
    expect(shown(read({ Action: ["sqs:Get*", "sqs:SendMessage"] }))).toEqual([
      false,
      "sqs:Get*",
      "sqs:SendMessage",
    ]);
    const [entry] = read({ Action: "sqs:SendMessage" }).entries;
    expect(entry).toBe(first.entries[0]);
  });

  it("are one list only where every one of them is the same", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\n", '"', ",", "true"), maxLength: 3 });
    const texts = fc.array(text, { minLength: 1, maxLength: 3 });
    const name = fc.constantFrom("Action", "NotAction");
    fc.assert(
      fc.property(name, texts, name, texts, (one, some, other, more) => {
        const isSame = JSON.stringify([one, ...some]) === JSON.stringify([other, ...more]);
        expect(read({ [one]: some }) === read({ [other]: more })).toBe(isSame);
      }),
      { numRuns: 2000 },
    );
  });

  it("are not those of another document, where what they hold is not the same", () => {
    const holding = (id: string): TextReader => {
      const held = symbol(id, { holds: "text" });
      return (text) => (text === "<held>" ? [held] : text.split("<held>").flatMap((piece) => [piece, held]));
    };
    const lists = ["first", "second"].flatMap((id) =>
      [["<held>"], ["kms:<held>"]].map((Action) => shown(read({ Action }, holding(id)))),
    );
    expect(lists).toEqual([
      [false, "${first}"],
      [false, "kms:${first}${first}"],
      [false, "${second}"],
      [false, "kms:${second}${second}"],
    ]);
  });

  it("are read each time, where a part is only known by the apply", () => {
    const lists = [reader, plainText, reader].map((by) =>
      shown(read({ Action: ["kms:<x>", "kms:Sign"] }, by)),
    );
    const [own, plain] = [
      [false, "kms:${var.action}", "kms:Sign"],
      [false, "kms:<x>", "kms:Sign"],
    ];
    expect(lists).toEqual([own, plain, own]);
    expect(shown(read({ Action: "<x>" }, reader))).toEqual([false, "${var.action}"]);
  });
});

describe("whether a statement may be about an action", () => {
  const about = (fields: Readonly<Record<string, unknown>>, action: string | Pattern) => {
    const list = read(fields, reader);
    const asked = typeof action === "string" ? literal(action) : action;
    return [mayName(list, asked), mayName(list, asked)];
  };
  const [YES, NO] = [
    [true, true],
    [false, false],
  ];

  it("is so, if one that is listed is it, or may be", () => {
    expect(about({ Action: ["s3:PutObject", "s3:Get*"] }, "s3:GetObject")).toEqual(YES);
    expect(about({ Action: ["s3:PutObject", "s3:List*"] }, "s3:GetObject")).toEqual(NO);
    expect(about({ Action: "s3:<x>" }, "s3:GetObject")).toEqual(YES);
    expect(about({ Action: "s3:GetObject" }, glob("s3:*"))).toEqual(YES);
  });

  it("is so of all but those listed, if none of these is it for certain", () => {
    expect(about({ NotAction: ["s3:PutObject", "s3:Get*"] }, "s3:GetObject")).toEqual(NO);
    expect(about({ NotAction: ["s3:PutObject", "s3:List*"] }, "s3:GetObject")).toEqual(YES);
    expect(about({ NotAction: "s3:<x>" }, "s3:GetObject")).toEqual(YES);
    expect(about({ NotAction: "s3:GetObject" }, glob("s3:*"))).toEqual(YES);
  });

  it("is another question for each action and for each list", () => {
    const list = read({ Action: ["s3:Get*"] });
    expect(
      ["s3:GetObject", "s3:PutObject", "s3:GetObject"].map((action) => mayName(list, literal(action))),
    ).toEqual([...[true, false, true]]);
    const action = literal("s3:GetObject");
    expect([list, read({ NotAction: ["s3:Get*"] })].map((each) => mayName(each, action))).toEqual([
      true,
      false,
    ]);
  });
});
