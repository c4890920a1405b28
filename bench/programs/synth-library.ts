import { tenantsByLibrary } from "../by-library";
import { synthesizeTenants } from "./synthesize";

synthesizeTenants(tenantsByLibrary);
