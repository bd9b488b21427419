// The process: environment, files, server, end. It reads everything at start and writes nothing.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { createApp } from "./app.js";
import { readConfig } from "./config.js";
import { log } from "./log.js";
import { endGracefully } from "./shutdown.js";

function start() {
  const config = readConfig(process.env);
  const root = import.meta.dirname;
  const manifest = JSON.parse(readFileSync(`${root}/.next/build-manifest.json`, "utf8"));
  const app = createApp(config, root, manifest);
  const server = createServer({ keepAliveTimeout: config.keepAliveTimeoutMs }, app);
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
