import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { asks } from "../ai/adversary/operations.ts";
import { documentPath } from "../ai/adversary/siege.ts";
import { secretsTold } from "../ai/injection/forms.ts";
import { indiscreetAnswer, indiscretions } from "../ai/injection/indiscreet.ts";
import { type AiServer, aiServer } from "../helpers/ai-server.ts";
import { type HelixSurroundings, startHelix } from "../helpers/helix-process.ts";
import { type HttpClient, httpClient, type Reply } from "../helpers/http-client.ts";
import { needsRedis, type RedisServer, startRedis } from "../helpers/redis-server.ts";

/** By the variables that they are given in. */
const keys = {
  HELIX_AI_API_KEY: "hk-4fQ9zL2mXb7VtR1wYc8Dk3Ns6Pa0",
  HELIX_OPENROUTER_API_KEY: "sk-or-v1-7d1e0c93b5a84f62e0917c3d",
  HELIX_GROQ_API_KEY: "gsk_Jw83nVq0XkT5rZbL9yHc2MdF",
  HELIX_OPENAI_API_KEY: "sk-proj-Uy6Tg1Rf4Ed9Ws8Qa2Zx7Cv",
  HELIX_ADMIN_TOKEN: "adm-0pLk9JhG5fDs4AqW2eRt",
} as const;
/** Those of the vendors' own tools. */
const vendorKeys = {
  OPENROUTER_API_KEY: "sk-or-v1-e41f77a09c2b4d5588cc01ab",
  GROQ_API_KEY: "gsk_Bn5Mq2Wk8Lz1Xc7Vt4Rp9Yd3",
  OPENAI_API_KEY: "sk-proj-Pm4Nb8Vc2Xz6Lk0Jh5Gf9Ds",
} as const;
const redisPassword = "rds-5TgB7yHn3UjM1iKo";
const all = [...Object.values(keys), ...Object.values(vendorKeys), redisPassword];

/** With one operation. */
const small = {
  openapi: "3.1.0",
  info: { title: "Small", version: "1" },
  paths: {
    "/": {
      get: { responses: { 200: { description: "", content: { "application/json": { schema: { type: "string" } } } } } },
    },
  },
};

