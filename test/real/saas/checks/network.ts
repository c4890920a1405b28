import { DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import type { SecurityGroup, SecurityGroupRule } from "@aws-sdk/client-ec2";
import { openLab } from "../../lab/lab";
import { EACH_PLATFORM, EACH_TENANT, physicalName } from "../tenants";
import type { Platform, TenantFacts } from "../tenants";

/** Security groups and their rules, as EC2 lists them. */
export function securityGroupsAreWhatWasMeant(): void {
  const lab = openLab();

  /** Each rule as one line, with groups by name; sorted, by group. */
  const rulesIn = async (platform: Platform): Promise<Record<string, string[]>> => {
    const { ec2 } = lab.root().in(platform.region);
    const { SecurityGroups: all = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    const { SecurityGroupRules: rules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
    const ours = all.filter(({ VpcId }) => VpcId === vpcOf(all, platform));
    const names = new Map(all.map(({ GroupId, GroupName }) => [GroupId ?? "", GroupName ?? ""]));
    return Object.fromEntries(
      ours.map(({ GroupId, GroupName }) => [
        GroupName ?? "",
        rules
          .filter((rule) => rule.GroupId === GroupId)
          .map((rule) => line(rule, names))
          .sort(),
      ]),
    );
  };

  describe("Security groups", () => {
    test.each(EACH_TENANT)(
      "%s: its group opens what was declared, and nothing else",
      async (_name, tenant) => {
        expect((await rulesIn(tenant.on))[physicalName(tenant)]).toEqual(rulesOfTenant(tenant));
      },
    );

    test.each(EACH_TENANT)(
      "%s: its load balancers reach the tenant, and nobody reaches them",
      async (_name, tenant) => {
        expect((await rulesIn(tenant.on))[physicalName(tenant, "lb")]).toEqual([
          `out all ${physicalName(tenant)}`,
        ]);
      },
    );

    test.each(EACH_PLATFORM)(
      "%s: the default group has no rule, and there are no groups unaccounted for",
      async (name, platform) => {
        const rules = await rulesIn(platform);
        expect(rules["default"]).toEqual([]);
        const tenants = EACH_TENANT.map(([, tenant]) => tenant).filter(({ on }) => on === platform);
        expect(Object.keys(rules).sort()).toEqual(
          [
            "default",
            ...tenants.flatMap((tenant) => [physicalName(tenant), physicalName(tenant, "lb")]),
            ...(platform.interfaceEndpoints ? [`${name}--platform--endpoints`] : []),
          ].sort(),
        );
      },
    );
  });
}

function rulesOfTenant(tenant: TenantFacts): string[] {
  const { name, interfaceEndpoints } = tenant.on;
  return [
    `in all ${physicalName(tenant)}`,
    `in all ${physicalName(tenant, "lb")}`,
    `out all ${physicalName(tenant)}`,
    "out tcp 443-443 a prefix list",
    "out tcp 443-443 a prefix list",
    ...(interfaceEndpoints ? [`out tcp 443-443 ${name}--platform--endpoints`] : []),
    ...(tenant.internet ? ["out tcp 443-443 0.0.0.0/0"] : []),
  ].sort();
}

function vpcOf(groups: readonly SecurityGroup[], platform: Platform): string | undefined {
  return groups.find(({ GroupName }) => GroupName?.startsWith(`${platform.name}--`))?.VpcId;
}

function line(rule: SecurityGroupRule, names: ReadonlyMap<string, string>): string {
  const ports = rule.IpProtocol === "-1" ? "all" : `${rule.IpProtocol} ${rule.FromPort}-${rule.ToPort}`;
  const group = rule.ReferencedGroupInfo?.GroupId;
  const peer =
    rule.CidrIpv4 ??
    rule.CidrIpv6 ??
    (rule.PrefixListId ? "a prefix list" : (names.get(group ?? "") ?? group));
  return `${rule.IsEgress ? "out" : "in"} ${ports} ${peer}`;
}
