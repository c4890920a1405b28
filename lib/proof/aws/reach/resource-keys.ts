import type { KeyState } from "../../condition/context";
import type { CatalogueAction } from "../../catalogue/catalogue";
import type { Pattern } from "../../pattern/token";
import type { AwsModel } from "../model/model";
import type { AwsNode } from "../model/node";
import { isOfAccessPoint } from "./access-points";
import { resourcesOf } from "../../read/resources-of";

/** Each service has keys of its own for what `aws:ResourceTag/…` asks for, too. */
const TAG = /^(?:[a-z0-9-]+:resourcetag|rds:[a-z-]+-tag)\/(.+)$/;
const ALIASES = "kms:resourcealiases";
const ALIAS = "kms:requestalias";
const ACCOUNT = "s3:resourceaccount";
const BOUNDARY = "iam:permissionsboundary";

/** Actions that say which boundary there is to be: the key holds what the caller asks for. */
const SETS_BOUNDARY = /^(?:Create|Put)(?:Role|User)(?:PermissionsBoundary)?$/;

/** True for a key that says something of the resource, which whoever may rename or tag it chooses. */
export function isOfResource(key: string): boolean {
  return TAG.test(key) || key === ALIASES || key === ALIAS;
}

/** True for an action on which the boundary in the request's context is one that the caller names. */
export function setsBoundary({ service, name }: CatalogueAction): boolean {
  return service === "iam" && SETS_BOUNDARY.test(name);
}

/** True for the key of such a boundary on such an action. */
export function isNamedBoundary(key: string, action: CatalogueAction): boolean {
  return key === BOUNDARY && setsBoundary(action);
}

function valuesOf(values: readonly Pattern[]): KeyState {
  return values.length === 0 ? { state: "absent" } : { state: "values", values };
}

/** What is known of the resource that a request is made on, as context keys. */
export class ResourceKeys {
  private aliases: ReadonlyMap<AwsNode, readonly Pattern[] | "unknown"> | undefined;

  constructor(private readonly model: AwsModel) {}

  /** The states of these keys; what is not known is left out. */
  of(node: AwsNode, action: CatalogueAction, asked: Iterable<string>): ReadonlyMap<string, KeyState> {
    const found = new Map<string, KeyState>();
    for (const key of asked) {
      const state = this.state(node, action, key);
      if (state !== undefined) found.set(key, state);
    }
    return found;
  }

  private state(node: AwsNode, action: CatalogueAction, key: string): KeyState | undefined {
    const tag = TAG.exec(key)?.[1];
    if (tag !== undefined) return tagState(node, tag);
    // A request on the bucket itself comes through no access point.
    if (isOfAccessPoint(key)) return node.kind.kind === "bucket" ? { state: "absent" } : undefined;
    if (key === ACCOUNT) return valuesOf([node.account]);
    if (key === ALIASES || key === ALIAS) return this.aliasState(node, key);
    return key === BOUNDARY && !setsBoundary(action) ? boundaryState(node) : undefined;
  }

  private aliasState(node: AwsNode, key: string): KeyState | undefined {
    if (node.kind.target !== "key") return undefined;
    this.aliases ??= aliasesOf(this.model);
    const names = this.aliases.get(node) ?? [];
    if (names === "unknown") return undefined;
    // Which of several aliases a request came by, the caller chooses.
    return key === ALIAS && names.length > 1 ? undefined : valuesOf(names);
  }
}

/** A bucket's tags are compared only where that was switched on. */
function tagState(node: AwsNode, tag: string): KeyState | undefined {
  const tags = node.kind.kind === "bucket" ? undefined : node.tags();
  if (tags === undefined) return undefined;
  return valuesOf([...tags].flatMap(([name, value]) => (name.toLowerCase() === tag ? [value] : [])));
}

function boundaryState({ attributes, kind }: AwsNode): KeyState | undefined {
  if (kind.kind !== "role" && kind.kind !== "user") return undefined;
  if (attributes.isIgnored("permissions_boundary")) return undefined;
  const arn = attributes.text("permissions_boundary");
  return valuesOf(arn === undefined ? [] : [arn]);
}

/** The aliases of keys, `unknown` for keys that may have more than those which are known. */
function aliasesOf(model: AwsModel): ReadonlyMap<AwsNode, readonly Pattern[] | "unknown"> {
  const all = new Map<AwsNode, readonly Pattern[] | "unknown">();
  for (const resource of resourcesOf(model.facts, "aws_kms_alias")) {
    const attributes = model.attributesOf(resource);
    const name = attributes.text("name");
    const { nodes, certain } = model.find(attributes, attributes.text("target_key_id"), "key");
    for (const node of nodes) {
      const known = all.get(node) ?? [];
      all.set(node, certain && name !== undefined && known !== "unknown" ? [...known, name] : "unknown");
    }
  }
  return all;
}
