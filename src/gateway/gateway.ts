import { HelixError } from "../base/errors.ts";
import type { Exchange, Provenance, RequestMessage, ResponseHeaders, ResponseMessage } from "../base/exchange.ts";
import { internalFailure, problemResponse } from "../base/problem.ts";
import { requestIdFrom } from "../base/request-id.ts";
import type { Violation } from "../base/violation.ts";
import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { readCall } from "../contract/request/read-call.ts";
import type { ReadingSettings } from "../contract/request/reading-settings.ts";
import type { AuthMode } from "../contract/request/security.ts";
import { compileRouter, type RouteMatch, type Router } from "../contract/routing/path.ts";
import { encode } from "../generate/encode/index.ts";
import { type NamedSession, sessionOf } from "../session/session-id.ts";
import type { Sessions } from "../session/sessions.ts";
import { Turns } from "../session/turns.ts";
import type { Ask, Draft, ResponseSource } from "../sources/source.ts";
import { standingOf } from "../sources/standing.ts";
import { type ConfiguredSettings, SettingsOfCalls } from "./call-settings.ts";
import { answerConditionally } from "./conditional.ts";
import { firstValid, NoAnswerError } from "./first-valid.ts";
import { withoutOwnPreferences } from "./own-preferences.ts";
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

export interface GatewayOptions extends ConfiguredSettings {
  /** The documents that are served, each with operations of its own. */
  readonly contracts: readonly Contract[];
  /** Asked in this order. */
  readonly sources: readonly ResponseSource[];
  /** Where it is kept what clients write. */
  readonly sessions: Sessions;
  /** Answer 404 for ids that no list shows and nobody wrote. */
  readonly strictState: boolean;
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
  /** Whether it depends on nothing but the request and what the session had written by then. */
  readonly replayable?: boolean | undefined;
  /** That of the session's state; `undefined` where it does not matter. */
  readonly version?: number | undefined;
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
  readonly #settings: SettingsOfCalls;
  /** Writes of one session wait for each other. */
  readonly #turns = new Turns();
  /** What clients write changes answers of their session only: each answer says whether it still holds. */
  readonly edition: object = this;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#settings = new SettingsOfCalls(options);
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
    const session = sessionOf(request);
    const outcome = "fault" in session ? misnamed(session.fault) : await this.#answer(request, session, wishes);
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
    if ("id" in session) headers["X-Helix-Session"] = session.id;
    const response = finish({ ...answered, headers }, request.method);
    // An answer that waits would not wait when it is replayed.
    const isReplayable = outcome.replayable === true && isSafe(request.method) && !delayMs;
    const replayable = isReplayable && "id" in session ? this.#asLongAs(session.id, outcome.version) : never;
    return { request, response, operation: operation?.id, violations, provenance, replayable, requestId };
  }

  /** Whether the session is still what it was. */
  #asLongAs(id: string, version: number | undefined): () => boolean {
    return () => this.#options.sessions.open(id).version === version;
  }

  async #answer(original: RequestMessage, session: NamedSession, wishes: PreferenceReading): Promise<Outcome> {
    const { prefix, target, id } = session;
    const request = prefix === "" ? original : { ...original, target };
    const match = this.#router.match(request.method, request.target);
    if (match.kind !== "operation") return { response: answerUnmatched(match, request), source: "refusal" };
    const contract = this.#contracts.get(match.operation);
    if (!contract) throw new TypeError(`the operation ${match.operation.id} belongs to no contract`);
    // Addresses in answers keep what the session's target began with.
    const within = prefix === "" ? match : { ...match, prefix: prefix + match.prefix };
    const answer = () => this.#answerCall(contract, within, { request, session: id }, wishes);
    try {
      return await (isWriter(contract, match.operation) ? this.#turns.take(id, answer) : answer());
    } catch (error) {
      return { ...this.#failed(error), operation: match.operation };
    }
  }

  /** One call, top to bottom; each step either goes on or ends here. */
  async #answerCall(
    contract: Contract,
    match: OperationMatch,
    { request, session }: { readonly request: RequestMessage; readonly session: string },
    { preferences, violations: malformed, applied }: PreferenceReading,
  ): Promise<Outcome> {
    const { auth, requestPolicy, problemsOnly, sessions, strictState: isStrict } = this.#options;
    const state = sessions.open(session);
    const { version } = state;
    const reading = readCall(match, withoutOwnPreferences(request, match.operation), this.#options.reading);
    const { call } = reading;
    const settings = this.#settings.for(preferences, contract);
    const refused: RefusedCall = { contract, call, settings: settings.generation, state, problemsOnly };
    const known = { operation: call.operation, seed: settings.seed };

    const screening = screen(reading, refused, auth, policyFor(preferences, requestPolicy));
    if (screening.refusal) return refusal(screening.refusal, screening, known);
    if (malformed.length > 0) {
      return { ...refusal(malformedPreference(malformed), screening, known), violations: malformed };
    }

    const { code, example } = preferences;
    const isExplicit = code !== undefined || example !== undefined;
    const standing = isExplicit ? {} : standingOf({ contract, call, settings: settings.generation, state, isStrict });
    if (standing.refusal) {
      return refusal(refuse(refused, standing.refusal, [standing.refusal.status]), screening, known);
    }

    const selection = select(call, preferences, standing.status);
    if ("unknown" in selection) return refusal(problemResponse(selection.unknown), screening, known);
    if ("unacceptable" in selection) return refusal(refuse(refused, selection.unacceptable, [406]), screening, known);

    // Written out here and below: each spread takes as long as reading a parameter.
    const { response: declared, status, mediaType, contentType } = selection;
    const { generation } = settings;
    const ask: Ask = {
      contract,
      call,
      response: declared,
      status,
      mediaType,
      contentType,
      example,
      settings: generation,
      state,
    };
    const intervalMs = preferences.streamIntervalMs ?? this.#options.streamIntervalMs;
    const { violations } = screening;
    const answered = await this.#respond(ask, intervalMs);
    // Who asks for an error gets one, and nothing happens.
    if (answered.writes?.length && (code === undefined || status < 300)) sessions.write(session, answered.writes);
    const { source, provenance } = answered;
    const replayable = answered.replayable && settings.isPredictable;
    const response = answerConditionally(request, answered.response, (details) => refuse(refused, details, [412]));
    const { operation, seed } = known;
    return { operation, seed, source, provenance, response, violations, applied, replayable, version };
  }

  /** The first valid draft, as bytes with their headers. */
  async #respond(
    ask: Ask,
    intervalMs: number,
  ): Promise<Pick<Outcome, "response" | "source" | "provenance" | "replayable"> & Pick<Draft, "writes">> {
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
    return { response, source: origin + degraded, provenance, replayable, writes: draft.writes };
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

/** The request cannot be answered from anybody's session. */
function misnamed(detail: string): Outcome {
  return { response: problemResponse({ status: 400, code: "session-invalid", detail }), source: "refusal" };
}

const never = (): boolean => false;

/** Whether calls of an operation may change what the session has. */
function isWriter({ resources }: Contract, { id }: Operation): boolean {
  const role = resources.uses.get(id)?.role;
  return role === "create" || role === "replace" || role === "patch" || role === "delete";
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
