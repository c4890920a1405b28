import { textOfPieces } from "../../facts/text";
import type { Text, Value } from "../../facts/value";
import { symbol } from "../../pattern/token";
import { partitionOfRegion } from "../config/providers";
import type { Json } from "../config/blocks";
import { isJson, occurrencesOf } from "../config/blocks";
import { text, toLiteral } from "../evaluate/values";
import type { PlaceTexts } from "../reference/described";
import type { ShownResource } from "./shown-resource";
import { constantOf } from "./configuration";

/** What an ARN says of a place. */
interface Located {
  readonly partition: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
}

const NOWHERE: Located = { partition: undefined, region: undefined, account: undefined };

/**
 * Accounts and regions of a plan or state: as a resource's own ARN says, else as its provider does, else the only one
 * that the input knows.
 */
export class ShownPlaces {
  private readonly places = new Map<string, PlaceTexts>();
  private readonly providers: Json;
  private readonly onlyAccount: string | undefined;
  private readonly onlyRegion: string | undefined;

  constructor(
    private readonly file: string,
    providers: unknown,
    resources: readonly ShownResource[],
    private readonly evaluate: (expression: unknown) => Value | undefined,
  ) {
    this.providers = isJson(providers) ? providers : {};
    const seen = resources.map(seenIn);
    this.onlyAccount = only(seen.map(({ account }) => account));
    this.onlyRegion = only(seen.map(({ region }) => region));
  }

  /** @param provider the key of the provider in the configuration; `aws` in a state */
  of(resource: ShownResource, provider: string): PlaceTexts {
    const shared = this.ofProvider(
      provider.startsWith("aws") || provider.includes(":aws") ? provider : "aws",
    );
    const { partition, region, account } = located(resource.values["arn"]);
    return {
      partition: partition === undefined ? shared.partition : text(partition),
      region: region === undefined ? shared.region : text(region),
      account: account === undefined ? shared.account : text(account),
    };
  }

  private ofProvider(key: string): PlaceTexts {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const provider = this.providers[key];
    const expressions = isJson(provider) && isJson(provider["expressions"]) ? provider["expressions"] : {};
    const region = this.literal(expressions["region"]) ?? this.onlyRegion;
    const account = this.accountOf(expressions) ?? this.onlyAccount;
    const place = {
      region: region === undefined ? this.unknown(key, "region") : text(region),
      account: account === undefined ? this.unknown(this.sameCredentials(key), "account") : text(account),
      partition: region === undefined ? this.unknown(key, "partition") : text(partitionOfRegion(region)),
    };
    this.places.set(key, place);
    return place;
  }

  private accountOf(expressions: Json): string | undefined {
    const allowed = constantOf(expressions["allowed_account_ids"]);
    if (Array.isArray(allowed) && allowed.length === 1) return String(allowed[0]);
    const [role] = occurrencesOf(expressions["assume_role"]).slice(-1);
    return located(role === undefined ? undefined : this.literal(role["role_arn"])).account;
  }

  private literal(expression: unknown): string | undefined {
    const value = this.evaluate(expression);
    return value === undefined ? undefined : toLiteral(value);
  }

  /** Providers that differ in nothing but the region write to one account. */
  private sameCredentials(key: string): string {
    const own = this.credentials(key);
    const same = Object.keys(this.providers).filter((other) => this.credentials(other) === own);
    return [...same, key].sort()[0] ?? key;
  }

  private credentials(key: string): string {
    const provider = this.providers[key];
    const expressions = isJson(provider) && isJson(provider["expressions"]) ? provider["expressions"] : {};
    const name = isJson(provider) ? String(provider["name"]) : "";
    const kept = Object.entries(expressions).filter(
      ([one]) => !["region", "default_tags", "ignore_tags"].includes(one),
    );
    return JSON.stringify([name, kept.sort(([a], [b]) => (a < b ? -1 : 1))]);
  }

  private unknown(key: string, what: string): Text {
    return textOfPieces([symbol(`${this.file}/provider.${key}#${what}`)]);
  }
}

/** The place that a resource tells of itself. */
function seenIn({ type, managed, values }: ShownResource): Located {
  if (type === "aws_caller_identity") return { ...NOWHERE, account: textIn(values["account_id"]) };
  if (type === "aws_region") return { ...NOWHERE, region: textIn(values["name"]) };
  return managed ? located(values["arn"]) : NOWHERE;
}

function located(arn: unknown): Located {
  if (typeof arn !== "string" || !arn.startsWith("arn:")) return NOWHERE;
  const [, partition, , region, account] = arn.split(":");
  return { partition, region: region || undefined, account: account || undefined };
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function only(values: readonly (string | undefined)[]): string | undefined {
  const different = new Set(values.filter((value) => value !== undefined));
  return different.size === 1 ? [...different][0] : undefined;
}
