import { createRequire } from "node:module";
import { report } from "./report";

/** Loads the module that is named, or nothing: what is measured is the whole process. */
const [name] = process.argv.slice(2);
if (name !== undefined) createRequire(__filename)(name);
report();
