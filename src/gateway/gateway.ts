import { HelixError } from "../base/errors.ts";
import type { Exchange, Provenance, RequestMessage, ResponseHeaders, ResponseMessage } from "../base/exchange.ts";
import { internalFailure, problemResponse } from "../base/problem.ts";
import { seedOf, unpredictableSeed } from "../base/random.ts";
import { requestIdFrom } from "../base/request-id.ts";
import type { Violation } from "../base/violation.ts";
import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { readCall } from "../contract/request/read-call.ts";
import type { ReadingSettings } from "../contract/request/reading-settings.ts";
import type { AuthMode } from "../contract/request/security.ts";
import { compileRouter, type RouteMatch, type Router } from "../contract/routing/path.ts";
import { encode } from "../generate/encode/index.ts";
import type { Ask, GenerationSettings, ResponseSource } from "../sources/source.ts";
import { answerConditionally } from "./conditional.ts";
import { firstValid, NoAnswerError } from "./first-valid.ts";
import { type PreferenceReading, type Preferences, readPreferences } from "./preferences.ts";
import { type RefusedCall, refuse } from "./refusal.ts";
import { responseHeaders } from "./response-headers.ts";
import { type RequestPolicy, type Screening, screen } from "./screen.ts";
import { select } from "./select.ts";
import { answerUnmatched } from "./unmatched.ts";
import { verdictHeaders } from "./verdict-headers.ts";

/** The request path of the mock: plain messages in, plain messages out. */
export interface Gateway {
  /** Changes its identity whenever the same question may get another answer. */
  readonly edition: object;
  /** Answers a request. Never rejects: what goes wrong becomes an answer too. */
  handle(request: RequestMessage): Promise<Exchange>;
}

export interface GatewayOptions {
  /** The documents that are served, each with operations of its own. */
  readonly contracts: readonly Contract[];
  /** Asked in this order. */
  readonly sources: readonly ResponseSource[];
  /** `seed` as the user wrote it ("-1": another one each time); it is answered in X-Helix-Seed. */
  readonly generation: Omit<GenerationSettings, "seed" | "now"> & { readonly seed: string };
  /** Milliseconds since the epoch: the "now" of answers. */
  readonly now: () => number;
  /** Whether that stands still. */
  readonly isClockFixed: boolean;
  readonly requestPolicy: RequestPolicy;
  readonly auth: AuthMode;
  /** Milliseconds that every answer waits. */
  readonly delayMs: number;
  /** Milliseconds between two items of a stream. */
  readonly streamIntervalMs: number;
  /** How requests are read beyond what the document says. Default: `usualReading`. */
  readonly reading?: ReadingSettings | undefined;
  /** Answer errors with problem+json even where the document declares its own. */
  readonly problemsOnly: boolean;
  /** Hears of errors that nobody raised on purpose. */
  readonly onBug: (error: unknown) => void;
}

/** What answering a request came to, before the headers that every answer has. */
interface Outcome {
  readonly response: ResponseMessage;
  readonly source: string;
  readonly operation?: Operation | undefined;
  readonly violations?: readonly Violation[] | undefined;
  readonly provenance?: Provenance | undefined;
  readonly seed?: string | undefined;
  /** For `Preference-Applied`. */
  readonly applied?: readonly string[] | undefined;
  /** Whether it depends on the request alone. */
  readonly replayable?: boolean | undefined;
}

/** The settings of one answer. */
interface CallSettings {
  /** As it was written. */
  readonly seed: string;
  /** Whether another answer to the same question would have the same. */
  readonly isPredictable: boolean;
  readonly generation: GenerationSettings;
}

/** Longer ids are cut: a header is for recognising an operation, not for carrying a text. */
const MAX_HEADER_TEXT = 256;

type OperationMatch = Extract<RouteMatch, { kind: "operation" }>;

const statusesWithoutContent: ReadonlySet<number> = new Set([204, 205, 304]);

export function createGateway(options: GatewayOptions): Gateway {
  return new MockGateway(options);
}

class MockGateway implements Gateway {
  readonly #options: GatewayOptions;
  readonly #router: Router;
  readonly #contracts: ReadonlyMap<Operation, Contract>;
  readonly #usualSettings = new WeakMap<Contract, CallSettings>();
  /** Nothing is ever written: as long as the gateway lives, its answers stay the same. */
  readonly edition: object = this;

