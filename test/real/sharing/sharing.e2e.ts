import { openLab } from "../lab/lab";
import { Visitor } from "../lab/visitor";
import type { ExampleApp } from "../support/example-app";
import EXPECTED from "./expected/shop.json";
import type { Piece } from "./objects";
import { missing, openingsOf } from "./objects";
import { ProvedOpenings } from "./proved-openings";
import { CLUSTER, declaration, NO_CHANGES, synthesizeShop } from "./shop";
import { whoMay } from "./shop-requests";

const lab = openLab();
const root = lab.root();
const REPORTS_PODS = `arn:aws:iam::${lab.aws.account}:role/shop/reports/shop--reports--pods`;
/** The stacks that one rule and one grant fewer concern, in the order in which they are applied. */
const CHANGED = ["shop-back", "shop-shared"] as const;

/** The grants, by their paths, and the one that is taken away. */
const GONE = "shop-shared/reports-reads-customers";
const GRANTS = [
  "shop-shared/reports-decrypts-for-orders",
  "shop-shared/reports-fills-index",
  GONE,
  "shop-shared/search-reads-product-pictures",
  "shop-shared/web-places-orders",
];

/** The openings that are left without one rule and one grant. */
const REST = [
  ["TenantSecurityRule", "orders-calls-search"],
  ["TenantSecurityRule", "office-calls-web"],
  ["CrossTenantGrant", "web-places-orders"],
  ["CrossTenantGrant", "search-reads-product-pictures"],
  ["CrossTenantGrant", "reports-fills-index"],
  ["CrossTenantGrant", "reports-decrypts-for-orders"],
] as const;

let shop: ExampleApp;
let visitor: Visitor;
let before: readonly Piece[] = [];
let proved: ProvedOpenings;

function openings(): Promise<Piece[]> {
  return openingsOf(root, lab.kubectl(CLUSTER), "shop");
}

/** What a plan of a stack would change, without the digests at the end of addresses. */
async function planned(stack: (typeof CHANGED)[number]): Promise<string[]> {
  const changes = await shop.terraform(stack).plan();
  return changes.map(({ address, actions }) => `${actions.join()} ${address.replace(/_[0-9A-F]{8}$/, "")}`);
}

/** The labels of pieces, each once, sorted. */
function labels(pieces: readonly Piece[]): string[] {
  return [...new Set(pieces.map(({ label }) => label.replace(/--grants-[0-9a-f]{8}-/, "--grants-")))].sort();
}

/** What a list of principals looks like without one of them: a list of one is written as the value itself. */
function withoutReports(text: string): string {
  const spared = text.replace(`,"${REPORTS_PODS}"`, "").replace(`"${REPORTS_PODS}",`, "");
  return spared.replace(/:\["([^"\]]+)"\]/g, ':"$1"');
}

beforeAll(async () => {
  visitor = await Visitor.create(root, lab.aws.account);
});

afterAll(async () => {
  await visitor.remove();
});

test("the example's stacks are applied one after the other, and a second plan is empty", async () => {
  shop = await synthesizeShop(lab);
  await shop.each("init", (terraform) => terraform.init());
  await shop.each("apply", (terraform) => terraform.apply());
  expect(await shop.plans()).toEqual(NO_CHANGES);
  before = await openings();
});

test("each role of owners, requesters and the others gets what was granted to it", async () => {
  expect(await whoMay(lab, visitor)).toEqual(EXPECTED);
});

test("every request by which the proof shows an opening is allowed", async () => {
  proved = await ProvedOpenings.of(lab, visitor, shop);
  expect(proved.grants()).toEqual(GRANTS);
  expect(await proved.surprises(() => true)).toEqual([]);
});

test("without one rule and one grant only the stacks of the owner and of the grant are written otherwise", async () => {
  const written = shop.texts();
  await shop.cut(
    declaration("TenantSecurityRule", "web-calls-orders"),
    declaration("CrossTenantGrant", "reports-reads-customers"),
  );
  const differing = Object.entries(shop.texts()).filter(([stack, text]) => text !== written[stack]);
  expect(differing.map(([stack]) => stack).sort()).toEqual([...CHANGED].sort());
});

