import { marked } from "marked";
import { proofMarkdown } from "../../../lib/report/markdown/proof";
import { someFinding, someOpaque, someReport, tenantOf } from "../../support/reports";
import { textOf } from "../../support/rendered";

const TAGS = new Set("code details h2 h3 p pre strong summary table tbody td th thead tr".split(" "));
const EVIL =
  "`|</code></td><img src=x onerror=alert(1)>\n\n# [x](javascript:1) @everyone <!-- ${{ secrets.T }}";

function tagsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag = ""]) => tag));
}

test("a report says the verdict, shows the matrix, and each opening with its witness behind a click", () => {
  const closed = someFinding({ id: "b", declaredBy: ["tenants/qa-writes"], what: ["s3:GetObject"] });
  const report = someReport([someFinding(), closed], [someOpaque()], { unused: ["tenants/old"] });
  expect(proofMarkdown(report)).toMatchInlineSnapshot(`
    "## Tenants: open

    **Not isolated in identity: 1 open that nobody declared, 1 unknown.** 2 tenants, 3 resources in 1 stack; looked at: identity.

    | from, to | \`dev\` | \`qa\` |
    | --- | --- | --- |
    | \`dev\` | · | isolated |
    | \`qa\` | OPEN | · |
    | \`the world\` | isolated | isolated |

    ### Open: \`qa → dev\`, identity

    \`qa: role etl\` can \`s3:PutObject\` on \`dev: bucket uploads\`. Nobody declared it.

    <details><summary>How, and what to do</summary>

    \`\`\`text
    1  statement "AllowAll" allows it
       aws_iam_role_policy.qa_Etl_Policy   tenants/qa/Etl/Policy
    Close it: change aws_iam_role_policy.qa_Etl_Policy (tenants/qa/Etl/Policy).
    \`\`\`

    </details>

    ### Unknown: \`helm_release.chart\`

    It cannot be read, and may have any effect on: cluster.

    <details><summary>Why, and what to do</summary>

    \`\`\`text
    ?  what a chart makes is in its templates (tenants)
    Answer for it: \`Tenancy.trust\` in the app, or \`trusted\` of an intent by hand, with a reason, an owner and a day.
    \`\`\`

    </details>

    <details><summary>Open, as declared: 1</summary>

    | Who, whom | On | What | Declared by |
    | --- | --- | --- | --- |
    | \`qa → dev\` | \`dev: bucket uploads\` | \`s3:GetObject\` | \`tenants/qa-writes\` |

    </details>

    <details><summary>Declared and not used: 1</summary>

    \`\`\`text
    tenants/old
    \`\`\`

    </details>

    <details><summary>What this rests on</summary>

    \`\`\`text
    Principals that stand outside of what was read may add ways.
    \`\`\`

    </details>
    "
  `);
});

test("what was not read because somebody answers for it is listed, with who, until when and why", () => {
  const trusted = { reason: "read by hand", owner: "platform team", expires: "2099-12-31" };
  const page = proofMarkdown(someReport([], [someOpaque({ address: "module.other", trusted })]));
  expect(page).toContain("Not read, answered for: 1");
  expect(page).toContain("| `module.other` |");
  expect(page).toContain("| `platform team` | `2099-12-31` | `read by hand` |");
});

test("where nothing is open the report says so, and nothing needs a click but what it rests on", () => {
  expect(proofMarkdown(someReport())).toMatchInlineSnapshot(`
    "## Tenants: isolated

    **Isolated in identity.** 2 tenants, 3 resources in 1 stack; looked at: identity.

    | from, to | \`dev\` | \`qa\` |
    | --- | --- | --- |
    | \`dev\` | · | isolated |
    | \`qa\` | isolated | · |
    | \`the world\` | isolated | isolated |

    <details><summary>What this rests on</summary>

    \`\`\`text
    Principals that stand outside of what was read may add ways.
    \`\`\`

    </details>
    "
  `);
});

test("no name, reason, cause or address of a plan becomes markup, a link or a mention", () => {
  const finding = someFinding({
    ...{ from: tenantOf(EVIL), who: EVIL, on: EVIL, what: [EVIL], causes: [EVIL], advice: [EVIL] },
    ...{ verdict: "unknown" },
  });
  const declared = someFinding({ id: "b", from: tenantOf(EVIL), on: EVIL, what: [EVIL], declaredBy: [EVIL] });
  const opaque = someOpaque({ address: EVIL, reason: EVIL, stack: EVIL });
  const report = someReport([finding, declared], [opaque], { tenants: ["dev", EVIL], unused: [EVIL] });
  const html = marked.parse(proofMarkdown(report), { gfm: true, async: false }) as string;
  expect([...tagsOf(html)].filter((tag) => !TAGS.has(tag))).toEqual([]);
  // Whatever still looks like a mention stands in code, where it means nothing.
  expect(textOf(html.replace(/<code[^>]*>[^<]*<\/code>/g, ""))).toMatch(/^[^@`]*$/);
});

test("of more than eight tenants those are shown for which something is open", () => {
  const tenants = Array.from({ length: 20 }, (_, index) => `t${index}`);
  const finding = someFinding({ from: tenantOf("t3"), to: tenantOf("t7") });
  expect(proofMarkdown(someReport([finding], [], { tenants }))).toContain("| from, to | `t3` | `t7` |");
});

test("of very many tenants with openings the pairs are counted", () => {
  const tenants = Array.from({ length: 20 }, (_, index) => `t${index}`);
  const findings = tenants.map((tenant, index) =>
    someFinding({ id: tenant, from: tenantOf(tenant), to: tenantOf(`t${(index + 1) % 20}`) }),
  );
  expect(proofMarkdown(someReport(findings, [], { tenants }))).toContain("20 pairs of owners not isolated");
});

test("a report of very many openings still fits into a comment, and says how many it leaves out", () => {
  const findings = Array.from({ length: 500 }, (_, index) => someFinding({ id: String(index) }));
  const page = proofMarkdown(someReport(findings));
  const shown = page.split("### Open").length - 1;
  expect(page.length).toBeLessThan(65_536);
  expect(page).toContain(`… and ${500 - shown} more; \`cdktf-tenants prove --json\` lists all of them.`);
  expect(shown).toBeGreaterThan(50);
});
