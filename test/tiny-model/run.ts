import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createMock } from "../../src/index.ts";
import { examine } from "../corpus/examine.ts";
import { tinyModel } from "./gguf.ts";

/**
 * `npm run ai:tiny-model`: asks a real model runtime, with a model that has random weights, for every answer of five
 * documents, and has them judged. Installs node-llama-cpp (85 MB) into a temporary folder, or takes the one that
 * HELIX_LLAMA names. HELIX_CORPUS names public documents; else our own are asked.
 */
const PACKAGES = ["node-llama-cpp@3.22.1", "@node-llama-cpp/linux-x64@3.22.1"];
const DOCUMENTS = [
  "swagger-petstore",
  "redocly-museum",
  "readme-3.1-y-petstore",
  "oai-v3-link-example",
  "scalar-galaxy",
];
const OWN = ["shop.yaml"];

const workshop = mkdtempSync(join(tmpdir(), "helix-tiny-"));
try {
  const folder = process.env["HELIX_LLAMA"] ?? installed(workshop);
  const model = join(workshop, "tiny.gguf");
  writeFileSync(model, tinyModel());
  const runtime = fileURLToPath(new URL("runtime.ts", import.meta.url));
  const server = spawn(process.execPath, ["--import=tsx", runtime, folder, model], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = (await once(createInterface(server.stdout), "line")) as [string];
    let failures = 0;
    for (const [name, path] of documents()) failures += await ask(name, path, line);
    process.exitCode = failures > 0 ? 1 : 0;
  } finally {
    server.kill();
  }
} finally {
  rmSync(workshop, { recursive: true, force: true });
}

function installed(folder: string): string {
  writeFileSync(join(folder, "package.json"), "{}");
  const words = ["install", ...PACKAGES, "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", words, { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error("node-llama-cpp cannot be installed");
  return folder;
}

function documents(): [string, string][] {
  const corpus = process.env["HELIX_CORPUS"] ?? "";
  if (corpus === "") return OWN.map((file) => [file, fileURLToPath(new URL(`../../specs/${file}`, import.meta.url))]);
  const { documents: all } = JSON.parse(readFileSync(join(corpus, "manifest.json"), "utf8")) as {
    documents: { id: string; entry: string }[];
  };
  return all.filter(({ id }) => DOCUMENTS.includes(id)).map(({ id, entry }) => [id, join(corpus, entry)]);
}

/** @returns how many answers were wrong */
async function ask(name: string, path: string, url: string): Promise<number> {
  const ai = { aiProvider: "openai-compatible", aiBaseUrl: url, aiModel: "tiny", aiMode: "live" } as const;
  const sources = new Map<string, number>();
  const mock = await createMock({ document: path, ...ai, aiTimeout: 60, arraySize: 2, refRoot: join(path, "..") });
  const fetch = async (request: Request): Promise<Response> => {
    const response = await mock.fetch(request);
    const [source = ""] = (response.headers.get("x-helix-source") ?? "").split(";");
    sources.set(source, (sources.get(source) ?? 0) + 1);
    return response;
  };
  let answers = 0;
  let wrong = 0;
  for await (const { operation, ask: asked, failures } of examine(name, path, fetch, { judging: true })) {
    answers++;
    for (const { kind, detail } of failures) {
      wrong++;
      console.log(`${name} ${operation} [${asked}] ${kind}: ${detail}`);
    }
  }
  await mock.close();
  console.log(`${name}: ${answers} answers, ${wrong} wrong; ${JSON.stringify(Object.fromEntries(sources))}`);
  return wrong;
}
