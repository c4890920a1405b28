import { contextOf, type KeyState, known } from "../../../lib/proof/condition/context";
import {
  completions,
  COMPLETIONS_MOST,
  openStatements,
  undeterminedKeys,
} from "../../../lib/proof/iam/undetermined";
import { parsePolicy } from "../../../lib/proof/policy/parse";
import { allow, policy } from "./cases/case";

const UNKNOWN: KeyState = { state: "unknown" };
const NOBODY_KNOWS = { lookUp: () => UNKNOWN };

const statements = (...fields: readonly Record<string, unknown>[]) =>
  parsePolicy(policy(...fields.map(allow)), "identity").statements;
const absent = (key: string) => ({ Condition: { Null: { [key]: "true" } } });

describe("keys that are not known", () => {
  const asking = statements(
    { Condition: { StringEquals: { "s3:prefix": "${aws:username}/x", "aws:SourceVpc": "v" } } },
    { Resource: ["arn:aws:s3:::acme/*", "arn:aws:s3:::acme/${aws:PrincipalTag/team}"] },
  );

  it("are those that conditions and texts ask for, sorted", () => {
    expect(undeterminedKeys(asking, NOBODY_KNOWS)).toEqual([
      ...["aws:principaltag/team", "aws:sourcevpc", "aws:username", "s3:prefix"],
    ]);
  });

  it("are not those that have a value, or are known to have none", () => {
    const context = contextOf(new Map([["aws:sourcevpc", UNKNOWN] as const, ["s3:prefix", known("a")]]));
    expect(undeterminedKeys(asking, context)).toEqual(["aws:sourcevpc"]);
  });

  it("are asked for by a role's own policy, which names no resource", () => {
    const trust = {
      ...{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
      Condition: { StringEquals: { "sts:ExternalId": "x" } },
    };
    const { statements: own } = parsePolicy(policy(trust), "trust");
    expect(undeterminedKeys(own, NOBODY_KNOWS)).toEqual(["sts:externalid"]);
    expect(completions(["sts:externalid"], own, NOBODY_KNOWS).complete).toBe(true);
  });
});

describe("statements that a decision could not tell", () => {
  it("are those of its open verdicts alone", () => {
    const [first, second] = statements({}, { Action: "s3:PutObject" });
    const source = second?.source;
    const verdict = { effect: "Allow", applies: "unknown" } as const;
    const match = { direct: "unknown", parent: "unknown", account: "unknown" } as const;
    const open = source === undefined ? [] : [{ ...verdict, match, source }];
    const all = [first, second].flatMap((each) => each ?? []);
    expect(openStatements([{ open }], all)).toEqual([second]);
  });
});

describe("the states that are tried", () => {
  const tried = (keys: readonly string[], given: ReturnType<typeof statements>) => {
    const { contexts, complete } = completions(keys, given, NOBODY_KNOWS);
    return { complete, states: contexts.map((context) => keys.map((key) => context.lookUp(key))) };
  };

  it("are none of the key's own, and one, where only its presence counts", () => {
    expect(tried(["s3:prefix"], statements(absent("s3:prefix")))).toEqual({
      complete: true,
      states: [[{ state: "absent" }], [known("any")]],
    });
  });

  it("leave every other key as it is", () => {
    const { contexts } = completions(["s3:prefix"], statements(absent("s3:prefix")), NOBODY_KNOWS);
    expect(contexts.map((context) => context.lookUp("aws:username"))).toEqual([UNKNOWN, UNKNOWN]);
  });

  it("are not all there are for a key that stands in the text of some resource", () => {
    const key = "s3:prefix";
    const inText = { Resource: ["arn:aws:s3:::acme/*", "arn:aws:s3:::acme/${s3:prefix}"] };
    expect(tried([key], statements(absent(key), inText)).complete).toBe(false);
    expect(tried([key], statements(inText, absent(key))).complete).toBe(false);
    expect(tried([key], statements(absent(key), {})).complete).toBe(true);
  });

  it("are all combinations up to a limit, and no longer all beyond it", () => {
    const keys = Array.from({ length: 12 }, (_, n) => `aws:requesttag/t${n}`);
    const given = statements(...keys.map(absent));
    const within = tried(keys.slice(1), given);
    expect([within.complete, within.states.length]).toEqual([true, COMPLETIONS_MOST]);
    expect(new Set(within.states.map((states) => JSON.stringify(states))).size).toBe(COMPLETIONS_MOST);
    const beyond = tried(keys, given);
    expect([beyond.complete, beyond.states.length]).toEqual([false, COMPLETIONS_MOST]);
  });
});
