import { tenantsByHand } from "../by-hand/tenants";
import { synthesize } from "./synthesize";

synthesize(tenantsByHand);
