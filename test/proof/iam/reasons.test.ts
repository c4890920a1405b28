import { authorize, type AuthorizationPolicies, type AuthorizationRequest } from "cdktf-tenants/proof";
import {
  allow,
  AWAY_SESSION,
  deny,
  everything,
  get,
  HOME,
  KEY,
  OIDC,
  policy,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from "./cases/case";

/** Decision, rule and reason. */
function why(request: AuthorizationRequest, policies: AuthorizationPolicies = {}): readonly string[] {
  const { decision, rule, reason } = authorize(request, policies);
  return [decision, rule, reason];
}

const decrypt = { principal: USER, action: "kms:Decrypt", resource: KEY };
const assume = { principal: USER, action: "sts:AssumeRole", resource: ROLE };
const toEveryone = { resource: policy(allow({ Principal: "*" })) };

describe("what is missing", () => {
  it.each<[string, AuthorizationRequest, string, string]>([
    [
      "within one account: the caller's own policies",
      get(USER),
      "I2",
      "the caller's policies do not allow it, or the boundary or session policy limits them",
    ],
    [
      "for a key: its policy, alone or together with the caller's",
      decrypt,
      "I6",
      "neither the resource's own policy, nor that together with the caller's policies, allows it",
    ],
    [
      "for a role: its trust policy",
      assume,
      "I6",
      "neither the resource's own policy, nor that together with the caller's policies, allows it",
    ],
    [
      "across accounts: both sides",
      get(AWAY_SESSION),
      "I4",
      "across accounts both sides must allow it: the resource's policy and the caller's own",
    ],
    [
      "for the root user of another account: its name",
      get(ROOT, { resourceAccount: "444455556666" }),
      "I6",
      "the root user is outside its account, or the resource's policy does not name the account",
    ],
    [
      "without credentials: a policy for everyone",
      get("*"),
      "I5",
      "nothing admits callers without credentials",
    ],
    [
      "for a service: its name",
      get("lambda.amazonaws.com"),
      "I15",
      "the resource's policy does not name this service principal",
    ],
    [
      "for an identity provider: its name",
      { ...assume, principal: OIDC, action: "sts:AssumeRoleWithWebIdentity" },
      "I7",
      "the resource's policy does not name this federated principal",
    ],
  ])("%s", (_, request, rule, reason) => {
    expect(why(request)).toEqual(["deny", rule, reason]);
  });

  it("is what limits the account, where a policy of the organization or the endpoint does not allow", () => {
    const identity = policy(allow());
    for (const kind of ["scp", "rcp", "endpoint"] as const) {
      const restrictions = [
        {
          kind,
          policies: [policy(allow({ ...(kind === "scp" ? {} : { Principal: "*" }), Action: "sqs:*" }))],
        },
      ];
      expect(why(get(USER), { identity, restrictions })).toEqual([
        ...["deny", "I1", "a policy that limits the account or the endpoint does not allow it"],
      ]);
    }
  });
});

describe("what allows", () => {
  it("is named by its Sid or its place, by the kind and the name of its policy", () => {
    expect(why(get(USER), { identity: policy(allow()) })).toEqual([
      ...["allow", "I2", 'statement 0 of identity policy "identity" allows it'],
    ]);
    const named = { name: "team", document: policy(deny({ Action: "sqs:*" }), allow({ Sid: "Reads" })) };
    expect(why(get(USER), { identity: named })).toEqual([
      ...["allow", "I2", 'statement "Reads" of identity policy "team" allows it'],
    ]);
    expect(why(get(USER), toEveryone)).toEqual([
      ...["allow", "I3", 'statement 0 of resource policy "resource" allows it'],
    ]);
  });

  it("is numbered where several policies have no name", () => {
    const identity = [policy(allow({ Action: "sqs:*" })), policy(allow())];
    expect(why(get(USER), { identity })).toEqual([
      "allow",
      "I2",
      'statement 0 of identity policy "identity 2" allows it',
    ]);
  });

  it("is named before what only may", () => {
    const unsure = allow({ Sid: "Unsure", Condition: { StringEquals: { "s3:prefix": "x" } } });
    const answer = authorize(get(USER, { unknownKeys: ["s3:prefix"] }), {
      identity: policy(unsure, allow({ Sid: "Sure" })),
    });
    expect([answer.decision, answer.statement?.sid, answer.unknown]).toEqual(["allow", "Sure", undefined]);
  });

  it("is nothing for an action that needs no permission, which nobody can take away", () => {
    const request = { principal: USER, action: "sts:GetCallerIdentity", resource: "*" };
    const identity = policy({ Effect: "Deny", Action: "*", Resource: "*" });
    expect(why(request, { identity })).toEqual(["allow", "open", "nothing forbids it"]);
    expect(authorize(request, { identity }).statement).toBeUndefined();
    expect(why({ ...request, principal: "*" })[0]).toBe("deny");
  });

  it("is nothing for the root user within its account, but for keys and roles", () => {
    expect(why(get(ROOT))).toEqual(["allow", "root", "nothing forbids it"]);
    expect(why({ ...decrypt, principal: ROOT })[0]).toBe("deny");
    expect(why({ ...assume, principal: ROOT })[0]).toBe("deny");
    const named = policy(everything({ Principal: { AWS: ROOT } }));
    expect(why({ ...decrypt, principal: ROOT }, { resource: named }).slice(0, 2)).toEqual(["allow", "I6"]);
    const trust = policy({ Effect: "Allow", Principal: { AWS: ROOT }, Action: "sts:AssumeRole" });
    expect(why({ ...assume, principal: ROOT }, { resource: trust })[0]).toBe("deny");
  });
});

describe("what cannot be told", () => {
  it("is said so, with what would have to be known", () => {
    const condition = { Condition: { StringEquals: { "s3:prefix": "x" } } };
    const answer = authorize(get(USER, { unknownKeys: ["s3:prefix"] }), {
      identity: [
        policy(allow(condition)),
        policy(deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } })),
      ],
    });
    expect(answer).toEqual({
      decision: "unknown",
      rule: "I2",
      reason: "it depends on what is not known",
      statement: { policy: "identity 1", kind: "identity", index: 0, sid: undefined, effect: "Allow" },
      unknown: ["the value of s3:prefix", "identity 1, statement 0: it depends on its conditions"],
    });
  });

  it("names the Deny that may apply where an Allow does for certain", () => {
    const answer = authorize(get(ROOT, { unknownKeys: ["k"] }), {
      resource: policy(deny({ Principal: "*", Condition: { StringEquals: { k: "x" } } })),
    });
    expect([answer.decision, answer.statement?.effect]).toEqual(["unknown", "Deny"]);
  });
});

