import type { Cassette, Found, KeptRecording, Recording } from "../../../src/ai/cassette/cassette.ts";
import type { Question, QuestionCard, Reading } from "../../../src/ai/question.ts";
import type { Timer } from "../../../src/ai/timer.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../src/base/json.ts";
import { petCompletion, petSchema } from "./endpoint.ts";

/** A question for a pet. What is written is judged by whether it has a name. */
export function petQuestion(
  changes: Partial<Omit<Question, "card">> & { readonly card?: Partial<QuestionCard> } = {},
): Question {
  const { card, ...rest } = changes;
  return {
    key: "pet 1",
    card: {
      operation: "getPet",
      answer: "200 application/json",
      schemaDigest: "d1",
      intent: "",
      slot: "",
      promptVersion: 1,
      ...card,
    },
    session: "default",
    messages: petCompletion.messages,
    wire: { schema: petSchema as unknown as JsonObject, decode: (written) => written },
    isRecordable: true,
    maxTokens: 500,
    read: readPet,
    ...rest,
  };
}

function readPet(written: JsonValue): Reading {
  const isPet = isObject(written) && typeof written["name"] === "string";
  if (isPet) return { value: written, repairs: [], defects: [], isPoor: false };
  return { value: undefined, repairs: [], defects: ["/name is missing"], isPoor: true };
}

/** Recordings in memory: one is found by operation and slot, or near it by operation. */
export class MemoryCassette implements Pick<Cassette, "find" | "list" | "record"> {
  readonly recordings: Recording[] = [];

  find(card: QuestionCard): Found {
    const ofOperation = this.recordings.filter((recording) => recording.card.operation === card.operation);
    const exact = ofOperation.find((recording) => recording.card.slot === card.slot);
    if (exact) return { kind: "exact", recording: exact, isChanged: false };
    const [near] = ofOperation;
    return near
      ? { kind: "near", recording: near, isChanged: false }
      : { kind: "none", changed: `${card.operation} is not recorded` };
  }

  list(): readonly KeptRecording[] {
    return this.recordings.map((recording) => ({ recording, file: "memory" }));
  }

  async record(recording: Recording): Promise<void> {
    this.recordings.push(recording);
  }
}

/** Time that stands still until a test moves it. */
export class ManualTime {
  #now = 0;
  readonly #due: { at: number; then: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly timer: Timer = (milliseconds, then) => {
    const entry = { at: this.#now + milliseconds, then };
    this.#due.push(entry);
    return () => {
      const index = this.#due.indexOf(entry);
      if (index >= 0) this.#due.splice(index, 1);
    };
  };

  /** How many wait for their time. */
  get pending(): number {
    return this.#due.length;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    for (const entry of this.#due.filter(({ at }) => at <= this.#now)) {
      this.#due.splice(this.#due.indexOf(entry), 1);
      entry.then();
    }
  }
}
