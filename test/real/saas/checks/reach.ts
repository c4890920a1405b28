import { CreateLogStreamCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { DescribeKeyCommand, EncryptCommand } from "@aws-sdk/client-kms";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { attempt } from "../../lab/attempt";
import type { Verdict } from "../../lab/attempt";
import type { AssumeOptions, AwsSession } from "../../lab/aws-session";
import { openLab } from "../../lab/lab";
import { Visitor } from "../../lab/visitor";
import {
  ACCOUNT,
  clusterArn,
  keyAlias,
  logGroup,
  physicalName,
  PURPOSES,
  roleArn,
  TENANTS,
} from "../tenants";
import type { Purpose, TenantFacts } from "../tenants";
import { administratorsManageAndNeverUse } from "./administrator";
import { CONTROL, USE } from "./probes";
import type { Probe, Target } from "./probes";
import { verdictTable } from "./verdict-table";
import type { VerdictRow } from "./verdict-table";

interface Role {
  readonly tenant: TenantFacts;
  readonly purpose: Purpose;
}

const ROLES: readonly Role[] = TENANTS.flatMap((tenant) => PURPOSES.map((purpose) => ({ tenant, purpose })));
const STREAM = "there";

/** With IAM enforced: what each tenant's role is let into, and what it is refused. */
export function rolesReachTheirOwnAlone(): void {
  const lab = openLab();
  let visitor: Visitor;
  let targets: readonly Target[];

  const inside = <T>({ tenant, purpose }: Role, work: (session: AwsSession) => Promise<T>): Promise<T> =>
    visitor.inside(roleArn(tenant, purpose), work, sessionOf(tenant, purpose));

  /** One row a role and an action: the verdict for each tenant's target. */
  const tried = async (probes: Readonly<Record<string, Probe>>): Promise<VerdictRow[]> => {
    const rows: VerdictRow[] = [];
    for (const role of ROLES) {
      const who = `${role.tenant.name}-${role.purpose}`;
      rows.push(
        ...(await inside(role, async (session) => {
          const ofRole: VerdictRow[] = [];
          for (const [action, probe] of Object.entries(probes)) {
            ofRole.push({ who, action, verdicts: await perTarget(session, probe, who) });
          }
          return ofRole;
        })),
      );
    }
    return rows;
  };

  const perTarget = async (session: AwsSession, probe: Probe, who: string): Promise<Verdict[]> => {
    const verdicts: Verdict[] = [];
    for (const target of targets) {
      const there = session.in(target.tenant.on.region);
      verdicts.push(await attempt(() => probe(there, target, who)));
    }
    return verdicts;
  };

  describe("With IAM enforced", () => {
    beforeAll(async () => {
      visitor = await Visitor.create(lab.root(), ACCOUNT);
    });

    afterAll(async () => {
      await visitor.remove();
    });

    test("nobody is let into a tenant's role, not even a principal who may ask for every role", async () => {
      const verdicts = [];
      for (const { tenant, purpose } of ROLES) {
        verdicts.push(await attempt(() => visitor.session.as(roleArn(tenant, purpose))));
      }
      expect(verdicts).toEqual(ROLES.map(() => "denied"));
    });

    test("each tenant's roles are refused every other role, of its own tenant and of others", async () => {
      for (const role of ROLES) {
        const others = ROLES.filter((other) => other !== role);
        const verdicts = await inside(role, async (session) => {
          const asked = [];
          for (const { tenant, purpose } of others) {
            asked.push(await attempt(() => session.as(roleArn(tenant, purpose))));
          }
          return asked;
        });
        expect(verdicts).toEqual(others.map(() => "denied"));
      }
    });

    test("each role uses its tenant's key and log group, and is refused every other tenant's", async () => {
      targets = await makeTargets(inside, lab.root());
      const names = TENANTS.map(({ name }) => name);
      const committed = readFileSync(join(__dirname, "reach.expected.txt"), "utf8");
      expect(verdictTable(names, await tried(USE))).toEqual(committed);
    });

    test("no role hands out access, neither to its own tenant's things nor to others'", async () => {
      const names = TENANTS.map(({ name }) => name);
      const rows = await tried(CONTROL);
      const refused = rows.map((row) => ({ ...row, verdicts: names.map(() => "denied" as const) }));
      expect(verdictTable(names, rows)).toEqual(verdictTable(names, refused));
    });

    administratorsManageAndNeverUse(() => targets);

    test("afterwards nobody is let in again", async () => {
      for (const { tenant, purpose } of ROLES) {
        expect(await attempt(() => visitor.session.as(roleArn(tenant, purpose)))).toBe("denied");
      }
    });
  });
}

/** A pod's session carries the tags that EKS Pod Identity sets. */
function sessionOf(tenant: TenantFacts, purpose: Purpose): AssumeOptions {
  if (purpose === "hosts") return {};
  const [namespace] = tenant.namespaces;
  return {
    tags: {
      "eks-cluster-arn": clusterArn(tenant.on),
      "eks-cluster-name": tenant.on.name,
      "kubernetes-namespace": namespace?.name ?? "",
      "kubernetes-service-account": "tenant",
    },
  };
}

type Inside = <T>(role: Role, work: (session: AwsSession) => Promise<T>) => Promise<T>;

/** What every tenant has that others could want: its ciphertext is made by its own pods. */
async function makeTargets(inside: Inside, root: AwsSession): Promise<Target[]> {
  const targets: Target[] = [];
  for (const tenant of TENANTS) {
    const { kms, cloudWatchLogs, ec2 } = root.in(tenant.on.region);
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyAlias(tenant) }));
    const keyArn = KeyMetadata?.Arn ?? "";
    const { CiphertextBlob } = await inside({ tenant, purpose: "pods" }, (session) =>
      session
        .in(tenant.on.region)
        .kms.send(new EncryptCommand({ KeyId: keyArn, Plaintext: new Uint8Array([1]) })),
    );
    if (CiphertextBlob === undefined) throw new Error(`Encrypt with ${keyArn} answered no ciphertext`);
    await cloudWatchLogs.send(
      new CreateLogStreamCommand({ logGroupName: logGroup(tenant), logStreamName: STREAM }),
    );
    const named = [{ Name: "group-name", Values: [physicalName(tenant)] }];
    const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: named }));
    const securityGroupId = SecurityGroups?.[0]?.GroupId ?? "";
    targets.push({ tenant, keyArn, ciphertext: CiphertextBlob, stream: STREAM, securityGroupId });
  }
  return targets;
}
