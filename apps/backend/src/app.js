// Routes and answers. Health says that this process can serve; it does not ask the database, or a failover
// would have every task replaced.

const READING = new Set(["GET", "HEAD"]);

/** The listener of an HTTP server. */
export function createApp(config) {
  const routes = new Map([
    ["/health", health],
    ["/api/health", health],
    ["/api/version", () => ({ version: config.version, node: process.version })],
  ]);
  return (request, response) => {
    const path = request.url.split("?")[0];
    const route = routes.get(path);
    if (!route) return answer(request, response, 404, { error: "not found" });
    if (!READING.has(request.method)) {
      response.setHeader("Allow", [...READING].join(", "));
      return answer(request, response, 405, { error: "method not allowed" });
    }
    return answer(request, response, 200, route());
  };
}

function health() {
  return { status: "ok", uptimeSeconds: Math.round(process.uptime()) };
}

function answer(request, response, status, body) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : text);
}
