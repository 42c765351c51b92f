import type { JsonValue } from "../../base/json.ts";
import type { QuestionCard } from "../question.ts";

/** An answer of a model as it is kept for replay. */
export interface Recording {
  readonly card: QuestionCard;
  readonly provider: string;
  readonly model: string;
  /** In the shape of the operation's response. */
  readonly value: JsonValue;
}

/** What is found for a card. */
export type Found =
  | { readonly kind: "exact"; readonly recording: Recording }
  /** Recorded for another request of the same operation, answer and intent; which one follows from the card. */
  | { readonly kind: "near"; readonly recording: Recording }
  /** @param changed - what differs from what is recorded, to end a sentence: 'the intent "…" is not recorded' */
  | { readonly kind: "none"; readonly changed: string };

/** Recorded answers. */
export interface Cassette {
  find(card: QuestionCard): Found;
  /** Keeps it at once, on disk; another with the same card makes way. */
  record(recording: Recording): Promise<void>;
}
