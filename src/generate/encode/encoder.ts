import type { JsonValue } from "../../base/json.ts";
import type { Schema } from "../../contract/schema/schema.ts";

/** Writes an instance of a schema as the bytes of one kind of media type. */
export interface Encoder {
  /** Lower-case word, unique in the registry. */
  readonly name: string;
  /** Whether it writes this type, e.g. "application/problem+json". The first encoder that does is taken. */
  writes(mediaType: string): boolean;
  encode(value: JsonValue, schema: Schema | undefined): Uint8Array;
}
