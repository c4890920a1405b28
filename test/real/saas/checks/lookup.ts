import { join } from "node:path";
import { SynthesizedPlan } from "../../../../lib/testing/synthesized-plan";
import { openLab } from "../../lab/lab";
import type { Terraform } from "../../lab/terraform";
import { PROD } from "../tenants";

const APP = join(__dirname, "..", "lookup-app");

/** A third app, which knows the Infrastructure by what it published. */
export function anotherAppFindsTheInfrastructure(): void {
  const lab = openLab();

  const planned = async (cidr: string): Promise<{ stack: Terraform; addresses: readonly string[] }> => {
    const app = lab.copyOfApp(APP);
    await lab.synthesize(app, { SAAS_KUBECONFIG: lab.kubernetes.kubeconfig, LOOKUP_CIDR: cidr });
    const stack = lab.terraform(join(app, "cdktf.out", "stacks", "umbrella"));
    await stack.init();
    return { stack, addresses: SynthesizedPlan.read(join(app, "cdktf.out")).addresses("umbrella") };
  };

  describe("Another app adds a tenant to the Infrastructure that it looks up", () => {
    test("the plan creates the tenant, and changes nothing else", async () => {
      const { stack, addresses } = await planned(PROD.cidr);
      expect(addresses).toContainEqual(expect.stringMatching(/^kubernetes_namespace_v1\.umbrella_/));
      expect(await stack.plan()).toEqual(addresses.map((address) => ({ address, actions: ["create"] })));
    });

    test("a literal that is not what the Infrastructure published ends the plan", async () => {
      const { stack } = await planned("10.99.0.0/16");
      await expect(stack.plan()).rejects.toThrow(
        /publishes another value as\s+\/prod\/platform\/infrastructure\/cidrs than the one given/,
      );
    });
  });
}
