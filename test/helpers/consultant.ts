import type { Consultant, Consulted, Question, SilenceReason, Told } from "../../src/ai/question.ts";
import { redactorOf } from "../../src/ai/redact.ts";
import type { JsonValue } from "../../src/base/json.ts";
import type { ModelOptions } from "../../src/gateway/model-desk.ts";

/** A consultant that keeps what it was asked. */
export interface TestConsultant extends Consultant {
  readonly asked: Question[];
}

/** What a model writes, in the shape of the operation's response; a word says why it says nothing. */
export type Writing = (question: Question) => JsonValue | { readonly silent: SilenceReason };

/** Answers at once with what a model would write. */
export function saying(write: Writing): TestConsultant {
  return answering((question) => {
    const written = write(question);
    if (isSilence(written)) return { kind: "silent", reason: written.silent, detail: "it says nothing" };
    const told = toldOf(question, written);
    return told ? { kind: "told", told } : { kind: "silent", reason: "failed", detail: "nothing could be used" };
  });
}

/** Answers later than its request is answered: when `tell` is called. */
export function lateSaying(write: (question: Question) => JsonValue): TestConsultant & { tell(): Promise<void> } {
  const waiting: (() => void)[] = [];
  const laters: Promise<unknown>[] = [];
  const consultant = answering((question) => {
    const later = new Promise<Told | undefined>((resolve) => {
      waiting.push(() => resolve(toldOf(question, write(question))));
    });
    laters.push(later);
    return { kind: "late", later };
  });
  return {
    ...consultant,
    async tell() {
      for (const answer of waiting.splice(0)) answer();
      await Promise.all(laters);
    },
  };
}

/** How a gateway lets it have its say. */
export function models(consultant: Consultant, options: Partial<ModelOptions> = {}): ModelOptions {
  const usual = { redactor: redactorOf("default"), intent: "", isFallbackAllowed: true, isMissAllowed: false };
  return { consultant, ...usual, ...options };
}

function answering(answer: (question: Question) => Consulted): TestConsultant {
  const asked: Question[] = [];
  return {
    asked,
    timeoutMs: 1000,
    lifetimeMs: 31_000,
    isShareable: true,
    recorded: [],
    isReplay: false,
    async ask(question) {
      asked.push(question);
      return answer(question);
    },
  };
}

function toldOf(question: Question, written: JsonValue): Told | undefined {
  const { value, repairs } = question.read({ body: written } as JsonValue, "model");
  if (value === undefined) return undefined;
  const usage = { promptTokens: 100, cachedTokens: 0, completionTokens: 20, dollars: 0.0001 };
  return { value, repairs, provider: "test", model: "model", usage, isRecorded: false };
}

function isSilence(
  written: JsonValue | { readonly silent: SilenceReason },
): written is { readonly silent: SilenceReason } {
  return typeof written === "object" && written !== null && "silent" in written;
}