  constructor(options: GatewayOptions) {
    this.#options = options;
    const { contracts } = options;
    const entries = contracts.flatMap((contract) => contract.operations.map((one) => [one, contract] as const));
    this.#contracts = new Map(entries);
    this.#router = compileRouter([...this.#contracts.keys()]);
  }

  async handle(request: RequestMessage): Promise<Exchange> {
    const requestId = request.id ?? requestIdFrom(request.headers["x-request-id"]);
    const wishes = readPreferences(request);
    const delayMs = wishes.preferences.delayMs ?? this.#options.delayMs;
    await pause(delayMs);
    const outcome = await this.#answer(request, wishes);
    const {
      response: answered,
      operation,
      violations = [],
      provenance = [],
      applied = [],
      source,
      seed = this.#options.generation.seed,
    } = outcome;
    const headers: Record<string, string | readonly string[]> = {};
    // A document that declares one of the fields itself has decided what stands in it.
    if (!hasField(answered.headers, "x-request-id")) headers["X-Request-Id"] = requestId;
    Object.assign(headers, answered.headers);
    if (violations.length > 0) Object.assign(headers, verdictHeaders(violations));
    if (operation?.deprecated && !hasField(answered.headers, "deprecation")) headers["Deprecation"] = "true";
    if (applied.length > 0) headers["Preference-Applied"] = applied.join(", ");
    headers["X-Helix-Source"] = headerText(source);
    headers["X-Helix-Operation"] = headerText(operation?.id ?? "-");
    headers["X-Helix-Seed"] = headerText(seed);
    const response = finish({ ...answered, headers }, request.method);
    // An answer that waits would not wait when it is replayed.
    const replayable = outcome.replayable === true && isSafe(request.method) && !delayMs;
    return { request, response, operation: operation?.id, violations, provenance, replayable, requestId };
  }

  async #answer(request: RequestMessage, wishes: PreferenceReading): Promise<Outcome> {
    const match = this.#router.match(request.method, request.target);
    if (match.kind !== "operation") return { response: answerUnmatched(match, request), source: "refusal" };
    const contract = this.#contracts.get(match.operation);
    if (!contract) throw new TypeError(`the operation ${match.operation.id} belongs to no contract`);
    try {
      return await this.#answerCall(contract, match, request, wishes);
    } catch (error) {
      return { ...this.#failed(error), operation: match.operation };
    }
  }

