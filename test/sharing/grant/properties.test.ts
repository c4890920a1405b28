import type { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { authorize } from "cdktf-tenants/proof";
import * as fc from "fast-check";
import type { Access } from "../../../lib/model/sharing/areas";
import { AREA_RULES } from "../../../lib/model/sharing/areas";
import { TenantBucket } from "../../../lib/resources/tenant-bucket";
import { TenantQueue } from "../../../lib/resources/tenant-queue";
import { CrossTenantGrant } from "../../../lib/sharing/grant/cross-tenant-grant";
import { TenantSecurityRule } from "../../../lib/sharing/security-rule/tenant-security-rule";
import { someTenant } from "../../support/sharing";
import { synthesize } from "../../support/synth";
import type { Synthesis } from "../../support/synth";
import { ACCOUNT, SynthesizedIam } from "./support/synthesized-iam";

/** Names that a pattern without delimiters would take for one another. */
const NAMES = ["d", "dev", "dev-2", "dev2"] as const;
type Name = (typeof NAMES)[number];
const PURPOSES = ["hosts", "pods"] as const;
type Purpose = (typeof PURPOSES)[number];

interface GrantOf {
  readonly owner: Name;
  readonly requester: Name;
  readonly area: "s3" | "sqs";
  readonly access: Access;
  readonly roles: readonly Purpose[];
}
interface RuleOf {
  readonly to: Name;
  readonly from: Name;
  readonly port: number;
}
interface Declared {
  readonly grants: readonly GrantOf[];
  readonly rules: readonly RuleOf[];
}

const pair = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
  .filter(([one, other]) => one !== other);
const grantOf: fc.Arbitrary<GrantOf> = fc
  .tuple(
    pair,
    fc.constantFrom(
      ...(["s3", "sqs"] as const).flatMap((area) =>
        (Object.keys(AREA_RULES[area].access) as Access[]).map((access) => ({ area, access })),
      ),
    ),
    fc.subarray([...PURPOSES], { minLength: 1 }),
  )
  .map(([[owner, requester], what, roles]) => ({ owner, requester, ...what, roles }));
const ruleOf: fc.Arbitrary<RuleOf> = fc
  .tuple(pair, fc.constantFrom(443, 5432, 8443))
  .map(([[from, to], port]) => ({ from, to, port }));

const grantId = ({ owner, requester, area }: GrantOf) => `grant-${owner}-to-${requester}-${area}`;
const ruleId = ({ from, to, port }: RuleOf) => `rule-${from}-to-${to}-${port}`;
const grantSet = fc.uniqueArray(grantOf, { maxLength: 5, selector: grantId });
const ruleSet = fc.uniqueArray(ruleOf, { maxLength: 4, selector: ruleId });

/** The four tenants, each with a bucket and a queue, and what they share. */
function synthesized({ grants, rules }: Declared): Synthesis {
  return synthesize((app: App) => {
    const tenants = new Map(NAMES.map((name) => [name, someTenant(app, name)]));
    const of = (name: Name) => {
      const tenant = tenants.get(name);
      if (tenant === undefined) throw new Error(name);
      return tenant;
    };
    const things = new Map(
      NAMES.map((name) => [
        name,
        {
          s3: new TenantBucket(of(name), "things", {}),
          sqs: new TenantQueue(of(name), "tasks", { deadLettersAfter: false }),
        },
      ]),
    );
    const shared = app.node.findChild("tenants") as TerraformStack;
    for (const grant of grants) {
      const resource = things.get(grant.owner)?.[grant.area];
      if (resource === undefined) throw new Error(grant.owner);
      new CrossTenantGrant(shared, grantId(grant), {
        ...{ owner: of(grant.owner), requester: of(grant.requester), resources: [resource] },
        ...{ access: grant.access, requesterRoles: grant.roles, reason: "a property holds" },
      });
    }
    for (const rule of rules) {
      new TenantSecurityRule(shared, ruleId(rule), {
        ...{ from: of(rule.from), to: of(rule.to), protocol: "tcp", port: rule.port },
        description: "a property holds",
      });
    }
  });
}

/** One request of the small universe. */
interface Asked {
  readonly by: Name;
  readonly purpose: Purpose;
  readonly of: Name;
  readonly area: "s3" | "sqs";
  readonly action: string;
}

const ACTIONS = {
  s3: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
  sqs: ["sqs:SendMessage", "sqs:ReceiveMessage"],
} as const;
const UNIVERSE: readonly Asked[] = NAMES.flatMap((by) =>
  PURPOSES.flatMap((purpose) =>
    NAMES.flatMap((of) =>
      (["s3", "sqs"] as const).flatMap((area) =>
        ACTIONS[area].map((action) => ({ by, purpose, of, area, action })),
      ),
    ),
  ),
);

/** What the policies of a plan, taken together, say to every request. */
function decisions(plan: Synthesis): string[] {
  const iam = new SynthesizedIam(plan.stack("tenants"));
  const policies = iam.resourcePolicies();
  const named = new Map(
    [...policies.keys()].map((key) => [key.replace(/-[0-9a-f]{8}$/, "").replace(/^\S+ /, ""), key]),
  );
  return UNIVERSE.map(({ by, purpose, of, area, action }) => {
    const role = `nonprod--${by}--${purpose}`;
    const key = named.get(`nonprod--${of}--${area === "s3" ? "things" : "tasks"}`) ?? "";
    const name = key.split(" ")[1] ?? "";
    const object = action === "s3:ListBucket" ? "" : "/1";
    const resource =
      area === "s3" ? `arn:aws:s3:::${name}${object}` : `arn:aws:sqs:eu-west-1:${ACCOUNT}:${name}`;
    const { identity, boundary } = iam.role(role);
    return authorize(
      {
        principal: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/test`,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/nonprod/${by}/${role}`,
        ...{ action, resource, resourceAccount: ACCOUNT },
        context: { "aws:SecureTransport": "true" },
      },
      { identity, boundary, resource: policies.get(key) },
    ).decision;
  });
}

function isMeant({ by, purpose, of, area, action }: Asked, grants: readonly GrantOf[]): boolean {
  return (
    by === of ||
    grants.some(
      (grant) =>
        grant.owner === of &&
        grant.requester === by &&
        grant.area === area &&
        grant.roles.includes(purpose) &&
        Object.values(AREA_RULES[area].access[grant.access] ?? {}).some((one) => one.includes(action)),
    )
  );
}

/** Each resource of a plan by its address, byte by byte. */
function bodies(plan: Synthesis): Map<string, string> {
  const byType = Object.entries(plan.stack("tenants").json.resource ?? {});
  return new Map(
    byType.flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => [`${type}.${name}`, JSON.stringify(body)] as const),
    ),
  );
}

