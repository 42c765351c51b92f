import type { Question } from "../ai/question.ts";
import type { RequestMessage } from "../base/exchange.ts";
import { type ProblemDetails, problemResponse } from "../base/problem.ts";
import type { Contract } from "../contract/contract.ts";
import type { Call } from "../contract/request/call.ts";
import { readCall } from "../contract/request/read-call.ts";
import type { RouteMatch, Router } from "../contract/routing/path.ts";
import type { FirstAnswer } from "../session/state.ts";
import type { Ask, ResponseSource } from "../sources/source.ts";
import { type Standing, standingOf } from "../sources/standing.ts";
import { type CallSettings, SettingsOfCalls } from "./call-settings.ts";
import { answerConditionally, failedCondition, isConditionalChange, tagOf } from "./conditional.ts";
import { isNamed, kept, type NamedRequest, namedRequest, repeating } from "./idempotency.ts";
import { shareOf } from "./model-share.ts";
import type { GatewayOptions } from "./options.ts";
import { type Asked, malformedPreference, type Outcome, refusal } from "./outcome.ts";
import { withoutOwnPreferences } from "./own-preferences.ts";
import type { PreferenceReading, Preferences } from "./preferences.ts";
import { type RefusedCall, refuse } from "./refusal.ts";
import { asText, lookAtFields, remembering } from "./remembered.ts";
import { respond, respondFixed } from "./respond.ts";
import { type RequestPolicy, type Screening, screen } from "./screen.ts";
import { type Selection, select } from "./select.ts";

export type OperationMatch = Extract<RouteMatch, { kind: "operation" }>;

/** A call that is being answered, with all that its steps share. */
interface Answering extends Asked {
  readonly refused: RefusedCall;
  readonly settings: CallSettings;
  readonly screening: Screening;
  readonly wishes: PreferenceReading;
  readonly known: Pick<Outcome, "operation" | "seed">;
  /** Of the session's state when the call came. */
  readonly version: number;
}

/** Answers calls of operations: reads, screens, chooses the response, and asks the sources. */
export class CallAnswering {
  readonly #options: GatewayOptions;
  readonly #router: Router;
  readonly #settings: SettingsOfCalls;

  constructor(options: GatewayOptions, router: Router) {
    this.#options = options;
    this.#router = router;
    this.#settings = new SettingsOfCalls(options);
  }

  /**
   * One call, top to bottom; each step either goes on or ends here.
   *
   * @returns at once where the call is turned away: waiting for what is there takes longer than some of the steps
   */
  answer(
    contract: Contract,
    match: OperationMatch,
    asked: Asked,
    wishes: PreferenceReading,
  ): Outcome | Promise<Outcome> {
    const { auth, requestPolicy, problemsOnly, overrides } = this.#options;
    const { request, session, opened, question, turn } = asked;
    const { preferences, violations: malformed } = wishes;
    const read = readCall(match, withoutOwnPreferences(request, match.operation), this.#options.reading);
    const { call } = read;
    const settings = this.#settings.for(preferences, contract);
    const { state } = opened;
    const refused: RefusedCall = { contract, call, settings: settings.generation, state, problemsOnly };
    const known = { operation: call.operation, seed: settings.seed };

    const screening = screen(read, refused, auth, policyFor(preferences, requestPolicy));
    if (screening.refusal) return refusal(screening.refusal, screening, known);
    if (malformed.length > 0) {
      return { ...refusal(malformedPreference(malformed), screening, known), violations: malformed };
    }

    const { version } = state;
    // Written out: each spread takes as long as reading a parameter.
    const answering: Answering = {
      request,
      session,
      opened,
      question,
      turn,
      refused,
      settings,
      screening,
      wishes,
      known,
      version,
    };
    return overrides.isEmpty ? this.#unfixed(answering) : this.#fixedOr(answering, call, session);
  }

  /** From what a user fixed, else as if nobody had. */
  async #fixedOr(answering: Answering, call: Call, session: string): Promise<Outcome> {
    const override = await this.#options.overrides.take(call, session);
    return await (override ? this.#fixed(answering, override) : this.#unfixed(answering));
  }

  #unfixed(answering: Answering): Outcome | Promise<Outcome> {
    const { request, opened, refused, screening, known } = answering;
    const named = isNamed(request) ? namedRequest(request, opened.state) : undefined;
    if (named && "code" in named) return refusal(refuse(refused, named, [named.status]), screening, known);
    return named?.first ? this.#repeated(answering, named.first) : this.#fresh(answering, named);
  }

