import type { JsonValue } from "../../base/json.ts";
import type { MediaType } from "../../contract/operation.ts";

/** What a value is written as. */
export interface Target {
  /** As declared: its schemas and encodings shape the bytes. */
  readonly mediaType: MediaType;
  /** The concrete type that is sent, with its parameters. */
  readonly contentType: string;
}

/** The bytes of a value. */
export interface Written {
  readonly bytes: Uint8Array;
  /** Of a stream: the offset behind each item. */
  readonly ends?: readonly number[] | undefined;
  /** Parameters without which Content-Type could not be understood. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Writes an instance of a schema as the bytes of one kind of media type. */
export interface Encoder {
  /** Lower-case word, unique in the registry. */
  readonly name: string;
  /** Whether it writes this type, e.g. "application/problem+json". The first encoder that does is taken. */
  writes(mediaType: string): boolean;
  encode(value: JsonValue, target: Target): Written;
}
