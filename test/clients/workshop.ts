import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ClientKind } from "./client.ts";

/** Where generators are installed and SDKs written; nothing of it belongs to the project. */
const CACHE = resolve(
  process.env["HELIX_CLIENTS_CACHE"] ?? fileURLToPath(new URL("../../.cache/clients", import.meta.url)),
);

const INSTALL_MS = 300_000;
/** Type-checking a large SDK on a busy machine takes minutes. */
const COMMAND_MS = 400_000;

/** A folder with one kind of client and what it needs, in the exact versions that the kind names. */
export async function installClient(kind: ClientKind): Promise<string> {
  const packages = JSON.stringify(kind.packages);
  const digest = createHash("sha256").update(packages).digest("hex").slice(0, 12);
  const folder = join(CACHE, `${kind.name.replaceAll(/\W+/g, "-")}-${digest}`);
  const done = join(folder, "installed");
  if (existsSync(done)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{ "private": true, "type": "module", "dependencies": ${packages} }\n`);
  const npm = process.env["npm_execpath"];
  const words = ["install", "--no-audit", "--no-fund", "--ignore-scripts"];
  const [command, ...first] = npm?.endsWith("js") ? [process.execPath, npm] : ["npm"];
  await run(command ?? "npm", [...first, ...words], folder, INSTALL_MS);
  writeFileSync(done, "");
  return folder;
}

/**
 * Generates the SDK of a document into a fresh folder.
 *
 * @returns that folder.
 * @throws {CommandError} with what the generator said.
 */
export async function generateSdk(kind: ClientKind, installed: string, id: string, document: string): Promise<string> {
  const folder = join(installed, "sdks", id);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const configuration = kind.configuration?.(document, folder);
  if (configuration !== undefined) writeFileSync(join(folder, configuration.name), configuration.content);
  const [name, ...words] = kind.command(document, folder);
  await run(process.execPath, [commandOf(installed, name), ...words], folder, COMMAND_MS);
  return folder;
}

/** A module of calls and where they begin: the line of a call tells which it is. */
export interface WrittenModule {
  readonly path: string;
  /** Counted from 1. */
  readonly firstLine: number;
}

export function writeModule(folder: string, head: readonly string[], calls: readonly string[]): WrittenModule {
  const path = join(folder, "calls.ts");
  const before = [...head, "return ["];
  writeFileSync(path, [...before, ...calls.map((call) => `${call},`), "];", "};", ""].join("\n"));
  return { path, firstLine: before.length + 1 };
}

const COMPILER_OPTIONS = {
  target: "ES2023",
  module: "ESNext",
  moduleResolution: "Bundler",
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};

/**
 * Compiles the calls against the SDK with the client's own TypeScript.
 *
 * @returns complaints by the index of the call; complaints about anything else stand under -1.
 */
export async function checkTypes(
  installed: string,
  folder: string,
  { firstLine }: WrittenModule,
): Promise<ReadonlyMap<number, string>> {
  const project = { compilerOptions: COMPILER_OPTIONS, files: ["calls.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));
  const words = [commandOf(installed, "typescript", "tsc"), "--pretty", "false", "--project", "."];
  try {
    await run(process.execPath, words, folder, COMMAND_MS);
    return new Map();
  } catch (error) {
    if (!(error instanceof CommandError) || !error.output.includes("error TS")) throw error;
    return complaintsIn(error.output, firstLine);
  }
}

/** The first complaint for each call, with the lines that explain it. */
function complaintsIn(output: string, firstLine: number): ReadonlyMap<number, string> {
  const complaints = new Map<number, string>();
  for (const [, file = "", line, text = ""] of output.matchAll(/^(\S+)\((\d+),\d+\): error (.*(?:\n {2}.*)*)/gm)) {
    const isCall = file === "calls.ts" && Number(line) >= firstLine;
    const index = isCall ? Number(line) - firstLine : -1;
    if (!complaints.has(index)) complaints.set(index, isCall ? text : `${file}: ${text}`);
  }
  return complaints;
}

function commandOf(installed: string, name: string, command?: string): string {
  const folder = join(installed, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    bin: string | Record<string, string>;
  };
  const path = typeof bin === "string" ? bin : (bin[command ?? ""] ?? Object.values(bin)[0]);
  return join(folder, path ?? "");
}

/** A command that failed, with everything that it printed. */
export class CommandError extends Error {
  readonly output: string;

  constructor(message: string, output: string) {
    super(`${message}: ${output.slice(-1500)}`);
    this.output = output;
  }
}

function run(command: string, words: readonly string[], cwd: string, milliseconds: number): Promise<void> {
  const child = spawn(command, words, { cwd, stdio: ["ignore", "pipe", "pipe"], timeout: milliseconds });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      if (code === 0) done();
      else fail(new CommandError(`${[command, ...words].join(" ")} ended with ${signal ?? code}`, output));
    });
  });
}
