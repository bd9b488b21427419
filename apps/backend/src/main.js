// The process: environment, server, end. It starts without a database, so that a deployment waits for none.

import { createServer } from "node:http";

import { createApp } from "./app.js";
import { readConfig } from "./config.js";
import { log } from "./log.js";
import { endGracefully } from "./shutdown.js";

function start() {
  const config = readConfig(process.env);
  const server = createServer({ keepAliveTimeout: config.keepAliveTimeoutMs }, createApp(config));
  server.headersTimeout = config.keepAliveTimeoutMs + 1000;
  endGracefully(server, config.shutdownTimeoutMs);
  server.listen(config.port, config.host, () => {
    log("info", "listening", { port: config.port, version: config.version });
  });
}

try {
  start();
} catch (error) {
  log("fatal", error.message);
  process.exitCode = 1;
}
