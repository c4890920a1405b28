import { Token, TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { TenancyError } from "../../lib/errors/tenancy-error";
import { DEFAULT_QUOTAS } from "../../lib/model/quotas";
import { Tenant } from "../../lib/tenant/tenant";
import type { TenantProps } from "../../lib/tenant/tenant-props";
import { someInfrastructure } from "../support/infrastructure";
import { refusal } from "../support/synth";

const stackOf = (app: App) =>
  (app.node.tryFindChild("tenants") as TerraformStack) ?? new TerraformStack(app, "tenants");

function declare(
  id: string,
  props: Partial<TenantProps> = {},
  changes: Parameters<typeof someInfrastructure>[1] = {},
) {
  return (app: App) =>
    new Tenant(stackOf(app), id, { infrastructure: someInfrastructure(app, changes), ...props });
}

const noNat = (app: App) => ({ network: { ...someInfrastructure(app).network, internet: false } });

/** What is declared, the code, and the line that helps. */
const REFUSED: [string, (app: App) => unknown, string, RegExp][] = [
  ["capital letters", declare("Dev"), "TNT1002", /do {4}use "dev"\./],
  ["an underscore", declare("team_a"), "TNT1002", /do {4}use "team-a"\./],
  ["two hyphens, which separate names", declare("dev--2"), "TNT1002", /use "dev-2"/],
  ["a digit first", declare("2dev"), "TNT1002", /use "dev"/],
  ["a hyphen last", declare("dev-"), "TNT1002", /use "dev"/],
  ["nothing usable", declare("???"), "TNT1002", /choose a name such as/],
  ["a token", declare("dev", { name: Token.asString({ resolve: () => "x" }) }), "TNT1001", /plain string/],
  ["a mangled token", declare("dev", { name: "a-${tftoken[token.3]}" }), "TNT1001", /plain string/],
  ["25 characters", declare("a".repeat(25)), "TNT1003", /of at most 24 characters/],
  ["a reserved word", declare("world"), "TNT1004", /use "world-team"/],
  ["the platform's name", declare("platform"), "TNT1004", /belongs to no tenant/],
  ["the locked master tenant", declare("compliance"), "TNT1206", /"default"/],
  [
    "a name that is taken in another stack",
    (app) => {
      declare("dev")(app);
      new Tenant(new TerraformStack(app, "more"), "dev", { infrastructure: someInfrastructure(app) });
    },
    "TNT1005",
    /taken by tenants\/dev/,
  ],
  [
    "an amount of memory in words",
    declare("dev", { limits: { memory: "32 GB" } }),
    "TNT1030",
    /did you mean "32Gi"/,
  ],
  ["bytes without a unit", declare("dev", { limits: { memory: "32" } }), "TNT1030", /did you mean "32Gi"/],
  ["a negative CPU", declare("dev", { limits: { cpu: -1 } }), "TNT1030", /like "500m"/],
  ["thousandths of thousandths", declare("dev", { limits: { cpu: "0.5m" } }), "TNT1030", /like "500m"/],
  ["half a pod", declare("dev", { limits: { pods: 0.5 } }), "TNT1031", /whole number from 0/],
  [
    "more load balancers than exist",
    declare("dev", { limits: { loadBalancers: 301 } }),
    "TNT1031",
    /from 0 to 300/,
  ],
  [
    "limits that are not shared among namespaces",
    declare("dev", { limits: { cpu: 4 }, namespaces: [{}, { name: "jobs" }] }),
    "TNT1211",
    /an even share is 2\./,
  ],
  [
    "shares beyond the whole",
    declare("dev", {
      limits: { cpu: 4 },
      namespaces: [{ limits: { cpu: 3 } }, { name: "jobs", limits: { cpu: 2 } }],
    }),
    "TNT1212",
    /5000 in all, 4000 at most/,
  ],
  [
    "a share beyond the whole of a single namespace",
    declare("dev", { limits: { memory: "1Gi" }, namespaces: [{ limits: { memory: "2Gi" } }] }),
    "TNT1212",
    /exceed the tenant's/,
  ],
  [
    "a namespace of the cluster",
    declare("dev", { namespaces: [{ existing: "kube-system" }] }),
    "TNT1201",
    /adopt/,
  ],
  ["the namespace default", declare("dev", { namespaces: [{ existing: "default" }] }), "TNT1201", /adopt/],
  [
    "a namespace with a capital",
    declare("dev", { namespaces: [{ existing: "Legacy" }] }),
    "TNT1202",
    /DNS label/,
  ],
  [
    "privileged pods",
    declare("dev", { namespaces: [{ podSecurity: "privileged" as "baseline" }] }),
    "TNT1201",
    /take over the node/,
  ],
  [
    "a namespace named twice over",
    declare("dev", { namespaces: [{ name: "jobs", existing: "legacy" }] }),
    "TNT1205",
    /keep one/,
  ],
  [
    "the same namespace twice",
    declare("dev", { namespaces: [{ existing: "legacy" }, { existing: "legacy" }] }),
    "TNT1203",
    /belongs to tenants\/dev already/,
  ],
  [
    "a namespace that another tenant adopted",
    (app) => {
      declare("dev", { namespaces: [{ existing: "legacy" }] })(app);
      declare("qa", { namespaces: [{ existing: "legacy" }] })(app);
    },
    "TNT1203",
    /belongs to tenants\/dev already/,
  ],
  [
    "another tenant's namespace by its derived name",
    (app) => {
      declare("dev")(app);
      declare("qa", { namespaces: [{ existing: "tenant-dev" }] })(app);
    },
    "TNT1203",
    /belongs to tenants\/dev already/,
  ],
  [
    "limits without a cluster",
    declare("dev", { limits: { cpu: 1 } }, { dataplane: undefined }),
    "TNT1204",
    /dataplane/,
  ],
  [
    "namespaces without a cluster",
    declare("dev", { namespaces: [{}] }, { dataplane: undefined }),
    "TNT1204",
    /dataplane/,
  ],
  [
    "the internet without NAT",
    (app) => declare("dev", { egress: { internet: [443] } }, noNat(app))(app),
    "TNT1207",
    /nat/,
  ],
  ["port 0", declare("dev", { egress: { internet: [0] } }), "TNT1208", /\[443\]/],
  ["a port twice", declare("dev", { egress: { internet: [443, 443] } }), "TNT1208", /each is given once/],
  ["an action of IAM", declare("dev", { roleActions: ["iam:PassRole"] }), "TNT1209", /hands out access/],
  ["every action", declare("dev", { roleActions: ["*"] }), "TNT1209", /service and a name/],
  [
    "an action that changes a policy",
    declare("dev", { roleActions: ["s3:PutBucketPolicy"] }),
    "TNT1209",
    /who has access/,
  ],
  ["a grant of a key", declare("dev", { roleActions: ["kms:CreateGrant"] }), "TNT1209", /who has access/],
  [
    "a retention that does not exist",
    declare("dev", { logRetentionDays: 100 }),
    "TNT1214",
    /did you mean 120/,
  ],
  [
    "an ownership tag",
    declare("dev", { tags: { "cdktf-tenants:tenant": "qa" } }),
    "TNT1216",
    /where a construct stands/,
  ],
  ["a tag of AWS", declare("dev", { tags: { "aws:x": "y" } }), "TNT1216", /aws:/],
  [
    "two Infrastructures in one stack",
    (app) => {
      declare("dev")(app);
      declare("web", {}, { name: "prod" })(app);
    },
    "TNT1040",
    /a stack of its own for what belongs to "prod"/,
  ],
  [
    "more roles than the account has",
    (app) => {
      const quotas = { ...DEFAULT_QUOTAS, roles: 3 };
      declare("dev", {}, { quotas })(app);
      declare("qa", {}, { quotas })(app);
    },
    "TNT1213",
    /account 123456789012 would have 4 roles, and 3 is the quota/,
  ],
];

test.each(REFUSED)("a tenant with %s is refused, with the way out", (_, build, code, help) => {
  const error = refusal(build);
  expect(TenancyError.is(error) ? error.code : error.message).toBe(code);
  expect(error.message).toMatch(help);
  expect(error.message).toMatch(
    /^TNT\d{4} Tenant [a-z]+\/\S+: .+\n(?: {2}got {3}.+\n)? {2}why {3}.+\n {2}do {4}.+$/,
  );
});
