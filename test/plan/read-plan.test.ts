import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { TenancyError } from "../../lib/errors/tenancy-error";
import { Owners } from "../../lib/plan/owners";
import { readPlan } from "../../lib/plan/read-plan";
import { Tenant } from "../../lib/tenant/tenant";
import { someInfrastructure } from "../support/infrastructure";
import type { WrittenStack } from "../support/plan-folder";
import {
  grant,
  infrastructure,
  intent,
  rule,
  someFolder,
  tenant,
  writeJson,
  writePlan,
} from "../support/plan-folder";
import { synthesize } from "../support/synth";

const STACKS: readonly WrittenStack[] = [
  { name: "nonprod", resources: {} },
  { name: "nonprod-tenants", resources: { "aws_kms_key.dev_Key": "dev/Key" } },
];

function refusal(folder: string): TenancyError {
  try {
    readPlan(folder);
  } catch (error) {
    if (TenancyError.is(error)) return error;
    throw error;
  }
  throw new Error("The folder was read, and should have been refused.");
}

test("what a real app wrote is read: stacks, resources with their construct paths, and what was declared", () => {
  const { outdir } = synthesize((app) => {
    const stack = new TerraformStack(app, "tenants");
    new Tenant(stack, "dev", { infrastructure: someInfrastructure(app) });
  });
  const plan = readPlan(outdir);
  const tenants = plan.stacks.find((stack) => stack.name === "tenants");
  expect(plan.stacks.map((stack) => stack.name)).toEqual(["nonprod", "tenants"]);
  expect(plan.intent.tenants.map((one) => one.path)).toEqual(["tenants/dev"]);
  expect(tenants?.resources.filter((one) => one.type === "aws_kms_key")).toEqual([
    expect.objectContaining({ constructPath: "tenants/dev/Encryption/Key" }),
  ]);
});

test("a manifest that Windows wrote is read elsewhere", () => {
  const folder = writePlan(someFolder(), STACKS, intent({ tenants: [tenant("dev")] }));
  const entry = {
    name: "nonprod-tenants",
    constructPath: "nonprod-tenants",
    synthesizedStackPath: "stacks\\nonprod-tenants\\cdk.tf.json",
  };
  writeJson(join(folder, "manifest.json"), { stacks: { "nonprod-tenants": entry } });
  expect(readPlan(folder).stacks.map((stack) => stack.resources.length)).toEqual([1]);
});

test("data sources and modules stand apart, and what an override added has no construct", () => {
  const folder = writePlan(someFolder(), STACKS, intent());
  writeJson(join(folder, "stacks", "nonprod", "cdk.tf.json"), {
    data: { aws_vpc: { main: {} } },
    module: { legacy: { source: "./legacy" } },
    resource: { aws_s3_bucket: { raw: {} } },
  });
  const [stack] = readPlan(folder).stacks;
  const addresses = [stack?.dataSources, stack?.modules, stack?.resources].map((blocks) =>
    blocks?.map((block) => [block.address, block.constructPath]),
  );
  expect(addresses).toEqual([
    [["data.aws_vpc.main", undefined]],
    [["module.legacy", undefined]],
    [["aws_s3_bucket.raw", undefined]],
  ]);
});

const TRUSTED = {
  ...{ path: "nonprod/Other", stack: "nonprod", address: "module.Other" },
  ...{ reason: "read by hand", owner: "platform team", expires: "2099-12-31" },
};

