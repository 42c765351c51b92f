import type { Consultant, SilenceReason, Told } from "../ai/question.ts";
import type { Redactor } from "../ai/redact.ts";
import { stopwatch } from "../base/clock.ts";
import { HelixError } from "../base/errors.ts";
import type { Attempt } from "../base/exchange.ts";
import { problemResponse } from "../base/problem.ts";
import type { Outcome } from "./outcome.ts";

/** How language models take part in answers. */
export interface ModelOptions {
  readonly consultant: Consultant;
  readonly redactor: Redactor;
  /** What every answer shall be like where nobody says otherwise; "" for nothing special. */
  readonly intent: string;
  /** Whether answers are generated where no model tells anything; else they are problems. */
  readonly isFallbackAllowed: boolean;
  /** Whether what is not recorded is a problem where nothing but recordings is asked. */
  readonly isMissAllowed: boolean;
}

/** One try at an answer, with what a model told for it. */
export interface ModelTurn {
  readonly told?: Told | undefined;
  /** Whether the answer that it is for was given without it. */
  readonly isLate?: boolean | undefined;
}

/** Makes the answer once; again, because a model may have something to say about it. */
export type Answering = (turn: ModelTurn | undefined) => Promise<Outcome>;

/**
 * Lets a model have its say about an answer. The session waits for nobody meanwhile: what the model is asked follows
 * from a first try that writes nothing, and the answer is made anew with what it tells.
 */
export class ModelDesk {
  readonly #options: ModelOptions;
  readonly #onBug: (error: unknown) => void;

  constructor(options: ModelOptions, onBug: (error: unknown) => void) {
    this.#options = options;
    this.#onBug = onBug;
  }

  /** @param isSafe - whether the request only reads, so that its answer may still get better when it is given */
  async answer(attempt: Answering, isSafe: boolean): Promise<Outcome> {
    const { consultant } = this.#options;
    const elapsed = stopwatch();
    const first = await attempt({});
    if (!first.question) return first;
    const consulted = await consultant.ask(first.question, consultant.timeoutMs - elapsed());
    if (consulted.kind === "told") return await this.#told(attempt, consulted.told);
    // Nothing was written yet, and nothing else will be made of a request that only reads.
    const plain = isSafe ? { ...first, question: undefined } : await attempt(undefined);
    if (consulted.kind === "silent") return this.#silent(plain, consulted.reason, consulted.detail);
    if (!isSafe) return this.#silent(plain, "timeout", "the model did not answer in time");
    this.#learn(attempt, consulted.later);
    return this.#pending(plain);
  }

  async #told(attempt: Answering, told: Told): Promise<Outcome> {
    const outcome = await attempt({ told });
    const isUsed = !outcome.question && /^ai(?:;|$)/.test(outcome.source);
    if (!isUsed)
      return this.#silent({ ...outcome, question: undefined }, "failed", "nothing that it said could be used");
    const { provider, model, usage } = told;
    return { ...outcome, ai: { provider, model, usage } };
  }

  /** What comes too late for its request is there for the next one. */
  #learn(attempt: Answering, later: Promise<Told | undefined>): void {
    later
      .then((told) => told && attempt({ told, isLate: true }))
      .catch((error: unknown) => {
        if (!(error instanceof HelixError)) this.#onBug(error);
      });
  }

  /** The answer for now: the next one to the same question may be another. */
  #pending(plain: Outcome): Outcome {
    if (!this.#options.isFallbackAllowed) return this.#silent(plain, "timeout", "the model did not answer in time");
    const ai = { fallback: "timeout" } as const;
    return {
      ...plain,
      ...passed("the model did not answer in time", plain),
      source: "generated; pending=ai",
      replayable: false,
      ai,
    };
  }

  #silent(plain: Outcome, reason: SilenceReason, detail: string): Outcome {
    const { isFallbackAllowed, isMissAllowed } = this.#options;
    const isForbidden = reason === "miss" ? !isMissAllowed : !isFallbackAllowed && reason !== "off";
    if (!isForbidden) return { ...plain, ...passed(detail, plain), replayable: false, ai: { fallback: reason } };
    const { operation, seed } = plain;
    const code = reason === "miss" ? "cassette-miss" : "ai-silent";
    const response = problemResponse({ status: reason === "miss" ? 500 : 503, code, detail: `${detail}.` });
    return { operation, seed, response, source: "refusal", ...passed(detail, {}), ai: { fallback: reason } };
  }
}

function passed(detail: string, { provenance = [] }: Pick<Outcome, "provenance">): Pick<Outcome, "provenance"> {
  const attempt: Attempt = { source: "ai", outcome: "failed", detail };
  return { provenance: [attempt, ...provenance] };
}

/** What a model had to do with an answer, for its header fields. */
export interface ModelNote {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly usage?: Told["usage"];
  /** Why no model has a part in it. */
  readonly fallback?: SilenceReason | undefined;
}

/** `X-Helix-AI-…` fields. */
export function modelHeaders({ provider, model, usage, fallback }: ModelNote): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (provider !== undefined) headers["X-Helix-AI-Provider"] = provider;
  if (model !== undefined) headers["X-Helix-AI-Model"] = model;
  if (usage) headers["X-Helix-AI-Tokens"] = `prompt=${usage.promptTokens}, completion=${usage.completionTokens}`;
  if (usage?.dollars !== undefined) headers["X-Helix-AI-Cost"] = usage.dollars.toFixed(6);
  if (fallback !== undefined) headers["X-Helix-AI-Fallback"] = fallback;
  return headers;
}