/** Addresses of resources that one plan writes otherwise than the other. */
function changed(before: Synthesis, after: Synthesis): string[] {
  const [old, made] = [bodies(before), bodies(after)];
  return [...new Set([...old.keys(), ...made.keys()])].filter((one) => old.get(one) !== made.get(one));
}

test("among tenants whose names begin alike everybody has what it owns and what it was granted, and no more", () => {
  fc.assert(
    fc.property(grantSet, (grants) => {
      const expected = UNIVERSE.map((asked) => (isMeant(asked, grants) ? "allow" : "deny"));
      expect(decisions(synthesized({ grants, rules: [] }))).toEqual(expected);
    }),
    { numRuns: 8 },
  );
}, 120_000);

test("one more grant changes the answers to its requester about its owner, and to no other pair", () => {
  fc.assert(
    fc.property(grantSet, grantOf, (all, added) => {
      const grants = all.filter((grant) => grantId(grant) !== grantId(added));
      const before = decisions(synthesized({ grants, rules: [] }));
      const after = decisions(synthesized({ grants: [...grants, added], rules: [] }));
      const other = UNIVERSE.filter((_, index) => before[index] !== after[index]).filter(
        ({ by, of }) => by !== added.requester || of !== added.owner,
      );
      expect(other).toEqual([]);
    }),
    { numRuns: 6 },
  );
}, 120_000);

test("one more grant and rule change the parts that they list, and nothing else; without them all is as before", () => {
  fc.assert(
    fc.property(grantSet, ruleSet, grantOf, ruleOf, (all, others, grant, rule) => {
      const grants = all.filter((one) => grantId(one) !== grantId(grant));
      const rules = others.filter((one) => ruleId(one) !== ruleId(rule));
      const never = synthesized({ grants, rules });
      const added = synthesized({ grants: [...grants, grant], rules: [...rules, rule] });
      const removed = synthesized({ grants, rules });
      expect(removed.stack("tenants").text).toBe(never.stack("tenants").text);
      expect(removed.intentText).toBe(never.intentText);
      const listed = [...added.intent.grants, ...added.intent.rules]
        .filter(({ path }) => [grantId(grant), ruleId(rule)].includes(path.split("/").at(-1) ?? ""))
        .flatMap(({ parts }) => parts);
      const touched = changed(never, added);
      expect(touched.length).toBeGreaterThan(0);
      expect(touched.filter((address) => !listed.includes(address))).toEqual([]);
    }),
    { numRuns: 6 },
  );
}, 120_000);
