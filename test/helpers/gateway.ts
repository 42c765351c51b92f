import type { Exchange } from "../../src/base/exchange.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { createGateway } from "../../src/gateway/gateway.ts";
import type { GatewayOptions } from "../../src/gateway/options.ts";
import { MemorySessions } from "../../src/session/memory.ts";
import { sources } from "../../src/sources/index.ts";
import { Overrides } from "../../src/sources/overrides/overrides.ts";
import { contractOf } from "./contract.ts";
import { request } from "./operation.ts";

/** What a client sees of an answer. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; several values of one name joined by ", ". */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** The body as a JSON object; empty where there is none. */
  readonly json: JsonObject;
  readonly exchange: Exchange;
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes and text as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** Sends "GET /pets/7" to a gateway. */
export type Client = (line: string, sent?: Sent) => Promise<Answer>;

/** A client of a gateway that serves a document with these paths. Bugs of the gateway fail the test. */
export async function clientOf(
  paths: object,
  { schemas = {}, ...options }: Partial<GatewayOptions> & { readonly schemas?: object } = {},
  securitySchemes: object = {},
): Promise<Client> {
  const contracts = [await contractOf(paths, schemas, securitySchemes)];
  const { overrides = new Overrides() } = options;
  if (overrides instanceof Overrides) overrides.refit(contracts);
  const gateway = createGateway({
    contracts,
    sources,
    sessions: sessionsInMemory(),
    strictState: false,
    generation: { seed: "1", dynamic: false, ignoreExamples: false, streamCount: 3 },
    now: () => Date.UTC(2026, 0, 1),
    isClockFixed: true,
    requestPolicy: "error",
    auth: "present",
    delayMs: 0,
    streamIntervalMs: 0,
    problemsOnly: false,
    onBug(error) {
      throw error;
    },
    ...options,
    overrides,
  });
  return async (line, { headers = {}, body } = {}) => {
    const [method = "", target = ""] = line.split(" ");
    const isRaw = typeof body === "string" || body instanceof Uint8Array;
    const content = body === undefined ? "" : isRaw ? body : JSON.stringify(body);
    const typed = body === undefined || isRaw ? headers : { "content-type": "application/json", ...headers };
    return answerOf(await gateway.handle(request(method, target, typed, content)));
  };
}

/** Sessions that never expire. */
export function sessionsInMemory(): MemorySessions {
  return new MemorySessions({ clock: { now: () => 0 }, ttlMs: 1, maxSessions: 1000, maxLength: 1e8 });
}

function answerOf(exchange: Exchange): Answer {
  const { status, headers, body } = exchange.response;
  const text = Buffer.from(body ?? []).toString();
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value].flat().join(", ")]),
    ),
    text,
    get json() {
      return text === "" ? {} : (JSON.parse(text) as JsonObject);
    },
    exchange,
  };
}
