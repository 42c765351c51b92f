import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";

const root = fileURLToPath(new URL("../../", import.meta.url));

const document = `openapi: 3.0.3
info: { title: Users, version: 1.0.0 }
paths:
  /users:
    get:
      responses:
        "200":
          description: Users
          content: { application/json: { schema: { type: array, items: { type: object, required: [id], properties: { id: { type: integer } } } } } }
`;

/** The block that Prism's users have in their configuration, with another command. */
function configuration(port: number): string {
  const entry = [
    process.execPath,
    `--import=${pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href}`,
    join(root, "src/bin.ts"),
  ];
  const command = [...entry, "mock", "-p", String(port), "./openapi.yaml"]
    .map((word) => JSON.stringify(word))
    .join(" ");
  const webServer = { command, url: `http://127.0.0.1:${port}/users`, reuseExistingServer: false };
  const use = { baseURL: `http://127.0.0.1:${port}` };
  return `export default ${JSON.stringify({ testDir: ".", reporter: "line", webServer, use })};\n`;
}

const library = pathToFileURL(join(root, "node_modules/@playwright/test/index.mjs")).href;
const specification = `import { expect, test } from ${JSON.stringify(library)};

test("asks the mock", async ({ request }) => {
  const response = await request.get("/users", { headers: { prefer: "dynamic=true" } });

  expect(response.status()).toBe(200);
  expect((await response.json())[0]).toHaveProperty("id");
});
`;

describe("a Playwright webServer block", () => {
  let directory: string;

  before(() => {
    directory = mkdtempSync(join(tmpdir(), "helix-"));
  });

  after(() => rmSync(directory, { recursive: true }));

  it("starts the mock, waits for it, runs the tests and stops it", async () => {
    const port = await freePort();
    writeFileSync(join(directory, "openapi.yaml"), document);
    writeFileSync(join(directory, "playwright.config.mjs"), configuration(port));
    writeFileSync(join(directory, "users.spec.mjs"), specification);

    const { code, printed } = await run([join(root, "node_modules/@playwright/test/cli.js"), "test"], directory);

    expect(printed).to.contain("1 passed");
    expect(code).to.equal(0);
  }).timeout(90_000);
});

function run(words: readonly string[], cwd: string): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, words, { cwd, stdio: ["ignore", "pipe", "pipe"], timeout: 80_000 });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, printed })));
}

/** Playwright wants to know the port before the server does. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
