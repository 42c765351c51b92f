import { HelixError } from "../base/errors.ts";
import type { Exchange, RequestMessage } from "../base/exchange.ts";
import { internalFailure, problemResponse } from "../base/problem.ts";
import { requestIdFrom } from "../base/request-id.ts";
import { packageVersion } from "../base/version.ts";
import type { Contract } from "../contract/contract.ts";
import type { Operation } from "../contract/operation.ts";
import { compileRouter, type Router } from "../contract/routing/path.ts";
import { inTime } from "../session/in-time.ts";
import { type NamedSession, sessionOf } from "../session/session-id.ts";
import { Turns } from "../session/turns.ts";
import { HandlerError } from "../sources/overrides/violation.ts";
import { CallAnswering, type OperationMatch } from "./answer-call.ts";
import { NoAnswerError } from "./first-valid.ts";
import { isNamed } from "./idempotency.ts";
import { isSafe } from "./methods.ts";
import { type Answering, ModelDesk, type ModelTurn } from "./model-desk.ts";
import type { GatewayOptions } from "./options.ts";
import { type Asked, finished, misnamed, type Outcome } from "./outcome.ts";
import { type PreferenceReading, readPreferences } from "./preferences.ts";
import { questionOf } from "./remembered.ts";
import { pause } from "./respond.ts";
import { answerUnmatched } from "./unmatched.ts";

/** The request path of the mock: plain messages in, plain messages out. */
export interface Gateway {
  /** Changes its identity whenever the same question may get another answer. */
  readonly edition: object;
  /** Answers a request. Never rejects: what goes wrong becomes an answer too. */
  handle(request: RequestMessage): Promise<Exchange>;
}

export function createGateway(options: GatewayOptions): Gateway {
  return new MockGateway(options);
}

class MockGateway implements Gateway {
  readonly #options: GatewayOptions;
  readonly #router: Router;
  readonly #contracts: ReadonlyMap<Operation, Contract>;
  readonly #calls: CallAnswering;
  readonly #models: ModelDesk | undefined;
  /** Writes of one session wait for each other. */
  readonly #turns = new Turns();
  /** What answers depend on beside the document, the session and the request. */
  readonly #basis: string;
  #edition: object = this;
  #revision = 0;

  constructor(options: GatewayOptions) {
    this.#options = options;
    const { contracts } = options;
    const entries = contracts.flatMap((contract) => contract.operations.map((one) => [one, contract] as const));
    this.#contracts = new Map(entries);
    this.#router = compileRouter([...this.#contracts.keys()]);
    const { generation, now, strictState, requestPolicy, reading, models } = options;
    const about = [generation, now(), strictState, requestPolicy, reading, models && [models.intent]];
    this.#basis = JSON.stringify([packageVersion(), ...about]);
    this.#calls = new CallAnswering(options, this.#router);
    this.#models = options.models && new ModelDesk(options.models, options.onBug);
  }

  /** What clients write changes answers of their session only: each answer says whether it still holds. */
  get edition(): object {
    const { revision } = this.#options.overrides;
    if (revision !== this.#revision) {
      this.#revision = revision;
      this.#edition = {};
    }
    return this.#edition;
  }

  async handle(request: RequestMessage): Promise<Exchange> {
    const requestId = request.id ?? requestIdFrom(request.headers["x-request-id"]);
    const wishes = this.#wishesOf(request);
    const delayMs = wishes.preferences.delayMs ?? this.#options.delayMs;
    await pause(delayMs);
    const session = sessionOf(request);
    const outcome = "fault" in session ? misnamed(session.fault) : await this.#answer(request, session, wishes);
    const { operation, violations = [], provenance = [] } = outcome;
    const { method } = request;
    const response = finished(outcome, { method, requestId, session, seed: this.#options.generation.seed });
    // An answer that waits would not wait when it is replayed, and a degraded one is marked.
    const isUsual = !delayMs && outcome.degraded === undefined;
    const isReplayable = outcome.replayable === true && isSafe(request.method) && isUsual;
    const replayable = isReplayable && "id" in session ? this.#asLongAs(session.id, outcome.version) : never;
    return { request, response, operation: operation?.id, violations, provenance, replayable, requestId };
  }

  /** Where no model is asked, nothing is made of what one should do. */
  #wishesOf(request: RequestMessage): PreferenceReading {
    const wishes = readPreferences(request);
    if (this.#models || wishes.preferences.ai === undefined) return wishes;
    return { ...wishes, applied: wishes.applied.filter((word) => !word.startsWith("ai=")) };
  }

  /** Whether the session is still what it was. */
  #asLongAs(id: string, version: number | undefined): Exchange["replayable"] {
    return () => version !== undefined && this.#options.sessions.isCurrent(id, version);
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
    const answer = (turn?: ModelTurn) => this.#answerInTime(contract, within, { request, session: id, turn }, wishes);
    const isAlone = isWriter(contract, match.operation) || isNamed(request);
    const inTurn = (turn?: ModelTurn) => (isAlone ? this.#turns.take(id, () => answer(turn)) : answer(turn));
    try {
      const isTold = this.#models !== undefined && wishes.preferences.ai !== "off";
      return await (isTold ? this.#told(this.#models, inTurn, request) : inTurn());
    } catch (error) {
      return { ...this.#failed(error), operation: match.operation };
    }
  }

  /** With a model's words, as far as it has some and the session is still the one that they were for. */
  #told(models: ModelDesk, attempt: Answering, { method }: RequestMessage): Promise<Outcome> {
    const { sessions } = this.#options;
    const { resets } = sessions;
    return models.answer(attempt, isSafe(method), () => sessions.resets !== resets);
  }

  /** Answers anew until nobody else wrote to the session in the meantime. */
  async #answerInTime(
    contract: Contract,
    match: OperationMatch,
    asked: Pick<Asked, "request" | "session" | "turn">,
    wishes: PreferenceReading,
  ): Promise<Outcome> {
    const { sessions } = this.#options;
    const { request, session } = asked;
    const isRemembered = sessions.remembers && isSafe(request.method);
    const question = isRemembered
      ? questionOf(request, match.operation, `${contract.digest} ${this.#basis} ${match.prefix}`)
      : undefined;
    return await inTime(sessions, { id: session, question }, (opened) => {
      return this.#answerIn(contract, match, { ...asked, opened, question }, wishes);
    });
  }

  /** Also what fails says whether it came from a session that may not be as others see it. */
  #answerIn(
    contract: Contract,
    match: OperationMatch,
    asked: Asked,
    wishes: PreferenceReading,
  ): Outcome | Promise<Outcome> {
    const failed = (error: unknown): Outcome => ({ ...this.#failed(error), operation: match.operation });
    try {
      const outcome = this.#calls.answer(contract, match, asked, wishes);
      return outcome instanceof Promise && asked.opened.degraded !== undefined ? outcome.catch(failed) : outcome;
    } catch (error) {
      return failed(error);
    }
  }

  #failed(error: unknown): Outcome {
    if (error instanceof HandlerError) this.#options.onBug(error);
    if (error instanceof HelixError) {
      const { status, code, message: detail } = error;
      const provenance = error instanceof NoAnswerError ? error.provenance : [];
      return { response: problemResponse({ status, code, detail }), source: "refusal", provenance };
    }
    this.#options.onBug(error);
    return { response: problemResponse(internalFailure), source: "refusal" };
  }
}

const never = (): boolean => false;

/** Whether calls of an operation may change what the session has. */
function isWriter({ resources }: Contract, { id }: Operation): boolean {
  const role = resources.uses.get(id)?.role;
  return role === "create" || role === "replace" || role === "patch" || role === "delete";
}