describe("keys", function () {
  this.timeout(120_000);

  let folder: string;
  let server: AiServer;
  let redis: RedisServer;

  before(needsRedis);
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "helix-keys-"));
    server = await aiServer({ behaves: "ollama", models: ["model"], answer: indiscreetAnswer });
    redis = await startRedis("--requirepass", redisPassword);
  });
  after(async () => {
    await redis?.close();
    await server?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  for (const [how, logFormat, last, sign] of [
    ["variables", "json", "unauthorized", "does not accept the key"],
    ["files", "text", "rate-limit", "was asked too often"],
    ["vendors' variables", "text", "payment", "wants to be paid first"],
    ["variables again", "text", "about-model", "does not have the model"],
  ] as const) {
    it(`are in nothing that a mock says, keeps or records, given in ${how}`, async () => {
      const cassette = join(folder, `cassette of ${how}`);
      const words = [
        ...["mock", documentPath, "--port", "0", "--no-watch", "--log-level", "trace", "--log-format", logFormat],
        ...["--ai-model", "model", "--ai-mode", "record", "--cassette", cassette, "--redis-prefix", `${how}:`],
      ];
      const environment = {
        ...environmentOf(how, folder),
        HELIX_AI_BASE_URL: `${server.url}/v1`,
        HELIX_REDIS_URL: redis.url.replace("//", `//:${redisPassword}@`),
      };
      const helix = startHelix(words, { environment, lifetimeMs: 110_000 });
      const client = httpClient((await helix.url) ?? "");
      const asked = server.completions().length;

      const said = await conversation(client, last);
      const pages = await controlPages(client);
      client.close();
      helix.child.kill("SIGTERM");

      expect(await helix.ended, helix.complaint()).to.equal(0);
      expect(server.completions().length - asked, "questions").to.be.at.least(indiscretions.length - closing.size);
      const sentKeys = new Set(
        server
          .completions()
          .slice(asked)
          .map(({ headers }) => headers.authorization),
      );
      expect([...sentKeys]).to.deep.equal([`Bearer ${keys.HELIX_AI_API_KEY}`]);
      const recorded = filesIn(cassette);
      const stored = await everythingIn(redis);
      expect(recorded, "recorded").to.not.equal("");
      expect(stored, "in Redis").to.include(how);
      expect(helix.output()).to.include(sign);
      expect(pages).to.include("Wrong key");
      for (const [where, text] of Object.entries({
        said,
        pages,
        recorded,
        stored,
        output: helix.output(),
        complaint: helix.complaint(),
      })) {
        expect(secretsTold(text, all), where).to.deep.equal([]);
      }
    });
  }

  for (const [what, words, environment = {}] of [
    ["--help", ["--help"]],
    ["--help of a command", ["mock", "--help"]],
    ["helix prompt", ["prompt", documentPath, "getForecast"]],
    ["helix explain", ["explain", "ai-unauthorized"]],
    ["helix routes", ["routes", documentPath]],
    ["a flag that is misspelled", ["mock", documentPath, `--ai-apikey=${keys.HELIX_AI_API_KEY}`]],
    ["a flag that is misspelled, and its value", ["mock", documentPath, "--groq-api-keys", keys.HELIX_GROQ_API_KEY]],
    ["a key that cannot be used", ["mock", documentPath], { HELIX_AI_API_KEY: `${keys.HELIX_AI_API_KEY} ü` }],
    [
      "a key in the URL",
      ["mock", documentPath],
      {
        HELIX_AI_BASE_URL: `https://api.example/v1?key=${keys.HELIX_AI_API_KEY}`,
        HELIX_AI_PROVIDER: "openai-compatible",
      },
    ],
    [
      "a key as user and password",
      ["mock", documentPath],
      { HELIX_AI_BASE_URL: `https://x:${keys.HELIX_AI_API_KEY}@api.example`, HELIX_AI_PROVIDER: "openai-compatible" },
    ],
    ["a key given twice", ["mock", documentPath], { HELIX_AI_API_KEY_FILE: "/dev/null" }],
    [
      "a file of keys that is not there",
      ["mock", documentPath],
      { HELIX_AI_API_KEY: "", HELIX_AI_API_KEY_FILE: "/does/not/exist" },
    ],
    [
      "a model that is missing",
      ["mock", documentPath],
      { HELIX_AI_PROVIDER: "openai-compatible", HELIX_AI_BASE_URL: "http://127.0.0.1:1" },
    ],
    [
      "a model server that is not there",
      ["warm", "small.json", "--cassette", "warm"],
      { HELIX_AI_PROVIDER: "groq", HELIX_AI_BASE_URL: "http://127.0.0.1:1" },
    ],
    [
      "a Redis that is not there",
      ["mock", documentPath, "--port", "-1"],
      { HELIX_REDIS_URL: `redis://:${redisPassword}@127.0.0.1:1` },
    ],
    ["a wrong setting in a file", ["mock", documentPath, "--config", "wrong.json"]],
  ] as readonly (readonly [string, readonly string[], Readonly<Record<string, string>>?])[]) {
    it(`are not shown by ${what}`, async () => {
      writeFileSync(join(folder, "small.json"), JSON.stringify(small));
      writeFileSync(
        join(folder, "wrong.json"),
        JSON.stringify({ groqApiKeyy: keys.HELIX_GROQ_API_KEY, aiApiKey: [keys.HELIX_AI_API_KEY] }),
      );
      const surroundings: HelixSurroundings = {
        environment: { ...keys, ...vendorKeys, ...environment },
        directory: folder,
        lifetimeMs: 30_000,
      };
      const helix = startHelix(words, surroundings);
      await helix.ended;

      const shown = helix.output() + helix.complaint();
      expect(shown).to.not.equal("");
      expect(secretsTold(shown, all)).to.deep.equal([]);
    });
  }
});

