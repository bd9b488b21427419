// Static files: a fixed list, read once. A path that is not on the list is not there, so no path leads out.

import { readFileSync, readdirSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/** All files below a folder, by the path they are asked for. */
export function filesBelow(folder, prefix, cacheControl) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    found.map((each) => {
      const path = join(each.parentPath ?? each.path, each.name);
      const type = TYPES[extname(path)] ?? "application/octet-stream";
      return [prefix + relative(folder, path).split(sep).join("/"), { body: readFileSync(path), type, cacheControl }];
    }),
  );
}
