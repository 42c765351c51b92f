import { fileURLToPath } from "node:url";
import type { Provenance } from "../../../src/base/exchange.ts";
import { createMock, type Exchange } from "../../../src/index.ts";
import { type AiAnswer, type AskedRequest, aiServer, goodAnswer } from "../../helpers/ai-server.ts";
import { type HttpClient, httpClient, type Reply } from "../../helpers/http-client.ts";
import type { Around, Misbehaviour } from "./misbehaviour.ts";
import { type Ask, asks } from "./operations.ts";

export const documentPath: string = fileURLToPath(new URL("document.yaml", import.meta.url));

/** Milliseconds that a request waits for the model. */
export const DEADLINE_MS = 400;

/** What a client was answered while the server misbehaved. */
export interface Answered {
  readonly ask: Ask;
  readonly reply: Reply;
  readonly provenance: Provenance;
}

export interface Siege {
  readonly misbehaviour: Misbehaviour;
  readonly answers: readonly Answered[];
  /** Of the operations, those whose question reached the server. */
  readonly reached: number;
  /** What was asked of the mock behind all that. */
  readonly after: Reply;
}

/** Has a mock of its own asked for every operation while its model server misbehaves. */
export async function besiege(misbehaviour: Misbehaviour, around: Around): Promise<Siege> {
  const gatehouse = new Gatehouse(misbehaviour, around);
  const server = await aiServer({
    behaves: "ollama",
    models: ["model"],
    answer: (request) => gatehouse.answer(request),
  });
  const exchanges = new Map<string, Exchange>();
  const mock = await createMock({
    ...{
      document: documentPath,
      port: 0,
      aiProvider: "openai-compatible",
      aiBaseUrl: `${server.url}/v1`,
      aiModel: "model",
    },
    ...{ aiMode: "live", aiTimeout: DEADLINE_MS / 1000, aiConcurrency: 64 },
    onNotice() {},
    onExchange: (exchange) => exchanges.set(exchange.requestId, exchange),
  });
  const client = httpClient(mock.url ?? "");
  // What is compiled once is no part of what is measured.
  for (const ask of asks) await send(client, ask, { "x-session-id": "before", prefer: 'ai="warm"' });
  gatehouse.isGood = false;
  const replies = await Promise.all(asks.map((ask) => send(client, ask, { "x-session-id": "siege" })));
  const after = await send(client, { operation: "", line: "GET /words" }, { prefer: "ai=off" });
  client.close();
  await mock.close();
  await server.close();
  const answers = replies.map((reply, at): Answered => {
    const provenance = exchanges.get(String(reply.headers["x-request-id"]))?.provenance ?? [];
    return { ask: asks[at] as Ask, reply, provenance };
  });
  return { misbehaviour, after, reached: gatehouse.reached, answers };
}

function send(client: HttpClient, { line, body }: Ask, headers: Readonly<Record<string, string>>): Promise<Reply> {
  return client.send(line, headers, body);
}

/** Lets no answer out before all questions are in, so that none of them is spared because of what came of another. */
class Gatehouse {
  isGood = true;
  readonly #isFull: Promise<void>;
  readonly #misbehaviour: Misbehaviour;
  readonly #around: Around;
  readonly #operations = new Set<string>();
  #open: () => void = () => {};

  constructor(misbehaviour: Misbehaviour, around: Around) {
    this.#misbehaviour = misbehaviour;
    this.#around = around;
    this.#isFull = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  get reached(): number {
    return this.#operations.size;
  }

  async answer(request: AskedRequest): Promise<AiAnswer> {
    if (this.isGood) return goodAnswer(request);
    this.#operations.add(operationOf(request));
    if (this.reached === asks.length) this.#open();
    await this.#isFull;
    return this.#misbehaviour.answer(request, this.#around);
  }
}

/** As the prompt has it. */
function operationOf({ body }: AskedRequest): string {
  return /^Operation: .*$/m.exec((body["messages"] as readonly { content: string }[])[1]?.content ?? "")?.[0] ?? "";
}