describe("a folder is refused", () => {
  const written = () => writePlan(someFolder(), STACKS, intent({ tenants: [tenant("dev")] }));

  test.each<[string, string, (folder: string) => void, RegExp]>([
    ["that is missing", "TNT3001", (at) => rmSync(at, { recursive: true }), /it does not exist/],
    ["without a manifest", "TNT3002", (at) => rmSync(join(at, "manifest.json")), /no manifest\.json/],
    ["without tenancy.json", "TNT3003", (at) => rmSync(join(at, "tenancy.json")), /has no tenancy\.json/],
    [
      "with tenancy.json of another version",
      "TNT3004",
      (at) => writeJson(join(at, "tenancy.json"), { ...intent(), version: 2 }),
      /got {3}2\n/,
    ],
    [
      "with a damaged tenancy.json",
      "TNT3005",
      (at) => writeFileSync(join(at, "tenancy.json"), '{"version": 1, "ten'),
      /tenancy\.json: it is not JSON/,
    ],
    [
      "with a damaged stack",
      "TNT3005",
      (at) => writeFileSync(join(at, "stacks", "nonprod", "cdk.tf.json"), ""),
      /nonprod.cdk\.tf\.json: it is not JSON/,
    ],
    [
      "whose stack is missing",
      "TNT3007",
      (at) => rmSync(join(at, "stacks", "nonprod"), { recursive: true }),
      /it cannot be read[^]*ENOENT/,
    ],
    [
      "whose tenancy.json is a folder",
      "TNT3007",
      (at) => {
        rmSync(join(at, "tenancy.json"));
        mkdirSync(join(at, "tenancy.json"));
      },
      /it cannot be read[^]*EISDIR/,
    ],
    [
      "whose resources are no object",
      "TNT3006",
      (at) => writeJson(join(at, "stacks", "nonprod", "cdk.tf.json"), { resource: { aws_vpc: { x: 1 } } }),
      /resource\.aws_vpc\.x is not an object/,
    ],
    [
      "written as HCL",
      "TNT3008",
      (at) =>
        writeJson(join(at, "manifest.json"), {
          stacks: { a: { name: "a", constructPath: "a", synthesizedStackPath: "stacks/a/cdk.tf" } },
        }),
      /without `--hcl`/,
    ],
    [
      "with tenants of a stack that is not there",
      "TNT3009",
      (at) => writeJson(join(at, "tenancy.json"), intent({ tenants: [tenant("qa", { stack: "gone" })] })),
      /tenant qa stands in the stack "gone"/,
    ],
    [
      "with Infrastructures of a stack that is not there",
      "TNT3009",
      (at) =>
        writeJson(join(at, "tenancy.json"), intent({ infrastructures: [infrastructure({ stack: "gone" })] })),
      /Infrastructure nonprod stands in the stack "gone"/,
    ],
    [
      "with rules of a stack that is not there",
      "TNT3009",
      (at) => writeJson(join(at, "tenancy.json"), intent({ rules: [rule({ stack: "gone" })] })),
      /rule qa-calls-dev stands in the stack "gone"/,
    ],
    [
      "with grants of a stack that is not there",
      "TNT3009",
      (at) => writeJson(join(at, "tenancy.json"), intent({ grants: [grant({ stack: "gone" })] })),
      /grant nonprod-tenants\/qa-reads-uploads stands in the stack "gone"/,
    ],
    [
      "with trusted parts of a stack that is not there",
      "TNT3009",
      (at) => writeJson(join(at, "tenancy.json"), intent({ trusted: [{ ...TRUSTED, stack: "gone" }] })),
      /trusted part nonprod\/Other stands in the stack "gone"/,
    ],
    [
      "with peerings of a stack that is not there",
      "TNT3009",
      (at) => {
        const peering = { path: "net/joined", stack: "gone", from: "nonprod", to: "prod", parts: [] };
        writeJson(join(at, "tenancy.json"), intent({ peerings: [peering] }));
      },
      /peering net\/joined stands in the stack "gone"/,
    ],
  ])("%s: %s", (_, code, damage, message) => {
    const folder = written();
    damage(folder);
    const error = refusal(folder);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  test.each(["../other/cdk.tf.json", "/etc/cdk.tf.json", "stacks/../../x.json", "C:\\x.json", "..\\x.json"])(
    "whose manifest leads outside, to %s",
    (path) => {
      const folder = written();
      const stack = { name: "a", constructPath: "a", synthesizedStackPath: path };
      writeJson(join(folder, "manifest.json"), { stacks: { a: stack } });
      expect(refusal(folder).code).toBe("TNT3010");
    },
  );

  test("that is the project's, and its output is named", () => {
    const folder = someFolder();
    writePlan(join(folder, "cdktf.out"), STACKS, intent());
    expect(refusal(folder).fix).toBe(`did you mean ${JSON.stringify(join(folder, "cdktf.out"))}?`);
  });
});

describe("tenancy.json is refused, with the place in it,", () => {
  test.each<[string, object, string]>([
    [
      "where a field is missing",
      { tenants: [{ ...tenant("dev"), rolePath: undefined }] },
      "tenants[0].rolePath",
    ],
    ["where a type is wrong", { tenants: [{ ...tenant("dev"), namespaces: "x" }] }, "tenants[0].namespaces"],
    ["where a list holds something else", { tenants: [tenant("a"), 3] }, "tenants[1]"],
    ["where a word is unknown", { tenants: [{ ...tenant("dev"), kind: "guest" }] }, "tenants[0].kind"],
    ["where a field is unknown", { tenants: [{ ...tenant("dev"), open: true }] }, "tenants[0].open"],
    ["where the whole has more", { exceptions: [] }, "exceptions"],
    ["where nobody answers for a part", { trusted: [{ ...TRUSTED, owner: undefined }] }, "trusted[0].owner"],
    ["where a list is missing", { rules: undefined }, "rules"],
    [
      "deep inside",
      { infrastructures: [{ ...infrastructure(), computes: [{ name: "a", tenant: 1 }] }] },
      "infrastructures[0].computes[0].tenant",
    ],
  ])("%s", (_, changes, place) => {
    const folder = writePlan(someFolder(), STACKS, { ...intent(), ...changes });
    const error = refusal(folder);
    expect(error.code).toBe("TNT3006");
    expect(error.what.startsWith(`${place} is not `)).toBe(true);
  });
});

test("a resource belongs to the nearest tenant above it, and never to one whose name only starts alike", () => {
  const dev = tenant("dev");
  const nested = tenant("inner", { path: "nonprod-tenants/dev/inner" });
  const owners = new Owners([dev, nested]);
  expect(owners.of("nonprod-tenants/dev/Key")).toBe(dev);
  expect(owners.of("nonprod-tenants/dev/inner/Key")).toBe(nested);
  expect(owners.of("nonprod-tenants/dev-2/Key")).toBeUndefined();
  expect(owners.of(undefined)).toBeUndefined();
});

test("a master tenant without contents owns nothing of the Infrastructure that it stands in", () => {
  const path = "nonprod/nonprod";
  const owners = new Owners([tenant("default", { kind: "master", owned: false, path, stack: "nonprod" })]);
  expect(owners.of(`${path}/Network/Vpc`)).toBeUndefined();
});
