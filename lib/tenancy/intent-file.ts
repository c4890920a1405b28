import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ISynthesisSession } from "cdktf";
import { Construct } from "constructs";
import type { TenancyIntent } from "../model/intent";
import { INTENT_FILE } from "../model/intent";

/** cdktf calls what is found under this symbol once a stack, after its validations and before its file. */
const CUSTOM_SYNTHESIS = Symbol.for("cdktf/customSynthesis");
const written = new WeakSet<ISynthesisSession>();

/** Writes `tenancy.json` once a synthesis, whichever stack comes first. */
export class IntentFile extends Construct {
  constructor(scope: Construct, id: string, intent: () => TenancyIntent) {
    super(scope, id);
    const onSynthesize = (session: ISynthesisSession) => {
      if (written.has(session)) return;
      written.add(session);
      writeFileSync(join(session.outdir, INTENT_FILE), `${JSON.stringify(intent(), null, 2)}\n`);
    };
    Object.defineProperty(this, CUSTOM_SYNTHESIS, { value: { onSynthesize } });
  }
}
