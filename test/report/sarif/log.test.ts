import { readFileSync } from "node:fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Log, Result } from "sarif";
import { sarifLog } from "../../../lib/report/sarif/log";
import type { SourceFiles } from "../../../lib/report/sarif/locations";
import { RULES } from "../../../lib/report/sarif/rules";
import { someEvidence, someFinding, someOpaque, someReport } from "../../support/reports";

const PLAN = `{
  "resource": {
    "aws_iam_role_policy": {
      "qa_Etl_Policy": {
        "policy": "{}"
      }
    },
    "helm_release": {
      "chart": {}
    }
  }
}
`;

const files: SourceFiles = {
  of: (stack) => (stack === "tenants" ? { uri: "cdktf.out/tenants.json", read: () => PLAN } : undefined),
  otherwise: "cdktf.out/tenancy.json",
};

const schema = JSON.parse(
  readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
) as object;
// One of its patterns is no regular expression by the rules for Unicode.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const matchesSchema = ajv.compile(schema);

/** What is wrong with a log, by the schema of SARIF. */
function faults(log: Log): readonly unknown[] {
  // As it is written: what is undefined is not there.
  return matchesSchema(JSON.parse(JSON.stringify(log))) ? [] : (matchesSchema.errors ?? []);
}

const logOf = (...report: Parameters<typeof someReport>) =>
  sarifLog(someReport(...report), { version: "0.1.0", files });

function resultsOf(log: Log): Result[] {
  return log.runs[0]?.results ?? [];
}

test("the schema finds faults: a result without a message, a level that there is not", () => {
  const log = JSON.parse(JSON.stringify(logOf([someFinding()]))) as Log;
  const [result] = resultsOf(log);
  expect(faults(log)).toEqual([]);
  Object.assign(result ?? {}, { message: undefined, level: "fatal" });
  expect(faults(log)).toHaveLength(2);
});

test("a log of nothing, of everything, and of what no file holds, is SARIF 2.1.0 by its schema", () => {
  const nowhere = someFinding({ chain: [] });
  const elsewhere = someFinding({ chain: [{ ...step(), evidence: [someEvidence({ stack: "gone" })] }] });
  const unknown = someFinding({ verdict: "unknown", causes: ["data.x is only known after the apply"] });
  const logs = [logOf(), logOf([someFinding(), nowhere, elsewhere, unknown], [someOpaque()])];
  expect(logs.flatMap(faults)).toEqual([]);
  expect(logs.map((log) => resultsOf(log).length)).toEqual([0, 5]);
});

function step() {
  const [first] = someFinding().chain;
  if (first === undefined) throw new Error("the finding has no chain");
  return first;
}

test("what is open is an error, what cannot be told a warning, what was declared or answered for no result", () => {
  const declared = someFinding({ declaredBy: ["tenants/grant"] });
  const trusted = { reason: "reviewed", owner: "ops", expires: "2027-01-01" };
  const log = logOf(
    [someFinding(), someFinding({ verdict: "unknown" }), declared],
    [someOpaque(), someOpaque({ trusted })],
  );
  expect(resultsOf(log).map(({ ruleId, level }) => [ruleId, level])).toEqual([
    ["identity-open", "error"],
    ["identity-unknown", "warning"],
    ["unreadable-part", "warning"],
  ]);
});

test("each result names a rule of the run, which says in text and Markdown what it means and what to do", () => {
  const planes = [["identity"], ["network"], ["kubernetes"], ["identity", "kubernetes"]] as const;
  const findings = planes.flatMap((of) =>
    (["open", "unknown"] as const).map((verdict) => someFinding({ planes: of, verdict })),
  );
  const log = logOf(findings, [someOpaque()]);
  const rules = log.runs[0]?.tool.driver.rules ?? [];
  const named = resultsOf(log).map(({ ruleId, ruleIndex }) => [ruleId, rules[ruleIndex ?? -1]?.id]);
  expect(named.map(([id]) => id).sort()).toEqual(RULES.map(({ id }) => id).sort());
  expect(named.filter(([id, found]) => id !== found)).toEqual([]);
  for (const { help, shortDescription, fullDescription } of rules)
    for (const text of [help?.text, help?.markdown, shortDescription?.text, fullDescription?.text])
      expect(text).toMatch(/\w+ \w+/);
});

