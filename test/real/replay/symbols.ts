import { addressOf, type Block, blocksOf } from "./blocks";

type Configuration = Readonly<Record<string, unknown>>;

function keysIn(configuration: Configuration): readonly Block[] {
  return [...blocksOf(configuration).values()].filter(({ type }) => type === "aws_kms_key");
}

/** Outputs that say the ARNs of keys, whose names AWS chooses, by the keys' labels. */
export function keyOutputs(configuration: Configuration): Configuration {
  const outputs = keysIn(configuration).map((key) => [key.label, { value: `\${${addressOf(key)}.arn}` }]);
  return { output: Object.fromEntries(outputs) as Configuration };
}

/** What a proof of `file` calls the id of a key that is not known before the apply. */
export function symbolOf(file: string, address: string): string {
  return `${file} ${address} key id`.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase();
}

/** The ARNs of keys by the names that a proof gives them. */
export function namesOfKeys(
  configuration: Configuration,
  file: string,
  arns: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    keysIn(configuration).flatMap((key): readonly [string, string][] => {
      const arn = arns.get(key.label);
      return arn === undefined ? [] : [[symbolOf(file, addressOf(key)), arn]];
    }),
  );
}
