/** What a block of Terraform JSON holds. */
export type Body = Readonly<Record<string, unknown>>;
/** Blocks by section, type and label, as a configuration has them. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Body>>>>>>;

/** The sections whose blocks can be told apart by an address. */
const SECTIONS = ["data", "resource"] as const;

/** One block with where it stands. */
export interface Block {
  readonly section: string;
  readonly type: string;
  readonly label: string;
  readonly body: Body;
}

/** As Terraform calls the block in expressions: `aws_iam_role.app`, `data.aws_iam_policy_document.app`. */
export function addressOf({ section, type, label }: Block): string {
  return section === "data" ? `data.${type}.${label}` : `${type}.${label}`;
}

/** All blocks of a configuration, by address. */
export function blocksOf(configuration: Readonly<Record<string, unknown>>): ReadonlyMap<string, Block> {
  const found = SECTIONS.flatMap((section) => {
    const types = (configuration[section] ?? {}) as Blocks[string];
    return Object.entries(types).flatMap(([type, labels]) =>
      Object.entries(labels).map(([label, body]) => ({ section, type, label, body })),
    );
  });
  return new Map(found.map((block) => [addressOf(block), block]));
}

/** The blocks as a configuration has them. */
export function sectionsOf(blocks: Iterable<Block>): Blocks {
  const sections: Record<string, Record<string, Record<string, Body>>> = {};
  for (const { section, type, label, body } of blocks)
    ((sections[section] ??= {})[type] ??= {})[label] = body;
  return sections;
}

/** A configuration with blocks besides. */
export function withBlocks(
  configuration: Readonly<Record<string, unknown>>,
  blocks: Iterable<Block>,
): Readonly<Record<string, unknown>> {
  return { ...configuration, ...sectionsOf([...blocksOf(configuration).values(), ...blocks]) };
}

/** What is not a block: providers, variables, locals, modules. */
export function otherSections(
  configuration: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(configuration).filter(([name]) => !SECTIONS.some((section) => section === name)),
  );
}

/** All texts in a value, at any depth. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
