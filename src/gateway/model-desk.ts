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
  /** What it was wanted to be like when it was asked: the session may want something else by now. */
  readonly intent?: string | undefined;
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

  /**
   * @param isSafe - whether the request only reads, so that its answer may still get better when it is given
   * @param isOutdated - whether somebody has had a session forgotten since
   */
  async answer(attempt: Answering, isSafe: boolean, isOutdated: () => boolean): Promise<Outcome> {
    const outcome = await this.#answer(attempt, isSafe, isOutdated);
    if (isOfModel(outcome)) return outcome;
    return { ...outcome, applied: outcome.applied?.filter((word) => !word.startsWith("ai=")) };
  }

  async #answer(attempt: Answering, isSafe: boolean, isOutdated: () => boolean): Promise<Outcome> {
    const { consultant } = this.#options;
    const elapsed = stopwatch();
    const first = await attempt({});
    if (!first.question) return first;
    const consulted = await consultant.ask(first.question, consultant.timeoutMs - elapsed());
    const { intent } = first.question.card;
    if (consulted.kind === "told") return await this.#told(attempt, { told: consulted.told, intent });
    const isPending = consulted.kind === "late" && isSafe;
    if (consulted.kind === "late") {
      this.#learn(consulted.later, (told) => {
        return isSafe && !isOutdated() ? attempt({ told, intent, isLate: true }) : undefined;
      });
    }
    const { reason, detail } = consulted.kind === "silent" ? consulted : late;
    // Nothing is written where the answer is a problem.
    if (this.#isForbidden(reason)) return problemOf(first, reason, detail);
    // Nothing was written yet, and nothing else will be made of a request that only reads.
    const plain = isSafe ? { ...first, question: undefined } : await attempt(undefined);
    const source = isPending ? "generated; pending=ai" : plain.source;
    return { ...plain, ...passed(detail, plain), source, replayable: false, ai: { fallback: reason } };
  }

  async #told(attempt: Answering, turn: ModelTurn & { readonly told: Told }): Promise<Outcome> {
    const outcome = await attempt(turn);
    if (!isOfModel(outcome)) {
      const detail = "nothing that the model said could be used";
      return { ...outcome, ...passed(detail, outcome), replayable: false, ai: { fallback: "failed" } };
    }
    const { provider, model, usage } = turn.told;
    return { ...outcome, ai: { provider, model, usage } };
  }

  /** What comes too late for its request is there for the next one; nobody else hears what goes wrong with it. */
  #learn(later: Promise<Told | undefined>, learn: (told: Told) => unknown): void {
    later
      .then((told) => told && learn(told))
      .catch((error: unknown) => {
        if (!(error instanceof HelixError)) this.#onBug(error);
      });
  }

  /** Whether an answer must not be generated because no model told anything. */
  #isForbidden(reason: SilenceReason): boolean {
    const { isFallbackAllowed, isMissAllowed } = this.#options;
    return reason === "miss" ? !isMissAllowed : !isFallbackAllowed && reason !== "off";
  }
}

/** Whether an answer has a model's words. */
function isOfModel({ source }: Outcome): boolean {
  return /^ai(?:;|$)/.test(source);
}

const late = { reason: "timeout", detail: "the model did not answer in time" } as const;

function problemOf({ operation, seed }: Outcome, reason: SilenceReason, detail: string): Outcome {
  const isMiss = reason === "miss";
  const sentence = `${detail.slice(0, 1).toUpperCase()}${detail.slice(1)}.`;
  const code = isMiss ? "cassette-miss" : "ai-silent";
  const response = problemResponse({ status: isMiss ? 500 : 503, code, detail: sentence });
  return { operation, seed, response, source: "refusal", ...passed(detail, {}), ai: { fallback: reason } };
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
