import * as fc from "fast-check";
import type { Access } from "../../../lib/model/sharing/areas";
import { AREA_RULES } from "../../../lib/model/sharing/areas";
import { requesterStatements } from "../../../lib/model/sharing/grant-statements";
import type { PolicyArea } from "../../../lib/model/sharing/policy-grammar";
import { POLICY_GRAMMARS } from "../../../lib/model/sharing/policy-grammar";
import { resourcePolicy } from "../../../lib/model/sharing/resource-policy";
import { policyJson } from "../../../lib/model/policy-document";
import type { PolicyStatement } from "../../../lib/model/policy-document";
import { authorize } from "../../../lib/proof/index";
import type { Grant, Request } from "./support";
import {
  ADMIN,
  ANONYMOUS,
  ENVIRONMENT,
  exceptionOf,
  grantable,
  isGranted,
  OWNER,
  placesOf,
  REQUESTERS,
  role,
  SAMPLES,
  STRANGERS,
} from "./support";

const AREAS = Object.keys(POLICY_GRAMMARS) as PolicyArea[];
const BEFORE = "2026-01-01T00:00:00Z";
const BETWEEN = "2026-06-15T00:00:00Z";
const AFTER = "2027-01-01T00:00:00Z";
const ENDS = ["2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z", undefined];
const EVERYTHING = policyJson([{ Sid: "All", Effect: "Allow", Action: "*", Resource: "*" }]);

function policyFor(area: PolicyArea, grants: readonly Grant[]): PolicyStatement[] {
  return resourcePolicy({
    area,
    environment: ENVIRONMENT,
    infrastructure: "nonprod",
    ownerPattern: "arn:aws:iam::111111111111:role/nonprod/dev/*",
    whole: Object.values(SAMPLES[area].arns),
    exceptions: grants.map((grant) => exceptionOf(area, grant)),
  });
}

function decides(statements: readonly PolicyStatement[], request: Request, identity: string): string {
  const { principal, action, resource, prefix, leadingKeys, time, tls } = request;
  const context = {
    "aws:SecureTransport": tls,
    "aws:CurrentTime": time,
    ...(prefix !== undefined && { "s3:prefix": prefix }),
    ...(leadingKeys !== undefined && { "dynamodb:LeadingKeys": leadingKeys }),
  };
  const policies = { identity: principal === ANONYMOUS ? [] : identity, resource: policyJson(statements) };
  return authorize({ principal, action, resource, resourceAccount: ENVIRONMENT.account, context }, policies)
    .decision;
}

function grants(area: PolicyArea): fc.Arbitrary<Grant[]> {
  const narrowing = {
    s3: fc.record({ prefix: fc.constantFrom("a/", "c/", undefined) }),
    dynamodb: fc.record({ leadingKeys: fc.constantFrom(["k1"], ["k2", "k3"], undefined) }),
  } as Record<string, fc.Arbitrary<Grant["narrowing"]>>;
  return fc.array(
    fc.record({
      roles: fc.subarray(REQUESTERS, { minLength: 1 }),
      access: fc.constantFrom(...(Object.keys(AREA_RULES[area].access) as Access[])),
      narrowing: narrowing[area] ?? fc.constant({}),
      until: fc.constantFrom(...ENDS),
    }),
    { maxLength: 3 },
  );
}

function requests(area: PolicyArea, principals: readonly string[]): fc.Arbitrary<Request> {
  const actions = [...grantable(area), ...SAMPLES[area].neighbours];
  const asked = actions.flatMap((action) => placesOf(area, action).map((resource) => ({ action, resource })));
  return fc.tuple(fc.constantFrom(...asked), restOf(area, principals)).map(([what, rest]) => ({
    ...what,
    ...rest,
  }));
}

function restOf(
  area: PolicyArea,
  principals: readonly string[],
): fc.Arbitrary<Omit<Request, "action" | "resource">> {
  return fc.record({
    principal: fc.constantFrom(...principals),
    prefix:
      area === "s3" ? fc.constantFrom(undefined, "", "a", "a/", "a/1", "ab/", "c/") : fc.constant(undefined),
    leadingKeys:
      area === "dynamodb"
        ? fc.constantFrom(undefined, ["k1"], ["k1", "k2"], ["k1", "x"], ["x"])
        : fc.constant(undefined),
    time: fc.constantFrom(BEFORE, BETWEEN, AFTER),
    tls: area === "ecr" || area === "secretsmanager" ? fc.constant(true) : fc.boolean(),
  });
}

const RUNS = { numRuns: 250 };