describe("callers without credentials", () => {
  const asked = (action: string) => {
    const [service = ""] = action.split(":");
    const resource = `arn:aws:${service}:eu-west-1:${HOME}:x`;
    const statement = { Effect: "Allow", Principal: "*", Action: action, Resource: "*" };
    return authorize(
      { principal: "*", action, resource, resourceAccount: HOME },
      { resource: policy(statement) },
    ).decision;
  };

  it.each([
    ...["s3:GetObject", "S3:GetObject", "sqs:SendMessage", "sns:Publish", "lambda:InvokeFunctionUrl"],
    ...["execute-api:Invoke", "es:ESHttpGet", "elasticfilesystem:ClientMount", "mediastore:GetObject"],
  ])("are let in by a policy for everyone to %s: the service answers without a signature", (action) => {
    expect(asked(action)).toBe("allow");
  });

  it.each([
    ...["kms:ListAliases", "sts:GetSessionToken", "dynamodb:GetItem", "secretsmanager:GetSecretValue"],
    ...["ssm:GetParameter", "ecr:BatchGetImage", "events:PutEvents", "backup:StartCopyJob", "iam:GetUser"],
  ])("are refused by %s before any policy is read", (action) => {
    expect(asked(action)).toBe("deny");
  });

  it("may be let in by a service of which nobody said", () => {
    expect(asked("glacier:InitiateJob")).toBe("unknown");
  });
});

describe("a session", () => {
  it("is limited by its own policy and by the boundary, each by itself, unless it is named itself", () => {
    const other = policy(allow({ Action: "sqs:*" }));
    const own = { identity: policy(allow()) };
    expect(why(get(SESSION), own)[0]).toBe("allow");
    expect(why(get(SESSION), { ...own, session: other })[0]).toBe("deny");
    expect(why(get(SESSION), { ...own, boundary: other })[0]).toBe("deny");
    expect(why(get(SESSION), { ...own, boundary: policy(allow()), session: policy(allow()) })[0]).toBe(
      "allow",
    );
    const direct = {
      resource: policy(allow({ Principal: { AWS: SESSION } })),
      boundary: other,
      session: other,
    };
    expect(why(get(SESSION), direct).slice(0, 2)).toEqual(["allow", "I3"]);
    const parent = { resource: policy(allow({ Principal: { AWS: ROLE } })) };
    expect(why(get(SESSION), parent).slice(0, 2)).toEqual(["allow", "I3"]);
    expect(why(get(SESSION), { ...parent, boundary: other })[0]).toBe("deny");
  });

  it("of a federated user has no rights without a policy of its own", () => {
    const federated = `arn:aws:sts::${HOME}:federated-user/ann`;
    const own = { identity: policy(allow()) };
    expect(why(get(federated), own)[0]).toBe("deny");
    expect(why(get(federated), { ...own, session: policy(allow()) })[0]).toBe("allow");
  });

  it("of a service-linked role is left alone by the organization's policies, not by an endpoint's", () => {
    const linked = `arn:aws:sts::${HOME}:assumed-role/AWSServiceRoleForX/s`;
    const roleArn = `arn:aws:iam::${HOME}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;
    const asked = (kind: "scp" | "rcp" | "endpoint", role: string | undefined) =>
      why(get(linked, { roleArn: role }), {
        identity: policy(allow()),
        restrictions: [{ kind, policies: [policy(deny(kind === "scp" ? {} : { Principal: "*" }))] }],
      })[0];
    expect([asked("scp", roleArn), asked("rcp", roleArn), asked("endpoint", roleArn)]).toEqual([
      ...["allow", "allow", "deny"],
    ]);
    expect([asked("scp", undefined), asked("rcp", undefined)]).toEqual(["deny", "deny"]);
  });
});
