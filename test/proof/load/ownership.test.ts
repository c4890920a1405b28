import type { HandIntent, OwnershipRule } from "../../../lib/proof/load/intent/hand-intent";
import { factsOf, handIntent, resourceAt } from "./shown";

const RESOURCES = {
  variable: { name: { type: "string" } },
  resource: {
    aws_iam_user: { ana: { name: "ana" } },
    aws_iam_role: { acme_etl: { name: "acme-etl", path: "/acme/" }, late: { name: "${var.name}" } },
    aws_kms_key: { k: { tags: { team: "acme" } }, late: { tags: { team: "${var.name}" } } },
    kubernetes_namespace: { n: { metadata: { name: "acme-jobs" } } },
    kubernetes_config_map: {
      c: { metadata: { name: "c", namespace: "acme-jobs", labels: { team: "acme" } } },
    },
    kubernetes_manifest: {
      m: { manifest: { kind: "Pod", metadata: { name: "p", namespace: "acme-jobs" } } },
    },
  },
};

function ownerBy(rules: readonly OwnershipRule[], address: string) {
  const tenants = [...new Set(rules.flatMap(({ tenant }) => (tenant === null ? [] : [tenant])))];
  const intent: HandIntent = handIntent({ tenants, ownership: rules });
  return resourceAt(factsOf(RESOURCES, intent), address).owner;
}

const ACME = { kind: "tenant", tenant: "acme" };
const PLATFORM = { kind: "platform" };

test.each<[string, OwnershipRule, string, object]>([
  ["a tag", { kind: "tag", tenant: "acme", key: "team", value: "acme" }, "aws_kms_key.k", ACME],
  [
    "a tag that is not there",
    { kind: "tag", tenant: "acme", key: "team", value: "acme" },
    "aws_iam_user.ana",
    PLATFORM,
  ],
  [
    "a tag of another value",
    { kind: "tag", tenant: "acme", key: "team", value: "glo*" },
    "aws_kms_key.k",
    PLATFORM,
  ],
  ["a label", { kind: "label", tenant: "acme", key: "team", value: "a*" }, "kubernetes_config_map.c", ACME],
  [
    "an address",
    { kind: "address", tenant: "acme", pattern: "aws_iam_role.acme_*" },
    "aws_iam_role.acme_etl",
    ACME,
  ],
  [
    "one user alone",
    { kind: "address", tenant: "acme", pattern: "aws_iam_user.ana" },
    "aws_iam_user.ana",
    ACME,
  ],
  [
    "a dot of an address is a dot",
    { kind: "address", tenant: "acme", pattern: "aws_iam_user?ana.*" },
    "aws_iam_user.ana",
    PLATFORM,
  ],
  [
    "a namespace itself",
    { kind: "namespace", tenant: "acme", pattern: "acme-*" },
    "kubernetes_namespace.n",
    ACME,
  ],
  [
    "what is in a namespace",
    { kind: "namespace", tenant: "acme", pattern: "acme-*" },
    "kubernetes_config_map.c",
    ACME,
  ],
  [
    "a manifest in a namespace",
    { kind: "namespace", tenant: "acme", pattern: "acme-*" },
    "kubernetes_manifest.m",
    ACME,
  ],
  [
    "an ARN",
    { kind: "arn", tenant: "acme", pattern: "arn:aws:iam::*:role/acme/*" },
    "aws_iam_role.acme_etl",
    ACME,
  ],
  [
    "another ARN",
    { kind: "arn", tenant: "acme", pattern: "arn:aws:iam::*:user/acme/*" },
    "aws_iam_role.acme_etl",
    PLATFORM,
  ],
])("by %s", (_, rule, address, expected) => {
  expect(ownerBy([rule], address)).toEqual(expected);
});

test("the first rule that matches decides, also for the platform", () => {
  const rules: OwnershipRule[] = [
    { kind: "address", tenant: null, pattern: "aws_kms_key.k" },
    { kind: "tag", tenant: "acme", key: "team", value: "acme" },
  ];
  expect(ownerBy(rules, "aws_kms_key.k")).toEqual(PLATFORM);
  expect(ownerBy([...rules].reverse(), "aws_kms_key.k")).toEqual(ACME);
});

test("where it depends on what only the apply knows, nobody knows the owner", () => {
  expect(ownerBy([{ kind: "tag", tenant: "acme", key: "team", value: "acme" }], "aws_kms_key.late")).toEqual({
    kind: "unknown",
    cause: expect.stringMatching(/which of acme, the platform it belongs to/),
  });
});

test("it does not depend on it where all rules that may match name one tenant", () => {
  const rules: OwnershipRule[] = [
    { kind: "arn", tenant: "acme", pattern: "arn:aws:iam::*:role/acme-*" },
    { kind: "address", tenant: "acme", pattern: "aws_iam_role.*" },
  ];
  expect(ownerBy(rules, "aws_iam_role.late")).toEqual(ACME);
});