describe.each(AREAS)("the policy of a resource of area %s", (area) => {
  test("lets listed roles do what was granted and nothing else, whatever their own policies allow", () => {
    fc.assert(
      fc.property(grants(area), requests(area, REQUESTERS), (declared, request) => {
        const exceptions = declared.map((grant) => exceptionOf(area, grant));
        const expected = request.tls && isGranted(exceptions, request) ? "allow" : "deny";
        expect(decides(policyFor(area, declared), request, EVERYTHING)).toBe(expected);
      }),
      RUNS,
    );
  });

  test("with the requester's own statements allows what one grant says, no more and no less", () => {
    fc.assert(
      fc.property(grants(area), requests(area, REQUESTERS), ([grant], request) => {
        if (grant === undefined) return;
        const exception = exceptionOf(area, grant);
        const uses = [{ permissions: exception.permissions, keyUse: undefined }];
        const keyArn = "arn:aws:kms:eu-west-1:111111111111:key/1";
        const parts = { id: "Grant", uses, keyArn, region: "eu-west-1", until: grant.until, registry: false };
        const mine = grant.roles.includes(request.principal) && exception.permissions.length > 0;
        const identity = policyJson(mine ? requesterStatements(parts) : []);
        const expected = request.tls && isGranted([exception], request) ? "allow" : "deny";
        expect(decides(policyFor(area, [grant]), request, identity)).toBe(expected);
      }),
      RUNS,
    );
  });

  test("denies roles of every other tenant, and who does not sign, whatever was granted", () => {
    fc.assert(
      fc.property(
        grants(area),
        requests(area, [...STRANGERS.slice(0, 2), ANONYMOUS]),
        (declared, request) => {
          expect(decides(policyFor(area, declared), request, EVERYTHING)).toBe("deny");
        },
      ),
      RUNS,
    );
  });

  test("denies the requester's other roles", () => {
    fc.assert(
      fc.property(grants(area), requests(area, [role("qa", "hosts-2")]), (declared, request) => {
        expect(decides(policyFor(area, declared), request, EVERYTHING)).toBe("deny");
      }),
      RUNS,
    );
  });

  test("leaves the owner's roles to their own policies, over TLS", () => {
    fc.assert(
      fc.property(grants(area), requests(area, [OWNER]), (declared, request) => {
        expect(decides(policyFor(area, declared), request, EVERYTHING)).toBe(request.tls ? "allow" : "deny");
      }),
      RUNS,
    );
  });

  test("leaves management to the account's people, and no data", () => {
    fc.assert(
      fc.property(grants(area), requests(area, [ADMIN]), (declared, request) => {
        const data = AREA_RULES[area].data.some((pattern) =>
          new RegExp(`^${pattern.replace(/\*/g, ".*")}$`).test(request.action),
        );
        const expected = request.tls && !data ? "allow" : "deny";
        expect(decides(policyFor(area, declared), request, EVERYTHING)).toBe(expected);
      }),
      RUNS,
    );
  });

  test("says the same whatever order grants are declared in", () => {
    fc.assert(
      fc.property(grants(area), requests(area, REQUESTERS), (declared, request) => {
        const forwards = decides(policyFor(area, declared), request, EVERYTHING);
        expect(decides(policyFor(area, [...declared].reverse()), request, EVERYTHING)).toBe(forwards);
      }),
      { numRuns: 100 },
    );
  });

  test("has unique, valid statement ids", () => {
    fc.assert(
      fc.property(grants(area), (declared) => {
        const ids = policyFor(area, declared).map(({ Sid }) => Sid);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => /^[A-Za-z0-9]+$/.test(id))).toEqual(ids);
      }),
      { numRuns: 50 },
    );
  });
});

describe("what services take of a policy", () => {
  const grant = (access: Access) => [{ roles: REQUESTERS, access, narrowing: {} }];

  test("a queue's statements have seven actions at most, or all of them as one wildcard", () => {
    const counts = policyFor("sqs", grant("consume")).map(({ Action }) => [Action].flat().length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(7);
  });

  test("a topic's statements name actions one by one, and only those that topics know", () => {
    const known = POLICY_GRAMMARS.sns.everything;
    const named = policyFor("sns", grant("publish")).flatMap(({ Action = [] }) => [Action].flat());
    expect(named.filter((action) => known.includes(action as string))).toEqual(named);
  });

  test("what is outside of a grant is denied only where there is an outside", () => {
    const elsewhere = (narrowing: Grant["narrowing"], area: PolicyArea) =>
      policyFor(area, [{ roles: REQUESTERS, access: "read", narrowing }]).flatMap(
        ({ Action, NotResource }) => (NotResource === undefined ? [] : [[Action, NotResource]]),
      );
    expect(elsewhere({}, "s3")).toEqual([]);
    expect(elsewhere({ leadingKeys: ["k1"] }, "dynamodb")).toEqual([]);
    expect(elsewhere({ prefix: "a/" }, "s3")).toEqual([
      [AREA_RULES.s3.access.read?.content, "arn:aws:s3:::b/a/*"],
    ]);
  });

  test("a repository's statements name no resource, a secret's name `*`", () => {
    const resources = (area: PolicyArea) =>
      policyFor(area, grant("read")).map(({ Resource, NotResource }) => [Resource, NotResource]);
    expect(new Set(resources("ecr").flat())).toEqual(new Set([undefined]));
    expect(new Set(resources("secretsmanager").flat())).toEqual(new Set(["*", undefined]));
  });

  test("a stream's policy is about the stream alone", () => {
    const arns = {
      self: "arn:aws:dynamodb:eu-west-1:1:table/t",
      stream: "arn:aws:dynamodb:eu-west-1:1:table/t/stream/*",
    };
    const statements = resourcePolicy({
      ...{ area: "dynamodb", part: "stream", environment: ENVIRONMENT, infrastructure: "nonprod" },
      ownerPattern: "arn:aws:iam::111111111111:role/nonprod/dev/*",
      whole: [arns.stream],
      exceptions: [],
    });
    expect(statements.map(({ Resource }) => Resource)).toEqual(statements.map(() => arns.stream));
    expect(statements[1]?.Action).toEqual(AREA_RULES.dynamodb.streamData);
  });
});
