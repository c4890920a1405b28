import * as fc from "fast-check";
import type { Access } from "../../../lib/model/sharing/areas";
import { AREA_RULES } from "../../../lib/model/sharing/areas";
import type { Exception } from "../../../lib/model/sharing/exception";
import { permissionsOn } from "../../../lib/model/sharing/permission";
import type { PolicyArea } from "../../../lib/model/sharing/policy-grammar";
import { resourcePolicy } from "../../../lib/model/sharing/resource-policy";
import { policyJson } from "../../../lib/model/policy-document";
import { authorize } from "../../../lib/proof/index";
import type { Grant, Request } from "./support";
import {
  ADMIN,
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

const AREAS = ["s3", "dynamodb", "secretsmanager", "ecr"] as const satisfies readonly PolicyArea[];
const PLATFORM = role("platform", "nodes");
const TENANTS = [...REQUESTERS, ...STRANGERS];
const EVERYTHING = policyJson([{ Sid: "All", Effect: "Allow", Action: "*", Resource: "*" }]);
const TIMES = ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"];
const END = "2026-06-01T00:00:00Z";
const RUNS = { numRuns: 120 };

type Opened = (typeof AREAS)[number];

/** Everyone reads, whether spoken of by a pattern or one by one. */
function readBy(area: Opened, roles: Pick<Exception, "roles" | "everyone">): Exception {
  return { ...roles, permissions: permissionsOn(area, "read", SAMPLES[area].arns) };
}

function decides(area: Opened, grants: readonly Grant[], request: Request): string {
  const { principal, action, resource, prefix, leadingKeys, time } = request;
  const everyone = readBy(area, { roles: ["arn:aws:iam::111111111111:role/nonprod/*"], everyone: true });
  const statements = resourcePolicy({
    ...{ area, environment: ENVIRONMENT, infrastructure: "nonprod" },
    ownerPattern: "arn:aws:iam::111111111111:role/nonprod/dev/*",
    whole: Object.values(SAMPLES[area].arns),
    exceptions: [...grants.map((grant) => exceptionOf(area, grant)), everyone],
  });
  const context = {
    "aws:SecureTransport": true,
    "aws:CurrentTime": time,
    ...(prefix !== undefined && { "s3:prefix": prefix }),
    ...(leadingKeys !== undefined && { "dynamodb:LeadingKeys": leadingKeys }),
  };
  const asked = { principal, action, resource, resourceAccount: ENVIRONMENT.account, context };
  return authorize(asked, { identity: EVERYTHING, resource: policyJson(statements) }).decision;
}

function grants(area: Opened): fc.Arbitrary<Grant[]> {
  const narrowing: Partial<Record<Opened, fc.Arbitrary<Grant["narrowing"]>>> = {
    s3: fc.record({ prefix: fc.constantFrom("a/", undefined) }),
    dynamodb: fc.record({ leadingKeys: fc.constantFrom(["k1"], undefined) }),
  };
  return fc.array(
    fc.record({
      roles: fc.subarray(REQUESTERS, { minLength: 1 }),
      access: fc.constantFrom(...(Object.keys(AREA_RULES[area].access) as Access[])),
      narrowing: narrowing[area] ?? fc.constant({}),
      until: fc.constantFrom(END, undefined),
    }),
    { maxLength: 2 },
  );
}

function requests(area: Opened, principals: readonly string[]): fc.Arbitrary<Request> {
  const actions = [...grantable(area), ...SAMPLES[area].neighbours];
  const asked = actions.flatMap((action) => placesOf(area, action).map((resource) => ({ action, resource })));
  return fc
    .record({
      what: fc.constantFrom(...asked),
      principal: fc.constantFrom(...principals),
      prefix: area === "s3" ? fc.constantFrom(undefined, "", "a/", "c/") : fc.constant(undefined),
      leadingKeys: area === "dynamodb" ? fc.constantFrom(undefined, ["k1"], ["x"]) : fc.constant(undefined),
      time: fc.constantFrom(...TIMES),
    })
    .map(({ what, ...rest }) => ({ ...what, ...rest, tls: true }));
}

describe.each(AREAS)("what is opened to everyone, in area %s", (area) => {
  test("is opened to every tenant's roles, beside what they were granted by themselves", () => {
    fc.assert(
      fc.property(grants(area), requests(area, TENANTS), (declared, request) => {
        const oneByOne = [
          ...declared.map((grant) => exceptionOf(area, grant)),
          readBy(area, { roles: TENANTS }),
        ];
        expect(decides(area, declared, request)).toBe(isGranted(oneByOne, request) ? "allow" : "deny");
      }),
      RUNS,
    );
  });

  test("takes nothing from the owner's roles", () => {
    fc.assert(
      fc.property(grants(area), requests(area, [OWNER]), (declared, request) => {
        expect(decides(area, declared, request)).toBe("allow");
      }),
      RUNS,
    );
  });

  test("leaves management, and no data, to the platform and the account's people; images to nodes", () => {
    const data = (action: string) =>
      AREA_RULES[area].data.some((pattern) => new RegExp(`^${pattern.replace(/\*/g, ".*")}$`).test(action));
    fc.assert(
      fc.property(grants(area), requests(area, [PLATFORM, ADMIN]), (declared, request) => {
        const pulls = area === "ecr" && request.principal === PLATFORM;
        expect(decides(area, declared, request)).toBe(data(request.action) && !pulls ? "deny" : "allow");
      }),
      RUNS,
    );
  });
});
