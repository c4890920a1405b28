import type { App } from "cdktf";
import * as fc from "fast-check";
import { CrossTenantGrant } from "../../../lib/sharing/grant/cross-tenant-grant";
import type { ResourceGrantProps } from "../../../lib/sharing/grant/grant-props";
import { something, someTenant, stackOf } from "../../support/sharing";
import { synthesize } from "../../support/synth";

interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: unknown;
}

const QA_PODS = "arn:aws:iam::123456789012:role/nonprod/qa/nonprod--qa--pods";
const QA_HOSTS = "arn:aws:iam::123456789012:role/nonprod/qa/nonprod--qa--hosts";
const BUCKET = "arn:aws:s3:::nonprod--dev--uploads";

/** QA gets at dev's bucket, by a grant in a stack of its own. */
function qaReads(props: Partial<ResourceGrantProps> = {}, stack = "shared") {
  let grant: CrossTenantGrant | undefined;
  const plan = synthesize((app: App) => {
    const [owner, requester] = [someTenant(app, "dev"), someTenant(app, "qa")];
    const uploads = something(owner, "s3", "uploads");
    grant = new CrossTenantGrant(stackOf(app, stack), "qa-reads-uploads", {
      ...{ owner, requester, resources: [uploads], access: "read", reason: "QA replays uploads" },
      ...props,
    });
  });
  if (grant === undefined) throw new Error("no grant was made");
  return { plan, grant };
}

const policiesIn = (plan: ReturnType<typeof synthesize>, stack: string) =>
  Object.values(plan.stack(stack).resources("aws_iam_policy"))
    .filter((policy) => String(policy["name"]).includes("--grants-"))
    .map((policy) => (JSON.parse(policy["policy"] as string) as { Statement: Statement[] }).Statement);

const keyPolicyOf = (plan: ReturnType<typeof synthesize>, tenant: string) =>
  (
    JSON.parse(plan.stack("tenants").at(`${tenant}/Encryption/Key`)["policy"] as string) as {
      Statement: Statement[];
    }
  ).Statement;

test("each of the requester's roles gets a policy with what was granted, and with the owner's key for that alone", () => {
  const { plan } = qaReads();
  const [hosts, pods, ...more] = policiesIn(plan, "shared");
  expect(more).toEqual([]);
  expect(hosts).toEqual(pods);
  expect(pods?.map(({ Action, Resource, Condition }) => ({ Action, Resource, Condition }))).toEqual([
    { Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: BUCKET, Condition: undefined },
    {
      Action: ["s3:GetObject", "s3:GetObjectAttributes", "s3:GetObjectTagging", "s3:GetObjectVersion"],
      Resource: `${BUCKET}/*`,
      Condition: undefined,
    },
    {
      Action: "kms:Decrypt",
      Resource: expect.stringMatching(/^\$\{data\.terraform_remote_state\..*Encryption_Key.*\}$/),
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": BUCKET },
      },
    },
  ]);
});

test("the policies are attached to the requester's roles by their names", () => {
  const { plan } = qaReads();
  const attachments = Object.values(plan.stack("shared").resources("aws_iam_role_policy_attachment"));
  expect(attachments.map(({ role }) => role).sort()).toEqual(["nonprod--qa--hosts", "nonprod--qa--pods"]);
});

test("the owner's key lets in the roles that were granted, through the service and for the resource", () => {
  const opened = keyPolicyOf(qaReads().plan, "dev").filter(({ Sid }) => Sid.startsWith("Granted"));
  expect(opened).toEqual([
    {
      Sid: "Granted1",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": BUCKET },
        ArnEquals: { "aws:PrincipalArn": [QA_HOSTS, QA_PODS] },
      },
    },
  ]);
});

test("a grant to one role gives the other one nothing", () => {
  const { plan, grant } = qaReads({ requesterRoles: ["pods"] });
  const attachments = Object.values(plan.stack("shared").resources("aws_iam_role_policy_attachment"));
  expect(attachments.map(({ role }) => role)).toEqual(["nonprod--qa--pods"]);
  expect(plan.intent.grants.map(({ roles }) => roles)).toEqual([[QA_PODS]]);
  expect(grant.parts.filter((part) => part.includes("hosts"))).toEqual([]);
});

test("a prefix narrows objects by their name, and listings to those that ask for it", () => {
  const [statements] = policiesIn(qaReads({ prefix: "exports/", requesterRoles: ["pods"] }).plan, "shared");
  const byAction = Object.fromEntries((statements ?? []).map((one) => [[one.Action].flat()[0], one]));
  expect(byAction["s3:GetObject"]).toMatchObject({ Resource: `${BUCKET}/exports/*` });
  expect(byAction["s3:ListBucket"]).toMatchObject({
    Resource: BUCKET,
    Condition: { StringLike: { "s3:prefix": ["exports/", "exports/*"] } },
  });
});

test("after its last day a grant is over on both sides", () => {
  const { plan } = qaReads({ expires: "2099-12-31", requesterRoles: ["pods"] });
  const ends = { DateLessThan: { "aws:CurrentTime": "2100-01-01T00:00:00Z" } };
  const [statements] = policiesIn(plan, "shared");
  expect(statements?.map(({ Condition }) => Condition)).toEqual(Array(3).fill(expect.objectContaining(ends)));
  const opened = keyPolicyOf(plan, "dev").filter(({ Sid }) => Sid.startsWith("Granted"));
  expect(opened.map(({ Condition }) => Condition)).toEqual([expect.objectContaining(ends)]);
});

