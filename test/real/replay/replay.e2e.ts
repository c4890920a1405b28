import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReplayableRequest } from "../../../lib/proof/facts/step";
import type { ProofReport } from "../../../lib/proof/verdict/report";
import { BY_HAND, OTHER_ACCOUNT, REGION } from "../../proof/corpus/bases/by-hand";
import { cellsOf } from "../../proof/corpus/proved";
import { openLab } from "../lab/lab";
import { step } from "../lab/progress";
import { Askers } from "./askers";
import { type Block, blocksOf, withBlocks } from "./blocks";
import { APPLIED_CASES as CASES, BASE, OTHER_CASES, OWN_ACCOUNT, proved } from "./cases";
import { CODE_FILE } from "./complete";
import { LEFT_OUT_CASES, LISTED_IN_VAIN, reasonNotToTry } from "./left-out";
import { usualRequests } from "./probes";
import { keyOutputs, namesOfKeys } from "./symbols";
import { notIsolated } from "./tenants";
import { disagreements, type Expected, Trial } from "./trial";

const lab = openLab();
const TOGETHER = withBlocks(
  BASE,
  CASES.flatMap(({ blocks }) => blocks),
);
const IN_BASE = [...blocksOf(BASE).values()];
/** Whose requests stand for a tenant where a case has changed nothing of its principals. */
const APPS = IN_BASE.filter(({ type, label }) => type === "aws_iam_role" && label.endsWith("_app"));

const reports = new Map<string, ProofReport>();
const askers = new Askers({ target: lab.aws, home: OWN_ACCOUNT, others: [OTHER_ACCOUNT] });
let keys: ReadonlyMap<string, string> = new Map();
let trial: Trial;

/** All witnesses of what is certain, with the case that each is of. */
function witnesses(): readonly Expected[] {
  return CASES.flatMap(({ id }) =>
    (reports.get(id)?.findings ?? []).flatMap(({ request, verdict }) =>
      request === null || verdict !== "open" ? [] : [{ id, request, verdict: "allowed" as const }],
    ),
  );
}

function isTried({ request }: Expected): boolean {
  return reasonNotToTry(request, [OWN_ACCOUNT, OTHER_ACCOUNT]) === undefined;
}

function refused(id: string, requests: readonly ReplayableRequest[]): readonly Expected[] {
  return requests.map((request) => ({ id, request, verdict: "denied" as const }));
}

/** What everybody would try in the pairs of owners that are isolated in a case, where it has changed one of the two. */
function triedInVain({
  id,
  blocks,
}: {
  readonly id: string;
  readonly blocks: readonly Block[];
}): readonly Expected[] {
  const open = reports.get(id);
  const pairs = open === undefined ? new Set<string>() : notIsolated(open);
  const isIsolated = (pair: string) => !pairs.has(pair);
  return refused(id, [
    ...usualRequests(blocks, [...IN_BASE, ...blocks], keys, isIsolated),
    ...usualRequests(APPS, blocks, keys, isIsolated),
  ]);
}

beforeAll(async () => {
  const terraform = lab.terraformFor("replay", { ...TOGETHER, ...keyOutputs(TOGETHER) });
  writeFileSync(join(terraform.folder, CODE_FILE.name), CODE_FILE.content);
  await terraform.init();
  const applying = step("apply the corpus", () => terraform.apply());
  for (const one of CASES) reports.set(one.id, proved(one));
  await applying;
  keys = new Map(Object.entries((await terraform.outputs()) as Record<string, string>));
  trial = new Trial(lab.aws, askers, REGION, namesOfKeys(TOGETHER, BY_HAND.file, keys));
});

afterAll(async () => {
  await askers.close();
});

test("of each edit, applied beside the base, is proved what the corpus says of it", () => {
  const found = [...reports].map(([id, report]) => [id, [...cellsOf(report)].sort()]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(CASES.map(({ id, cells }) => [id, cells])));
});

test("what is not tried is listed with its reason, and every case has a witness that is tried or listed", () => {
  const others = new Set(OTHER_CASES.map(({ id }) => id));
  expect([...LEFT_OUT_CASES.keys()].filter((id) => !others.has(id))).toEqual([]);
  expect(LISTED_IN_VAIN).toEqual([]);
  const open = [...reports].filter(([, { verdict }]) => verdict === "open").map(([id]) => id);
  const shown = new Set(witnesses().map(({ id }) => id));
  expect(open.filter((id) => !shown.has(id))).toEqual([]);
  const tried = new Set(witnesses().flatMap((one) => (isTried(one) ? [one.id] : [])));
  expect(tried.size).toBeGreaterThan(open.length / 2);
});

test("in the base nobody gets what is another's", async () => {
  const requests = usualRequests(IN_BASE, IN_BASE, keys, () => true);
  expect(requests.length).toBeGreaterThan(300);
  expect(await disagreements(trial, refused("base", requests))).toEqual([]);
});

test("what is isolated in a case is refused, whoever of the tenants tries it", async () => {
  const tried = CASES.flatMap(triedInVain);
  expect(new Set(tried.map(({ id }) => id)).size).toBeGreaterThan(CASES.length / 2);
  expect(await disagreements(trial, tried)).toEqual([]);
});

test("every witness is allowed, tried as the principal that it names", async () => {
  expect(await disagreements(trial, witnesses().filter(isTried))).toEqual([]);
});
