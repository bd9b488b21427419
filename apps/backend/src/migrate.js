// The place of the migrations, for example `prisma migrate deploy`. This application has no tables, so there is
// nothing to do, however often it runs.

import { log } from "./log.js";

log("info", "no migrations: this application has no tables");
