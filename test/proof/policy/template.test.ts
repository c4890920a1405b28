import { glob, literal, shownPattern } from "../../../lib/proof/pattern/token";
import {
  readResourceTemplate,
  readTemplate,
  render,
  unescapePolicyDocument,
  unescapeTerraform,
  type VariableValue,
  variableKeys,
} from "../../../lib/proof/policy/template";

const none = (): VariableValue => ({ state: "none" });
const ann = (): VariableValue => ({ state: "value", value: literal("ann") });

describe("templates", () => {
  it("put the request's value in, as text and not as wildcard", () => {
    const star = (): VariableValue => ({ state: "value", value: literal("*") });
    expect(render(readTemplate("a/${aws:username}/*", true), true, ann)).toEqual(glob("a/ann/*"));
    expect(render(readTemplate("${aws:username}", true), true, star)).toEqual(literal("*"));
  });

  it("match nothing when a variable has no value and no default", () => {
    expect(render(readTemplate("a${aws:username}", true), true, none)).toBeUndefined();
    expect(render(readTemplate("a${aws:username, 'x y'}", true), true, none)).toEqual(literal("ax y"));
  });

  it("become a symbol when a variable may be anything", () => {
    const pattern = render(readTemplate("a${aws:Username}", true), true, () => ({ state: "unknown" }));
    expect(shownPattern(pattern ?? [])).toBe("a${request:aws:username}");
    expect(pattern?.at(-1)).toMatchObject({ kind: "symbol", holds: "text" });
  });

  it("know the escaped characters", () => {
    expect(render(readTemplate("${*}${?}${$}*", true), true, none)).toEqual([
      ...literal("*?$"),
      ...glob("*"),
    ]);
  });

  it("keep wildcards as characters where they are none", () => {
    expect(render(readTemplate("a*?", true), false, none)).toEqual(literal("a*?"));
  });

  it("hold no variables in the first version of the language, nor without an end", () => {
    expect(variableKeys(readTemplate("${aws:username}", false))).toEqual([]);
    expect(render(readTemplate("${aws:username", true), true, none)).toEqual(literal("${aws:username"));
  });

  it("hold variables only in the last part of a resource's ARN", () => {
    expect(variableKeys(readResourceTemplate("arn:aws:s3:::${aws:username}", true))).toEqual([
      "aws:username",
    ]);
    expect(variableKeys(readResourceTemplate("arn:aws:sqs:x:${aws:PrincipalAccount}:q", true))).toEqual([]);
    expect(variableKeys(readResourceTemplate("arn:aws:${a:b}:x:y:${aws:userid}", true))).toEqual([
      "aws:userid",
    ]);
  });

  it("know a key without regard to case and blanks, with its default as it is written", () => {
    const template = readTemplate("${ AWS:UserName }${aws:PrincipalTag/Team,'A b'}", true);
    expect(template).toEqual([
      { kind: "variable", key: "aws:username", fallback: undefined },
      { kind: "variable", key: "aws:principaltag/team", fallback: "A b" },
    ]);
    expect(variableKeys(template)).toEqual(["aws:username", "aws:principaltag/team"]);
  });

  it("take a default only in its form: one text in quotes, to the end", () => {
    const keys = ["${a, b}", "${a, 'b'c}", "${a,b, 'c'}", "${a, 'b' }", "x${a,''}"].map((text) => {
      const [part] = readTemplate(text, true).filter(({ kind }) => kind === "variable");
      return part?.kind === "variable" ? [part.key, part.fallback] : part;
    });
    expect(keys).toEqual([
      ...[
        ["a, b", undefined],
        ["a, 'b'c", undefined],
        ["a,b, 'c'", undefined],
        ["a, 'b'", undefined],
        ["a", ""],
      ],
    ]);
  });

  it("read wildcards around variables, and characters of more than one unit as one", () => {
    const shown = render(readTemplate("*${aws:username}?", true), true, ann);
    expect(shown).toEqual(glob("*ann?"));
    expect(render(readTemplate("😀?", true), true, none)).toEqual(glob("😀?"));
    expect(readTemplate("😀", true)).toHaveLength(1);
  });

  it("hold the text of a variable only in the last part of an ARN, also where colons are within it", () => {
    const rendered = (text: string, variables = true) => {
      const pattern = render(readResourceTemplate(text, variables), true, ann);
      return pattern && shownPattern(pattern);
    };
    expect(rendered("arn:aws:s3:::x/${aws:username}:${aws:userid}")).toBe("arn:aws:s3:::x/ann:ann");
    expect(rendered("arn:aws:sqs:${a:b}:${c:d}:${aws:username}")).toBe("arn:aws:sqs:${a:b}:${c:d}:ann");
    expect(rendered("arn:aws:s3:::${aws:username}", false)).toBe("arn:aws:s3:::${aws:username}");
    expect(rendered("${aws:username}")).toBe("${aws:username}");
    expect(rendered("arn:}aws:s3:::${aws:username}")).toBe("arn:}aws:s3:::ann");
    expect(rendered("arn:aws:s3:::${aws:username")).toBe("arn:aws:s3:::${aws:username");
  });

  it("come out of Terraform's spellings unescaped (S6)", () => {
    expect(unescapeTerraform("$${aws:username}/%%{x}")).toBe("${aws:username}/%{x}");
    expect(unescapePolicyDocument("&{aws:username}/*")).toBe("${aws:username}/*");
  });
});
