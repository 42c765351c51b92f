import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * `npm run schema-suite`: tries Helix on the whole JSON-Schema-Test-Suite. HELIX_SCHEMA_SUITE names a copy of it; without
 * one, the copy that the exceptions are written for is fetched once.
 */
const SOURCE = "https://github.com/json-schema-org/JSON-Schema-Test-Suite.git";
const COMMIT = "47958f82d0ca44b82f3fb32744a0fb5aead191a6";

const root = fileURLToPath(new URL("../..", import.meta.url));

function run(command: string, args: readonly string[], folder: string, env: NodeJS.ProcessEnv = process.env): void {
  const { status, error } = spawnSync(command, args, { cwd: folder, env, stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} has failed${error ? `: ${error.message}` : ""}`);
}

function fetched(): string {
  const folder = join(root, "node_modules/.cache/json-schema-test-suite", COMMIT);
  if (existsSync(join(folder, "tests"))) return folder;
  mkdirSync(folder, { recursive: true });
  run("git", ["init", "--quiet"], folder);
  run("git", ["fetch", "--quiet", "--depth", "1", SOURCE, COMMIT], folder);
  run("git", ["checkout", "--quiet", "FETCH_HEAD"], folder);
  return folder;
}

const mocha = join(root, "node_modules/mocha/bin/mocha.js");
const test = join(dirname(fileURLToPath(import.meta.url)), "suite.test.ts");
const options = ["--no-config", "--import=tsx", "--exit", "--timeout", "60000"];
run(process.execPath, [mocha, ...options, test], root, {
  ...process.env,
  HELIX_SCHEMA_SUITE: process.env["HELIX_SCHEMA_SUITE"] ?? fetched(),
});
