import type { QuestionCard, RecordedAnswer } from "../question.ts";

/** An answer of a model as it is kept for replay. */
export interface Recording extends RecordedAnswer {
  readonly provider: string;
  readonly model: string;
}

/** What a recording is found by. It is kept once, whatever its schema and prompt were. */
export type RecordingName = Pick<QuestionCard, "operation" | "answer" | "intent" | "slot">;

/** A recording and the file that holds it. */
export interface KeptRecording {
  readonly recording: Recording;
  /** Path of the file, as messages name it. */
  readonly file: string;
}

/** What is found for a card. */
export type Found =
  /** Recorded for this request; `near`: for another one of the same operation, answer and intent, which follows from the card. */
  | {
      readonly kind: "exact" | "near";
      readonly recording: Recording;
      /** Whether the schema or the prompt was another: what is recorded may not fit any more. */
      readonly isChanged: boolean;
    }
  /** @param changed - what differs from what is recorded, as a sentence without a full stop: 'the intent "…" is not recorded' */
  | { readonly kind: "none"; readonly changed: string };

/** Recorded answers. */
export interface Cassette {
  find(card: QuestionCard): Found;
  /** All of them, by operation, answer, intent and slot. The same list as long as nothing changes. */
  list(): readonly KeptRecording[];
  /**
   * Keeps it at once, on disk; another of the same name makes way.
   *
   * @throws {CassetteError} where it cannot be kept; nothing is lost then
   */
  record(recording: Recording): Promise<void>;
  /**
   * @returns whether it was there
   * @throws {CassetteError} where it cannot be removed
   */
  remove(name: RecordingName): Promise<boolean>;
}
