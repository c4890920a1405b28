import {
  arnParts,
  completeArn,
  relateAction,
  relateArn,
  relateResource,
} from "../../../lib/proof/pattern/arn";
import { glob, literal, shownPattern } from "../../../lib/proof/pattern/token";

describe("ARN patterns", () => {
  it("have six parts, the last with all further colons", () => {
    expect(arnParts(glob("arn:aws:logs:*:1:log-group:x:*")).map(shownPattern)).toEqual([
      "arn",
      "aws",
      "logs",
      "*",
      "1",
      "log-group:x:*",
    ]);
  });

  it("are completed by stars when they are short", () => {
    expect(completeArn("arn:aws:sqs")).toBe("arn:aws:sqs:*:*:*");
    expect(completeArn("*")).toBe("*");
    expect(completeArn("a")).toBe("a:*:*:*:*:*");
    expect(completeArn("*x")).toBe("*x:*:*:*:*:*");
    expect(completeArn("arn:aws:s3:::b:c")).toBe("arn:aws:s3:::b:c");
  });
});

describe("relateResource", () => {
  const table = literal("arn:aws:dynamodb:eu-west-1:111122223333:table/acme");

  it("counts letters: resources are case-sensitive", () => {
    expect(relateResource(glob("arn:aws:dynamodb:*:*:table/acme"), table, false)).toBe("yes");
    expect(relateResource(glob("arn:aws:dynamodb:*:*:table/Acme"), table, false)).toBe("no");
  });

  it("lets no star cross one of the first five colons, unless it has to be careful", () => {
    const crossing = glob("arn:aws:dynamodb:*/acme");
    expect(relateResource(crossing, table, false)).toBe("no");
    expect(relateResource(crossing, table, true)).toBe("unknown");
  });

  it("stays certain when it is careful, where the parts agree or nothing can", () => {
    expect(relateResource(glob("arn:aws:dynamodb:*:*:table/acme"), table, true)).toBe("yes");
    expect(relateResource(glob("arn:aws:sqs:*:*:acme"), table, true)).toBe("no");
  });

  it("finds no ARN in a text of fewer parts", () => {
    expect(relateResource(glob("arn:aws:s3:*:*:*"), literal("arn:aws:s3"), false)).toBe("no");
  });

  it("takes no star for every resource that does not stand alone, nor anything that stands alone for a star", () => {
    const related = [glob("*:table/globex"), glob("a"), glob("?")].map((p) =>
      relateResource(p, table, false),
    );
    expect(related).toEqual(["no", "no", "no"]);
  });

  it("knows a lone star as every resource", () => {
    expect(relateResource(glob("*"), literal("*"), false)).toBe("yes");
    expect([false, true].map((careful) => relateResource(glob("*"), table, careful))).toEqual(["yes", "yes"]);
    expect(relateResource(glob("arn:aws:s3:::*"), literal("*"), false)).toBe("no");
  });
});

describe("relateArn", () => {
  it("does not match across colons, unlike StringLike", () => {
    const value = literal("arn:aws:some:us-east-2:999999999999:store/abc:111122223333:finance/document.txt");
    expect(relateArn(glob("arn:aws:some:*:111122223333:finance/*"), value)).toBe("no");
    expect(relateArn(glob("arn:aws:some:*:999999999999:store/*"), value)).toBe("yes");
  });

  it("does not guess what a pattern that is no ARN matches", () => {
    expect(relateArn(glob("*"), literal("arn:aws:s3:::b"))).toBe("unknown");
  });
});

describe("relateAction", () => {
  it("ignores case", () => {
    expect(relateAction(glob("S3:get*"), literal("s3:GetObject"))).toBe("yes");
    expect(relateAction(glob("s3:Put*"), literal("s3:GetObject"))).toBe("no");
  });

  it("says the same when it is asked again", () => {
    const [pattern, action] = [glob("S3:Get*"), literal("s3:GetObject")];
    expect([0, 1].map(() => relateAction(pattern, action))).toEqual(["yes", "yes"]);
  });
});
