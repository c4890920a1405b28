import { type Block, blocksOf, type Body, withBlocks } from "./blocks";

type Configuration = Readonly<Record<string, unknown>>;

const CODE = "code.zip";

/** What providers demand of resources, and what a proof does not look at. */
const DEMANDED: Readonly<Record<string, Body>> = {
  aws_dynamodb_table: {
    ...{ hash_key: "id", attribute: [{ name: "id", type: "S" }] },
    ...{ billing_mode: "PAY_PER_REQUEST", stream_view_type: "KEYS_ONLY" },
  },
  aws_lambda_function: { filename: CODE, handler: "index.handler", runtime: "nodejs20.x" },
};

/** An archive without files: what every function runs. */
export const CODE_FILE = { name: CODE, content: Buffer.from(`504b0506${"00".repeat(18)}`, "hex") } as const;

/**
 * A configuration as Terraform can apply it: in accounts whose numbers are their keys, and with what the provider
 * demands of tables and functions. What the configuration says by itself stays.
 */
export function complete(configuration: Configuration): Configuration {
  const { provider } = configuration as { provider: { aws: readonly Body[] } };
  const blocks = [...blocksOf(configuration).values()].map((block) => ({ ...block, body: demanded(block) }));
  return withBlocks(
    {
      ...configuration,
      terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
      provider: { aws: provider.aws.map(withKey) },
    },
    blocks,
  );
}

function demanded({ type, body }: Block): Body {
  return { ...DEMANDED[type], ...body };
}

function withKey(provider: Body): Body {
  const [account] = provider["allowed_account_ids"] as readonly string[];
  return { ...provider, access_key: account, secret_key: "test" };
}
