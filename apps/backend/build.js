// Puts the program where `nest build` would: dist/main.js and what it imports.

import { cpSync, rmSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
cpSync("src", "dist", { recursive: true });
