import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { App } from "cdktf";
import { TerraformStack } from "cdktf";
import { CrossTenantGrant } from "../../lib/sharing/grant/cross-tenant-grant";
import { TenantSecurityRule } from "../../lib/sharing/security-rule/tenant-security-rule";
import type { TenantSecurityRuleProps } from "../../lib/sharing/security-rule/rule-props";
import { TenancyStack } from "../../lib/tenant/tenancy-stack";
import { someInfrastructure } from "../support/infrastructure";
import { something, someTenant } from "../support/sharing";
import type { Synthesis } from "../support/synth";
import { refusal, synthesize } from "../support/synth";

type Opening = "rule" | "grant";

/** Two tenants in a stack of theirs, and openings in another one that is made before or after them. */
function withOpenings(
  openings: readonly Opening[],
  stackOf: (app: App) => TerraformStack,
  given: (stack: TerraformStack) => Pick<TenantSecurityRuleProps, "providers"> = () => ({}),
): Synthesis {
  return synthesize((app) => {
    const [dev, qa] = [someTenant(app, "dev"), someTenant(app, "qa")];
    const shared = stackOf(app);
    const resources = [something(dev, "s3", "uploads")];
    if (openings.includes("rule")) {
      new TenantSecurityRule(shared, "qa-calls-dev", {
        ...{ from: qa, to: dev, protocol: "tcp", port: 8443, description: "Smoke tests" },
        ...given(shared),
      });
    }
    if (openings.includes("grant")) {
      const reason = "QA replays uploads";
      new CrossTenantGrant(shared, "qa-reads", {
        owner: dev,
        requester: qa,
        resources,
        access: "read",
        reason,
      });
    }
  });
}

const plain = (app: App) => new TerraformStack(app, "shared");
const keeping = (app: App) => new TenancyStack(app, "shared", { infrastructure: someInfrastructure(app) });

function warningsOf({ outdir }: Synthesis, stack = "shared"): string[] {
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
    stacks: Record<string, { annotations: { message: string }[] }>;
  };
  return manifest.stacks[stack]?.annotations.map(({ message }) => message) ?? [];
}

test("it has the providers of its Infrastructure while nothing is in it", () => {
  const { json } = withOpenings([], keeping).stack("shared");
  expect(Object.keys(json.provider ?? {}).sort()).toEqual(["aws", "kubernetes"]);
  expect(json.provider?.["aws"]).toEqual([{ allowed_account_ids: ["123456789012"], region: "eu-west-1" }]);
  expect(json.resource).toBeUndefined();
});

test("without a dataplane it has that of AWS alone", () => {
  const plan = synthesize((app) => {
    someTenant(app, "dev");
    const infrastructure = { ...someInfrastructure(app), dataplane: undefined };
    new TenancyStack(app, "shared", { infrastructure });
  });
  expect(Object.keys(plan.stack("shared").json.provider ?? {})).toEqual(["aws"]);
});

test.each<[string, readonly Opening[]]>([
  ["a rule", ["rule"]],
  ["a grant", ["grant"]],
  ["a rule and a grant", ["rule", "grant"]],
])(
  "after the last opening, %s, it has the bytes of never, and the providers to delete what was there",
  (_, all) => {
    const never = withOpenings([], keeping).stack("shared");
    const opened = withOpenings(all, keeping).stack("shared");
    const removed = withOpenings([], keeping).stack("shared");
    expect(opened.addresses().length).toBeGreaterThan(0);
    expect(removed.text).toBe(never.text);
    expect(removed.json.provider).toEqual(opened.json.provider);
  },
);

test("in the place of an ordinary stack it changes no byte while there is an opening", () => {
  const [ordinary, kept] = [withOpenings(["rule", "grant"], plain), withOpenings(["rule", "grant"], keeping)];
  expect(kept.stack("shared").text).toBe(ordinary.stack("shared").text);
  expect(kept.intentText).toBe(ordinary.intentText);
});

test("an ordinary stack that holds openings alone is warned of once, and one that keeps its providers is not", () => {
  const warned = [
    expect.stringMatching(/^Only openings keep the providers .*\(aws and kubernetes\).*TenancyStack/),
  ];
  expect(warningsOf(withOpenings(["rule", "grant"], plain))).toEqual(warned);
  expect(warningsOf(withOpenings(["grant"], plain))).toEqual(warned);
  expect(warningsOf(withOpenings(["rule", "grant"], keeping))).toEqual([]);
});

test("a tenant beside the openings keeps the providers, whichever is declared first", () => {
  const plan = synthesize((app) => {
    const [dev, qa] = [someTenant(app, "dev"), someTenant(app, "qa")];
    const shared = plain(app);
    new TenantSecurityRule(shared, "qa-calls-dev", {
      ...{ from: qa, to: dev, protocol: "tcp", port: 8443, description: "Smoke tests" },
    });
    someTenant(app, "web", {}, "shared");
  });
  expect(warningsOf(plan)).toEqual([]);
});

test("providers of the user's own are the user's to keep", () => {
  const own = (stack: TerraformStack) => ({
    providers: {
      aws: new AwsProvider(stack, "Mine", { alias: "mine", region: "eu-west-1" }),
      kubernetes: new KubernetesProvider(stack, "MyCluster", { alias: "mine" }),
    },
  });
  expect(warningsOf(withOpenings(["rule"], plain, own))).toEqual([]);
});

test("it speaks to one Infrastructure", () => {
  const error = refusal((app) => {
    const shared = keeping(app);
    const prod = someInfrastructure(app, { name: "prod", path: "prod/prod" });
    someTenant(app, "web", { infrastructure: prod }, shared.node.id);
  });
  expect(error.message).toMatch(/^TNT1040 Tenant shared\/web: /);
});
