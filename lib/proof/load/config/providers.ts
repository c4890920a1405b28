import { literalOf, piecesOf, textOfPieces } from "../../facts/text";
import type { Text, Value } from "../../facts/value";
import { symbol } from "../../pattern/token";
import { identityOf } from "../evaluate/identity";
import type { Scope } from "../evaluate/scope";
import { fields, text, toLiteral, toPieces } from "../evaluate/values";
import type { PlaceTexts } from "../reference/described";
import type { Json } from "./blocks";
import { labelledBlocks, occurrencesOf } from "./blocks";
import { jsonValue } from "./body";
import { clusterHints } from "./cluster-hints";

/** Whatever does not change the account that a provider writes to. */
const NOT_CREDENTIALS = new Set(["//", "alias", "region", "default_tags", "ignore_tags", "version"]);
/** `arn:aws:iam::123456789012:role/deployer` */
const ACCOUNT_PART = 4;

/** One `provider` block: the account and region that its resources go to. */
export interface ConfiguredProvider {
  readonly place: PlaceTexts;
  readonly defaultTags: Value | undefined;
}

/** The providers of a root module, by name and alias: `aws`, `aws.west`. */
export class Providers {
  private readonly bodies = new Map<string, Json>();
  private readonly read = new Map<string, ConfiguredProvider>();
  private readonly hints = new Map<string, readonly Value[] | undefined>();

  constructor(
    documents: readonly Json[],
    private readonly label: string,
    private readonly scope: Scope,
  ) {
    for (const document of documents)
      for (const { labels, body } of labelledBlocks(document, "provider", 1)) {
        const [name = ""] = labels;
        const alias = body["alias"];
        this.bodies.set(typeof alias === "string" ? `${name}.${alias}` : name, body);
      }
  }

  /** What the provider of a resource says of the cluster that it writes to; undefined for other providers. */
  clusterHints(type: string, named: unknown): readonly Value[] | undefined {
    const key = referenceOf(type, named);
    if (!this.hints.has(key)) this.hints.set(key, clusterHints(key, this.bodies.get(key), this.scope));
    return this.hints.get(key);
  }

  /** The provider of a resource: the one that it names, else the one of its type without an alias. */
  of(type: string, named: unknown): ConfiguredProvider {
    const reference = referenceOf(type, named);
    // What is not of AWS has no account; it is thought of in the place of the rest.
    const key = reference.startsWith("aws") ? reference : "aws";
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const provider = this.configured(key);
    this.read.set(key, provider);
    return provider;
  }

  private configured(key: string): ConfiguredProvider {
    const body = this.bodies.get(key) ?? {};
    const region = this.regionOf(body, key);
    const [tags] = occurrencesOf(body["default_tags"]);
    return {
      place: { account: this.accountOf(body, key), region, partition: this.partitionOf(region, key) },
      defaultTags: tags === undefined ? undefined : jsonValue(tags["tags"] ?? {}, this.scope),
    };
  }

  private regionOf(body: Json, key: string): Text {
    const region = body["region"] === undefined ? undefined : jsonValue(body["region"], this.scope);
    return region?.kind === "text" && piecesOf(region).length > 0 ? region : this.unknown(key, "region");
  }

  /** One account that is allowed, or the account of the role that is assumed. */
  private accountOf(body: Json, key: string): Text {
    const allowed = jsonValue(body["allowed_account_ids"] ?? [], this.scope);
    const [only, ...others] = allowed.kind === "list" ? allowed.items : [];
    const account = only !== undefined && others.length === 0 ? toPieces(only) : undefined;
    if (account !== undefined) return textOfPieces(account);
    const [role] = occurrencesOf(body["assume_role"]).slice(-1);
    const arn = role === undefined ? undefined : toLiteral(jsonValue(role["role_arn"], this.scope));
    const part = arn?.split(":")[ACCOUNT_PART];
    return part !== undefined && part !== ""
      ? text(part)
      : this.unknown(this.sameCredentials(key), "account");
  }

  /** Providers that differ in nothing but the region write to one account. */
  private sameCredentials(key: string): string {
    const own = this.credentials(key);
    if (own === undefined) return key;
    const same = [...this.bodies.keys()].filter(
      (other) => other.startsWith("aws") && this.credentials(other) === own,
    );
    return [...same, key].sort()[0] ?? key;
  }

  private credentials(key: string): string | undefined {
    const body = Object.entries(this.bodies.get(key) ?? {}).filter(([name]) => !NOT_CREDENTIALS.has(name));
    return identityOf(fields(body.map(([name, json]) => [name, jsonValue(json, this.scope)] as const)));
  }

  private partitionOf(region: Text, key: string): Text {
    const name = literalOf(region);
    return name === undefined ? this.unknown(key, "partition") : text(partitionOfRegion(name));
  }

  private unknown(key: string, what: string): Text {
    return textOfPieces([symbol(`${this.label}/provider.${key}#${what}`)]);
  }
}

function referenceOf(type: string, named: unknown): string {
  return typeof named === "string" ? named.replace(/^\$\{(.*)\}$/, "$1") : (type.split("_")[0] ?? "");
}

/** Source: AWS general reference, "AWS partitions". */
export function partitionOfRegion(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("us-isob-")) return "aws-iso-b";
  if (region.startsWith("us-iso-")) return "aws-iso";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
