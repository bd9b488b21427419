// Puts things where `next build` with `output: "standalone"` would: the server in .next/standalone, what browsers
// load in .next/static, under names that change with the content.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const OUT = ".next";

rmSync(OUT, { recursive: true, force: true });
mkdirSync(`${OUT}/static/chunks`, { recursive: true });
mkdirSync(`${OUT}/standalone/.next`, { recursive: true });

const chunk = readFileSync("src/browser/main.js");
const hash = createHash("sha256").update(chunk).digest("hex").slice(0, 16);
writeFileSync(`${OUT}/static/chunks/main-${hash}.js`, chunk);

const manifest = { scripts: [`/_next/static/chunks/main-${hash}.js`] };
writeFileSync(`${OUT}/standalone/.next/build-manifest.json`, `${JSON.stringify(manifest)}\n`);
cpSync("src/server", `${OUT}/standalone`, { recursive: true });
cpSync("package.json", `${OUT}/standalone/package.json`);
