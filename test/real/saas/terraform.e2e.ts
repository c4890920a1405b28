import { openLab } from "../lab/lab";
import { Saas, STACKS } from "./saas";

const lab = openLab();
let saas: Saas;

describe("Terraform applies the example as it was synthesized", () => {
  test("every stack is initialized and applied with the real providers", async () => {
    saas = await Saas.synthesize(lab);
    await saas.each("init", (terraform) => terraform.init());
    await saas.each("apply", (terraform) => terraform.apply());
  });

  test("a second plan of every stack is empty", async () => {
    expect(await saas.plans()).toEqual(Object.fromEntries(STACKS.map((stack) => [stack, []])));
  });

  test("destroy", async () => {
    await saas.destroy();
  });
});
