import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { instanceOf, schemaIn } from "./ai/instance.ts";
import { type Json, type Manner, type Manners, mannersOf, type Refusal } from "./ai/manners.ts";

/** A request that reached the server. */
export interface AskedRequest {
  readonly method: string;
  /** With the prefix, e.g. "/v1/chat/completions". */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The JSON of the body; `{}` without one. */
  readonly body: Json;
  /** Resolves when the client closes the connection before it has the whole answer. */
  readonly hungUp: Promise<void>;
}

/** What a model says: its text, or a misbehaviour. */
export type AiAnswer =
  | string
  /** An answer in HTTP, as it is. An object is sent as JSON. */
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string | Buffer | Json;
    }
  /** Parts of a completion that are not as usual, e.g. `{ choice: { finish_reason: "length" } }`. */
  | { readonly text?: string; readonly choice?: Json; readonly message?: Json; readonly completion?: Json }
  /** Whatever else can be done to a response: drip, never end, break off. */
  | { readonly write: (response: ServerResponse, request: AskedRequest) => void };

export interface AiServerOptions {
  readonly behaves?: Manner;
  /** Asked for each completion that the manners let pass. Default: an instance of the schema that was sent. */
  readonly answer?: (request: AskedRequest, count: number) => AiAnswer | Promise<AiAnswer>;
  /** The strongest `response_format` that it takes; else what the provider does. */
  readonly takes?: "json_schema" | "json_object" | "text";
  /** The only key that is let in. */
  readonly key?: string;
  readonly models?: readonly string[];
  /** What stands before "/chat/completions". */
  readonly prefix?: string;
}

export interface AiServer {
  /** "http://127.0.0.1:PORT", without the prefix. */
  readonly url: string;
  /** All requests, in the order in which they came. */
  readonly requests: readonly AskedRequest[];
  /** Those for completions. */
  completions(): readonly AskedRequest[];
  /** The next completion that comes, whatever becomes of it. */
  nextCompletion(): Promise<AskedRequest>;
  close(): Promise<void>;
}

/** Starts an HTTP server that answers as a provider of language models does. */
export async function aiServer(options: AiServerOptions = {}): Promise<AiServer> {
  const requests: AskedRequest[] = [];
  const waiting: ((request: AskedRequest) => void)[] = [];
  const isCompletion = ({ path }: AskedRequest): boolean => path.endsWith("/chat/completions");
  const server = createServer((request, response) => {
    void read(request, response).then(async (asked) => {
      requests.push(asked);
      if (isCompletion(asked)) for (const resolve of waiting.splice(0)) resolve(asked);
      await respond(asked, requests.filter(isCompletion).length, response, options);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    completions: () => requests.filter(isCompletion),
    nextCompletion: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The schema that a model is held to: of the request, else of its prompt. */
export function schemaOf({ body }: AskedRequest): unknown {
  const format = (body["response_format"] as Json | undefined)?.["json_schema"] as Json | undefined;
  const messages = (body["messages"] ?? []) as readonly { readonly content: string }[];
  return format?.["schema"] ?? schemaIn(messages.map(({ content }) => content).join("\n")) ?? {};
}

/** What a well-behaved model writes. */
export function goodAnswer(request: AskedRequest): string {
  return JSON.stringify(instanceOf(schemaOf(request)));
}

async function read(request: IncomingMessage, response: ServerResponse): Promise<AskedRequest> {
  const hungUp = new Promise<void>((resolve) => {
    response.on("close", () => {
      if (!response.writableFinished) resolve();
    });
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const { method = "", url: path = "", headers } = request;
  return { method, path, headers, body: text === "" ? {} : JSON.parse(text), hungUp };
}

async function respond(
  asked: AskedRequest,
  count: number,
  response: ServerResponse,
  { behaves = "openai", prefix = "/v1", answer = goodAnswer, key, takes, ...rest }: AiServerOptions,
): Promise<void> {
  const manners = { ...mannersOf[behaves], ...(rest.models ? { models: rest.models } : {}) };
  const wrongKey = key !== undefined && asked.headers.authorization !== `Bearer ${key}`;
  if (!asked.path.startsWith(`${prefix}/`)) return sendRaw(response, { status: 404, body: "404 page not found" });
  if (wrongKey) return sendRaw(response, manners.badKey());
  if (asked.path === `${prefix}/models`) return sendRaw(response, { status: 200, body: modelList(manners) });
  if (asked.path !== `${prefix}/chat/completions`)
    return sendRaw(response, { status: 404, body: "404 page not found" });
  const refusal = refusalOf(asked.body, manners, takes);
  if (refusal) return sendRaw(response, refusal);
  const said = await answer(asked, count);
  if (typeof said !== "string" && "write" in said) return said.write(response, asked);
  if (typeof said !== "string" && "status" in said) return sendRaw(response, said);
  const failed = behaves === "groq" && typeof said === "string" ? failedGeneration(asked.body, said) : undefined;
  sendRaw(response, failed ?? { status: 200, body: completion(asked, said, manners) });
}

function modelList({ models }: Manners): Json {
  return { object: "list", data: models.map((id) => ({ id, object: "model", created: 1, owned_by: "test" })) };
}

function refusalOf(body: Json, manners: Manners, takes: AiServerOptions["takes"]): Refusal | undefined {
  const model = String(body["model"]);
  const isKnown = manners.models.some((id) => id === model || id === `${model}:latest`);
  if (!isKnown) return manners.unknownModel(model);
  const format = body["response_format"] as Json | undefined;
  const strict = (format?.["json_schema"] as Json | undefined)?.["strict"] === true;
  const ability = takes === undefined ? manners.takesSchema(model) : takes === "json_schema" ? "best effort" : "no";
  const isTooMuch = format?.["type"] === "json_schema" && (ability === "no" || (strict && ability !== "strict"));
  if (isTooMuch) return manners.noSchema(model);
  if (takes === "text" && format) return manners.noSchema(model);
  return manners.judge(body);
}

/** Groq refuses to pass on what is not JSON, and hands it out in the error. */
function failedGeneration(body: Json, text: string): Refusal | undefined {
  if (!body["response_format"]) return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const message = "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.";
    const error = { message, type: "invalid_request_error", code: "json_validate_failed", failed_generation: text };
    return { status: 400, body: { error } };
  }
}

function completion(
  asked: AskedRequest,
  said: Exclude<AiAnswer, { status: number } | { write: unknown }>,
  manners: Manners,
): Json {
  const {
    text = goodAnswer(asked),
    choice = {},
    message = {},
    completion: rest = {},
  } = typeof said === "string" ? { text: said } : said;
  const usage = {
    prompt_tokens: Math.ceil(JSON.stringify(asked.body["messages"]).length / 4),
    completion_tokens: Math.ceil(text.length / 4),
  };
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_780_000_000,
    model: asked.body["model"],
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: text, refusal: null, ...message },
        logprobs: null,
        finish_reason: "stop",
        ...choice,
      },
    ],
    usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
    ...manners.extra(usage),
    ...rest,
  };
}

function sendRaw(
  response: ServerResponse,
  {
    status,
    headers = {},
    body,
  }: { status: number; headers?: Readonly<Record<string, string>>; body: string | Buffer | Json },
): void {
  const isRaw = typeof body === "string" || Buffer.isBuffer(body);
  response.writeHead(status, { "content-type": isRaw ? "text/plain" : "application/json", ...headers });
  response.end(isRaw ? body : JSON.stringify(body));
}
