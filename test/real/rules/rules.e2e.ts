import { DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { join } from "node:path";
import { parseCidr } from "../../../lib/model/cidr";
import { ipv6Precondition } from "../../../lib/sharing/security-rule/address-checks";
import { temporaryFolder } from "../lab/guard";
import { openLab } from "../lab/lab";
import type { Terraform } from "../lab/terraform";
import { STACKS, writeOpenings } from "./openings";

const lab = openLab();
const folder = temporaryFolder("rules");

function write(only?: string): void {
  const { account } = lab.aws;
  const { kubeconfig } = lab.kubernetes;
  writeOpenings({ folder, account, kubeconfig, ...(only !== undefined && { only }) });
}

function terraform(stack: (typeof STACKS)[number]): Terraform {
  return lab.terraform(join(folder, "cdktf.out", "stacks", stack));
}

/** The names of all security group rules that a rule of ours made, one a part. */
async function groupRules(): Promise<string[]> {
  const { SecurityGroupRules = [] } = await lab.root().ec2.send(new DescribeSecurityGroupRulesCommand({}));
  const names = SecurityGroupRules.map(
    ({ Tags = [] }) => Tags.find(({ Key }) => Key === "Name")?.Value ?? "",
  );
  return names.filter((name) => /^[a-z0-9-]+$/.test(name) && !name.includes("--")).sort();
}

/** The security group that a rule of ours stands in, by its name. */
async function groupOf(name: string): Promise<string | undefined> {
  const { ec2 } = lab.root();
  const { SecurityGroupRules = [] } = await ec2.send(
    new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "tag:Name", Values: [name] }] }),
  );
  const GroupIds = SecurityGroupRules.flatMap(({ GroupId }) => GroupId ?? []);
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
  return SecurityGroups.map(({ GroupName }) => GroupName).join();
}

/** The policies of all rules, as `namespace/name`. */
async function policies(): Promise<string[]> {
  interface Policies {
    readonly items: readonly { readonly metadata: { readonly name: string; readonly namespace: string } }[];
  }
  const { items } = await lab.kubectl("nonprod").get<Policies>("networkpolicies", "--all-namespaces");
  return items
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    .filter((name) => name.includes("/rule-"))
    .sort();
}

test("rules of every form are applied by the real providers, and a second plan is empty", async () => {
  write();
  for (const stack of STACKS) {
    await terraform(stack).init();
    await terraform(stack).apply();
  }
  const plans = [];
  for (const stack of STACKS) plans.push(await terraform(stack).plan());
  expect(plans).toEqual(STACKS.map(() => []));
});

test("all parts of every rule exist, on both sides", async () => {
  const both = (name: string) => [name, name];
  expect(await groupRules()).toEqual(
    [
      ...["back", "peer", "ping", "ping-v6", "port", "range"].flatMap(both),
      ...["balancer", "office", "office-v6"],
    ].sort(),
  );
  const dev = (name: string) => [`tenant-dev--jobs/rule-${name}`, `tenant-dev/rule-${name}`];
  expect(await policies()).toEqual(
    [
      ...["back", "office", "office-v6", "port", "range"].flatMap(dev),
      ...["back", "port", "range"].map((name) => `tenant-qa/rule-${name}`),
    ].sort(),
  );
});

test("load balancers are opened in their own group, and hosts in theirs", async () => {
  expect([await groupOf("balancer"), await groupOf("office")]).toEqual(["nonprod--dev--lb", "nonprod--dev"]);
});

test("without the other rules exactly their parts are gone", async () => {
  write("office");
  const planned = await terraform("sharing").plan();
  expect(new Set(planned.map(({ actions }) => actions.join()))).toEqual(new Set(["delete"]));
  await terraform("sharing").apply();
  expect(await groupRules()).toEqual(["office"]);
  expect(await policies()).toEqual(["tenant-dev--jobs/rule-office", "tenant-dev/rule-office"]);
  expect(await terraform("sharing").plan()).toEqual([]);
});

test("destroy", async () => {
  for (const stack of [...STACKS].reverse()) await terraform(stack).destroy();
});

describe("an IPv6 range is compared by the plan with that of the network, which AWS chooses:", () => {
  test.each([
    ["the same", "2001:db8:1:200::/56", "refused"],
    ["one inside", "2001:db8:1:2aa::/64", "refused"],
    ["a single address inside", "2001:db8:1:2ff::1/128", "refused"],
    ["one around", "2001:db8::/32", "refused"],
    ["everything", "::/0", "refused"],
    ["the next one", "2001:db8:1:300::/56", "opened"],
    ["another one", "2001:db9::/32", "opened"],
  ])("%s, %s, is %s", async (_, range, verdict) => {
    const at = { kind: "TenantSecurityRule", path: "sharing/office" };
    const network = { name: "nonprod", network: { ipv6Cidr: "${var.network}" } };
    const { condition, errorMessage } = ipv6Precondition(parseCidr(at, "fromCidr", range), network) ?? {};
    const precondition = [{ condition, error_message: errorMessage }];
    const terraform = lab.terraformFor(`ipv6-${range.replace(/\W/g, "-")}`, {
      variable: { network: { default: "2001:db8:1:200::/56" } },
      resource: { terraform_data: { rule: { lifecycle: { precondition } } } },
    });
    await terraform.init();
    const said = await terraform.plan().then(
      () => "opened",
      (error: Error) => (/covers IPv6 addresses\s/.test(error.message) ? "refused" : error.message),
    );
    expect(said).toBe(verdict);
  });
});
