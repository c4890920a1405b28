import { DescribeLogGroupsCommand, CreateLogStreamCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListRolesCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, EncryptCommand } from "@aws-sdk/client-kms";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { attempt } from "../lab/attempt";
import type { AwsSession } from "../lab/aws-session";
import { openLab } from "../lab/lab";
import type { Manifest } from "../lab/kubectl";
import type { Terraform } from "../lab/terraform";
import { Visitor } from "../lab/visitor";
import { ACCOUNT, logGroup, roleArn, TENANTS, twoTenants, type TenantName } from "./two-tenants";

const CONTEXTS = ["nonprod", "prod"];
const lab = openLab();
const root = lab.root();

const configuration = (maxPods: string) =>
  twoTenants({ kubeconfig: lab.kubernetes.kubeconfig, contexts: CONTEXTS, maxPods });

const stack: Terraform = lab.terraformFor("two-tenants", configuration("5"));
let keys: Record<string, string> = {};

const keyOf = (tenant: TenantName): string => keys[tenant] ?? "";
const encrypt = (session: AwsSession, tenant: TenantName) =>
  attempt(() =>
    session.kms.send(new EncryptCommand({ KeyId: keyOf(tenant), Plaintext: new Uint8Array([1]) })),
  );
const openStream = (session: AwsSession, tenant: TenantName, name: string) =>
  attempt(() =>
    session.cloudWatchLogs.send(
      new CreateLogStreamCommand({ logGroupName: logGroup(tenant), logStreamName: name }),
    ),
  );

async function logGroups(region: string): Promise<string[]> {
  const { logGroups: found } = await root.in(region).cloudWatchLogs.send(new DescribeLogGroupsCommand({}));
  return (found ?? []).flatMap(({ logGroupName }) => logGroupName ?? []).sort();
}

async function roles(): Promise<string[]> {
  const { Roles } = await root.iam.send(new ListRolesCommand({}));
  return (Roles ?? []).flatMap(({ Arn }) => Arn ?? []).sort();
}

async function everything() {
  return {
    roles: await roles(),
    ireland: await logGroups("eu-west-1"),
    frankfurt: await logGroups("eu-central-1"),
    nonprod: await lab.kubectl("nonprod").names("namespaces"),
    prod: await lab.kubectl("prod").names("namespaces"),
  };
}

function pod(name: string, privileged: boolean): Manifest {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "acme" },
    spec: {
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "main",
          image: "registry.invalid/app:1",
          securityContext: {
            privileged,
            allowPrivilegeEscalation: privileged,
            capabilities: { drop: ["ALL"] },
          },
        },
      ],
    },
  };
}

