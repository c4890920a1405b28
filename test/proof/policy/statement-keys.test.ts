import type { PolicyObject } from "../../../lib/proof/policy/document";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { eachKeyOf } from "../../../lib/proof/policy/statement-keys";

function keysOf(statement: Readonly<Record<string, unknown>>, kind: "identity" | "trust" = "identity") {
  const policy = { Version: "2012-10-17", Statement: { Effect: "Allow", ...statement } } as PolicyObject;
  const found: string[] = [];
  for (const each of parsePolicy(policy, kind).statements) eachKeyOf(each, (key) => found.push(key));
  return found.sort();
}

describe("the keys that a statement asks for", () => {
  const action = { Action: "s3:GetObject", Resource: "*" };

  it("are those of its conditions, and of variables in what these compare with", () => {
    const conditions = {
      StringEquals: { "aws:PrincipalTag/team": ["a", "${aws:username}"] },
      Bool: { "aws:SecureTransport": "true" },
    };
    expect(keysOf({ ...action, Condition: conditions })).toEqual([
      ...["aws:principaltag/team", "aws:securetransport", "aws:username"],
    ]);
  });

  it("are those of variables in its resources, as often as they are there", () => {
    expect(keysOf({ ...action, Resource: ["arn:aws:s3:::b/${aws:userid}/${aws:userid}/*"] })).toEqual([
      ...["aws:userid", "aws:userid"],
    ]);
  });

  it("are none where it asks for nothing, and where it names no resource", () => {
    expect(keysOf(action)).toEqual([]);
    const trust = { Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
    expect(keysOf(trust, "trust")).toEqual([]);
  });
});
