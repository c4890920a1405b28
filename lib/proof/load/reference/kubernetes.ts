import { textOfPieces } from "../../facts/text";
import type { Value } from "../../facts/value";
import { toPieces } from "../evaluate/values";
import type { Described } from "./described";

/** The id of an object is its namespace and name, or the name alone. */
export function kubernetesAttribute(resource: Described, name: string): Value | undefined {
  if (name !== "id") return undefined;
  const metadata = resource.given("metadata");
  const [first] = metadata?.kind === "list" ? metadata.items : [];
  if (first?.kind !== "fields") return undefined;
  const [space, own] = ["namespace", "name"].map((field) => {
    const value = first.fields.get(field);
    return value === undefined ? undefined : toPieces(value);
  });
  if (own === undefined) return undefined;
  return textOfPieces(space === undefined ? own : [...space, "/", ...own]);
}
