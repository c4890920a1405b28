/** Writes the pages of docs/ that are made from the source. Usage: tsx scripts/docs/main.ts */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentedErrors, errorsPage } from "./errors";

const ROOT = join(__dirname, "..", "..");
const page = join(ROOT, "docs", "ERRORS.md");

const errors = documentedErrors(ROOT);
writeFileSync(page, errorsPage(errors));
console.log(`docs/ERRORS.md: ${errors.length} errors`);
