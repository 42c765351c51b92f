import type { Consultant, Consulted, Question, RecordedAnswer } from "../../ai/question.ts";

/** Asks nobody: it keeps what would be asked. */
export class Collector implements Consultant {
  readonly timeoutMs = 0;
  readonly lifetimeMs = 0;
  readonly isShareable = false;
  readonly isReplay = false;
  readonly #recorded: () => readonly RecordedAnswer[];
  #questions: Question[] = [];

  /** @param recorded - what is recorded at present, so that what is asked agrees with it */
  constructor(recorded: () => readonly RecordedAnswer[] = () => []) {
    this.#recorded = recorded;
  }

  get recorded(): readonly RecordedAnswer[] {
    return this.#recorded();
  }

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