test("Terraform plans to change or delete their parts alone", async () => {
  expect(await planned("shop-back")).toEqual([
    "update aws_dynamodb_resource_policy.orders_customers_Policy",
    "update aws_kms_key.orders_Encryption_Key",
  ]);
  await shop.terraform("shop-back").apply();
  expect(await planned("shop-shared")).toEqual([
    "update aws_iam_policy.TenancyGrants_shop--reports--pods_Policy0",
    "delete aws_vpc_security_group_egress_rule.web-calls-orders_Egress",
    "delete aws_vpc_security_group_ingress_rule.web-calls-orders_Ingress",
    "delete kubernetes_network_policy_v1.web-calls-orders_EgressPolicies_tenant-web",
    "delete kubernetes_network_policy_v1.web-calls-orders_IngressPolicies_tenant-orders",
  ]);
  await shop.terraform("shop-shared").apply();
});

test("on AWS and in the cluster exactly their parts are gone, and nothing else has changed", async () => {
  const after = await openings();
  const [lost, made] = [missing(before, after), missing(after, before)];
  // Lists of who is spared from a deny are shorter by the requester.
  const narrowed = lost.filter(({ label, text }) =>
    made.some((piece) => piece.label === label && piece.text === withoutReports(text)),
  );
  const gone = lost.filter((piece) => !narrowed.includes(piece));
  expect(labels(gone)).toEqual([
    "group shop--orders: ingress web-calls-orders",
    "group shop--web: egress web-calls-orders",
    "key alias/shop/orders: Granted",
    "network policy tenant-orders/rule-web-calls-orders",
    "network policy tenant-web/rule-web-calls-orders",
    "policy shop--reports--pods--grants-0: ReportsReadsCustomers",
    "table shop--orders--customers: OnlyAsGranted",
  ]);
  expect(labels(narrowed)).toEqual([
    "table shop--orders--customers: NoOtherTenant",
    "table shop--orders--customers: NobodyElseTouchesData",
  ]);
  expect(made).toHaveLength(narrowed.length);
  // Of what went, all was about the requester, or the rule's.
  const about = gone.filter(({ label }) => !/rule|web-calls-orders|policy shop/.test(label));
  expect(about.filter(({ text }) => text.includes(REPORTS_PODS))).toEqual(about);
});

test("the requester is refused what was granted, and everybody keeps all else", async () => {
  const { "reads a customer": readers, ...others } = EXPECTED;
  const left = readers.filter((role) => role !== "reports--pods");
  expect(await whoMay(lab, visitor)).toEqual({ "reads a customer": left, ...others });
});

test("of the requests by which the proof showed openings, those are refused that nothing declares any more", async () => {
  expect(await proved.surprises((declaredBy) => declaredBy.some((path) => path !== GONE))).toEqual([]);
  await proved.clear();
});

test("without any opening Terraform deletes the rest, by the providers that the stack keeps, and no trace is left", async () => {
  await shop.cut(...REST.map(([construct, id]) => declaration(construct, id)));
  const changes = await planned("shop-shared");
  expect(changes.length).toBeGreaterThan(0);
  expect(changes.filter((change) => !change.startsWith("delete "))).toEqual([]);
  await shop.each("apply", (terraform) => terraform.apply());
  expect(await shop.terraform("shop-shared").state()).toEqual([]);
  const traces = labels(await openings()).filter((label) => /Granted|--grants-|\/rule-|-calls-/.test(label));
  expect(traces).toEqual([]);
  expect(await shop.plans()).toEqual(NO_CHANGES);
});

test("destroyed, nothing is left of it", async () => {
  await shop.destroy();
  expect(await openings()).toEqual([]);
  expect(await shop.each("state", (terraform) => terraform.state())).toEqual(NO_CHANGES);
});
