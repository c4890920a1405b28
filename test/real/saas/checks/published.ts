import { DescribeSubnetsCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import {
  DescribeClusterCommand,
  DescribePodIdentityAssociationCommand,
  ListAccessEntriesCommand,
  ListAssociatedAccessPoliciesCommand,
  paginateListPodIdentityAssociations,
} from "@aws-sdk/client-eks";
import { paginateGetParametersByPath } from "@aws-sdk/client-ssm";
import { openLab } from "../../lab/lab";
import { ACCOUNT, EACH_PLATFORM, roleArn, TENANTS } from "../tenants";
import type { Platform } from "../tenants";

/** The cluster's doors as EKS answers them, and what an Infrastructure publishes. */
export function clustersKnowTheirPrincipals(): void {
  const lab = openLab();
  const session = ({ region }: Platform) => lab.root().in(region);
  const adminArn = ({ name }: Platform) =>
    `arn:aws:iam::${ACCOUNT}:role/${name}/platform/${name}--platform--cluster-admin`;

  const parameters = async (platform: Platform): Promise<Record<string, string | undefined>> => {
    const found: [string, string | undefined][] = [];
    const root = `/${platform.name}/platform/infrastructure/`;
    const request = { Path: root, Recursive: true };
    for await (const page of paginateGetParametersByPath({ client: session(platform).ssm }, request)) {
      for (const { Name, Value } of page.Parameters ?? []) found.push([Name?.replace(root, "") ?? "", Value]);
    }
    return Object.fromEntries(found);
  };

  /** `namespace/service account role`, sorted; those that no add-on made. */
  const associations = async (platform: Platform): Promise<string[]> => {
    const { eks } = session(platform);
    const found: string[] = [];
    const clusterName = platform.name;
    for await (const page of paginateListPodIdentityAssociations({ client: eks }, { clusterName })) {
      for (const { associationId, ownerArn } of page.associations ?? []) {
        if (ownerArn) continue;
        const { association } = await eks.send(
          new DescribePodIdentityAssociationCommand({ clusterName, associationId }),
        );
        found.push(`${association?.namespace}/${association?.serviceAccount} ${association?.roleArn}`);
      }
    }
    return found.sort();
  };

  describe("Clusters", () => {
    test.each(EACH_PLATFORM)(
      "%s: one principal has access, which administers all of it",
      async (clusterName, platform) => {
        const { eks } = session(platform);
        const { accessEntries } = await eks.send(new ListAccessEntriesCommand({ clusterName }));
        expect(accessEntries).toEqual([adminArn(platform)]);
        const { associatedAccessPolicies } = await eks.send(
          new ListAssociatedAccessPoliciesCommand({ clusterName, principalArn: adminArn(platform) }),
        );
        expect(associatedAccessPolicies).toMatchObject([
          {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            accessScope: { type: "cluster" },
          },
        ]);
      },
    );

    test.each(EACH_PLATFORM)(
      "%s: private, by access entries alone, with secrets encrypted and all logs",
      async (name, platform) => {
        const { cluster } = await session(platform).eks.send(new DescribeClusterCommand({ name }));
        expect(cluster).toMatchObject({
          accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
          resourcesVpcConfig: { endpointPublicAccess: false, endpointPrivateAccess: true },
          encryptionConfig: [{ resources: ["secrets"] }],
        });
        const enabled = cluster?.logging?.clusterLogging?.filter((log) => log.enabled);
        expect(enabled?.flatMap(({ types }) => types ?? []).sort()).toEqual(
          ["api", "audit", "authenticator", "controllerManager", "scheduler"].sort(),
        );
      },
    );

    test.each(EACH_PLATFORM)(
      "%s: each namespace's service account takes its tenant's role",
      async (_name, platform) => {
        const tenants = TENANTS.filter(({ on }) => on === platform);
        const meant = tenants.flatMap((tenant) =>
          tenant.namespaces.map(({ name }) => `${name}/tenant ${roleArn(tenant, "pods")}`),
        );
        expect(await associations(platform)).toEqual(meant.sort());
      },
    );
  });

  describe("Published parameters", () => {
    test.each(EACH_PLATFORM)("%s: say what EC2 and EKS say", async (name, platform) => {
      const { ec2, eks } = session(platform);
      const cidr = [{ Name: "cidr", Values: [platform.cidr] }];
      const [vpc] = (await ec2.send(new DescribeVpcsCommand({ Filters: cidr }))).Vpcs ?? [];
      const inVpc = [{ Name: "vpc-id", Values: [vpc?.VpcId ?? ""] }];
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: inVpc }));
      const { cluster } = await eks.send(new DescribeClusterCommand({ name }));
      const published = await parameters(platform);

      expect(published).toMatchObject({
        cidrs: platform.cidr,
        "cluster-admin-role-arn": adminArn(platform),
        "cluster-endpoint": cluster?.endpoint,
        "cluster-name": name,
        "cluster-network-policy": "strict",
        "cluster-service-cidr": cluster?.kubernetesNetworkConfig?.serviceIpv4Cidr,
        internet: "true",
        "namespace-prefix": "tenant-",
        "vpc-id": vpc?.VpcId,
      });
      const inZone = (list: string) => published[list]?.split(",") ?? [];
      const subnets = [...inZone("private-subnet-ids"), ...inZone("public-subnet-ids")];
      expect(subnets).toHaveLength(2 * platform.zones);
      expect(inZone("private-route-table-ids")).toHaveLength(platform.zones);
      expect(Subnets.map(({ SubnetId }) => SubnetId)).toEqual(expect.arrayContaining(subnets));
    });
  });
}
