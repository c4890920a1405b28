import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProofProgress } from "../../lib/proof/progress";
import { prove } from "../../lib/proof/prove";

const FIXTURE = join(__dirname, "load", "fixtures", "brownfield", "plan.json");
const input = {
  plan: JSON.parse(readFileSync(FIXTURE, "utf8")) as unknown,
  intent: {
    version: 1,
    tenants: ["acme"],
    ownership: [{ kind: "tag", tenant: "acme", key: "team", value: "acme" }],
  },
};

function toldOf(): { readonly told: readonly ProofProgress[]; readonly report: unknown } {
  const told: ProofProgress[] = [];
  const report = prove(input, { onProgress: (progress) => told.push(progress) });
  return { told, report };
}

test("a proof tells its phases in order, and counts the resources that it resolves", () => {
  const { told } = toldOf();
  const phases = told.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);
  expect(phases).toEqual(["reading", "resolving", "kubernetes", "network", "identity", "judging"]);
  const counts = told.flatMap(({ counted }) => counted ?? []);
  expect(counts.map(({ done }) => done)).toEqual([...counts.keys()]);
  expect([...new Set(counts.map(({ of }) => of))]).toEqual([counts.length]);
});

test("who is told changes nothing", () => {
  expect(toldOf().report).toEqual(prove(input));
});
