import type { JsonObject, JsonValue } from "../base/json.ts";

/** An entity as a client's writes left it. */
export interface Written {
  readonly id: string | number;
  /** In its fullest view. */
  readonly entity: JsonObject;
  /** Whose turn it was to be created; `undefined` for one that was there, or that came under an id of its own. */
  readonly ordinal: number | undefined;
}

/** What a write does to a collection. */
export type Write =
  | ({ readonly kind: "put"; readonly collection: string } & Written)
  | { readonly kind: "delete"; readonly collection: string; readonly id: string | number }
  | ({ readonly kind: "reply" } & KeptReply)
  | ({ readonly kind: "told" } & KeptTold);

/** What was told of something by who is asked once only, because asking again would bring something else. */
export interface KeptTold {
  /** The collection of an entity, or the operation. */
  readonly place: string;
  /** Of the entity as text, or what names the question. */
  readonly id: string;
  /** What was told, with what belongs to it, as whoever asked has put it: it is held to the contract again. */
  readonly value: JsonValue;
}

/** The answer to a request that its client may send again. */
export interface KeptReply {
  /** The client's name for the request (`Idempotency-Key`). */
  readonly key: string;
  readonly answer: FirstAnswer;
}

/** What was answered the first time, as a source proposes it: it is held to the contract again. */
export interface FirstAnswer {
  /** Hash of the request: the same key with another request is the client's mistake. */
  readonly request: string;
  readonly status: number;
  /** `undefined` where the answer had no content. */
  readonly body?: JsonValue | undefined;
  readonly headers?: JsonObject | undefined;
  /** What `X-Helix-Source` said. */
  readonly source: string;
}

/** All that a session holds, as plain data: to be kept elsewhere, and to begin another session with. */
export interface SessionSnapshot {
  readonly writes: number;
  readonly collections: readonly CollectionSnapshot[];
  readonly replies?: readonly KeptReply[] | undefined;
  readonly told?: readonly KeptTold[] | undefined;
}

export interface CollectionSnapshot {
  /** Path template with the values in it. */
  readonly collection: string;
  readonly creations: number;
  readonly written: readonly Written[];
  /** Ids as text. */
  readonly deleted: readonly string[];
}
