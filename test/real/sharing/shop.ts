import type { Lab } from "../lab/lab";
import { ExampleApp } from "../support/example-app";

/** The example's stacks, each after those that it needs. */
const STAGES = [["shop"], ["shop-inside"], ["shop-front", "shop-back"], ["shop-shared"]] as const;

/** Of the lab's clusters, the one that is taken for the shop's. */
export const CLUSTER = "nonprod";

/** The example about sharing, synthesized for the lab. */
export async function synthesizeShop(lab: Lab): Promise<ExampleApp> {
  const kubeconfig = await lab.kubeconfigNamed("shop", CLUSTER);
  const environment = { SHARING_KUBECONFIG: kubeconfig };
  return ExampleApp.synthesize(lab, { name: "sharing", stages: STAGES, environment });
}

/** No stack is to be changed. */
export const NO_CHANGES = Object.fromEntries(STAGES.flat().map((stack) => [stack, []]));

/** A declaration in the example's source, from `new` to the end of its line. */
export function declaration(construct: string, id: string): RegExp {
  return new RegExp(`new ${construct}\\(shared, "${id}", \\{\\n[^]*?\\n\\}\\);\\n`);
}
