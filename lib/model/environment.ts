import { closest } from "fastest-levenshtein";
import { accountMalformed, partitionUnsupported, regionMalformed } from "../errors/environment";
import type { ErrorPlace } from "../errors/tenancy-error";

/** The account and region in which everything of one Infrastructure is. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly partition: "aws" | "aws-us-gov";
}

const REGION = /^(us|eu|ap|sa|ca|me|af|il|mx)(-gov)?-(north|south|east|west|central)(east|west)?-[1-9]$/;

/** Only for proposals: a region that is newer than this list is accepted by its shape. */
const KNOWN_REGIONS = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "us-gov-east-1", "us-gov-west-1"],
  ...["ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1"],
  ...[
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
  ],
  ...["ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5"],
  ...["me-central-1", "me-south-1", "af-south-1", "il-central-1"],
];

/** @throws TNT1010, TNT1011, TNT1012 */
export function checkedEnvironment(at: ErrorPlace, account: unknown, region: unknown): Environment {
  if (typeof account !== "string" || !/^\d{12}$/.test(account)) {
    throw accountMalformed(at, account, proposedAccount(account));
  }
  if (typeof region !== "string") throw regionMalformed(at, region, undefined);
  if (/^(cn|us-iso|us-isob|eu-isoe)-/.test(region)) throw partitionUnsupported(at, region);
  if (!REGION.test(region)) {
    const proposal =
      region.length > 4 && region.length < 24 ? closest(region.toLowerCase(), KNOWN_REGIONS) : undefined;
    throw regionMalformed(at, region, proposal);
  }
  return { account, region, partition: region.startsWith("us-gov-") ? "aws-us-gov" : "aws" };
}

function proposedAccount(account: unknown): string | undefined {
  // A number has lost the zeros that it started with.
  const digits = String(account).replace(/[\s-]/g, "");
  if (!/^\d+$/.test(digits) || digits.length > 12) return undefined;
  return typeof account === "number" || digits.length === 12 ? digits.padStart(12, "0") : undefined;
}
