import { addressOf, type Block, blocksOf, otherSections, textsIn } from "./blocks";

type Configuration = Readonly<Record<string, unknown>>;

const BLOCK_OF_BUCKET = "aws_s3_bucket_public_access_block";

/** Types whose resources have a name in the whole account, with the attribute that says it. */
const NAMED = new Map([
  ["aws_iam_role", "name"],
  ["aws_iam_user", "name"],
  ["aws_iam_group", "name"],
  ["aws_iam_policy", "name"],
  ["aws_s3_bucket", "bucket"],
  ["aws_dynamodb_table", "name"],
  ["aws_sqs_queue", "name"],
  ["aws_sns_topic", "name"],
  ["aws_ssm_parameter", "name"],
  ["aws_secretsmanager_secret", "name"],
  ["aws_ecr_repository", "name"],
  ["aws_cloudwatch_log_group", "name"],
  ["aws_lambda_function", "function_name"],
  ["aws_kms_alias", "name"],
]);

/**
 * A case's edit as blocks that stand beside the base instead of in its place, so that many cases are applied at once:
 * what the edit changes, and what belongs together with it, is there a second time, under names of the case's own.
 * The case holds of these twins what it says of the originals.
 *
 * @returns undefined for an edit of something other than resources and data
 */
export function beside(
  base: Configuration,
  edited: Configuration,
  mark: string,
): readonly Block[] | undefined {
  if (JSON.stringify(otherSections(base)) !== JSON.stringify(otherSections(edited))) return undefined;
  const [before, after] = [blocksOf(base), blocksOf(edited)];
  const twins = belonging(before, after);
  const blocks = [...twins].flatMap((address) => after.get(address) ?? goneOf(before.get(address)) ?? []);
  return blocks.map((block) => ordered(block, blocks)).map(renaming(blocks, mark));
}

/**
 * A resource that says what the absence of another means. A new bucket is blocked by itself; one whose block somebody
 * takes away is not.
 */
function goneOf(block: Block | undefined): Block | undefined {
  if (block?.type !== BLOCK_OF_BUCKET) return undefined;
  const off = Object.entries(block.body).map(([name, value]) => [name, value === true ? false : value]);
  return { ...block, body: Object.fromEntries(off) as Block["body"] };
}

/** What a block names without a reference has to be there before it: Terraform does not see it. */
function ordered(block: Block, twins: readonly Block[]): Block {
  const values = Object.values(block.body).filter(
    (value) => typeof value !== "string" || !value.startsWith("{"),
  );
  const named = twins.filter((twin) => {
    const name = nameOf(twin);
    // What blocks policies of a bucket is to be off before they are put.
    if (twin.type === BLOCK_OF_BUCKET && block.type === "aws_s3_bucket_policy") return true;
    return (
      twin !== block &&
      name !== undefined &&
      textsIn(values).some((text) => text === name || isArnOf(text, name))
    );
  });
  if (named.length === 0) return block;
  return { ...block, body: { ...block.body, depends_on: named.map(addressOf) } };
}

function isArnOf(text: string, name: string): boolean {
  return text.startsWith("arn:") && text.endsWith(`/${name}`);
}

/** What differs, what it is attached to, and what is attached to that. */
function belonging(
  before: ReadonlyMap<string, Block>,
  after: ReadonlyMap<string, Block>,
): ReadonlySet<string> {
  const all = new Set([...before.keys(), ...after.keys()]);
  const twins = new Set([...all].filter((address) => !same(before.get(address), after.get(address))));
  for (const address of [...twins])
    for (const block of [before.get(address), after.get(address)])
      for (const one of before.values())
        if (block !== undefined && names(block, one)) twins.add(addressOf(one));
  for (let size = 0; size < twins.size;) {
    size = twins.size;
    for (const one of before.values())
      for (const address of [...twins]) {
        const twin = before.get(address);
        if (twin !== undefined && names(one, twin)) twins.add(addressOf(one));
      }
  }
  return twins;
}

function same(one: Block | undefined, other: Block | undefined): boolean {
  return JSON.stringify(one?.body) === JSON.stringify(other?.body);
}

/** Whether a block refers to another by its address, or holds its name as a value. */
function names(block: Block, other: Block): boolean {
  if (addressOf(block) === addressOf(other)) return false;
  const reference = referenceTo(other);
  const name = nameOf(other);
  return textsIn(block.body).some((text) => text === name || reference.test(text));
}

function referenceTo(block: Block): RegExp {
  return new RegExp(`\\b${addressOf(block).replace(/\./g, "\\.")}\\b`, "g");
}

function nameOf({ section, type, body }: Block): string | undefined {
  const attribute = section === "resource" ? NAMED.get(type) : undefined;
  const name = attribute === undefined ? undefined : body[attribute];
  return typeof name === "string" ? name : undefined;
}

/** Gives blocks the case's own labels and names, also in all that they say of one another. */
function renaming(twins: readonly Block[], mark: string): (block: Block) => Block {
  const changes = twins.flatMap((twin): [RegExp, string][] => {
    const name = nameOf(twin);
    const label: [RegExp, string] = [referenceTo(twin), `${addressOf(twin)}_${mark}`];
    return name === undefined ? [label] : [label, [wordOf(name), `${name}-${mark}`]];
  });
  return (block) => {
    const text = changes.reduce(
      (changed, [what, instead]) => changed.replace(what, () => instead),
      JSON.stringify(block.body),
    );
    return { ...block, label: `${block.label}_${mark}`, body: JSON.parse(text) as Block["body"] };
  };
}

/** A name where it is not a part of a longer one. */
function wordOf(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`${/^\w/.test(name) ? "(?<![\\w-])" : ""}${literal}(?!\\w|-\\w)`, "g");
}