  /** One call, top to bottom; each step either goes on or ends here. */
  async #answerCall(
    contract: Contract,
    match: OperationMatch,
    request: RequestMessage,
    { preferences, violations: malformed, applied }: PreferenceReading,
  ): Promise<Outcome> {
    const { auth, requestPolicy, problemsOnly } = this.#options;
    const reading = readCall(match, request, this.#options.reading);
    const { call } = reading;
    const settings = this.#settingsFor(preferences, contract);
    const refused: RefusedCall = { contract, call, settings: settings.generation, problemsOnly };
    const known = { operation: call.operation, seed: settings.seed };

    const screening = screen(reading, refused, auth, policyFor(preferences, requestPolicy));
    if (screening.refusal) return refusal(screening.refusal, screening, known);
    if (malformed.length > 0) {
      return { ...refusal(malformedPreference(malformed), screening, known), violations: malformed };
    }

    const selection = select(call, preferences);
    if ("unknown" in selection) return refusal(problemResponse(selection.unknown), screening, known);
    if ("unacceptable" in selection) return refusal(refuse(refused, selection.unacceptable, [406]), screening, known);

    // Written out here and below: each spread takes as long as reading a parameter.
    const { response: declared, status, mediaType, contentType } = selection;
    const { generation } = settings;
    const { example } = preferences;
    const ask: Ask = {
      contract,
      call,
      response: declared,
      status,
      mediaType,
      contentType,
      example,
      settings: generation,
    };
    const intervalMs = preferences.streamIntervalMs ?? this.#options.streamIntervalMs;
    const { violations } = screening;
    const answered = await this.#respond(ask, intervalMs);
    const { source, provenance } = answered;
    const replayable = answered.replayable && settings.isPredictable;
    const response = answerConditionally(request, answered.response, (details) => refuse(refused, details, [412]));
    const { operation, seed } = known;
    return { operation, seed, source, provenance, response, violations, applied, replayable };
  }

  /** The first valid draft, as bytes with their headers. */
  async #respond(
    ask: Ask,
    intervalMs: number,
  ): Promise<Pick<Outcome, "response" | "source" | "provenance" | "replayable">> {
    const { mediaType, contentType, status } = ask;
    const { draft, source, replayable, provenance } = await firstValid(this.#options.sources, ask);
    const content = mediaType && draft.body !== undefined ? encode(draft.body, mediaType, contentType) : undefined;
    const headers = content ? { "Content-Type": content.contentType } : {};
    Object.assign(headers, responseHeaders(ask, draft.headers ?? {}, content?.bytes));
    const schema = mediaType?.schema ?? mediaType?.itemSchema;
    const degraded = schema?.graph.isDegraded(schema.node) ? "; degraded" : "";
    const origin = draft.note === undefined ? source : `${source}; ${draft.note}`;
    const pacing = content?.ends && intervalMs > 0 ? { ends: content.ends, intervalMs } : undefined;
    const response = { status, headers, body: content?.bytes, pacing };
    return { response, source: origin + degraded, provenance, replayable };
  }

  /** The request's own wishes over the settings; most requests have none, and share the same. */
  #settingsFor(preferences: Preferences, contract: Contract): CallSettings {
    const hasWishes = Object.keys(preferences).length > 0;
    const known = hasWishes ? undefined : this.#usualSettings.get(contract);
    if (known) return known;
    const settings = this.#makeSettings(preferences, contract);
    if (!hasWishes && settings.isPredictable) this.#usualSettings.set(contract, settings);
    return settings;
  }

  #makeSettings(preferences: Preferences, { hints }: Contract): CallSettings {
    const { generation, now, isClockFixed } = this.#options;
    const wished = preferences.seed ?? generation.seed;
    const isPredictable = wished !== "-1" && isClockFixed;
    const seed = wished === "-1" ? String(unpredictableSeed()) : wished;
    const dynamic = preferences.dynamic ?? generation.dynamic;
    const arraySize = preferences.arraySize ?? generation.arraySize ?? hints.arraySize;
    const optionals = generation.optionals ?? hints.optionals;
    const locale = generation.locale ?? hints.locale;
    const streamCount = preferences.streamCount ?? generation.streamCount;
    const wishes = { dynamic, arraySize, optionals, locale, streamCount };
    return { seed, isPredictable, generation: { ...generation, ...wishes, seed: seedOf(seed), now: now() } };
  }

  #failed(error: unknown): Outcome {
    if (error instanceof HelixError) {
      const { status, code, message: detail } = error;
      const provenance = error instanceof NoAnswerError ? error.provenance : [];
      return { response: problemResponse({ status, code, detail }), source: "refusal", provenance };
    }
    this.#options.onBug(error);
    return { response: problemResponse(internalFailure), source: "refusal" };
  }
}

function policyFor({ handling }: Preferences, configured: RequestPolicy): RequestPolicy {
  if (handling === "strict") return "error";
  return handling === "lenient" && configured === "error" ? "warn" : configured;
}

function refusal(
  response: ResponseMessage,
  { violations }: Screening,
  known: Pick<Outcome, "operation" | "seed">,
): Outcome {
  return { ...known, response, violations, source: "refusal" };
}

function malformedPreference(violations: readonly Violation[]): ResponseMessage {
  const detail = violations.map(({ message }) => message).join("; ");
  return problemResponse({ status: 422, code: "preference-malformed", detail, violations });
}

/** Leaves out the content that the method or the status forbids (RFC 9110 §6.4.1). */
function finish(response: ResponseMessage, method: string): ResponseMessage {
  if (method !== "HEAD" && !statusesWithoutContent.has(response.status)) return response;
  return { status: response.status, headers: response.headers };
}

/** Field names are compared without case (RFC 9110 §5.1). */
function hasField(headers: ResponseHeaders, name: string): boolean {
  for (const field in headers) if (field.length === name.length && field.toLowerCase() === name) return true;
  return false;
}

/** Methods that change nothing (RFC 9110 §9.2.1). */
function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS" || method === "QUERY";
}

/** Ids and example names come from the document and may hold what a header cannot (RFC 9110 §5.5). */
function headerText(text: string): string {
  if (text.length <= MAX_HEADER_TEXT && !/[^\x20-\x7e]/.test(text)) return text;
  const escaped = text.replaceAll(/[^\x20-\x7e]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(""),
  );
  return escaped.slice(0, MAX_HEADER_TEXT);
}

function pause(milliseconds: number | undefined): Promise<void> | undefined {
  return milliseconds ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : undefined;
}
