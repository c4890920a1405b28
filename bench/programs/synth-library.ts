import { tenantsByLibrary } from "../by-library";
import { synthesize } from "./synthesize";

synthesize(tenantsByLibrary);
