import { createRequire } from "node:module";
import type { App } from "cdktf";
import { appOpen, appUnknown } from "../errors/gate";
import type { ProofReport } from "../proof/verdict/report";
import { verdictSentence } from "../report/words";
import { worstFindings } from "./findings";
import type { TrustedPart, TrustProps } from "./trust";
import { trust } from "./trust";

/** How an app is proved when it is synthesized. */
export interface TenancyProveOptions {
  /**
   * Lets an app pass of which something cannot be told, as long as nothing is known to be open that nobody declared.
   *
   * @default false - what is unknown fails the synthesis
   */
  readonly allowUnknown?: boolean;
  /**
   * Says nothing when the app passes.
   *
   * @default false - the verdict goes to standard error, in one line
   */
  readonly quiet?: boolean;
}

/** The proof's own entry point: by its name, and only when it is asked for, so that constructs load without it. */
const PROOF = "cdktf-tenants/proof";

/** What concerns all tenants of an app together. */
export class Tenancy {
  /**
   * Synthesizes the app and proves from the files that were written that nothing is shared among its tenants but what
   * was declared. It takes the place of `app.synth()`, at the end of the program. The files stay as they were written,
   * also where it fails: `cdktf-tenants prove` shows more of them.
   *
   * @returns what was found, as `prove` of `cdktf-tenants/proof` returns it
   * @throws TNT6020 where something is open that nobody declared, TNT6021 where something cannot be told; what
   * `app.synth()` throws, and TNT3001 to TNT3010 for an app without tenants or with stacks in HCL
   */
  static prove(app: App, options: TenancyProveOptions = {}): ProofReport {
    app.synth();
    const { prove } = createRequire(__filename)(PROOF) as ProofModule;
    const report = prove({ folder: app.outdir });
    refuse(report, app.outdir, options);
    if (!options.quiet) process.stderr.write(`${verdictSentence(report)}\n`);
    return report;
  }

  /**
   * Answers for a part that the proof cannot read, such as a module or a chart, which is unknown otherwise: it then opens
   * nothing, as far as the proof is concerned, until the day that is said. Every report lists it, with who answers for it.
   * What the proof can read is judged all the same.
   *
   * @throws TNT1356 without a reason, TNT6022 without an owner, TNT1357 for a day that does not exist
   */
  static trust(part: TrustedPart, props: TrustProps): void {
    trust(part, props);
  }

  private constructor() {}
}

/** What is used of the proof. */
interface ProofModule {
  readonly prove: (input: { readonly folder: string }) => ProofReport;
}

function refuse(report: ProofReport, folder: string, { allowUnknown = false }: TenancyProveOptions): void {
  if (report.verdict === "isolated" || (report.verdict === "unknown" && allowUnknown)) return;
  const { shown, left } = worstFindings(report);
  const found = { folder, verdict: verdictSentence(report), findings: shown, left };
  throw report.verdict === "open" ? appOpen(found) : appUnknown(found);
}
