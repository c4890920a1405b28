import type { Facts, FactResource, Opaque } from "../../facts/resource";
import { KINDS } from "../kinds/kinds";
import { AwsModel } from "../model/model";
import type { Adapter } from "./adapter";
import { GRANT_ADAPTERS } from "./grants";
import { IDENTITY_ADAPTERS } from "./identity";
import { INERT_TYPES, OTHER_PLANES } from "./other-types";
import { RESOURCE_POLICY_ADAPTERS } from "./resource-policies";
import { addDefaultKeyPolicies, STORAGE_ADAPTERS } from "./storage";

/** Types that are read where steps are made of them: they join what stands elsewhere. */
const JOINING_TYPES: ReadonlySet<string> = new Set([
  ...["aws_eks_access_entry", "aws_eks_access_policy_association", "aws_eks_pod_identity_association"],
  ...["aws_iam_access_key", "aws_iam_user_login_profile"],
]);

/** What each type says, by Terraform's name; a type may have several adapters. */
export const ADAPTERS: Readonly<Record<string, readonly Adapter[]>> = (() => {
  const all: Record<string, Adapter[]> = {};
  for (const type of [...Object.keys(KINDS), ...JOINING_TYPES]) all[type] = [];
  for (const family of [IDENTITY_ADAPTERS, RESOURCE_POLICY_ADAPTERS, GRANT_ADAPTERS, STORAGE_ADAPTERS])
    for (const [type, adapter] of Object.entries(family)) (all[type] ??= []).push(adapter);
  return all;
})();

/** True for a type that these planes understand, or that is not theirs. */
export function isUnderstood(type: string): boolean {
  return !type.startsWith("aws_") || type in ADAPTERS || INERT_TYPES.has(type) || OTHER_PLANES.has(type);
}

function opaqueOf({ type, provenance, owner }: FactResource): Opaque {
  const reason = `nothing is known about what ${type} lets whom do`;
  return { provenance, owner, scope: "account", reason };
}

/** The model of a plan, and what in it is not understood. */
export function readAws(facts: Facts): { readonly model: AwsModel; readonly opaque: readonly Opaque[] } {
  const model = new AwsModel(facts);
  for (const resource of facts.resources)
    for (const adapter of ADAPTERS[resource.type] ?? []) adapter(model.attributesOf(resource), model);
  addDefaultKeyPolicies(model);
  const opaque = facts.resources.filter(({ type }) => !isUnderstood(type)).map(opaqueOf);
  return { model, opaque };
}
