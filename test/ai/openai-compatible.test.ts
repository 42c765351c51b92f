import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { ProviderError } from "../../src/ai/errors.ts";
import type { Notice } from "../../src/base/notice.ts";
import { petCompletion, providerAt, rejection } from "../helpers/ai/endpoint.ts";
import { type AiAnswer, type AiServer, type AiServerOptions, aiServer } from "../helpers/ai-server.ts";

const never = new AbortController().signal;

describe("a model behind an OpenAI-compatible API", () => {
  let server: AiServer;

  afterEach(() => server.close());

  async function failing(answer: AiAnswer, options: AiServerOptions = {}): Promise<ProviderError> {
    server = await aiServer({ ...options, answer: () => answer });
    const error = await rejection(
      providerAt(server.url, "openai", { apiKey: "sk-secret-1234" }).complete(petCompletion, never),
    );
    expect(error).to.be.instanceOf(ProviderError);
    expect(error.message).to.not.include("sk-secret-1234");
    return error as ProviderError;
  }

  it("is asked with the schema, and its text and usage come back", async () => {
    server = await aiServer({ behaves: "groq", key: "gsk_1" });
    const provider = providerAt(server.url, "groq", { apiKey: "gsk_1" });

    const { text, usage, capability } = await provider.complete({ ...petCompletion, seed: 7 }, never);

    expect(JSON.parse(text)).to.deep.equal({ name: "as a model writes it", age: 7 });
    expect(usage.promptTokens).to.be.greaterThan(20);
    expect(usage.dollars).to.be.closeTo((usage.promptTokens * 0.075 + usage.completionTokens * 0.3) / 1e6, 1e-12);
    expect(capability).to.equal("json_schema strict");
    const [{ body }] = server.completions() as [(typeof server.requests)[0]];
    expect(body).to.deep.include({ model: "openai/gpt-oss-20b", max_tokens: 500, temperature: 0.7, seed: 7 });
    expect(body).to.deep.include({ reasoning_effort: "low" });
    expect(body["response_format"]).to.deep.equal({
      type: "json_schema",
      json_schema: { name: "getPet_200", strict: true, schema: petCompletion.schema },
    });
  });

  for (const [name, manner] of [
    ["openai", "openai"],
    ["openrouter", "openrouter"],
    ["groq", "groq"],
    ["ollama", "ollama"],
    ["deepseek-direct", "deepseek"],
  ] as const) {
    it(`answers where it behaves as ${manner}`, async () => {
      server = await aiServer({ behaves: manner });

      const { text } = await providerAt(server.url, name).complete({ ...petCompletion, seed: 7 }, never);

      expect(JSON.parse(text)).to.have.keys("name", "age");
      expect(server.completions()).to.have.length(1);
    });
  }

  it("takes what OpenRouter says that it cost", async () => {
    server = await aiServer({ behaves: "openrouter" });

    const { usage } = await providerAt(server.url, "openrouter").complete(petCompletion, never);

    expect(usage.dollars).to.equal(0.00042);
    expect(server.requests[0]?.headers).to.include({ "x-openrouter-title": "Helix" });
  });

  it("sends nothing that the environment says of an account at OpenAI, and no key unless there is one", async () => {
    const variables = {
      OPENAI_API_KEY: "sk-env-9999",
      OPENAI_ADMIN_KEY: "sk-admin-9999",
      OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
      OPENAI_ORG_ID: "org-env",
      OPENAI_PROJECT_ID: "proj-env",
      OPENAI_CUSTOM_HEADERS: "X-Env: yes\nAuthorization: Bearer sk-custom-9999",
      OPENAI_LOG: "debug",
    };
    const printed: unknown[] = [];
    const { debug, info, warn, log } = console;
    const note = (...words: unknown[]): void => void printed.push(words);
    Object.assign(process.env, variables);
    Object.assign(console, { debug: note, info: note, warn: note, log: note });
    try {
      server = await aiServer();
      await providerAt(server.url, "openai").complete(petCompletion, never);
    } finally {
      Object.assign(console, { debug, info, warn, log });
      for (const name of Object.keys(variables)) delete process.env[name];
    }

    const { headers } = server.requests[0] ?? { headers: {} };
    expect(Object.keys(headers).sort()).to.deep.equal(
      ["accept", "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent"].sort(),
    );
    expect(JSON.stringify(headers)).to.not.match(/env|9999/);
    expect(printed).to.deep.equal([]);
  });

  it("steps down to what the endpoint takes, remembers it, and says so once", async () => {
    const notices: Notice[] = [];
    server = await aiServer({ behaves: "openai", takes: "json_object" });
    const provider = providerAt(server.url, "openai", { onNotice: (notice) => notices.push(notice) });

    const first = await provider.complete(petCompletion, never);
    const second = await provider.complete(petCompletion, never);

    expect([first.capability, second.capability, provider.capability]).to.deep.equal(Array(3).fill("json_object"));
    const formats = server.completions().map(({ body }) => (body["response_format"] as { type: string }).type);
    expect(formats).to.deep.equal(["json_schema", "json_schema", "json_object", "json_object"]);
    expect(notices.map(({ message }) => message)).to.deep.equal([
      "OpenAI: the model gpt-6-luna takes the schema of answers as json_object",
    ]);
  });

  it("steps down to text where OpenRouter finds no endpoint for the rest", async () => {
    server = await aiServer({ behaves: "openrouter", takes: "text" });

    const { capability } = await providerAt(server.url, "openrouter").complete(petCompletion, never);

    expect(capability).to.equal("text");
    expect(server.completions()).to.have.length(4);
    expect(server.completions()[3]?.body).to.not.have.any.keys("response_format", "provider");
  });

  it("does not step down for all where it is one schema that is not taken", async () => {
    server = await aiServer({ behaves: "groq" });
    const provider = providerAt(server.url, "groq");
    const open = { ...petCompletion, schemaName: "open", schema: { type: "object", properties: {} } };

    const loose = [await provider.complete(open, never), await provider.complete(open, never)];
    const { capability } = await provider.complete(petCompletion, never);

    expect(loose.map((answer) => answer.capability)).to.deep.equal(["json_schema", "json_schema"]);
    expect(capability).to.equal("json_schema strict");
    expect(server.completions()).to.have.length(4);
  });

  it("does without a parameter that the model does not take", async () => {
    const message = "Unsupported value: 'temperature' does not support 0.7 with this model.";
    const refused = { status: 400, body: { error: { message, type: "invalid_request_error", param: "temperature" } } };
    server = await aiServer({ answer: ({ body }) => ("temperature" in body ? refused : '{"name":"a","age":1}') });
    const provider = providerAt(server.url, "openai");

    const { capability } = await provider.complete(petCompletion, never);
    await provider.complete(petCompletion, never);

    expect(capability).to.equal("json_schema strict");
    expect(server.completions()).to.have.length(3);
  });

  it("limits tokens by the name that the model knows", async () => {
    server = await aiServer({ behaves: "openai" });
    const provider = providerAt(server.url, "openai-compatible", { model: "gpt-6-luna" });

    const { capability } = await provider.complete(petCompletion, never);
    await provider.complete(petCompletion, never);

    expect(capability).to.equal("json_schema strict");
    const limits = server.completions().map(({ body }) => [body["max_tokens"], body["max_completion_tokens"]]);
    expect(limits).to.deep.equal([
      [500, undefined],
      [undefined, 500],
      [undefined, 500],
    ]);
  });

  it("does not step down for what has nothing to do with it", async () => {
    const { kind } = await failing({ status: 503, body: { error: { message: "overloaded" } } });

    expect(kind).to.equal("unavailable");
    expect(server.completions()).to.have.length(1);
  });

  it("takes over what Groq's model wrote although Groq did not pass it on", async () => {
    server = await aiServer({ behaves: "groq", answer: () => 'Here you are: {"name": "Rex", "age": 3' });

    const { text } = await providerAt(server.url, "groq").complete(petCompletion, never);

    expect(text).to.equal('Here you are: {"name": "Rex", "age": 3');
    expect(server.completions()).to.have.length(1);
  });

  it("lists the models that there are where the one that is asked for is gone", async () => {
    server = await aiServer({ behaves: "groq" });
    const provider = providerAt(server.url, "groq", { model: "llama-3.3-70b-versatile" });

    const errors = [
      await rejection(provider.complete(petCompletion, never)),
      await rejection(provider.complete(petCompletion, never)),
    ];

    expect(errors[0]?.message).to.equal(
      'Groq does not have the model "llama-3.3-70b-versatile"; it has openai/gpt-oss-20b, ' +
        'openai/gpt-oss-120b, qwen/qwen3-32b; set HELIX_AI_MODEL, for example to "openai/gpt-oss-120b"',
    );
    expect(errors.map((error) => (error as ProviderError).code)).to.deep.equal(Array(2).fill("ai-model-unknown"));
    expect(server.requests.filter(({ path }) => path === "/v1/models")).to.have.length(1);
  });

  it("does not wait long for the list of models", async () => {
    server = await aiServer();
    let isOver = false;
    const hanging = createServer((request, response) => {
      if (request.method === "GET") return;
      response.writeHead(404, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: "no such model", code: "model_not_found" } }));
    });
    await new Promise<void>((resolve) => hanging.listen(0, "127.0.0.1", resolve));
    const { port } = hanging.address() as AddressInfo;
    const provider = providerAt(`http://127.0.0.1:${port}`, "openai", {
      timer(milliseconds, then) {
        expect(milliseconds).to.be.below(3000);
        setImmediate(then);
        return () => {
          isOver = true;
        };
      },
    });

    const error = await rejection(provider.complete(petCompletion, never));

    hanging.closeAllConnections();
    await new Promise((resolve) => hanging.close(resolve));
    expect(error.message).to.equal('OpenAI does not have the model "gpt-6-luna"; set HELIX_AI_MODEL');
    expect(isOver).to.equal(true);
  });

  it("proposes the model whose name is nearest among those that have the name within", async () => {
    const models = ["openai/gpt-oss", "openai/gpt-oss-20b", "openai/gpt-oss-20b:free"];
    server = await aiServer({ behaves: "openrouter", models });

    const error = await rejection(
      providerAt(server.url, "openrouter", { model: "gpt-oss-20b" }).complete(petCompletion, never),
    );

    expect(error.message).to.match(/for example to "openai\/gpt-oss-20b"$/);
  });

  for (const [manner, name] of [
    ["ollama", "ollama"],
    ["openrouter", "openrouter"],
    ["openai", "openai"],
    ["deepseek", "deepseek-direct"],
  ] as const) {
    it(`knows how ${manner} says that it does not have a model`, async () => {
      server = await aiServer({ behaves: manner });

      const error = await rejection(providerAt(server.url, name, { model: "nonesuch" }).complete(petCompletion, never));

      expect(error).to.include({ kind: "model" });
      expect(server.completions()).to.have.length(1);
    });
  }

  it("finds the API with and without /v1, once", async () => {
    server = await aiServer({ prefix: "" });
    const provider = providerAt(`${server.url}/`, "openai");

    await provider.complete(petCompletion, never);
    await provider.complete(petCompletion, never);

    expect(server.requests.map(({ path }) => path)).to.deep.equal([
      "/v1/chat/completions",
      "/chat/completions",
      "/chat/completions",
    ]);
  });

  it("says where nothing is", async () => {
    server = await aiServer({ prefix: "/elsewhere" });

    const error = await rejection(providerAt(server.url, "openai").complete(petCompletion, never));

    expect(error.message).to.equal(`OpenAI has nothing at ${server.url}/v1/chat/completions; check HELIX_AI_BASE_URL`);
  });

  for (const [what, answer, kind] of [
    ["401", { status: 401, body: { error: { message: "Incorrect API key provided: sk-sec***1234." } } }, "auth"],
    ["403", { status: 403, body: { error: { message: "Forbidden" } } }, "auth"],
    ["402", { status: 402, body: { error: { message: "Insufficient credits", code: 402 } } }, "payment"],
    [
      "a used-up quota",
      { status: 429, body: { error: { message: "You exceeded your quota", code: "insufficient_quota" } } },
      "payment",
    ],
    [
      "a filter's 403",
      { status: 403, body: { error: { message: "Blocked", metadata: { reasons: ["x"] } } } },
      "rejected",
    ],
    ["429", { status: 429, body: { error: { message: "slow down" } } }, "rate-limit"],
    ["500 in HTML", { status: 500, body: "<html>oh no</html>" }, "unavailable"],
    ["a redirect", { status: 307, headers: { location: "http://127.0.0.1:1/" }, body: "" }, "unavailable"],
    [
      "an error with status 200",
      { completion: { error: { message: "Provider returned error", code: 429 }, choices: [] } },
      "rate-limit",
    ],
    [
      "an error in a choice",
      { choice: { error: { message: "died", code: 502 }, finish_reason: "error" } },
      "unavailable",
    ],
    [
      "a long question",
      { status: 400, body: { error: { message: "This model's maximum context length is 8192 tokens." } } },
      "context",
    ],
    ["an answer that was cut off", { text: '{"name":', choice: { finish_reason: "length" } }, "unusable"],
    ["an answer that was held back", { choice: { finish_reason: "content_filter" } }, "unusable"],
    ["a refusal", { message: { content: null, refusal: "I cannot." } }, "unusable"],
    ["no choices", { completion: { choices: [] } }, "unusable"],
    ["HTML with status 200", { status: 200, headers: { "content-type": "text/html" }, body: "<p>hi</p>" }, "unusable"],
    [
      "JSON cut off",
      { status: 200, headers: { "content-type": "application/json" }, body: '{"choices":[{' },
      "unusable",
    ],
    ["nothing", { status: 200, body: "" }, "unusable"],
    ["status 204", { status: 204, body: "" }, "unusable"],
    ["deep JSON", { status: 200, body: `${"[".repeat(100_000)}${"]".repeat(100_000)}` }, "unusable"],
    ["broken UTF-8", { status: 200, body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }, "unusable"],
    [
      "an unknown charset",
      { status: 200, headers: { "content-type": "application/json; charset=x-none" }, body: "{}" },
      "unusable",
    ],
    ["an unknown coding", { status: 200, headers: { "content-encoding": "zstd+" }, body: "{}" }, "unusable"],
    ["a coding that is none", { status: 200, headers: { "content-encoding": "gzip" }, body: "{}" }, "unusable"],
    [
      "a bomb",
      { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(50 * 1024 ** 2)) },
      "unusable",
    ],
    ["a broken connection", { write: (response) => response.socket?.destroy() }, "unavailable"],
  ] as readonly [string, AiAnswer, string][]) {
    it(`calls ${what} ${kind}`, async () => {
      const error = await failing(answer);

      expect(error.kind, error.message).to.equal(kind);
      expect(error.message).to.match(/^OpenAI /);
      expect(error.message.length).to.be.lessThan(300);
    });
  }

  it("reads compressed answers, and those in another charset", async () => {
    const body = JSON.stringify({ choices: [{ message: { content: '{"name":"Zoë"}' } }] });
    const answers: AiAnswer[] = [
      { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(body) },
      { status: 200, headers: { "content-encoding": "br" }, body: brotliCompressSync(body) },
      {
        status: 200,
        headers: { "content-type": "application/json; charset=iso-8859-1" },
        body: Buffer.from(body, "latin1"),
      },
      { status: 200, headers: { "content-type": "text/plain" }, body: `\uFEFF${body}` },
    ];
    server = await aiServer({ answer: (_, count) => answers[count - 1] ?? "" });
    const provider = providerAt(server.url, "openai");

    for (const _ of answers) {
      const { text } = await provider.complete(petCompletion, never);
      expect(text).to.equal('{"name":"Zoë"}');
    }
  });

  it("stops reading an answer that is too long, and closes the connection", async () => {
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024, " ");
    const error = await failing({
      write(response) {
        response.writeHead(200, { "content-type": "application/json" });
        const more = (): void => {
          while (!response.destroyed && sent < 50 * 1024 ** 2) {
            sent += piece.length;
            if (!response.write(piece)) return void response.once("drain", more);
          }
          response.end();
        };
        more();
      },
    });

    expect(error.message).to.equal("OpenAI answered with more than the 524288 bytes that are read");
    await server.requests[0]?.hungUp;
    expect(sent).to.be.lessThan(20 * 1024 ** 2);
  });

  for (const [what, write] of [
    ["before it answers", () => {}],
    ["in the middle of an answer", (response) => void response.writeHead(200).write('{"choices":[')],
  ] as readonly [string, Extract<AiAnswer, { write: unknown }>["write"]][]) {
    it(`closes the connection ${what} when nobody waits any longer`, async () => {
      server = await aiServer({ answer: () => ({ write }) });
      const abort = new AbortController();
      const asked = server.nextCompletion();
      const failure = rejection(providerAt(server.url, "openai").complete(petCompletion, abort.signal));
      const { hungUp } = await asked;
      // Let the beginning of the answer arrive.
      await new Promise((resolve) => setImmediate(resolve));

      abort.abort();

      expect(await failure).to.include({ kind: "timeout" });
      await hungUp;
    });
  }

  it("does not ask where nobody waits in the first place", async () => {
    server = await aiServer();

    const error = await rejection(providerAt(server.url, "openai").complete(petCompletion, AbortSignal.abort()));

    expect(error).to.include({ kind: "timeout" });
    expect(server.requests).to.deep.equal([]);
  });

  it("reads how long it is to be left alone", async () => {
    const headers: readonly [Record<string, string>, number | undefined][] = [
      [{ "retry-after": "7" }, 7000],
      [{ "retry-after-ms": "250", "retry-after": "7" }, 250],
      [{ "retry-after": new Date(1_780_000_000_000 + 9000).toUTCString() }, 9000],
      [{ "retry-after": "soon" }, undefined],
      [{}, undefined],
    ];
    server = await aiServer({
      answer: (_, count) => ({ status: 429, headers: headers[count - 1]?.[0] ?? {}, body: {} }),
    });
    const provider = providerAt(server.url, "openai");

    for (const [, expected] of headers) {
      const error = await rejection(provider.complete(petCompletion, never));
      expect(error).to.have.property("retryAfterMs", expected);
    }
  });

  it("replaces usage that makes no sense by an estimate", async () => {
    const absurd = [
      undefined,
      { prompt_tokens: -5, completion_tokens: 1e300 },
      { prompt_tokens: "12", completion_tokens: null, prompt_tokens_details: { cached_tokens: 5e9 } },
    ];
    server = await aiServer({ answer: (_, count) => ({ text: "{}", completion: { usage: absurd[count - 1] } }) });
    const provider = providerAt(server.url, "openai");

    for (const _ of absurd) {
      const { usage } = await provider.complete(petCompletion, never);
      expect(usage).to.include({ promptTokens: 45, cachedTokens: 0, completionTokens: 1 });
    }
  });

  it("passes on what a provider says only in one short line without its key", async () => {
    const said = `Bad\u0007 key \n sk-secret-1234 or gsk_${"a".repeat(30)} ${"blah ".repeat(100)}`;

    const { message } = await failing({ status: 400, body: { error: { message: said } } });

    expect(message).to.match(/^OpenAI does not take the question \(400\): "Bad key \*\*\* or \*\*\* blah /);
    expect(message.length).to.be.lessThan(260);
  });

  it("calls a server that is not there unavailable", async () => {
    server = await aiServer();
    const { url } = server;
    await server.close();

    const error = await rejection(providerAt(url, "ollama").complete(petCompletion, never));

    expect(error).to.include({ kind: "unavailable" });
    expect(error.message).to.match(/^Ollama cannot be reached \(.*ECONNREFUSED/);
  });
});
