import type { JsonValue } from "../base/json.ts";
import type { Seed } from "../base/random.ts";
import type { Contract } from "../contract/contract.ts";
import type { DeclaredResponse, MediaType } from "../contract/operation.ts";
import type { Call } from "../contract/request/call.ts";
import type { SessionState, Write } from "../session/state.ts";
import type { ModelShare, ShownEntity, ToldEntities } from "./ai/share.ts";
import type { FixedAnswer } from "./overrides/fixed-answer.ts";

/** How values are generated; from settings, each overridable by the request where `Prefer` has a word for it. */
export interface GenerationSettings {
  /** Base of every seed. Same seed, document and request: same bytes. */
  readonly seed: Seed;
  /** Skip the document's media type examples as whole answers (`--dynamic`, `Prefer: dynamic=true`). */
  readonly dynamic: boolean;
  /** Do not draw on the document's examples for single values either (`--ignore-examples`). */
  readonly ignoreExamples: boolean;
  /** The instant that counts as "now", in milliseconds since the epoch. */
  readonly now: number;
  /** Items of a stream (`--stream-count`). */
  readonly streamCount: number;
  /** Items of a list where its schema allows them; `undefined` for what is usual (`--array-size`). */
  readonly arraySize?: number | undefined;
  /** Share of the optional properties that are there, from 0 to 1 (`--optionals`). */
  readonly optionals?: number | undefined;
  /** Where names and addresses are from, e.g. "de" or "en-GB"; `undefined` for everywhere (`--locale`). */
  readonly locale?: string | undefined;
}

/** The question put to a source: what to answer this call with. Status and media type are already decided. */
export interface Ask {
  readonly contract: Contract;
  readonly call: Call;
  readonly response: DeclaredResponse;
  readonly status: number;
  /** `undefined` where the response has no content. */
  readonly mediaType: MediaType | undefined;
  /** The concrete type that the answer is sent as, where the declared one may be a range. */
  readonly contentType?: string | undefined;
  /** The example that `Prefer: example=` names. */
  readonly example?: string | undefined;
  /** What a user fixed for this call. */
  readonly override?: FixedAnswer | undefined;
  readonly settings: GenerationSettings;
  /** What the session has written. */
  readonly state: SessionState;
  /** What a language model may say of it; `undefined` where none is asked. */
  readonly ai?: ModelShare | undefined;
  /** What a model has told of entities, beside what the session knows of that. */
  readonly told?: ToldEntities | undefined;
}

/** An answer as a source proposes it, not yet checked. */
export interface Draft {
  /** An instance of the media type's schema; `undefined` where the response has no content. */
  readonly body: JsonValue | undefined;
  /** Values for declared response headers, by name as declared; the rest is generated. */
  readonly headers?: Readonly<Record<string, JsonValue>> | undefined;
  /** What `X-Helix-Source` adds to the source's name, e.g. the example's name. */
  readonly note?: string | undefined;
  /** Where it is not what was written, in a sentence each: the schema has the last word. */
  readonly repairs?: readonly string[] | undefined;
  /** Which entities it shows, and where. */
  readonly shows?: (() => readonly ShownEntity[]) | undefined;
  /** What the session is to remember where this is the answer. */
  readonly writes?: readonly Write[] | undefined;
}

/** One way to produce a response. Sources are asked in configured order; the first valid draft wins. */
export interface ResponseSource {
  /** Lower-case word, unique in a gateway; appears in provenance, logs and reports. */
  readonly name: string;
  /** Whether the session may replay its answer to the same safe request (RFC 9110 §9.2.1). */
  readonly replayable: boolean;
  /**
   * @returns a draft, or `undefined` to leave the question to the next source.
   */
  offer(ask: Ask): Promise<Draft | undefined> | Draft | undefined;
}
