// Routes and answers: health, the page, and static files with the lifetimes that the CDN expects of them.

import { filesBelow } from "./files.js";
import { page } from "./page.js";

const READING = new Set(["GET", "HEAD"]);
const YEAR = "public, max-age=31536000, immutable"; // the name changes with the content
const DAY = "public, max-age=86400";

/** The listener of an HTTP server; `root` is the folder that holds .next and public. */
export function createApp(config, root, manifest) {
  const html = { body: Buffer.from(page(config, manifest.scripts)), type: "text/html; charset=utf-8" };
  const known = new Map([
    ...filesBelow(`${root}/public`, "/", DAY),
    ...filesBelow(`${root}/.next/static`, "/_next/static/", YEAR),
    ["/", { ...html, cacheControl: "private, no-cache" }],
    ["/healthz", { body: Buffer.from("ok\n"), type: "text/plain; charset=utf-8", cacheControl: "no-store" }],
  ]);
  return (request, response) => {
    const found = known.get(request.url.split("?")[0]);
    if (!found) return answer(request, response, 404, NOT_FOUND);
    if (!READING.has(request.method)) {
      response.setHeader("Allow", [...READING].join(", "));
      return answer(request, response, 405, NOT_ALLOWED);
    }
    return answer(request, response, 200, found);
  };
}

const NOT_FOUND = { body: Buffer.from("not found\n"), type: "text/plain; charset=utf-8", cacheControl: "no-store" };
const NOT_ALLOWED = { ...NOT_FOUND, body: Buffer.from("method not allowed\n") };

function answer(request, response, status, { body, type, cacheControl }) {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": body.length,
    "Cache-Control": cacheControl,
    "X-Content-Type-Options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
