import { tenantsByHand } from "../by-hand/tenants";
import { synthesizeTenants } from "./synthesize";

synthesizeTenants(tenantsByHand);
