import { wholeApp } from "../whole-app";
import { synthesize } from "./synthesize";

synthesize(wholeApp);
