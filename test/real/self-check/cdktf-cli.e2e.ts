import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { join } from "node:path";
import { openLab } from "../lab/lab";

const lab = openLab();

const cli = lab.cdktf(lab.copyOfApp(join(__dirname, "cli-app")));

async function namespaceAnnotations(): Promise<Record<string, string>> {
  const namespace = await lab
    .kubectl("prod")
    .get<{ metadata: { annotations?: Record<string, string> } }>("namespace", "cli-app");
  return namespace.metadata.annotations ?? {};
}

async function logGroups(): Promise<string[]> {
  const request = new DescribeLogGroupsCommand({ logGroupNamePrefix: "/cli-app" });
  const { logGroups: found } = await lab.root().in("eu-central-1").cloudWatchLogs.send(request);
  return (found ?? []).flatMap(({ logGroupName }) => logGroupName ?? []);
}

describe("The real cdktf CLI works on the lab", () => {
  test("diff shows what a deploy would create", async () => {
    expect(await cli.diff("logs")).toMatch(/1 to add, 0 to change, 0 to destroy/);
    expect(await logGroups()).toEqual([]);
  });

  test("deploy creates every stack, in the order of their dependencies", async () => {
    await cli.deploy("*");
    expect(await logGroups()).toEqual(["/cli-app"]);
    expect(await namespaceAnnotations()).toEqual({
      "log-group": "arn:aws:logs:eu-central-1:123456789012:log-group:/cli-app",
    });
  });

  test("a second diff is empty", async () => {
    expect(await cli.diff("logs")).toMatch(/No changes/);
  });

  test("destroy leaves nothing", async () => {
    await cli.destroy("*");
    expect(await logGroups()).toEqual([]);
    expect(await lab.kubectl("prod").names("namespace", "cli-app")).toEqual([]);
  });
});
