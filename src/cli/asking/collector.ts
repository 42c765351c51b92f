import type { Consultant, Consulted, Question } from "../../ai/question.ts";

/** Asks nobody: it keeps what would be asked. */
export class Collector implements Consultant {
  readonly timeoutMs = 0;
  readonly lifetimeMs = 0;
  readonly isShareable = false;
  #questions: Question[] = [];

  ask(question: Question): Promise<Consulted> {
    this.#questions.push(question);
    return Promise.resolve({ kind: "silent", reason: "off", detail: "nobody is asked" });
  }

  /** What would have been asked since this was called last, each once. */
  take(): readonly Question[] {
    const questions = new Map(this.#questions.map((question) => [question.key, question]));
    this.#questions = [];
    return [...questions.values()];
  }
}
