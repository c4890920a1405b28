import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { join } from "node:path";
import type { ReplayableRequest } from "../../../lib/proof/facts/step";
import { prove } from "../../../lib/proof/prove";
import type { AwsSession } from "../lab/aws-session";
import type { Lab } from "../lab/lab";
import type { Visitor } from "../lab/visitor";
import { Askers } from "../replay/askers";
import { blocksOf } from "../replay/blocks";
import { symbolOf } from "../replay/symbols";
import { disagreements, Trial } from "../replay/trial";
import type { ExampleApp } from "../support/example-app";

/** A request that declarations open, and their paths. */
interface Opening {
  readonly declaredBy: readonly string[];
  readonly request: ReplayableRequest;
}

/** The requests to AWS by which a proof of an app shows what is open in it, tried on what was applied of the app. */
export class ProvedOpenings {
  static async of(lab: Lab, visitor: Visitor, app: ExampleApp): Promise<ProvedOpenings> {
    const { findings } = prove({ folder: join(app.folder, "cdktf.out") });
    const all = findings.flatMap(({ request, declaredBy }) =>
      request === null ? [] : [{ declaredBy, request }],
    );
    const { account, region } = lab.aws;
    const askers = new Askers({ target: lab.aws, home: account, visitor });
    const names = await keysOf(app.texts(), lab.root());
    return new ProvedOpenings(all.filter(isDirect), new Trial(lab.aws, askers, region, names));
  }

  private constructor(
    private readonly openings: readonly Opening[],
    private readonly trial: Trial,
  ) {}

  /** The paths of all declarations of which something is tried. */
  grants(): readonly string[] {
    return [...new Set(this.openings.flatMap(({ declaredBy }) => declaredBy))].sort();
  }

  /** Where a request is answered otherwise than it should be, as `isOpen` says of its declarations. */
  surprises(isOpen: (declaredBy: readonly string[]) => boolean): Promise<readonly string[]> {
    const expected = this.openings.map(({ declaredBy, request }) => ({
      ...{ id: declaredBy.join(), request },
      verdict: isOpen(declaredBy) ? ("allowed" as const) : ("denied" as const),
    }));
    return disagreements(this.trial, expected);
  }

  /** Takes away what was put into buckets. */
  clear(): Promise<void> {
    return this.trial.clear();
  }
}

/** Services that use a key in the name of their caller are left out: those of the emulator ask nobody for it. */
function isDirect({ request }: Opening): boolean {
  return !("kms:viaservice" in request.context);
}

/** The ARNs of tenants' keys by the names that a proof gives them, found by the keys' aliases. */
async function keysOf(
  stacks: Readonly<Record<string, string>>,
  { kms }: AwsSession,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [stack, text] of Object.entries(stacks)) {
    for (const { type, body } of blocksOf(JSON.parse(text) as Readonly<Record<string, unknown>>).values()) {
      if (type !== "aws_kms_alias") continue;
      const { name, target_key_id: target } = body as { name: string; target_key_id: string };
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: name }));
      const address = /\$\{(aws_kms_key\.[^.]+)\./.exec(target)?.[1];
      if (address !== undefined && KeyMetadata?.Arn) names.set(symbolOf(stack, address), KeyMetadata.Arn);
    }
  }
  return names;
}
