import { tagReserved } from "../errors/tenant";
import type { ErrorPlace } from "../errors/tenancy-error";
import { isTokenLike } from "./names";

/** AWS takes 50 tags a resource; ten are left for ownership, names and what services add. */
const TAGS_MOST = 40;

/** Tags of the user's own, without what AWS or ownership keep for themselves. @throws TNT1216 */
export function checkedTags(
  at: ErrorPlace,
  tags: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const entries = Object.entries(tags);
  if (entries.length > TAGS_MOST) {
    throw tagReserved(at, `${entries.length} tags`, `a resource has at most ${TAGS_MOST} tags of your own.`);
  }
  for (const [key, value] of entries) {
    if (/^aws:/i.test(key)) throw tagReserved(at, key, "AWS keeps the prefix `aws:` for itself.");
    if (key.startsWith("cdktf-tenants:"))
      throw tagReserved(at, key, "ownership is derived from where a construct stands.");
    if (key === "" || key.length > 128 || isTokenLike(key))
      throw tagReserved(at, key, "a key has 1 to 128 characters, known at synthesis.");
    if (typeof value !== "string" || value.length > 256)
      throw tagReserved(at, key, "a value is a string of at most 256 characters.");
  }
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
