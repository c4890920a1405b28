import { marked } from "marked";
import type { Side } from "../../../lib/report/difference/difference";
import { differenceOf } from "../../../lib/report/difference/difference";
import { differenceMarkdown } from "../../../lib/report/markdown/difference";
import { textOf } from "../../support/rendered";
import { someFinding, someOpaque, someReport, tenantOf } from "../../support/reports";

const EVIL = "`|</code></summary><img src=x onerror=alert(1)>\n\n# [x](javascript:1) @everyone -->";
const TAGS = new Set("code details h2 p pre strong summary".split(" "));

function sideOf(report: Side["report"], grants: readonly string[] = [], stacks: Side["stacks"] = null): Side {
  return { report, declarations: new Map(grants.map((name) => [name, { name, expires: null }])), stacks };
}

const stack = (name: string, resource: object) => new Map([[name, { resource }]]);
const before = sideOf(someReport([someFinding({ on: "dev: queue old" })]), [], stack("tenants", {}));

test("a page says what opens, by whom it was declared, what closes, and which stacks change", () => {
  const findings = [
    someFinding(),
    someFinding({ id: "b", on: "dev: table t", declaredBy: ["tenants/grant"] }),
  ];
  const stacks = stack("tenants", { aws_s3_bucket: { b: {} } });
  const after = sideOf(someReport(findings, [someOpaque()]), ["tenants/grant"], stacks);
  expect(differenceMarkdown(differenceOf(before, after))).toMatchInlineSnapshot(`
    "<!-- cdktf-tenants diff -->

    ## Tenants: what this change opens and closes

    **Opens 1 that nobody declared, leaves 1 unknown, opens 1 as declared, closes 1.**

    **Opens** \`qa → dev\` (identity): \`qa: role etl\` can \`s3:PutObject\` on \`dev: bucket uploads\`: **nobody declared it**

    <details><summary>How, and what to do</summary>

    \`\`\`text
    1  statement "AllowAll" allows it
       aws_iam_role_policy.qa_Etl_Policy   tenants/qa/Etl/Policy
    Close it: change aws_iam_role_policy.qa_Etl_Policy (tenants/qa/Etl/Policy).
    \`\`\`

    </details>

    **Opens** \`qa → dev\` (identity): \`qa: role etl\` can \`s3:PutObject\` on \`dev: table t\` (declared by \`tenants/grant\`, no expiry)

    **Closes** \`qa → dev\` (identity): \`qa: role etl\` could \`s3:PutObject\` on \`dev: queue old\` (nobody had declared it)

    **Unknown** \`helm_release.chart\`: it cannot be read, and may have any effect on: cluster.

    <details><summary>Why, and what to do</summary>

    \`\`\`text
    ?  what a chart makes is in its templates (tenants)
    Answer for it: \`Tenancy.trust\` in the app, or \`trusted\` of an intent by hand, with a reason, an owner and a day.
    \`\`\`

    </details>

    <details><summary>Declared from now on: 1</summary>

    \`\`\`text
    tenants/grant, no expiry
    \`\`\`

    </details>

    Changes 1 of 1 stack: \`tenants\` (1 added).

    Before: open. After: open. Looked at: identity.
    "
  `);
});

test("a page of no change says so", () => {
  expect(differenceMarkdown(differenceOf(before, before))).toMatchInlineSnapshot(`
    "<!-- cdktf-tenants diff -->

    ## Tenants: what this change opens and closes

    **Nobody reaches more or less than before.**

    Changes none of 1 stack.

    Before: open. After: open. Looked at: identity.
    "
  `);
});

test("no name, reason or address of a plan becomes markup, a link or a mention", () => {
  const [open, declared] = [
    someFinding({ from: tenantOf(EVIL), who: EVIL, what: [EVIL], on: EVIL, advice: [EVIL] }),
    someFinding({ id: "b", who: EVIL, what: [EVIL], on: EVIL, declaredBy: [EVIL] }),
  ];
  const report = someReport([open, declared], [someOpaque({ address: EVIL, reason: EVIL })], {
    tenants: [EVIL],
  });
  const after = sideOf(report, [EVIL], stack(EVIL, {}));
  for (const difference of [differenceOf(before, after), differenceOf(after, before)]) {
    const html = marked.parse(differenceMarkdown(difference), { gfm: true, async: false }) as string;
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag = ""]) => tag);
    expect(tags.filter((tag) => !TAGS.has(tag))).toEqual([]);
    // Whatever still looks like a mention stands in code, where it means nothing.
    expect(textOf(html.replace(/<code[^>]*>[^<]*<\/code>/g, ""))).toMatch(/^[^@`]*$/);
  }
});

test("a page of very many changes still fits into a comment, and says how many it leaves out", () => {
  const findings = Array.from({ length: 1_000 }, (_, index) =>
    someFinding({ id: `${index}`, on: `dev: ${index}` }),
  );
  const page = differenceMarkdown(differenceOf(before, sideOf(someReport(findings))));
  expect(page.length).toBeLessThan(65_536);
  expect(page).toMatch(/… and \d+ more; `cdktf-tenants diff --json` lists all of them\./);
});
