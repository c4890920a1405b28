import type { Statement } from "./document";
import { variableKeys } from "./template";

/** The keys that a statement asks for, in its conditions and as variables; one as often as it does. */
export function eachKeyOf({ conditions, resources }: Statement, take: (key: string) => void): void {
  for (const { key, values } of conditions) {
    take(key);
    for (const value of values) variableKeys(value).forEach(take);
  }
  for (const entry of resources?.entries ?? []) variableKeys(entry).forEach(take);
}
