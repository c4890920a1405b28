import { zonesUnusable } from "../../errors/network";
import type { ErrorPlace } from "../../errors/tenancy-error";

const FEWEST = 2;
const MOST = 4;

/** Regions whose zones are not a, b, c, d. An empty list: they differ from account to account. */
const LETTERS: Readonly<Record<string, string>> = {
  "ap-northeast-1": "acd",
  "ca-central-1": "abd",
  "us-west-1": "",
};
/** Regions with a zone beyond the third. */
const FOUR_ZONES = new Set(["ap-northeast-2", "us-east-1", "us-west-2"]);

/** The names of the zones, literal. @throws TNT1101 */
export function checkedZones(
  at: ErrorPlace,
  region: string,
  zones: number | readonly string[] = 3,
): readonly string[] {
  return typeof zones === "number" ? firstZones(at, region, zones) : namedZones(at, region, zones);
}

function firstZones(at: ErrorPlace, region: string, count: number): string[] {
  if (!Number.isInteger(count) || count < FEWEST || count > MOST) {
    throw zonesUnusable(at, count, "an Infrastructure spans 2 to 4 zones.", "give a number from 2 to 4.");
  }
  const letters = LETTERS[region] ?? (FOUR_ZONES.has(region) ? "abcd" : "abc");
  if (letters === "") {
    const why = `the zones of ${region} differ from account to account.`;
    throw zonesUnusable(at, count, why, `name them, for example ["${region}a", "${region}c"].`);
  }
  if (count > letters.length) {
    const why = `${region} is known to have ${letters.length} zones that every account can use.`;
    throw zonesUnusable(at, count, why, `use ${letters.length}, or name the zones.`);
  }
  return [...letters.slice(0, count)].map((letter) => `${region}${letter}`);
}

function namedZones(at: ErrorPlace, region: string, zones: readonly string[]): readonly string[] {
  const fix = `name them like ["${region}a", "${region}b"].`;
  if (!Array.isArray(zones) || zones.length < FEWEST || zones.length > MOST) {
    throw zonesUnusable(at, zones, "an Infrastructure spans 2 to 4 zones.", fix);
  }
  for (const zone of zones) {
    if (typeof zone !== "string" || !zone.startsWith(region) || !/^[a-z]$/.test(zone.slice(region.length))) {
      throw zonesUnusable(at, zone, `a zone of ${region} is named by the region and one letter.`, fix);
    }
  }
  if (new Set(zones).size < zones.length) {
    throw zonesUnusable(
      at,
      zones,
      "each zone has one private and one public subnet.",
      "name each zone once.",
    );
  }
  return [...zones];
}
