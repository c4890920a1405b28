import { prove } from "../../../lib/proof/prove";
import { TenantSecurityRule } from "../../../lib/sharing/security-rule/tenant-security-rule";
import { withStackJson } from "../../support/raw-parts";
import { stackOf } from "../../support/sharing";
import { synthesize } from "../../support/synth";
import { wholeTenant } from "../../support/whole-infrastructure";
import { undeclared } from "./edited-plan";

const RULE = "aws_vpc_security_group_ingress_rule";

/** `callee`, whose load balancers the office may ask; what the rule for it is written into can be changed. */
function proved(of: "LoadBalancer" | "Tenant" = "LoadBalancer") {
  const { outdir } = synthesize((app) => {
    new TenantSecurityRule(stackOf(app, "tenants"), "office", {
      ...{ fromCidr: "192.0.2.0/24", to: wholeTenant(app, "callee"), protocol: "tcp", port: 443 },
      ...{ expose: "load-balancers", description: "The office" },
    });
  });
  withStackJson(outdir, "tenants", ({ resource }) => {
    const groups = Object.keys(resource["aws_security_group"] ?? {});
    const [group = ""] = groups.filter((name) => name.startsWith(`callee_Network_${of}_`));
    for (const [name, body] of Object.entries(resource[RULE] ?? {}))
      if (name.startsWith("office_")) body["security_group_id"] = `\${aws_security_group.${group}.id}`;
  });
  return prove({ folder: outdir });
}

it("a rule that names load balancers opens these as declared", () => {
  const report = proved();
  expect(undeclared(report)).toEqual([]);
  expect(report).toMatchObject({ verdict: "isolated", unused: [] });
  expect(report.findings.map(({ on, declaredBy }) => [on, ...declaredBy])).toEqual([
    ["load balancers with the group nonprod--callee--lb", "tenants/office"],
  ]);
});

it("and not the hosts, where it is written into their group", () => {
  const report = proved("Tenant");
  expect(undeclared(report)).toEqual(["world > callee network open"]);
  expect(report.unused).toEqual(["tenants/office"]);
});
