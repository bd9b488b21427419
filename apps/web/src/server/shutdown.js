// An end without a lost request: after SIGTERM nothing new is accepted, and what is in flight gets its answer.

import { log } from "./log.js";

/** Ends the process on SIGTERM and SIGINT: with 0 when all was answered, with 1 when time was up. */
export function endGracefully(server, timeoutMs) {
  let ending = false;
  server.prependListener("request", (request, response) => {
    if (ending) response.setHeader("Connection", "close");
  });
  const end = (signal) => {
    if (ending) return;
    ending = true;
    log("info", "stopping", { signal });
    server.close(() => {
      log("info", "stopped");
      process.exit(0);
    });
    setTimeout(() => {
      log("error", "requests were still open when time was up", { timeoutMs });
      process.exit(1);
    }, timeoutMs).unref();
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
