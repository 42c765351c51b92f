import type { Question, QuestionCard } from "../../src/ai/question.ts";
import type { Api } from "../../src/assemble.ts";
import type { Exchange, RequestMessage } from "../../src/base/exchange.ts";
import { isObject, type JsonValue } from "../../src/base/json.ts";
import type { Output } from "../../src/base/output.ts";
import type { Assemble } from "../../src/cli/asking/opened.ts";
import type { Invocation } from "../../src/cli/verb.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { answers, contractOf } from "./contract.ts";

/** Pets are listed in two ways, shown, and kept from models. */
const paths = {
  "/pets": {
    get: answers({}, { operationId: "listPets", "x-helix-intents": ["all sold out"] }),
    post: answers({}, { operationId: "addPet" }),
  },
  "/secrets": { get: answers({}, { operationId: "listSecrets", "x-helix-ai": "off" }) },
  "/health": { get: answers({}, { operationId: "health" }) },
};

/** What the answers of `fakeAssemble` are told by. */
export interface FakeDocument {
  /** Digest of every schema. */
  readonly schemaDigest?: string;
  /** Operations that are there; all unless it is given. */
  readonly operations?: readonly string[];
  /** Operations beside the usual ones, as `paths` of a document. */
  readonly morePaths?: object;
  /** Hears of requests. */
  readonly onRequest?: (request: RequestMessage) => void;
}

/** A gateway that asks for the pets, and is asked for nothing else. */
export function fakeAssemble({ schemaDigest = "d1", operations, morePaths, onRequest }: FakeDocument = {}): Assemble {
  return async (_, consultant) => {
    const contract = await contractOf({ ...paths, ...morePaths });
    const kept = contract.operations.filter(({ id }) => operations?.includes(id) ?? true);
    const api = { source: "api.yaml", mount: "", contract: { ...contract, operations: kept } } as unknown as Api;
    return {
      apis: [api],
      gateway: {
        edition: {},
        async handle(request) {
          onRequest?.(request);
          const operation = kept.find(
            ({ method, template }) => method === request.method && template === request.target,
          );
          if (operation?.id.endsWith("Pets") || operation?.id.endsWith("Pet")) {
            const [, code = "200"] = /code=(\d+)/.exec(request.headers["prefer"] ?? "") ?? [];
            const [, intent = ""] = /ai="(.*)"/.exec(request.headers["prefer"] ?? "") ?? [];
            const answer = `${code} application/json`;
            await consultant.ask(fakeQuestion({ operation: operation.id, answer, intent, schemaDigest }), 0);
          }
          return exchangeOf(request);
        },
      },
    };
  };
}

function exchangeOf(request: RequestMessage): Exchange {
  return {
    request,
    response: { status: 200, headers: { "Content-Type": "application/json" } },
    violations: [],
    provenance: [{ source: "generated", outcome: "answered" }],
    replayable: () => false,
    requestId: "1",
  };
}

/** A question for an object whose name is a text. */
export function fakeQuestion(parts: Partial<QuestionCard> = {}): Question {
  const card = {
    operation: "listPets",
    answer: "200 application/json",
    intent: "",
    slot: "",
    schemaDigest: "d1",
    promptVersion: 1,
    ...parts,
  };
  return {
    key: JSON.stringify(card),
    card,
    session: "s",
    messages: [
      { role: "system", content: "Write JSON." },
      { role: "user", content: `Operation: ${card.operation}` },
    ],
    wire: { schema: { type: "object" }, decode: (written: JsonValue) => written },
    isRecordable: true,
    maxTokens: 512,
    read(written) {
      const isFit = isObject(written) && typeof written["name"] === "string";
      return { value: written, repairs: [], defects: isFit ? [] : ["/name must be string"], isPoor: !isFit };
    },
  };
}

export interface Invoked {
  readonly invoked: Invocation;
  readonly output: Output;
  printed(): string;
  complaints(): string;
}

/** An invocation of a verb, and what it printed. */
export function invocation(settings: Partial<Config> = {}, parts: Partial<Invocation> = {}): Invoked {
  const printed: string[] = [];
  const complaints: string[] = [];
  const config: Config = { ...readConfig([]), document: ["api.yaml"], ...settings };
  const output = {
    print: (text: string) => void printed.push(text),
    complain: (text: string) => void complaints.push(text),
    colour: false,
    isTerminal: false,
  };
  const invoked: Invocation = {
    config,
    document: "api.yaml",
    operands: [],
    directory: "/",
    environment: {},
    output,
    stopped: () => new Promise<number>(() => {}),
    ...parts,
  };
  return { invoked, output, printed: () => printed.join(""), complaints: () => complaints.join("") };
}
