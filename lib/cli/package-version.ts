import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Of the package around both `lib` and `dist`. */
export function packageVersion(): string {
  const path = join(__dirname, "..", "..", "package.json");
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
