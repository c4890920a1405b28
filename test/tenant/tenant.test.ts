import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { Tenant } from "../../lib/tenant/tenant";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import { someInfrastructure } from "../support/infrastructure";
import type { Attributes } from "../support/synth";
import { synthesize } from "../support/synth";

const ROLES_OF_DEV = "arn:aws:iam::123456789012:role/nonprod/dev/*";

function devWith(props: Partial<TenantProps> = {}, changes: Parameters<typeof someInfrastructure>[1] = {}) {
  const plan = synthesize((app: App) => {
    const stack = new TerraformStack(app, "tenants");
    new Tenant(stack, "dev", { infrastructure: someInfrastructure(app, changes), ...props });
  });
  return plan.stack("tenants");
}

const json = (body: Attributes, key: string) => JSON.parse(body[key] as string) as { Statement: Statement[] };
interface Statement {
  Sid: string;
  Effect: string;
  Action: string | string[];
  Resource?: unknown;
  Principal?: unknown;
  Condition?: unknown;
}

describe("the AWS half", () => {
  test("security groups open to the tenant itself, its load balancers and AWS's endpoints, and to nothing else", () => {
    const stack = devWith();
    const sources = Object.values(stack.resources("aws_vpc_security_group_ingress_rule")).map((rule) => ({
      to: rule["security_group_id"],
      from: rule["referenced_security_group_id"] ?? rule["cidr_ipv4"] ?? rule["prefix_list_id"],
    }));
    const group = (id: string) => `\${aws_security_group.${id}.id}`;
    const [tenant = "", balancer = ""] = ["dev_Network_Tenant_", "dev_Network_LoadBalancer_"].map((start) =>
      stack
        .addresses()
        .filter((address) => address.startsWith(`aws_security_group.${start}`))
        .map((address) => group(address.split(".")[1] ?? ""))
        .join(),
    );
    expect(sources).toEqual([
      { to: tenant, from: balancer },
      { to: tenant, from: tenant },
    ]);
    const targets = Object.values(stack.resources("aws_vpc_security_group_egress_rule")).map((rule) => [
      rule["security_group_id"],
      rule["referenced_security_group_id"] ?? rule["cidr_ipv4"] ?? rule["prefix_list_id"],
      rule["ip_protocol"],
      rule["from_port"],
    ]);
    expect(targets).toEqual([
      [tenant, "pl-dynamodb", "tcp", 443],
      [tenant, "sg-endpoints", "tcp", 443],
      [balancer, tenant, "-1", undefined],
      [tenant, "pl-s3", "tcp", 443],
      [tenant, tenant, "-1", undefined],
    ]);
  });

  test("no security group has rules of its own, which would undo the rule resources", () => {
    const groups = Object.values(devWith().resources("aws_security_group"));
    expect(groups.map((group) => Object.keys(group).sort())).toEqual(
      groups.map(() => ["description", "name", "revoke_rules_on_delete", "tags", "vpc_id"]),
    );
  });

  test("the key is managed by the account, used by the tenant's roles and logs, and denied to everybody else", () => {
    const { Statement } = json(devWith().only("aws_kms_key"), "policy");
    expect(
      Statement.map(({ Sid, Effect, Principal, Condition }) => ({ Sid, Effect, Principal, Condition })),
    ).toEqual([
      {
        Sid: "AccountManagesAndNeverUses",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::123456789012:root" },
        Condition: undefined,
      },
      {
        Sid: "RolesOfTheTenantUseAsTheirPoliciesSay",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::123456789012:root" },
        Condition: { ArnLike: { "aws:PrincipalArn": ROLES_OF_DEV } },
      },
      {
        Sid: "LogsOfTheTenant",
        Effect: "Allow",
        Principal: { Service: "logs.eu-west-1.amazonaws.com" },
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn":
              "arn:aws:logs:eu-west-1:123456789012:log-group:/nonprod/dev/*",
          },
        },
      },
      {
        Sid: "NobodyElse",
        Effect: "Deny",
        Principal: "*",
        Condition: {
          ArnNotLike: { "aws:PrincipalArn": ROLES_OF_DEV },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ]);
    const managed = Statement[0]?.Action as string[];
    const uses = managed.filter((action) => /Encrypt|Decrypt|DataKey|CreateGrant|\*/.test(action));
    expect(uses).toEqual([]);
  });

  test("pods take their role only from one cluster, their namespaces and their service account", () => {
    const roles = devWith({ namespaces: [{}, { name: "jobs" }] }).resources("aws_iam_role");
    const pods = Object.values(roles).find((role) => role["name"] === "nonprod--dev--pods");
    expect(json(pods ?? {}, "assume_role_policy").Statement).toEqual([
      {
        Sid: "PodsOfOneServiceAccount",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-west-1:123456789012:cluster/nonprod" },
          StringEquals: {
            "aws:SourceAccount": "123456789012",
            "aws:RequestTag/kubernetes-namespace": ["tenant-dev", "tenant-dev--jobs"],
            "aws:RequestTag/kubernetes-service-account": "tenant",
          },
        },
      },
    ]);
  });

  test("every role is below the tenant's path and within the tenant's boundary", () => {
    const stack = devWith();
    const [boundary = ""] = stack.addresses().filter((address) => address.startsWith("aws_iam_policy."));
    const roles = Object.values(stack.resources("aws_iam_role"));
    expect(roles.map((role) => [role["name"], role["path"], role["permissions_boundary"]])).toEqual([
      ["nonprod--dev--hosts", "/nonprod/dev/", `\${${boundary}.arn}`],
      ["nonprod--dev--pods", "/nonprod/dev/", `\${${boundary}.arn}`],
    ]);
  });

  test("no role can hand out access: the boundary has no action of IAM, of policies, of grants or of clusters", () => {
    const { Statement } = json(devWith().only("aws_iam_policy"), "policy");
    const actions = Statement.flatMap(({ Action }) => Action);
    const control = actions.filter((action) =>
      /^(iam|organizations|eks|ec2|cloudformation|\*)(:|$)|Policy|Grant|Acl|Permission|^kms:(Put|Create)/.test(
        action,
      ),
    );
    expect(control).toEqual([]);
    expect(
      Statement.filter(({ Action }) => Action === "sts:AssumeRole").map(({ Resource }) => Resource),
    ).toEqual([ROLES_OF_DEV]);
  });

  test("roles use the tenant's own key and logs, named one by one", () => {
    const stack = devWith();
    const [key = ""] = stack.addresses().filter((address) => address.startsWith("aws_kms_key."));
    const policies = Object.values(stack.resources("aws_iam_role_policy"));
    const resources = policies.map((policy) =>
      json(policy, "policy").Statement.map(({ Sid, Resource }) => [Sid, Resource]),
    );
    const own = [
      ["LogsOfTheTenant", "arn:aws:logs:eu-west-1:123456789012:log-group:/nonprod/dev/*"],
      ["KeyOfTheTenant", `\${${key}.arn}`],
    ];
    expect(resources).toEqual([[...own, ["SessionManager", "*"]], own]);
  });

  test("logs are encrypted with the tenant's key and kept for a year", () => {
    const stack = devWith();
    const [key = ""] = stack.addresses().filter((address) => address.startsWith("aws_kms_key."));
    expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
      name: "/nonprod/dev/default",
      kms_key_id: `\${${key}.arn}`,
      retention_in_days: 365,
    });
  });

  test("the AWS half names nothing of the Kubernetes half", () => {
    const { json: plan } = devWith();
    const aws = Object.entries(plan.resource ?? {}).filter(([type]) => type.startsWith("aws_"));
    expect(JSON.stringify(aws).match(/\$\{kubernetes_[^}]*\}|"kubernetes_[a-z_0-9]+\./g)).toBeNull();
  });

  test("a tenant without a dataplane is the AWS half alone", () => {
    const stack = devWith({}, { dataplane: undefined });
    const types = Object.keys(stack.json.resource ?? {});
    expect(types.filter((type) => type.startsWith("kubernetes_") || type.startsWith("aws_eks_"))).toEqual([]);
    expect(Object.values(stack.resources("aws_iam_role")).map((role) => role["name"])).toEqual([
      "nonprod--dev--hosts",
    ]);
    expect(Object.keys(stack.json.provider ?? {})).toEqual(["aws"]);
  });

  test("deletion protection covers the key, the logs and the namespaces", () => {
    const stack = devWith({ deletionProtection: true });
    const protectedOnes = Object.entries(stack.json.resource ?? {})
      .filter(([, all]) =>
        Object.values(all).some((body) => JSON.stringify(body["lifecycle"])?.includes("prevent_destroy")),
      )
      .map(([type]) => type);
    expect(protectedOnes).toEqual(["aws_cloudwatch_log_group", "aws_kms_key", "kubernetes_namespace_v1"]);
  });
});