test("an area grant opens what the owner declares later, too", () => {
  const plan = synthesize((app) => {
    const [owner, requester] = [someTenant(app, "dev"), someTenant(app, "qa")];
    something(owner, "s3", "uploads");
    const reason = "QA replays whatever there is";
    const props = { owner, requester, area: "s3", access: "read", reason } as const;
    new CrossTenantGrant(stackOf(app, "shared"), "qa-reads-all", props);
    something(owner, "s3", "exports");
    something(owner, "sqs", "orders");
  });
  const [statements] = policiesIn(plan, "shared");
  expect(statements?.map(({ Resource }) => Resource)[1]).toEqual([
    "arn:aws:s3:::nonprod--dev--exports/*",
    "arn:aws:s3:::nonprod--dev--uploads/*",
  ]);
  expect(plan.intent.grants.map(({ scope, resources }) => [scope, resources])).toEqual([
    ["area", ["exports", "uploads"]],
  ]);
});

test("the grant says which addresses it is a part of, and all of them exist", () => {
  const { plan, grant } = qaReads({}, "tenants");
  const addresses = plan.stack("tenants").addresses();
  const [named, others] = [
    grant.parts.filter((part) => addresses.includes(part)),
    grant.parts.filter((part) => !addresses.includes(part)),
  ];
  expect(named.map((part) => part.split(".")[0])).toEqual([
    "aws_iam_policy",
    "aws_iam_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_role_policy_attachment",
    "aws_kms_key",
  ]);
  expect(others).toEqual(["the policy of nonprod--dev--uploads"]);
  expect(plan.intent.grants[0]?.parts).toEqual(grant.parts);
});

test("declaring a grant and removing it leaves the bytes of never having declared it", () => {
  const declare = (granted: boolean) =>
    synthesize((app) => {
      const [owner, requester] = [someTenant(app, "dev"), someTenant(app, "qa")];
      const resources = [something(owner, "s3", "uploads")];
      if (granted)
        new CrossTenantGrant(stackOf(app, "tenants"), "g", {
          owner,
          requester,
          resources,
          access: "read",
          reason: "x",
        });
    });
  const [never, with_, again] = [declare(false), declare(true), declare(false)];
  expect(again.stack("tenants").text).toBe(never.stack("tenants").text);
  expect(with_.stack("tenants").text === never.stack("tenants").text).toBe(false);
});

test("a grant changes the owner's key, the requester's grants, and no byte of anybody else", () => {
  const pathsAndBodies = (granted: boolean) => {
    const plan = synthesize((app) => {
      const [owner, requester] = [someTenant(app, "dev"), someTenant(app, "qa")];
      someTenant(app, "third");
      const resources = [something(owner, "s3", "uploads")];
      if (granted)
        new CrossTenantGrant(stackOf(app, "tenants"), "g", {
          owner,
          requester,
          resources,
          access: "read",
          reason: "x",
        });
    }).stack("tenants");
    return new Map(plan.paths().map((path) => [path, JSON.stringify(plan.at(path))]));
  };
  const [before, after] = [pathsAndBodies(false), pathsAndBodies(true)];
  const changed = [...after].filter(([path, body]) => before.get(path) !== body).map(([path]) => path);
  expect(changed).toEqual([
    "TenancyGrants/nonprod--qa--hosts/Attachment0",
    "TenancyGrants/nonprod--qa--hosts/Policy0",
    "TenancyGrants/nonprod--qa--pods/Attachment0",
    "TenancyGrants/nonprod--qa--pods/Policy0",
    "dev/Encryption/Key",
  ]);
  expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
});

test("the order in which grants are declared does not matter", () => {
  const grants = [
    ["a", "dev", "qa", "s3", "read"],
    ["b", "qa", "dev", "sqs", "send"],
    ["c", "dev", "third", "s3", "write"],
    ["d", "third", "dev", "dynamodb", "readwrite"],
    ["e", "dev", "qa", "s3", "write"],
  ] as const;
  const declare = (order: readonly (typeof grants)[number][]) =>
    synthesize((app) => {
      const tenants = Object.fromEntries(["dev", "qa", "third"].map((name) => [name, someTenant(app, name)]));
      const things = new Map<string, ReturnType<typeof something>>();
      const thing = (tenant: string, area: "s3" | "sqs" | "dynamodb") => {
        const key = `${tenant}/${area}`;
        const owner = tenants[tenant];
        if (!owner) throw new Error(tenant);
        const known = things.get(key) ?? something(owner, area, "thing");
        things.set(key, known);
        return known;
      };
      for (const [id, from, to, area, access] of order) {
        const [owner, requester] = [tenants[from], tenants[to]];
        if (!owner || !requester) throw new Error(`${from} ${to}`);
        const resources = [thing(from, area)];
        new CrossTenantGrant(stackOf(app, "shared"), id, {
          owner,
          requester,
          resources,
          access,
          reason: "x",
        });
      }
    });
  const reference = declare(grants);
  fc.assert(
    fc.property(fc.shuffledSubarray([...grants], { minLength: grants.length }), (order) => {
      const plan = declare(order);
      expect(plan.stack("shared").text).toBe(reference.stack("shared").text);
      expect(plan.stack("tenants").text).toBe(reference.stack("tenants").text);
      expect(plan.intentText).toBe(reference.intentText);
    }),
    { numRuns: 6 },
  );
});
