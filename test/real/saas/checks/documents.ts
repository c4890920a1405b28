import {
  GetInstanceProfileCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListGrantsCommand,
} from "@aws-sdk/client-kms";
import { openLab } from "../../lab/lab";
import type { Saas } from "../saas";
import {
  ACCOUNT,
  boundaryArn,
  clusterArn,
  EACH_TENANT,
  keyAlias,
  PURPOSES,
  roleArn,
  roleName,
} from "../tenants";
import type { Purpose, TenantFacts } from "../tenants";

const PATHS = { pods: "Access/Pods", hosts: "Access/Hosts" } as const;

/** Policies as IAM and KMS answer them, against what was synthesized and against literals. */
export function policiesAreWhatWasMeant(current: () => Saas): void {
  const lab = openLab();
  const { iam } = lab.root();
  const kms = (tenant: TenantFacts) => lab.root().in(tenant.on.region).kms;

  const synthesized = (tenant: TenantFacts, path: string) =>
    current().plan().stack(tenant.on.tenantsStack).at(`${tenant.name}/${path}`);
  const keyArn = async (tenant: TenantFacts) => {
    const { KeyMetadata } = await kms(tenant).send(new DescribeKeyCommand({ KeyId: keyAlias(tenant) }));
    return KeyMetadata?.Arn ?? "";
  };
  const role = async (tenant: TenantFacts, purpose: Purpose) =>
    (await iam.send(new GetRoleCommand({ RoleName: roleName(tenant, purpose) }))).Role;
  const trust = async (tenant: TenantFacts, purpose: Purpose) =>
    decoded((await role(tenant, purpose))?.AssumeRolePolicyDocument);

  describe("Keys", () => {
    test.each(EACH_TENANT)("%s: the key's policy is the synthesized one", async (_name, tenant) => {
      const { Policy } = await kms(tenant).send(new GetKeyPolicyCommand({ KeyId: await keyArn(tenant) }));
      expect(JSON.parse(Policy ?? "")).toEqual(document(synthesized(tenant, "Encryption/Key")["policy"]));
    });

    test.each(EACH_TENANT)(
      "%s: the key denies its use to all but the tenant's roles",
      async (name, tenant) => {
        const { Policy } = await kms(tenant).send(new GetKeyPolicyCommand({ KeyId: await keyArn(tenant) }));
        expect(JSON.parse(Policy ?? "")).toMatchObject({
          Statement: expect.arrayContaining([
            {
              Sid: "NobodyElse",
              Effect: "Deny",
              Principal: "*",
              Action: expect.arrayContaining(["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt"]),
              Resource: "*",
              Condition: {
                ArnNotLike: {
                  "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/${tenant.on.name}/${name}/*`,
                },
                Bool: { "aws:PrincipalIsAWSService": "false" },
              },
            },
          ]),
        });
      },
    );

    test.each(EACH_TENANT)("%s: the key rotates, and no grant opens it", async (_name, tenant) => {
      const KeyId = await keyArn(tenant);
      const rotation = await kms(tenant).send(new GetKeyRotationStatusCommand({ KeyId }));
      const grants = await kms(tenant).send(new ListGrantsCommand({ KeyId }));
      expect({ rotates: rotation.KeyRotationEnabled, grants: grants.Grants }).toEqual({
        rotates: true,
        grants: [],
      });
    });
  });

  describe("Roles", () => {
    const each = EACH_TENANT.flatMap(([name, tenant]) =>
      PURPOSES.map((purpose) => [name, purpose, tenant] as const),
    );

    test.each(each)("%s %s: the trust policy is the synthesized one", async (_name, purpose, tenant) => {
      const meant = synthesized(tenant, PATHS[purpose])["assume_role_policy"];
      expect(await trust(tenant, purpose)).toEqual(document(meant));
    });

    test.each(EACH_TENANT)("%s: hosts are trusted by EC2 alone", async (_name, tenant) => {
      expect(await trust(tenant, "hosts")).toMatchObject({
        Statement: [
          { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      });
    });

    test.each(EACH_TENANT)(
      "%s: pods are trusted in this cluster, these namespaces, one service account",
      async (_name, tenant) => {
        const namespaces = tenant.namespaces.map((namespace) => namespace.name);
        expect(await trust(tenant, "pods")).toMatchObject({
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "pods.eks.amazonaws.com" },
              Action: ["sts:AssumeRole", "sts:TagSession"],
              Condition: {
                ArnEquals: { "aws:SourceArn": clusterArn(tenant.on) },
                StringEquals: {
                  "aws:SourceAccount": ACCOUNT,
                  "aws:RequestTag/kubernetes-namespace": namespaces.length === 1 ? namespaces[0] : namespaces,
                  "aws:RequestTag/kubernetes-service-account": "tenant",
                },
              },
            },
          ],
        });
      },
    );

    test.each(each)(
      "%s %s: one inline policy, as synthesized, and none attached",
      async (_name, purpose, tenant) => {
        const RoleName = roleName(tenant, purpose);
        const inline = await iam.send(new ListRolePoliciesCommand({ RoleName }));
        const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
        expect([inline.PolicyNames, attached.AttachedPolicies]).toEqual([["tenant"], []]);

        const stored = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "tenant" }));
        const meant = synthesized(tenant, `${PATHS[purpose]}Policy`)["policy"];
        expect(decoded(stored.PolicyDocument)).toEqual(document(meant, await keyArn(tenant)));
      },
    );

    test.each(each)(
      "%s %s: stands at the tenant's path, under the tenant's boundary",
      async (_name, purpose, tenant) => {
        const { Arn, PermissionsBoundary } = (await role(tenant, purpose)) ?? {};
        expect([Arn, PermissionsBoundary?.PermissionsBoundaryArn]).toEqual([
          roleArn(tenant, purpose),
          boundaryArn(tenant),
        ]);
      },
    );

    test.each(EACH_TENANT)(
      "%s: the boundary is the synthesized one, in its only version",
      async (_name, tenant) => {
        const PolicyArn = boundaryArn(tenant);
        const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
        const { PolicyVersion } = await iam.send(
          new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
        );
        expect(PolicyVersion?.VersionId).toBe("v1");
        expect(decoded(PolicyVersion?.Document)).toEqual(
          document(synthesized(tenant, "Access/Boundary")["policy"]),
        );
      },
    );

    test.each(EACH_TENANT)("%s: the instance profile holds the role of its hosts", async (_name, tenant) => {
      const InstanceProfileName = roleName(tenant, "hosts");
      const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName }));
      expect(InstanceProfile?.Roles?.map(({ Arn }) => Arn)).toEqual([roleArn(tenant, "hosts")]);
    });
  });
}

/** IAM answers documents URL-encoded (RFC 3986). */
function decoded(encoded: string | undefined): unknown {
  if (encoded === undefined) throw new Error("IAM answered without a policy document");
  return JSON.parse(decodeURIComponent(encoded));
}

/** A synthesized document; Terraform puts the tenant's own key into it, the only thing that it refers to. */
function document(synthesized: unknown, keyArn = ""): unknown {
  if (typeof synthesized !== "string") throw new Error("the plan has no policy document here");
  return JSON.parse(synthesized.replaceAll(/\$\{aws_kms_key\.[\w-]+\.arn\}/g, keyArn));
}
