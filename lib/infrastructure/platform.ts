import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { ErrorPlace } from "../errors/tenancy-error";
import { iamArn } from "../model/arn";
import type { Environment } from "../model/environment";
import { physicalName } from "../model/names";
import { NAME_TAG, ownerTags } from "../model/ownership";
import type { AttributesOf } from "../terraform/attributes";
import { Resource } from "../terraform/resource";
import type { ResourceOptions } from "../terraform/resource";

/** The IAM path of the platform's roles. No tenant can be called `platform`. */
function platformPath(infrastructure: string): string {
  return `/${infrastructure}/platform/`;
}

/** The literal ARN of one of the platform's roles. */
export function platformRoleArn(environment: Environment, infrastructure: string, purpose: string): string {
  const name = physicalName([infrastructure, "platform", purpose], 64);
  return iamArn(environment, `role${platformPath(infrastructure)}${name}`);
}

/** What a Platform is made from. */
export interface PlatformOptions {
  readonly place: ErrorPlace;
  readonly name: string;
  readonly environment: Environment;
  /** The user's own tags, checked. */
  readonly tags: Readonly<Record<string, string>>;
  /** @default - the stack's only AWS provider */
  readonly provider?: TerraformProvider | undefined;
}

/** The parts of an Infrastructure that belong to no tenant: how they are named, tagged and written. */
export class Platform {
  readonly place: ErrorPlace;
  readonly name: string;
  readonly environment: Environment;
  /** The IAM path, and the start of the names of log groups and parameters. */
  readonly path: string;
  private readonly ownTags: Readonly<Record<string, string>>;
  private readonly provider: TerraformProvider | undefined;

  constructor(options: PlatformOptions) {
    this.place = options.place;
    this.name = options.name;
    this.environment = options.environment;
    this.path = platformPath(options.name);
    this.ownTags = { ...options.tags, ...ownerTags({ infrastructure: options.name }) };
    this.provider = options.provider;
  }

  /** Writes one AWS resource, with the provider that was passed if there is one. */
  resource<Config>(
    scope: Construct,
    id: string,
    type: string,
    attributes: Omit<AttributesOf<Config>, never>,
    options: ResourceOptions = {},
  ): Resource<Config> {
    return new Resource<Config>(scope, id, type, attributes, { ...options, provider: this.provider });
  }

  /** Ownership and a name that people recognize. */
  tags(purpose: string): Record<string, string> {
    return { ...this.ownTags, [NAME_TAG]: this.named(purpose, 255) };
  }

  /** A physical name, unique in the account. */
  named(purpose: string, most: number): string {
    return physicalName([this.name, "platform", purpose], most);
  }
}
