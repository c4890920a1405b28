import { openLab } from "../lab/lab";
import { step } from "../lab/progress";
import { takeCensus } from "./census";
import type { Census } from "./census";
import { apiServersRefuseWhatWasNotGiven } from "./checks/admission";
import { aPlanTouchesWhatWasChanged } from "./checks/change";
import { policiesAreWhatWasMeant } from "./checks/documents";
import { anotherAppFindsTheInfrastructure } from "./checks/lookup";
import { namespacesHoldWhatWasMeant } from "./checks/namespaces";
import { securityGroupsAreWhatWasMeant } from "./checks/network";
import { clustersKnowTheirPrincipals } from "./checks/published";
import { rolesReachTheirOwnAlone } from "./checks/reach";
import { NO_CHANGES, Saas, STACKS } from "./saas";

const lab = openLab();
const saas = new Saas(lab);
let before: Census;
let standing = false;

/** Other files use the same account and clusters: also after a failure nothing is left to them. */
afterAll(async () => {
  if (standing) await step("destroying what a failed run left", () => saas.cli.destroy("*"));
});

describe("The example deploys as a user's CI deploys it", () => {
  test("cdktf diff shows what a deployment would create", async () => {
    before = await takeCensus(lab);
    expect(await saas.cli.diff("nonprod")).toMatch(/ [1-9]\d* to add, 0 to change, 0 to destroy/);
    expect(await takeCensus(lab)).toEqual(before);
  });

  test("cdktf deploy '*' creates every stack, each after those that it needs", async () => {
    standing = true;
    await step("cdktf deploy", () => saas.cli.deploy("*"));
    const addresses = await saas.each(STACKS, "state", (terraform) => terraform.state());
    const managed = STACKS.map((stack) => addresses[stack]?.filter((one) => !one.startsWith("data.")));
    expect(managed).toEqual(STACKS.map((stack) => saas.plan().addresses(stack)));
  });

  test("a second plan of every stack is empty", async () => {
    await saas.each(STACKS, "init", (terraform) => terraform.init());
    expect(await saas.plans()).toEqual(NO_CHANGES);
  });
});

namespacesHoldWhatWasMeant(() => saas);
policiesAreWhatWasMeant(() => saas);
securityGroupsAreWhatWasMeant();
clustersKnowTheirPrincipals();
apiServersRefuseWhatWasNotGiven();
rolesReachTheirOwnAlone();
anotherAppFindsTheInfrastructure();
aPlanTouchesWhatWasChanged(() => saas);

describe("The example is taken down as a user's CI takes it down", () => {
  test("cdktf destroy '*' leaves nothing, as AWS and the API servers say", async () => {
    await step("cdktf destroy", () => saas.cli.destroy("*"));
    standing = false;
    const left = await saas.each(STACKS, "state", (terraform) => terraform.state());
    expect(left).toEqual(NO_CHANGES);
    expect(await takeCensus(lab)).toEqual(before);
  });
});
