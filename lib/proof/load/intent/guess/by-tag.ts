import type { FactResource } from "../../../facts/resource";
import { literalOf } from "../../../facts/text";
import { tagOf } from "../../ownership/candidate";
import type { Guess } from "./guess";
import { isPlatformWord } from "./guess";

/** Tags by which people say whose something is, the most telling first. */
const OWNER_TAGS = [
  "cdktf-tenants:tenant",
  ...["tenant", "Tenant", "tenant-id", "TenantId", "customer", "Customer", "client", "Client"],
  ...["team", "Team", "project", "Project"],
];

/** By the most telling tag that tells anything apart: one that is the same on everything is the estate's. */
export function guessesByTag(resources: readonly FactResource[]): Guess[] {
  const key = OWNER_TAGS.find((each) => tellsApart(resources, each));
  if (key === undefined) return [];
  const values = resources.flatMap((resource) => valueOf(resource, key) ?? []);
  return [...new Set(values)]
    .filter((value) => !isPlatformWord(value))
    .sort()
    .map((value) => ({ kind: "tag", tenant: value, key, value }));
}

function tellsApart(resources: readonly FactResource[], key: string): boolean {
  const tagged = resources.filter(({ values }) => values.has("tags") || values.has("tags_all"));
  const values = tagged.map((resource) => valueOf(resource, key));
  const named = values.filter((value) => value !== undefined);
  return named.length > 0 && new Set(values).size > 1;
}

function valueOf(resource: FactResource, key: string): string | undefined {
  const looked = tagOf(resource, key);
  const value = typeof looked === "string" ? undefined : literalOf(looked);
  return value === "" ? undefined : value;
}
