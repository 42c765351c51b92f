import { seedOf } from "../../src/base/random.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { readCall } from "../../src/contract/request/read-call.ts";
import { compileRouter } from "../../src/contract/routing/path.ts";
import { select } from "../../src/gateway/select.ts";
import { SessionState } from "../../src/session/state.ts";
import type { Ask, Draft, GenerationSettings, ResponseSource } from "../../src/sources/source.ts";
import { request } from "./operation.ts";

export interface Asking {
  readonly settings?: Partial<GenerationSettings>;
  /** The status that the request prefers. */
  readonly code?: string;
  readonly example?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the session has written; nothing where it is left out. */
  readonly state?: SessionState;
}

const defaults: GenerationSettings = {
  seed: seedOf("test"),
  dynamic: false,
  ignoreExamples: false,
  now: Date.UTC(2026, 0, 1),
  streamCount: 3,
};

/** The question that a request such as "GET /users/7" puts to a source, as the gateway would ask it. */
export function askFor(contract: Contract, line: string, body?: unknown, asking: Asking = {}): Ask {
  const [method = "", target = ""] = line.split(" ");
  const content = body === undefined ? "" : JSON.stringify(body);
  const headers = { host: "localhost", ...(body === undefined ? {} : { "content-type": "application/json" }) };
  const message = request(method, target, { ...headers, ...asking.headers }, content);
  const match = compileRouter(contract.operations).match(method, target);
  if (match.kind !== "operation") throw new Error(`${line} is no operation`);
  const { call } = readCall(match, message);
  const selection = select(call, { code: asking.code, example: asking.example });
  if (!("response" in selection)) throw new Error(`${line} has no such response`);
  const settings = { ...defaults, ...asking.settings };
  return { contract, call, ...selection, example: asking.example, settings, state: asking.state ?? new SessionState() };
}

/** What a source drafts for a request; fails where the contract rejects it. */
export async function draftOf(
  source: ResponseSource,
  contract: Contract,
  line: string,
  body?: unknown,
  asking?: Asking,
): Promise<Draft | undefined> {
  const ask = askFor(contract, line, body, asking);
  const draft = await source.offer(ask);
  const schema = ask.mediaType?.schema;
  const errors = draft && schema ? schema.graph.errors(schema.node, draft.body) : [];
  if (errors.length > 0) throw new Error(`${line}: ${JSON.stringify(draft?.body)} ${JSON.stringify(errors)}`);
  return draft;
}
