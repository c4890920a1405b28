import type { KeyState } from "../../condition/context";
import type { CatalogueAction } from "../../catalogue/catalogue";
import type { Reach } from "../../iam/reach";
import { literal, type Pattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode, Part } from "../model/node";
import type { Asker } from "./asker";

/** One question about an action on a part of something. */
export type Question = (asker: Asker, node: AwsNode, part: Part, action: CatalogueAction) => Reach;

const BEHIND = "the bucket behind it is not part of what was read";

/** Keys of requests that come through an access point; those that do not have none of them. */
const KEYS = ["s3:dataaccesspointarn", "s3:dataaccesspointaccount", "s3:accesspointnetworkorigin"];

/** True for a key that only access points set. */
export function isOfAccessPoint(key: string): boolean {
  return KEYS.includes(key);
}

function one(value: Pattern): KeyState {
  return { state: "values", values: [value] };
}

/** The same caller, whose requests come through the access point. */
function through(asker: Asker, point: AwsNode): Asker {
  const origin = point.attributes.blocks("vpc_configuration").length > 0 ? "VPC" : "Internet";
  const [arn = "", account = "", network = ""] = KEYS;
  const keys = new Map<string, KeyState>([
    ...asker.keys,
    [arn, one(point.arn)],
    [account, one(point.account)],
    [network, one(literal(origin))],
  ]);
  return { ...asker, keys };
}

/**
 * What an access point lets through its bucket must let in as well: by its own policy, which may leave it to access
 * points (S3 user guide, "Configuring IAM policies for using access points").
 */
export function throughBucket<T extends { readonly action: CatalogueAction; readonly reach: Reach }>(
  model: AwsModel,
  ask: Question,
  asker: Asker,
  point: AwsNode,
  outcomes: readonly T[],
): readonly T[] {
  const { nodes } = model.find(point.attributes, point.attributes.text("bucket"), "bucket");
  const caller = through(asker, point);
  return outcomes.flatMap((outcome): readonly T[] => {
    const parts = nodes.flatMap((bucket) => bucket.parts.map((part) => ({ bucket, part })));
    const asked = parts.filter(({ part }) => part.actions.includes(outcome.action));
    // What is done to the access point itself.
    if (nodes.length > 0 && asked.length === 0) return [outcome];
    const answers = asked.map(({ bucket, part }) => ask(caller, bucket, part, outcome.action));
    if (answers.some(({ under }) => under)) return [outcome];
    const possible = nodes.length === 0 || answers.some(({ over }) => over);
    if (!possible) return [];
    const causes = [...outcome.reach.causes, ...answers.flatMap((answer) => answer.causes)];
    const unsure = causes.length > 0 ? causes : [BEHIND];
    return [{ ...outcome, reach: { ...outcome.reach, under: false, causes: unsure } }];
  });
}
