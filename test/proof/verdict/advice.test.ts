import type { Step } from "../../../lib/proof/facts/step";
import { adviceFor } from "../../../lib/proof/verdict/advice";
import { crossing, evidence, nodesOf, step } from "./parts";

const NODES = nodesOf("prod/acme", "prod/globex", "world", "platform");

/** Advice about one step, to whoever wrote an app or an intent file. */
function advice(
  from: string,
  to: string,
  more: Partial<Step> = {},
  author: "app" | "hand" = "app",
): string[] {
  return adviceFor(crossing(from, to, [step(`${from}/1`, `${to}/1`, more)]), NODES, author);
}

describe("advice", () => {
  it("names the first thing that a fix would touch, with the construct that wrote it or else its stack", () => {
    const [one, two] = [evidence("aws_iam_role_policy.x", "tenants/acme/Extra"), evidence("aws_sqs_queue.q")];
    expect(advice("prod/acme", "platform", { evidence: [one, two] })).toEqual([
      "Close it: change aws_iam_role_policy.x (tenants/acme/Extra).",
    ]);
    expect(advice("prod/acme", "platform", { evidence: [two, one] })).toEqual([
      "Close it: change aws_sqs_queue.q (tenants).",
    ]);
    expect(advice("prod/acme", "platform")).toEqual([]);
  });

  it("looks at the step by which the way leaves its owner, and at the one that leads to the other one's", () => {
    const chain = [
      step("prod/acme/1", "platform/1", { evidence: [evidence("aws_iam_role.first")], kind: "control" }),
      step("platform/1", "prod/globex/1", {
        evidence: [evidence("aws_iam_role.last")],
        what: ["s3:PutObject"],
      }),
    ];
    expect(adviceFor(crossing("prod/acme", "prod/globex", chain), NODES, "app")).toEqual([
      "Close it: change aws_iam_role.first (tenants), or aws_iam_role.last (tenants).",
      "Or declare it: CrossTenantGrant { owner: globex, requester: acme, … } for s3:PutObject on the prod/globex/1.",
    ]);
    expect(adviceFor(crossing("prod/acme", "prod/globex", []), NODES, "app")).toEqual([]);
  });

  it("names nothing that stays with its owner, and each place once, wherever it stands", () => {
    const at = (address: string, stack = "tenants") => ({ evidence: [{ ...evidence(address), stack }] });
    const close = (first: Partial<Step>, leaving: Partial<Step>, last: Partial<Step>) => {
      const chain = [
        step("prod/acme/1", "prod/acme/2", { kind: "control", ...first }),
        step("prod/acme/2", "platform/1", { kind: "control", ...leaving }),
        step("platform/1", "prod/globex/1", last),
      ];
      const found = adviceFor(crossing("prod/acme", "prod/globex", chain), NODES, "app");
      return found.filter((line) => line.startsWith("Close it"));
    };
    expect(close(at("own"), at("leaving"), at("last"))).toEqual([
      "Close it: change leaving (tenants), or last (tenants).",
    ]);
    expect(close(at("own"), at("same"), at("same"))).toEqual(["Close it: change same (tenants)."]);
    expect(close(at("own"), at("same"), at("same", "others"))).toEqual([
      "Close it: change same (tenants), or same (others).",
    ]);
    expect(close(at("own"), {}, {})).toEqual(["Close it: change own (tenants)."]);
  });

  it("is, for what cannot be told, to make it readable or to declare it", () => {
    const unknown = { verdict: "unknown", causes: ["a value", "another"] } as const;
    const way = [step("prod/acme/1", "prod/globex/1")];
    expect(adviceFor(crossing("prod/acme", "prod/globex", way, unknown), NODES, "app")).toEqual([
      "Make it readable: a value.",
      "Or declare it: CrossTenantGrant { owner: globex, requester: acme, … } for s3:GetObject on the prod/globex/1.",
    ]);
    const [first] = adviceFor(
      crossing("prod/acme", "prod/globex", way, { ...unknown, causes: [] }),
      NODES,
      "app",
    );
    expect(first).toBe("Make it readable: what could not be read.");
  });
});

describe("the declaration that would make it legal", () => {
  const what = ["s3:GetObject", "s3:ListBucket"];

  it("is a grant between two tenants, in the words of whoever declares", () => {
    expect(advice("prod/acme", "prod/globex", { what })).toEqual([
      "Or declare it: CrossTenantGrant { owner: globex, requester: acme, … } for s3:GetObject, s3:ListBucket on the prod/globex/1.",
    ]);
    expect(advice("prod/acme", "prod/globex", { what }, "hand")).toEqual([
      'Or declare it under `grants` of the intent: {"owner":"prod/globex","requester":"prod/acme","actions":["s3:GetObject","s3:ListBucket"],…} on the prod/globex/1.',
    ]);
  });

  it("names a thing by its id where nobody has a name for it", () => {
    const chain = [step("prod/acme/1", "arn:aws:s3:::b")];
    expect(adviceFor(crossing("prod/acme", "prod/globex", chain), NODES, "app")).toEqual([
      "Or declare it: CrossTenantGrant { owner: globex, requester: acme, … } for s3:GetObject on arn:aws:s3:::b.",
    ]);
  });

  const ports = { plane: "network", what: ["tcp 443"] } as const;

  it("is a rule where addresses or a tenant connect", () => {
    expect(advice("prod/acme", "prod/globex", ports)).toEqual([
      "Or declare it: TenantSecurityRule { from: acme, to: globex, … } for tcp 443.",
    ]);
    expect(advice("world", "prod/globex", { ...ports, what: ["tcp 80", "tcp 443"] })).toEqual([
      "Or declare it: TenantSecurityRule { fromCidr: the world/1, to: globex, … } for tcp 80, tcp 443.",
    ]);
    expect(advice("prod/acme", "prod/globex", ports, "hand")).toEqual([
      'Or declare it under `rules` of the intent: {"from":{"kind":"tenant","tenant":"prod/acme"},"to":"prod/globex",…} for tcp 443.',
    ]);
    expect(advice("world", "prod/globex", ports, "hand")).toEqual([
      'Or declare it under `rules` of the intent: {"from":{"kind":"cidr","cidr":"the world/1"},"to":"prod/globex",…} for tcp 443.',
    ]);
  });

  it("is none for a connection that somebody else's thing makes, or that nobody declares for the platform", () => {
    const through = [step("platform/1", "prod/globex/1", ports)];
    expect(adviceFor(crossing("prod/acme", "prod/globex", through), NODES, "app")).toEqual([]);
    expect(adviceFor(crossing("platform", "prod/globex", through), NODES, "app")).toEqual([]);
    const gone = [step("gone", "prod/globex/1", ports)];
    expect(adviceFor(crossing("prod/acme", "prod/globex", gone), NODES, "app")).toEqual([]);
  });

  it("is none for control, for Kubernetes, for the world's rights, and for what is no tenant's", () => {
    const none = [
      advice("prod/acme", "prod/globex", { kind: "control" }),
      advice("prod/acme", "prod/globex", { plane: "kubernetes" }),
      advice("world", "prod/globex"),
      advice("prod/acme", "platform"),
      advice("prod/acme", "world", ports),
    ];
    expect(none).toEqual([[], [], [], [], []]);
  });
});