describe("The lab applies, judges and takes down a real configuration", () => {
  let before: Awaited<ReturnType<typeof everything>>;

  test("Terraform applies it to AWS in two regions and to two clusters", async () => {
    before = await everything();
    await stack.init();
    expect(await stack.validate()).toEqual({ valid: true, diagnostics: [] });
    await stack.apply();
    keys = (await stack.outputs())["keys"] as Record<string, string>;

    expect(Object.keys(keys)).toEqual([...TENANTS]);
    expect(await everything()).toEqual({
      roles: [...before.roles, ...TENANTS.map(roleArn)].sort(),
      ireland: [...before.ireland, ...TENANTS.map(logGroup)].sort(),
      frankfurt: [...before.frankfurt, "/prod/acme"].sort(),
      nonprod: [...before.nonprod, "namespace/acme"].sort(),
      prod: [...before.prod, "namespace/acme"].sort(),
    });
  });

  test("a second plan is empty", async () => {
    expect(await stack.plan()).toEqual([]);
  });

  test("a changed quota is all that a plan then changes", async () => {
    writeFileSync(join(stack.folder, "main.tf.json"), JSON.stringify(configuration("7")));
    expect(await stack.plan()).toEqual([
      { address: "kubernetes_resource_quota_v1.nonprod", actions: ["update"] },
      { address: "kubernetes_resource_quota_v1.prod", actions: ["update"] },
    ]);
  });

  test("each tenant's role uses its own key and log group and is refused the other's", async () => {
    const visitor = await Visitor.create(root, ACCOUNT);
    try {
      for (const tenant of TENANTS) {
        const other = tenant === "acme" ? "globex" : "acme";
        expect(await attempt(() => visitor.session.as(roleArn(tenant)))).toBe("denied");
        const verdicts = await visitor.inside(roleArn(tenant), async (session) => ({
          ownKey: await encrypt(session, tenant),
          otherKey: await encrypt(session, other),
          ownLogs: await openStream(session, tenant, "own"),
          otherLogs: await openStream(session, other, "foreign"),
          otherRole: await attempt(() => session.as(roleArn(other))),
        }));
        expect(verdicts).toEqual({
          ownKey: "allowed",
          otherKey: "denied",
          ownLogs: "allowed",
          otherLogs: "denied",
          otherRole: "denied",
        });
        expect(await attempt(() => visitor.session.as(roleArn(tenant)))).toBe("denied");
      }
    } finally {
      await visitor.remove();
    }
    expect(await stack.state()).toContain("aws_iam_role.acme");
  });

  test("a trust policy is put back byte by byte, also when the work inside fails", async () => {
    const trust = async () =>
      (await root.iam.send(new GetRoleCommand({ RoleName: "acme-pods" }))).Role?.AssumeRolePolicyDocument;
    const original = await trust();
    const visitor = await Visitor.create(root, ACCOUNT);
    try {
      const work = visitor.inside(roleArn("acme"), async () => {
        expect((await trust())?.length).toBeGreaterThan(original?.length ?? Infinity);
        throw new Error("the work failed");
      });
      await expect(work).rejects.toThrow("the work failed");
      expect(await trust()).toBe(original);
    } finally {
      await visitor.remove();
    }
  });

  test.each(CONTEXTS)(
    "the API server of %s admits a restricted pod and refuses a privileged one",
    async (context) => {
      const kubectl = lab.kubectl(context);
      expect(await kubectl.admits(pod("good", false))).toEqual({ verdict: "admitted" });
      expect(await kubectl.admits(pod("bad", true))).toEqual({
        verdict: "refused",
        reason: expect.stringContaining('violates PodSecurity "restricted:latest": privileged'),
      });
    },
  );

  test("the two contexts are two clusters", async () => {
    await lab.kubectl("nonprod").apply(pod("only-in-nonprod", false));
    expect(await lab.kubectl("nonprod").names("pods", "--namespace", "acme")).toEqual([
      "pod/only-in-nonprod",
    ]);
    expect(await lab.kubectl("prod").names("pods", "--namespace", "acme")).toEqual([]);
  });

  test("a user may do what the groups of the certificate are bound to, in its cluster", async () => {
    const developer = await lab.kubectlAs("nonprod", "jim", ["tenant:acme:developer"]);
    const stranger = await lab.kubectlAs("nonprod", "eve", ["tenant:globex:developer"]);
    const inAcme = ["--namespace", "acme"];
    expect(await developer.names("pods", ...inAcme)).toEqual(["pod/only-in-nonprod"]);
    expect(await developer.mayI("list", "pods", ...inAcme)).toBe("allowed");
    expect(await developer.mayI("get", "secrets", ...inAcme)).toBe("denied");
    expect(await developer.mayI("list", "pods", "--namespace", "default")).toBe("denied");
    expect(await stranger.mayI("list", "pods", ...inAcme)).toBe("denied");
  });

  test("after a destroy nothing is left, as AWS and the API servers say", async () => {
    await stack.destroy();
    expect(await stack.state()).toEqual([]);
    expect(await everything()).toEqual(before);
    const states = TENANTS.map(async (tenant) => {
      const { KeyMetadata } = await root.kms.send(new DescribeKeyCommand({ KeyId: keyOf(tenant) }));
      return KeyMetadata?.KeyState;
    });
    expect(await Promise.all(states)).toEqual(["PendingDeletion", "PendingDeletion"]);
  });
});

describe("What goes wrong is said in Terraform's own words", () => {
  const provider = { aws: { region: "eu-west-1" } };
  const terraform = { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } };

  test("validate names the address and the argument", async () => {
    const resource = { aws_kms_key: { bad: { no_such_argument: true } } };
    const broken = lab.terraformFor("invalid", { terraform, provider, resource });
    await broken.init();
    expect(await broken.validate()).toEqual({
      valid: false,
      diagnostics: [expect.stringMatching(/^error .*aws_kms_key\.bad.*: .*no_such_argument/s)],
    });
  });

  test("a refused apply shows the provider's error", async () => {
    const refused = lab.terraformFor("refused", {
      terraform,
      provider: { aws: { region: "eu-west-1", allowed_account_ids: ["999999999999"] } },
      resource: { aws_cloudwatch_log_group: { any: { name: "/any" } } },
    });
    await refused.init();
    await expect(refused.apply()).rejects.toThrow(/AWS account ID not allowed: 123456789012/);
  });
});