/** The variables that hand the keys over. */
function environmentOf(how: string, folder: string): Readonly<Record<string, string>> {
  const provider = { HELIX_AI_PROVIDER: "openai-compatible" };
  if (how.startsWith("variables")) return { ...provider, ...keys, ...vendorKeys };
  const files = join(folder, "files");
  mkdirSync(files, { recursive: true });
  const named = Object.entries(keys).map(([name, key]) => {
    writeFileSync(join(files, name), `${key}\n`);
    return [`${name}_FILE`, join(files, name)];
  });
  if (how === "files") return { ...provider, ...Object.fromEntries(named) };
  // A vendor's key does not go to another host; that of the host is given, too.
  const { HELIX_AI_API_KEY, HELIX_ADMIN_TOKEN } = keys;
  return { HELIX_AI_PROVIDER: "groq", HELIX_AI_API_KEY, HELIX_ADMIN_TOKEN, ...vendorKeys };
}

/** Behind these nothing more is asked for a while. */
const closing: ReadonlySet<string> = new Set(["rate-limit", "about-model", "payment", "unauthorized"]);

/** All that clients are answered while the server gives its key away in every way. */
async function conversation(client: HttpClient, last: string): Promise<string> {
  const replies: Reply[] = [];
  for (const { line, body } of asks) replies.push(await client.send(line, {}, body));
  const ways = [...indiscretions.filter((way) => !closing.has(way)), last];
  for (const [at, way] of ways.entries()) {
    const headers = { prefer: `ai="please: ${way}!"`, "x-session-id": `s${at}` };
    replies.push(await client.send("GET /forecast?place=Rome", headers));
    // A success, so that failures in a row do not end it.
    replies.push(await client.send("GET /statistics", { prefer: `ai="number ${at}"`, "x-session-id": `s${at}` }));
  }
  const { send } = client;
  replies.push(await send("GET /nowhere"), await send("POST /search", {}, { words: 1 }));
  return replies.map(shown).join("\n");
}

/** All that the control plane tells. */
async function controlPages(client: HttpClient): Promise<string> {
  const authorized = { authorization: `Bearer ${keys.HELIX_ADMIN_TOKEN}` };
  const described = JSON.parse((await client.send("GET /_helix/openapi.json", authorized)).text) as {
    paths: Record<string, object>;
  };
  const templates = Object.entries(described.paths)
    .filter(([, item]) => "get" in item)
    .map(([template]) => template);
  const pages: Reply[] = [];
  for (const template of templates) {
    const path = template.replace("{code}", "ai-unauthorized").replaceAll(/\{\w+\}/g, "s1");
    const target = path.startsWith("/_helix") ? path : `/_helix${path}`;
    pages.push(await client.send(`GET ${target}`, authorized), await client.send(`GET ${target}`));
  }
  expect(pages.filter(({ status }) => status === 200).length).to.be.at.least(8);
  return pages.map(shown).join("\n");
}

function shown({ status, headers, text }: Reply): string {
  return `${status} ${JSON.stringify(headers)} ${text}`;
}

function filesIn(directory: string): string {
  const names = readdirSync(directory, { recursive: true }).map(String);
  const files = names.filter((name) => statSync(join(directory, name)).isFile());
  return files.map((name) => `${name}\n${readFileSync(join(directory, name), "utf8")}`).join("\n");
}

/** Every key of Redis with its value, as far as text goes. */
async function everythingIn({ client }: RedisServer): Promise<string> {
  const names = await client.keys("*");
  const values = await Promise.all(names.map(async (name) => `${name} ${(await valueIn(client, name)) ?? ""}`));
  return values.join("\n");
}

async function valueIn(client: RedisServer["client"], name: string): Promise<string | null> {
  const type = await client.type(name);
  if (type === "string") return await client.get(name);
  if (type === "hash") return JSON.stringify(await client.hgetall(name));
  if (type === "list") return JSON.stringify(await client.lrange(name, 0, -1));
  if (type === "set") return JSON.stringify(await client.smembers(name));
  if (type === "zset") return JSON.stringify(await client.zrange(name, "0", "-1"));
  throw new Error(`${name} is a ${type}, which this test does not read`);
}
