import type { Consultant, Consulted, Question, RecordedAnswer, Told } from "../ai/question.ts";
import { stopwatch } from "../base/clock.ts";
import { isObject, type JsonValue, MAX_JSON_DEPTH, parseJsonText } from "../base/json.ts";
import type { SharedAnswers } from "../session/shared-answers.ts";

/** Milliseconds between two looks at whether another gateway was told. */
const LOOK_MS = 50;

/** What an answer in the store says beside its value, in levels. */
const MAX_DEPTH = MAX_JSON_DEPTH + 4;

/**
 * Asks for what no gateway knows yet, and for what no other one is asking: an answer costs money, and two of them would
 * differ. Where the store is out of reach each asks for itself.
 */
export class SharedConsultant implements Consultant {
  readonly #consultant: Consultant;
  readonly #answers: SharedAnswers;
  /** Keys of what this gateway asks itself. */
  readonly #asking = new Set<string>();

  constructor(consultant: Consultant, answers: SharedAnswers) {
    this.#consultant = consultant;
    this.#answers = answers;
  }

  get timeoutMs(): number {
    return this.#consultant.timeoutMs;
  }

  get lifetimeMs(): number {
    return this.#consultant.lifetimeMs;
  }

  get isShareable(): boolean {
    return this.#consultant.isShareable;
  }

  get isReplay(): boolean {
    return this.#consultant.isReplay;
  }

  get recorded(): readonly RecordedAnswer[] {
    return this.#consultant.recorded;
  }

  async ask(question: Question, waitMs: number): Promise<Consulted> {
    const { key } = question;
    const elapsed = stopwatch();
    // Who asks for the same in this process shares the call.
    while (!this.#asking.has(key)) {
      const known = await this.#answers.look(key, this.lifetimeMs);
      if (known.kind === "told") {
        const told = toldIn(known.text, question);
        if (told) return { kind: "told", told };
      }
      if (known.kind !== "others") return await this.#ask(question, waitMs - elapsed());
      if (elapsed() + LOOK_MS > waitMs) return late;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return await this.#consultant.ask(question, waitMs - elapsed());
  }

  async #ask(question: Question, waitMs: number): Promise<Consulted> {
    const { key } = question;
    this.#asking.add(key);
    const consulted = await this.#consultant.ask(question, waitMs).catch((error: unknown) => {
      this.#done(key, undefined);
      throw error;
    });
    if (consulted.kind === "late") {
      // What goes wrong with it is for whoever waits for it.
      const settled = consulted.later.catch(() => undefined);
      settled.then((told) => this.#done(key, told));
    }
    if (consulted.kind !== "late") this.#done(key, consulted.kind === "told" ? consulted.told : undefined);
    return consulted;
  }

  #done(key: string, told: Told | undefined): void {
    this.#asking.delete(key);
    if (told) this.#answers.tell(key, JSON.stringify({ ...told, usage: undefined }));
    else this.#answers.letGo(key);
  }
}

const late: Consulted = { kind: "silent", reason: "timeout", detail: "another gateway is still asking" };

/** What another gateway was told, held to the contract again; `undefined` for what no gateway wrote. */
function toldIn(text: string, question: Question): Told | undefined {
  const parsed = parseJsonText(text, MAX_DEPTH);
  const found = "value" in parsed ? parsed.value : undefined;
  if (!isObject(found) || found["value"] === undefined) return undefined;
  const { value, repairs } = question.read(found["value"] as JsonValue, "cassette");
  if (value === undefined) return undefined;
  const [provider, model] = [String(found["provider"]), String(found["model"])];
  return { value, repairs, provider, model, isRecorded: found["isRecorded"] === true };
}
