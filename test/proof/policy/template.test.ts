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

  it("come out of Terraform's spellings unescaped (S6)", () => {
    expect(unescapeTerraform("$${aws:username}/%%{x}")).toBe("${aws:username}/%{x}");
    expect(unescapePolicyDocument("&{aws:username}/*")).toBe("${aws:username}/*");
  });
});