test("a result stands in the file, the line and the resource that decides it, with the construct that wrote it", () => {
  const [result] = resultsOf(logOf([someFinding()]));
  expect(result?.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: "cdktf.out/tenants.json" },
        region: { startLine: 5, startColumn: 9, endLine: 5, endColumn: 17 },
      },
      logicalLocations: [
        { fullyQualifiedName: "aws_iam_role_policy.qa_Etl_Policy", kind: "resource" },
        { fullyQualifiedName: "tenants/qa/Etl/Policy", kind: "namespace" },
      ],
    },
  ]);
});

test("a part that cannot be read stands where its address says", () => {
  const [result] = resultsOf(logOf([], [someOpaque()]));
  expect(result?.locations?.[0]?.physicalLocation).toMatchObject({
    artifactLocation: { uri: "cdktf.out/tenants.json" },
    region: { startLine: 9 },
  });
});

test("what is in no file stands at the start of what declares the tenants", () => {
  const [result] = resultsOf(logOf([someFinding({ chain: [] })]));
  expect(result?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: "cdktf.out/tenancy.json" },
    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
  });
});

test("the message says who can do what to whose, why, and what settles it; the chain is a flow of its own", () => {
  const assumed = {
    ...step(),
    because: "its trust policy names qa",
    evidence: [someEvidence(), someEvidence()],
  };
  const [result] = resultsOf(logOf([someFinding({ chain: [assumed, step()] })]));
  expect(result?.message.text?.split("\n")).toEqual([
    "qa → dev: qa: role etl can s3:PutObject on dev: bucket uploads. Nobody declared it.",
    "1. its trust policy names qa",
    '2. statement "AllowAll" allows it',
    "Close it: change aws_iam_role_policy.qa_Etl_Policy (tenants/qa/Etl/Policy).",
  ]);
  expect(result?.relatedLocations?.map(({ id }) => id)).toEqual([0, 1, 2]);
  const flow = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
  expect(flow.map(({ executionOrder, location }) => [executionOrder, location?.message?.text])).toEqual([
    [1, "qa: role etl → dev: bucket uploads: its trust policy names qa"],
    [2, 'qa: role etl → dev: bucket uploads: statement "AllowAll" allows it'],
  ]);
});

test("no text of a plan becomes a link", () => {
  const [result] = resultsOf(logOf([someFinding({ who: "[click](https://example.org)" })]));
  expect(result?.message.text).toContain("[click] (https://example.org)");
});

test("the same finding keeps its fingerprint wherever it stands; two of the same are told apart", () => {
  const prints = (findings: Parameters<typeof someReport>[0]) =>
    resultsOf(logOf(findings)).map(
      ({ partialFingerprints }) => partialFingerprints?.["primaryLocationLineHash"],
    );
  const [one, other] = [someFinding({ id: "a" }), someFinding({ id: "b" })];
  expect(prints([other, one])).toEqual([...prints([other]), ...prints([one])]);
  expect(new Set(prints([one, one, other])).size).toBe(3);
  expect(prints([one, one])[0]).toBe(prints([one])[0]);
});

test("of more results than code scanning shows the worst are kept, and the log says how many were not", () => {
  const log = logOf(
    Array.from({ length: 5_001 }, (_, index) => someFinding({ id: String(index) })),
    [someOpaque()],
  );
  expect(resultsOf(log)).toHaveLength(5_000);
  const [note] = log.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
  expect(note?.message.text).toMatch(/^2 more results were left out/);
});
