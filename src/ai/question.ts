import type { JsonValue } from "../base/json.ts";
import type { Message, Usage } from "./provider.ts";
import type { WireSchema } from "./wire/wire-schema.ts";

/** What a recorded answer is found by. Plain text, so that people can read and compare it. */
export interface QuestionCard {
  /** Id of the operation. */
  readonly operation: string;
  /** "200 application/json" */
  readonly answer: string;
  /** Digest of the answer's closed schema. */
  readonly schemaDigest: string;
  /** What the client wants the answer to be like (`Prefer: ai="…"`); "" for nothing special. */
  readonly intent: string;
  /** Which of many answers of the operation: what its request asks for, e.g. "limit=5&status=sold"; "" for a bare one. */
  readonly slot: string;
  /** Grows when the prompt is put differently. */
  readonly promptVersion: number;
}

/** What a model is asked, and how what it says is read. */
export interface Question {
  /** Digest of all that the answer depends on: questions with one key share one answer. */
  readonly key: string;
  readonly card: QuestionCard;
  /** Of the client's session: it has a budget of its own. */
  readonly session: string;
  readonly messages: readonly Message[];
  readonly wire: WireSchema;
  readonly maxTokens: number;
  /** Whether what comes of it may be recorded: not where it would hold what clients wrote. */
  readonly isRecordable: boolean;
  /** Reads what a model wrote in the terms of the wire schema, or what is recorded in those of the operation's. */
  read(written: JsonValue, from: "model" | "cassette"): Reading;
}

/** What a model told, as it is kept for replay. */
export interface RecordedAnswer {
  readonly card: QuestionCard;
  /** In the shape of the operation's response. */
  readonly value: JsonValue;
}

/** What is left of what a model wrote once it was held to the contract. */
export interface Reading {
  /** In the shape of the operation's response, as far as it could be kept; parts may be missing. `undefined` for nothing. */
  readonly value: JsonValue | undefined;
  /** What was changed on the way, in a short sentence each. */
  readonly repairs: readonly string[];
  /** What the contract holds against what was written, to be told to the model: "/items/0/price must be number". */
  readonly defects: readonly string[];
  /** Whether so little is left that asking once more is worth its price. */
  readonly isPoor: boolean;
}

/** What a model told, as it is kept. */
export interface Told {
  /** In the shape of the operation's response; parts may be missing. */
  readonly value: JsonValue;
  readonly repairs: readonly string[];
  /** Where it is from. */
  readonly provider: string;
  readonly model: string;
  /** What this answer took; nothing where it was there already. */
  readonly usage?: Usage | undefined;
  readonly isRecorded: boolean;
  /** Whether it was recorded for another request. */
  readonly isNear?: boolean | undefined;
}

/** Why a model did not tell anything. */
export type SilenceReason = "off" | "budget" | "breaker" | "busy" | "timeout" | "failed" | "miss";

/** What came of a question. */
export type Consulted =
  | { readonly kind: "told"; readonly told: Told }
  /** The time was up, and the model is still writing. @see Consultant */
  | { readonly kind: "late"; readonly later: Promise<Told | undefined> }
  | { readonly kind: "silent"; readonly reason: SilenceReason; readonly detail: string };

/** Whoever puts questions to models: the chain of providers with its bounds, behind what was told and recorded before. */
export interface Consultant {
  /** Milliseconds that a request waits for a model. */
  readonly timeoutMs: number;
  /** Milliseconds for which a question is worked at, at most, also when its request is answered already. */
  readonly lifetimeMs: number;
  /** Whether what models tell is for all gateways; not where all of it is recorded, or replayed. */
  readonly isShareable: boolean;
  /** What is replayed; nothing where nothing is. The same list as long as it has the same in it. */
  readonly recorded: readonly RecordedAnswer[];
  /** Whether nothing but that is told. */
  readonly isReplay: boolean;
  /** @param waitMs - what is left of the time. Never rejects but for bugs. */
  ask(question: Question, waitMs: number): Promise<Consulted>;
}
