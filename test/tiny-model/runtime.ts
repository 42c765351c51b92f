import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What is used of node-llama-cpp, which is installed elsewhere. */
interface Llama {
  loadModel(options: { modelPath: string }): Promise<{ createContext(options: object): Promise<Context> }>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
}
interface Context {
  getSequence(): { dispose(): void };
}
interface Runtime {
  getLlama(options: object): Promise<Llama>;
  LlamaChatSession: new (options: object) => { prompt(text: string, options: object): Promise<string> };
  LlamaLogLevel: { error: unknown };
}

interface Asked {
  readonly messages: readonly { readonly content: string }[];
  readonly max_tokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly response_format?: { readonly json_schema?: { readonly schema?: object } };
}

/** The end of a prompt is all that this model can bear. */
const MAX_PROMPT = 200;
/** Tokens: a model without sense would fill its context. */
const MAX_ANSWER = 3000;

/**
 * Serves a model file as OpenAI does, with decoding that follows the schema. Prints its address in one line.
 *
 * @param folder - where node-llama-cpp is installed
 */
async function serve(folder: string, modelPath: string): Promise<void> {
  const entry = createRequire(join(folder, "package.json")).resolve("node-llama-cpp");
  const { getLlama, LlamaChatSession, LlamaLogLevel } = (await import(pathToFileURL(entry).href)) as Runtime;
  // More threads wait for each other by spinning.
  const quiet = { build: "never", gpu: false, skipDownload: true, maxThreads: 1, logLevel: LlamaLogLevel.error };
  const llama = await getLlama(quiet);
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({ contextSize: 4096, threads: 1, sequences: 4 });
  const server = createServer(async (request, response) => {
    const asked = (await bodyOf(request)) as Asked;
    const schema = asked.response_format?.json_schema?.schema;
    const sequence = context.getSequence();
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    try {
      const grammar = schema && (await llama.createGrammarForJsonSchema(asGrammar(schema) as object));
      const session = new LlamaChatSession({ contextSequence: sequence });
      const prompt = asked.messages.at(-1)?.content.slice(-MAX_PROMPT) ?? "";
      const maxTokens = Math.min(asked.max_tokens ?? MAX_ANSWER, MAX_ANSWER);
      const { temperature = 0.8, seed = 1 } = asked;
      const text = await session.prompt(prompt, { grammar, maxTokens, temperature, seed, signal: gone.signal });
      const message = { role: "assistant", content: text };
      const usage = {
        prompt_tokens: prompt.length,
        completion_tokens: text.length,
        total_tokens: prompt.length + text.length,
      };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          id: "1",
          object: "chat.completion",
          choices: [{ index: 0, message, finish_reason: "stop" }],
          usage,
        }),
      );
    } catch (error) {
      response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: String(error) } }));
    } finally {
      sequence.dispose();
    }
  });
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return pieces.length === 0 ? {} : JSON.parse(Buffer.concat(pieces).toString());
}

/** Of the schemas that Helix sends, what this runtime has other words for. */
function asGrammar(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asGrammar);
  if (typeof node !== "object" || node === null) return node;
  const { anyOf, ...rest } = node as { anyOf?: unknown };
  const members = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, asGrammar(value)]));
  return anyOf === undefined ? members : { ...members, oneOf: asGrammar(anyOf) };
}

const [folder = "", modelPath = ""] = process.argv.slice(2);
await serve(folder, modelPath);
