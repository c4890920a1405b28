import { openLab } from "../../lab/lab";
import type { ChangeAction, PlannedChange } from "../../lab/terraform";
import { NO_CHANGES } from "../saas";
import type { Saas, StackName } from "../saas";

const RAISED = {
  from: 'limits: { cpu: 8, memory: "32Gi", storage: "200Gi" }',
  to: 'limits: { cpu: 10, memory: "32Gi", storage: "200Gi" }',
};
const ADDED = {
  from: "\napp.synth();",
  to: '\nnew Tenant(customers, "initech", { infrastructure: prod, limits: { cpu: 2, memory: "8Gi" } });\n\napp.synth();',
};
const CHANGED: readonly StackName[] = ["nonprod-tenants", "prod-tenants"];

const OF_EVERY_TENANT = [
  ...["aws_iam_role", "aws_kms_key", "aws_security_group", "kubernetes_namespace_v1"],
  ...["kubernetes_network_policy_v1", "kubernetes_resource_quota_v1"],
];

/** One tenant's limit is raised and another tenant is added: how far does it go? */
export function aPlanTouchesWhatWasChanged(current: () => Saas): void {
  const lab = openLab();

  const at = (stack: StackName, path: string, action: ChangeAction): PlannedChange[] =>
    addressesBelow(current(), stack, path).map((address) => ({ address, actions: [action] }));

  describe("A changed limit and an added tenant", () => {
    test("are all that a plan of all stacks changes", async () => {
      await current().edit(RAISED, ADDED);
      const meant = {
        ...NO_CHANGES,
        "nonprod-tenants": at("nonprod-tenants", "dev/Namespaces/Primary/Quota", "update"),
        "prod-tenants": at("prod-tenants", "initech", "create"),
      };
      expect(meant["nonprod-tenants"]).toHaveLength(1);
      expect(typesOf(meant["prod-tenants"])).toEqual(expect.arrayContaining(OF_EVERY_TENANT));
      expect(await current().plans()).toEqual(meant);
    });

    test("are applied, and the next plan is empty", async () => {
      await current().each(CHANGED, "apply", (terraform) => terraform.apply());
      const plans = await current().each(CHANGED, "plan", (terraform) => terraform.plan());
      expect(plans).toEqual({ "nonprod-tenants": [], "prod-tenants": [] });
    });

    test("are what the API servers have then", async () => {
      const quota = await lab
        .kubectl("nonprod")
        .get<{ spec: { hard: Record<string, string> } }>(
          "resourcequota",
          "tenant",
          "--namespace",
          "tenant-dev",
        );
      expect(quota.spec.hard).toMatchObject({ "limits.cpu": "10", "requests.cpu": "10" });
      const label = "cdktf-tenants/tenant=initech";
      expect(await lab.kubectl("prod").names("namespaces", "--selector", label)).toEqual([
        "namespace/tenant-initech",
      ]);
    });
  });
}

function typesOf(changes: readonly PlannedChange[]): (string | undefined)[] {
  return changes.map(({ address }) => address.split(".")[0]);
}

function addressesBelow(saas: Saas, stack: StackName, path: string): string[] {
  const id = path.replaceAll("/", "_");
  return saas
    .plan()
    .addresses(stack)
    .filter((address) => address.split(".")[1]?.startsWith(`${id}_`));
}