  /** From what a user fixed. */
  async #fixed(
    { request, refused, screening, wishes, known }: Answering,
    override: Parameters<typeof respondFixed>[1],
  ): Promise<Outcome> {
    const answered = await respondFixed(this.#options.sources, override, refused, this.#intervalOf(wishes));
    const response = answerConditionally(request, answered.response, (details) => refuse(refused, details, [412]));
    const applied = wishes.applied.filter((word) => !/^(?:code|example)\b/.test(word));
    return { ...known, ...answered, response, violations: screening.violations, applied };
  }

  /** A request that was carried out before gets its first answer again. */
  async #repeated(answering: Answering, first: FirstAnswer): Promise<Outcome> {
    const { screening, wishes, known } = answering;
    const selection = chosen(answering, first.status);
    if ("refusal" in selection) return selection.refusal;
    const sources = [repeating(first), ...this.#options.sources];
    const answered = await respond(sources, askOf(answering, selection), this.#intervalOf(wishes));
    const { source, provenance, response } = answered;
    const headers = { ...response.headers, "Idempotent-Replayed": "true" };
    const { violations } = screening;
    return { ...known, source, provenance, response: { ...response, headers }, violations, applied: wishes.applied };
  }

  /** From the session as it is, and with what the request makes of it. */
  async #fresh(answering: Answering, named: NamedRequest | undefined): Promise<Outcome> {
    const { request, refused, settings, screening, wishes, known } = answering;
    const { preferences, applied } = wishes;
    const standing = this.#standingOf(answering);
    const condition = isConditionalChange(request) ? await this.#unmetCondition(answering, standing.status) : undefined;
    const hindrance = standing.refusal ?? condition;
    if (hindrance) return refusal(refuse(refused, hindrance, [hindrance.status]), screening, known);
    const selection = chosen(answering, standing.status);
    if ("refusal" in selection) return selection.refusal;

    const again = remembered(answering, selection);
    const sources = [...again, ...this.#options.sources];
    const wanted: { question?: Question } = {};
    const ai = shareOf(this.#options.models, answering, (question) => Object.assign(wanted, { question }));
    const ask = ai ? { ...askOf(answering, selection), ai } : askOf(answering, selection);
    const answered = await respond(sources, ask, this.#intervalOf(wishes));
    const { source, provenance, draft } = answered;
    const { status } = selection;
    const response = answerConditionally(request, answered.response, (details) => refuse(refused, details, [412]));
    const { violations } = screening;
    const { version } = answering;
    const { question } = wanted;
    if (question) return { ...known, source, provenance, response, violations, applied, version, question };
    // Who asks for an error gets one, and nothing happens.
    const isMeant = preferences.code === undefined || status < 300;
    const made = isMeant && draft.writes?.length ? draft.writes : undefined;
    const writes = named && isMeant ? [...(made ?? []), kept(named, status, draft, source)] : made;
    const replayable = answered.replayable && settings.isPredictable;
    if (replayable && again.length === 0) this.#remember(answering, () => asText(selection, draft, source));
    const { operation, seed } = known;
    return { operation, seed, source, provenance, response, violations, applied, replayable, version, writes };
  }

  /** Where the session stands with what the request is about; who asks for an answer by name gets it anyway. */
  #standingOf({ refused, wishes }: Answering): Standing {
    const { code, example } = wishes.preferences;
    const isExplicit = code !== undefined || example !== undefined;
    return isExplicit ? {} : standingOf({ ...refused, isStrict: this.#options.strictState });
  }

  #remember({ session, question, opened }: Answering, answer: () => string): void {
    if (question !== undefined) this.#options.sessions.remember(session, question, opened, answer);
  }

  /**
   * Why a request that would change something must not, by its own conditions (RFC 9110 §13.1). They are about what a
   * GET of the same target would show now, even where that needs something that this request does not bring.
   *
   * @param status - 201 where the request would create what it names
   */
  async #unmetCondition(
    { request, session, opened, refused }: Answering,
    status: number | undefined,
  ): Promise<ProblemDetails | undefined> {
    const isNew = status === 201;
    const nothingThere = isNew ? failedCondition(request, undefined) : undefined;
    // GET may show one that no list does: whoever has seen it can name its tag.
    if (isNew && request.headers["if-match"] === undefined) return nothingThere;
    const match = this.#router.match("GET", request.target);
    if (match.kind !== "operation") return nothingThere;
    // With what models have told before: nobody is asked for this.
    const shown = { request: reading(request), session, opened, turn: {} };
    // Addresses in it keep what the session's target began with.
    const within = { ...match, prefix: refused.call.prefix };
    const { response } = await this.#shown(refused.contract, within, shown);
    return response.status === 200 ? failedCondition(request, tagOf(response)) : nothingThere;
  }

  /** What is shown, for its entity tag. What users fixed is left out of it: looking at it would use it up. */
  async #shown(contract: Contract, match: OperationMatch, asked: Asked): Promise<Outcome> {
    const lenient = { overrides: noOverrides, requestPolicy: "off", auth: "off" } as const;
    const unfixed = new CallAnswering({ ...this.#options, ...lenient }, this.#router);
    return await unfixed.answer(contract, match, asked, noWishes);
  }

  #intervalOf({ preferences }: PreferenceReading): number {
    return preferences.streamIntervalMs ?? this.#options.streamIntervalMs;
  }
}

const noWishes: PreferenceReading = { preferences: {}, violations: [], applied: [] };
const noOverrides: GatewayOptions["overrides"] = { isEmpty: true, revision: 0, take: () => undefined };
const nothing = new Uint8Array(0);

/** The request with which a client would have seen what it is about to change. */
function reading({ target, headers }: RequestMessage): RequestMessage {
  const fields: Record<string, string | undefined> = {};
  for (const name in headers)
    if (!/^(?:if-|content-|prefer$|idempotency-key$)/.test(name)) fields[name] = headers[name];
  return { method: "GET", target, headers: fields, body: nothing };
}

/** The response that is sent, by what came of the call. */
function chosen(
  { refused, screening, wishes, known }: Answering,
  status: number | undefined,
): Selection | { readonly refusal: Outcome } {
  const selection = select(refused.call, wishes.preferences, status);
  if ("unknown" in selection) return { refusal: refusal(problemResponse(selection.unknown), screening, known) };
  if (!("unacceptable" in selection)) return selection;
  return { refusal: refusal(refuse(refused, selection.unacceptable, [406]), screening, known) };
}

/** Says again what was remembered, where that is an answer. */
function remembered({ request, opened, known }: Answering, selection: Selection): readonly ResponseSource[] {
  const again = remembering(opened.remembered, selection);
  // Whoever made it may have looked at fields at which nobody looks now.
  if (again.length > 0) lookAtFields(request, known.operation);
  return again;
}

function askOf({ refused, wishes }: Answering, selection: Selection): Ask {
  const { contract, call, settings, state } = refused;
  const { response, status, mediaType, contentType } = selection;
  const { example } = wishes.preferences;
  return { contract, call, response, status, mediaType, contentType, example, settings, state };
}

function policyFor({ handling }: Preferences, configured: RequestPolicy): RequestPolicy {
  if (handling === "strict") return "error";
  return handling === "lenient" && configured === "error" ? "warn" : configured;
}
